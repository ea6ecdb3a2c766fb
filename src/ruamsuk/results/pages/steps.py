"""What to do next in a community, for someone who may do it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruamsuk.results.models import Computation, Import, Verdict
from ruamsuk.results.pages.sight import Sight


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next.

    Attributes:
        urgency: how it is marked: ``urgent``, ``soon``, ``info`` or nothing.
    """

    title: str
    text: str
    url: str
    urgency: str = ""


def next_steps(sight: Sight, missing: int, verdicts: int) -> list[Step]:
    """What the visitor can do next, the most pressing first."""
    slug = sight.community.slug
    if not sight.rounds:
        if "facilitate" not in sight.verbs:
            return []
        return [
            Step(
                _("Open the first round"),
                _("A round is one time of measuring."),
                reverse("rounds", args=[slug]),
                "soon",
            )
        ]
    found = _data_steps(sight, missing) if "collect" in sight.verbs else []
    if "facilitate" in sight.verbs:
        found += _computing_steps(sight)
    if sight.measured and sight.round:
        found += _after_results(sight, verdicts)
    return found


def _data_steps(sight: Sight, missing: int) -> list[Step]:
    assert sight.round is not None
    found = []
    faulty = Import.objects.filter(
        round__community=sight.community, state__in=(Import.State.FAULTY, Import.State.READY)
    ).first()
    if faulty:
        found.append(
            Step(
                faulty.get_state_display(),
                faulty.name,
                reverse("import", args=[faulty.pk]),
                "urgent",
            )
        )
    if missing and sight.measured and not sight.round.closed:
        words = ngettext(
            "%(count)s indicator has no number yet",
            "%(count)s indicators have no number yet",
            missing,
        )
        page = reverse("round", args=[sight.community.slug, sight.round.label])
        found.append(Step(words % {"count": missing}, _("Bring in what is missing."), page, "soon"))
    return found


def _computing_steps(sight: Sight) -> list[Step]:
    """What is waiting, has failed, or has not been computed since data came in."""
    assert sight.round is not None
    newest = _computations(sight).first()
    page = reverse("round", args=[sight.community.slug, sight.round.label])
    if newest and newest.state != Computation.State.DONE:
        failed = newest.state == Computation.State.FAILED
        title = _("The last computation failed") if failed else _("Results are being computed")
        urgency = "urgent" if failed else "info"
        return [Step(title, "", reverse("computation", args=[newest.pk]), urgency)]
    applied = Import.objects.filter(round__community=sight.community, state=Import.State.APPLIED)
    if newest:
        applied = applied.filter(finished__gt=newest.queued)
    if not applied.exists():
        return []
    return [Step(_("Compute the results"), _("New data have come in."), page, "soon")]


def _computations(sight: Sight) -> QuerySet[Computation]:
    return Computation.objects.filter(community=sight.community).only("state", "queued")


def _after_results(sight: Sight, verdicts: int) -> list[Step]:
    assert sight.round is not None
    args = [sight.community.slug, sight.round.label]
    found = []
    if "facilitate" in sight.verbs and not verdicts:
        found.append(
            Step(
                _("Look at the results together"),
                _("Write down what the meeting concludes."),
                reverse("verdict_new", args=args),
            )
        )
    if "manage" in sight.verbs and sight.publication is None:
        found.append(
            Step(
                _("Choose what everyone may read"),
                _("Nothing of this round is public yet."),
                reverse("publish", args=args),
            )
        )
    return found


def verdicts_of(sight: Sight) -> list[Verdict]:
    """What meetings concluded in this round, newest first, on what the visitor may see."""
    if sight.round is None:
        return []
    found = list(sight.round.verdicts.all())
    if sight.inside:
        return found
    seen = {item.indicator.id for item in sight.measured.items} if sight.measured else set()
    return [v for v in found if not v.withdrawn and (not v.indicator or v.indicator in seen)]


def other_sources(sight: Sight) -> frozenset[str]:
    """Indicators of the round of which hands were counted or others have a figure."""
    if sight.round is None:
        return frozenset()
    hands = sight.round.hand_counts.filter(undone=None).order_by().values_list("indicator")
    figures = sight.round.figures.filter(undone=None).order_by().values_list("indicator")
    return frozenset(indicator for (indicator,) in hands.union(figures))
