"""The nouns of the app."""

from ruamsuk.communities.models.area import District, Province, Tambon
from ruamsuk.communities.models.audit import AuditEntry
from ruamsuk.communities.models.community import Community, Household, Network, Person, Village
from ruamsuk.communities.models.member import Invitation, Membership, Role
from ruamsuk.communities.models.profile import Asset, Learning, Partner, TimelineEvent, Wording

__all__ = [
    "Asset",
    "AuditEntry",
    "Community",
    "District",
    "Household",
    "Invitation",
    "Learning",
    "Membership",
    "Network",
    "Partner",
    "Person",
    "Province",
    "Role",
    "Tambon",
    "TimelineEvent",
    "Village",
    "Wording",
]
