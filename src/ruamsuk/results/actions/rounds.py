"""Open, change and close a round of measuring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import demand
from ruamsuk.results.models import Round

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


@transaction.atomic
def open_round(by: User, community: Community, **fields: Any) -> Round:
    """Start a round.

    Args:
        by: who starts it; needs to facilitate.
        community: where.
        fields: ``year``, ``label``, ``title``, ``version`` and ``design`` of the round.

    Raises:
        PermissionDenied: the person may not.
    """
    demand(by, "facilitate", community)
    made = Round.objects.create(community=community, **fields)
    remember(by, "round.opened", community, made.label, year=made.year)
    return made


@transaction.atomic
def change_round(by: User, round_: Round, **fields: Any) -> Round:
    """Change what a round is called, or how its households were drawn.

    The version stays once data have come in: they were gathered for its questions.

    Raises:
        PermissionDenied: the person may not.
        ValidationError: the version was changed although there are data.
    """
    demand(by, "facilitate", round_.community)
    kept = Round.objects.select_for_update().get(pk=round_.pk)
    if has_data(kept) and fields.get("version", kept.version) != kept.version:
        raise ValidationError(
            {
                "version": _(
                    "Data have come in for this version. Open another round for the other version."
                )
            }
        )
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save()
    remember(by, "round.changed", kept.community, kept.label, fields=sorted(fields))
    return kept


@transaction.atomic
def close_round(by: User, round_: Round, *, closed: bool) -> None:
    """Let no more data come in, or let them come in again.

    Raises:
        PermissionDenied: the person may not.
    """
    demand(by, "facilitate", round_.community)
    Round.objects.filter(pk=round_.pk).update(closed=closed)
    round_.closed = closed
    verb = "round.closed" if closed else "round.reopened"
    remember(by, verb, round_.community, round_.label)


def has_data(round_: Round) -> bool:
    """Whether anything was brought into a round."""
    kinds = (round_.imports, round_.hand_counts, round_.figures)
    return any(kind.exists() for kind in kinds)


def must_be_open(round_: Round) -> None:
    """Let no data into a closed round.

    Raises:
        ValidationError: the round is closed.
    """
    if Round.objects.filter(pk=round_.pk, closed=True).exists():
        raise ValidationError(
            _("This round is closed. A facilitator can open it again on the page of the round.")
        )
