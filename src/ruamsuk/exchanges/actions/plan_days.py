"""Set the day of a meeting of a plan by hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ruamsuk.base.templatetags.ruamsuk import be_date, local
from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.actions.plan import changing, remember_state
from ruamsuk.exchanges.models import Match, Plan

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


@transaction.atomic
def set_day(
    by: User, plan: Plan, revision: int, group: int, day: datetime.date | None, part: int = 1
) -> None:
    """Hold a meeting on a day, or on none yet; a day that is set stays while the same meet.

    Raises:
        PermissionDenied, ValidationError: as `actions.plan.changing`; or there is no such
            meeting, its giver cannot then, or somebody is at another meeting.
    """
    plan = changing(by, plan, revision)
    matches = list(plan.matches.select_related("request__community", "offer__community"))
    meeting = [one for one in matches if one.group == group]
    if not meeting:
        raise ValidationError(_("This meeting is not in the plan any more."))
    if day:
        _check(matches, meeting, day.isoformat(), part)
    remember_state(by, plan, matches)
    found = plan.matches.filter(group=group)
    found.update(day=day.isoformat() if day else "", part=part, day_by_hand=day is not None)
    plan.told = [one for one in plan.told if one.get("group") != group]
    plan.revision += 1
    plan.save(update_fields=["told", "revision"])
    remember(by, "plan.day", plan.network, meeting[0].offer.community)


def _check(matches: list[Match], meeting: list[Match], day: str, part: int) -> None:
    offer = meeting[0].offer
    if offer.days and day not in offer.days:
        raise ValidationError(
            _("%(community)s can only on these days: %(days)s."),
            params={
                "community": local(offer.community.name),
                "days": ", ".join(be_date(one) for one in offer.days),
            },
        )
    then = [
        one
        for one in matches
        if one.group != meeting[0].group and (one.day, one.part) == (day, part)
    ]
    there = _everyone(then)
    if twice := next((place for pk, place in _everyone(meeting).items() if pk in there), None):
        raise ValidationError(
            _("%(community)s is at another meeting then. Choose another day or part of the day."),
            params={"community": local(twice.name)},
        )


def _everyone(matches: Iterable[Match]) -> dict[int, Community]:
    """All communities that meet, by number."""
    return {
        place.pk: place for one in matches for place in (one.offer.community, one.request.community)
    }
