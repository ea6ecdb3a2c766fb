"""Where a round stands: what each indicator has, what is missing, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.engine.framework.models import Goal, Indicator
from ruamsuk.results.models import Computation, Import, Round
from ruamsuk.results.sources import KINDS, Source, sources
from ruamsuk.results.todos import Todo

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Verb, Visitor

UNDER_WAY = (Computation.State.QUEUED, Computation.State.RUNNING)


@dataclass(frozen=True)
class Line:
    """What one indicator has in a round.

    Attributes:
        indicator: the indicator.
        sources: the values it has, the one that speaks for it first.
    """

    indicator: Indicator
    sources: tuple[Source, ...]

    @property
    def headline(self) -> str:
        """The value that speaks for it, in words; empty when there is none."""
        return self.sources[0].words(self.indicator, language()) if self.sources else ""

    @property
    def has(self) -> list[tuple[str, int]]:
        """Each kind of source that it has, with how many there are of it."""
        counts = [(kind, sum(s.kind == kind for s in self.sources)) for kind in KINDS]
        return [(kind, count) for kind, count in counts if count]

    @property
    def households(self) -> Source | None:
        """What the households say."""
        return next((s for s in self.sources if s.kind == "households"), None)


@dataclass(frozen=True)
class GoalLines:
    """A goal with what its indicators have."""

    goal: Goal
    lines: tuple[Line, ...]


def standing(round_: Round, user: Visitor) -> list[GoalLines]:
    """What each indicator of a round has, goal by goal."""
    found = sources(round_, user)
    return [
        GoalLines(goal, tuple(Line(i, tuple(found.get(i.id, ()))) for i in goal.indicators))
        for goal in round_.version.definition.goals
    ]


def newest(round_: Round) -> Computation | None:
    """The newest computation that a round takes part in, however far it has come."""
    return Computation.objects.filter(snapshots__round=round_).first()


def is_outdated(round_: Round, computation: Computation) -> bool:
    """Whether tables came in, or were taken back, after a computation was started."""
    return Import.objects.filter(
        round__community=round_.community_id,
        round__version=round_.version_id,
        state__in=[Import.State.APPLIED, Import.State.GIVEN_UP],
        finished__gt=computation.queued,
    ).exists()


def next_step(round_: Round, may: frozenset[Verb], computation: Computation | None) -> Todo | None:
    """The one thing to do next that this person may do; None where nothing waits for them."""
    place = [round_.community.slug, round_.label]
    if not round_.imports.filter(state=Import.State.APPLIED).exists():
        if "collect" not in may or round_.closed:
            return None
        return Todo(
            _("Bring in the table of households"),
            _("From Excel, CSV or Parquet. Nothing is changed before you have seen what comes in."),
            reverse("import_new", args=place),
        )
    if "facilitate" not in may:
        return None
    if computation is not None and computation.state in UNDER_WAY:
        return Todo(
            _("See how far the computing has come"),
            _("You can leave the page; it goes on."),
            reverse("computation", args=[computation.pk]),
        )
    if computation is None or computation.state == computation.State.FAILED:
        return _compute(round_, _("The data are here. See what they say."))
    if is_outdated(round_, computation):
        return _compute(round_, _("Data came in after the numbers were computed."))
    if not round_.verdicts.filter(withdrawn=None).exists():
        return Todo(
            _("Keep what the meeting concluded"),
            _("Look at the results together, and write down what you conclude from them."),
            reverse("verdict_new", args=place),
        )
    published = getattr(round_, "publication", None)
    if "manage" in may and (published is None or published.withdrawn):
        return Todo(
            _("Publish the results"),
            _("Choose what everyone may read."),
            reverse("publish", args=place),
        )
    return None


def _compute(round_: Round, text: str) -> Todo:
    url = reverse("compute", args=[round_.community.slug])
    return Todo(_("Compute the results"), text, f"{url}?round={round_.label}", posts=True)
