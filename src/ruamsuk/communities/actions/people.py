"""Invite people, accept an invitation, give and take roles."""

from __future__ import annotations

import datetime
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ruamsuk.accounts.models import User, digest
from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Community, Invitation, Membership, Network, Role
from ruamsuk.communities.rules import demand, may_give

CLOSED = {
    Invitation.State.USED: lambda: _("This invitation has been used up. Ask for a new one."),
    Invitation.State.EXPIRED: lambda: _("This invitation has expired. Ask for a new one."),
    Invitation.State.REVOKED: lambda: _("This invitation was taken back. Ask who sent it."),
}
"""Why an invitation cannot be accepted, and the way out."""


def where(place: Network | Community) -> dict[str, Any]:
    """The field of memberships and invitations that names a place."""
    return {"community" if isinstance(place, Community) else "network": place}


def invite(
    by: User,
    place: Network | Community,
    role: str,
    *,
    note: str = "",
    most: int = 1,
    days: int = 14,
) -> tuple[Invitation, str]:
    """Make an invitation; give it and its secret, of which only a digest is kept.

    Raises:
        ValidationError: the role sees single households, and only the community may give it.
    """
    demand(by, "manage", place)
    _must_be_theirs_to_give(by, role, place)
    secret = secrets.token_urlsafe(16)
    with transaction.atomic():
        made = Invitation.objects.create(
            digest=digest(secret),
            role=role,
            note=note,
            most=most,
            expires=timezone.now() + datetime.timedelta(days=days),
            created_by=by,
            **where(place),
        )
        remember(by, "invitation.made", place, Role(role).label, role=role, most=most, days=days)
    return made, secret


def revoke(by: User, invitation: Invitation) -> None:
    """Take an invitation back. Whoever accepted it keeps their role."""
    demand(by, "manage", invitation.place)
    with transaction.atomic():
        if Invitation.objects.open().filter(pk=invitation.pk).update(revoked=timezone.now()):
            role = invitation.role
            remember(by, "invitation.revoked", invitation.place, Role(role).label, role=role)


def accept(user: User, invitation: Invitation) -> Membership:
    """Take the role that an invitation offers. A role that stands as high already stays.

    An invitation is worth what its maker may give when it is accepted: of two first coordinators
    whom a network has invited to a community, only the first one comes in by the network's word.

    Raises:
        ValidationError: it is used up, expired or taken back, one's own, or its maker may no
            longer give the role.
    """
    place = invitation.place
    with transaction.atomic():
        # two who come at once come one after the other
        type(place)._default_manager.select_for_update().get(pk=place.pk)
        mine = Membership.objects.filter(user=user, **where(place)).first()
        if mine and Role(mine.role).reaches(invitation.role):
            return mine
        if invitation.created_by_id == user.pk:
            raise ValidationError(
                _("You made this invitation yourself. It is for somebody else."), code="own"
            )
        if not (invitation.created_by and may_give(invitation.created_by, invitation.role, place)):
            raise ValidationError(
                _("Whoever made this invitation may no longer give this role. Ask for a new one."),
                code="giver",
            )
        # one statement, so that of two who accept the last use at once only one gets it
        if not Invitation.objects.open().filter(pk=invitation.pk).update(uses=F("uses") + 1):
            invitation.refresh_from_db()
            raise ValidationError(CLOSED[invitation.state](), code=invitation.state)
        mine, _new = Membership.objects.update_or_create(
            defaults={"role": invitation.role}, user=user, **where(place)
        )
        remember(user, "invitation.accepted", place, user, person=user.pk, role=invitation.role)
    return mine


def change_role(by: User, membership: Membership, role: str) -> None:
    """Give a member another role.

    Raises:
        ValidationError: the role is one's own or only the community's to give, or the place would
            lose its last coordinator.
    """
    place = membership.place
    demand(by, "manage", place)
    if not Role(membership.role).reaches(role):
        _must_be_theirs_to_give(by, role, place)
    if membership.user_id == by.pk:
        raise ValidationError(
            _("You cannot change your own role. Ask another coordinator."), code="own"
        )
    with transaction.atomic():
        if role != Role.COORDINATOR:
            _keep_a_coordinator(membership)
        old, membership.role = membership.role, role
        membership.save(update_fields=["role"])
        person = membership.user
        remember(by, "member.changed", place, person, person=person.pk, old=old, new=role)


def remove_member(by: User, membership: Membership) -> None:
    """Take a person's role in a place away; everyone may leave by themselves.

    Raises:
        ValidationError: the place would lose its last coordinator.
    """
    place, person = membership.place, membership.user
    leaving = person.pk == by.pk
    if not leaving:
        demand(by, "manage", place)
    with transaction.atomic():
        _keep_a_coordinator(membership)
        membership.delete()
        verb = "member.left" if leaving else "member.removed"
        remember(by, verb, place, person, person=person.pk, role=membership.role)


def _must_be_theirs_to_give(by: User, role: str, place: Network | Community) -> None:
    if not may_give(by, role, place):
        raise ValidationError(
            _("This role sees single households. Ask a coordinator of the community to give it."),
            code="households",
        )


def _keep_a_coordinator(membership: Membership) -> None:
    """Refuse what would leave a place without a coordinator; locks those of the place."""
    coordinators = membership.place.memberships.coordinators().select_for_update()
    if [one.pk for one in coordinators] == [membership.pk]:
        raise ValidationError(
            _("This is the last coordinator here. Make somebody else coordinator first."),
            code="last",
        )
