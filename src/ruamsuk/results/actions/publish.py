"""Let everyone read chosen results of a round, and take them back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from ruamsuk.communities.audit import remember
from ruamsuk.communities.rules import demand
from ruamsuk.results.models import Publication, Round

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


@transaction.atomic
def publish_round(
    by: User, round_: Round, *, indicators: Sequence[str], words: str = ""
) -> Publication:
    """Let everyone read these indicators of a round; the community's page becomes public.

    Args:
        by: who decides; needs to manage.
        round_: the round.
        indicators: ids of the indicators that are shown.
        words: a word from the community.

    Raises:
        PermissionDenied: the person may not.
    """
    community = round_.community
    demand(by, "manage", community)
    said = {"indicators": list(indicators), "words": words, "by": by, "withdrawn": None}
    made, _new = Publication.objects.update_or_create(round=round_, defaults=said)
    if not community.public:
        community.public = True
        community.save(update_fields=["public"])
    remember(by, "round.published", community, round_.label, indicators=len(indicators))
    return made


@transaction.atomic
def withdraw_publication(by: User, publication: Publication) -> None:
    """Take back what everyone may read of a round.

    Raises:
        PermissionDenied: the person may not.
    """
    community = publication.round.community
    demand(by, "manage", community)
    open_ = Publication.objects.filter(pk=publication.pk, withdrawn=None)
    if open_.update(withdrawn=timezone.now()):
        remember(by, "publication.withdrawn", community, publication.round.label)
