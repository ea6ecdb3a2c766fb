"""What to do next in a community, for someone who may do it."""

from __future__ import annotations

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruamsuk.results.models import Computation, Import, Verdict
from ruamsuk.results.pages.sight import Sight
from ruamsuk.results.todos import Todo, after_results, computing, first_round


def next_steps(sight: Sight, missing: int, verdicts: int) -> list[Todo]:
    """What the visitor can do next, the most pressing first."""
    slug = sight.community.slug
    if not sight.rounds:
        if "facilitate" not in sight.verbs:
            return []
        return [first_round(slug)]
    found = _data_steps(sight, missing) if "collect" in sight.verbs else []
    if "facilitate" in sight.verbs:
        found += _computing_steps(sight)
    if sight.measured and sight.round:
        found += after_results(
            slug,
            sight.round.label,
            sight.verbs,
            concluded=verdicts > 0,
            published=sight.publication is not None,
        )
    return found


def _data_steps(sight: Sight, missing: int) -> list[Todo]:
    assert sight.round is not None
    found = []
    faulty = Import.objects.filter(
        round__community=sight.community, state__in=(Import.State.FAULTY, Import.State.READY)
    ).first()
    if faulty:
        found.append(
            Todo(
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
        found.append(Todo(words % {"count": missing}, _("Bring in what is missing."), page, "soon"))
    return found


def _computing_steps(sight: Sight) -> list[Todo]:
    assert sight.round is not None
    runs = Computation.objects.filter(community=sight.community).only("state", "queued")
    applied = Import.objects.filter(round__community=sight.community, state=Import.State.APPLIED)
    since = applied.aggregate(since=Max("finished"))["since"]
    return computing(sight.community.slug, sight.round.label, runs.first(), since)


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
