"""A version as its pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ruamsuk.engine.codebook import Variable
from ruamsuk.engine.framework.models import Framework, Goal, Indicator
from ruamsuk.indicators.differences import said
from ruamsuk.indicators.document import users_of
from ruamsuk.indicators.models import Comment, Version
from ruamsuk.indicators.series import Thread, threads
from ruamsuk.indicators.words import FIELDS
from ruamsuk.lib.text import LocalText
from ruamsuk.report.measured import counting_sentence

Fact = tuple[LocalText, LocalText]
"""What a field is called and what it says."""


@dataclass(frozen=True)
class IndicatorView:
    """An indicator with its sentence, its thread and what was said about it."""

    indicator: Indicator
    goal: Goal
    sentence: LocalText
    thread: Thread
    comments: list[Comment]

    @property
    def said_count(self) -> int:
        """How many comments stand."""
        return sum(not comment.withdrawn for comment in self.comments)

    @property
    def facts(self) -> list[Fact]:
        """All that is fixed about it, field by field; what is empty is left out."""
        one = self.indicator
        names = ["level", *(["summary"] if one.value else []), "target", "unit", "bands"]
        names += ["higher_is_better"] if one.value else ["missing"]
        facts = {name: said(name, getattr(one, name)) for name in (*names, "weight")}
        if one.achieved and facts["target"]:
            facts["target"] = LocalText("{n}%", "{n}%").format(n=facts["target"])
        return [(FIELDS[name], words) for name, words in facts.items() if words]


@dataclass(frozen=True)
class GoalView:
    """A goal with its indicators."""

    goal: Goal
    indicators: list[IndicatorView]


@dataclass(frozen=True)
class QuestionView:
    """A question of the codebook and the indicators that need it."""

    name: str
    variable: Variable
    kind: LocalText
    users: list[Indicator]


def goal_views(version: Version, comments: Sequence[Comment]) -> list[GoalView]:
    """The goals of a version in their order."""
    definition = version.definition
    ties = {thread.indicator.id: thread for thread in threads(version)}

    def view(goal: Goal, one: Indicator) -> IndicatorView:
        about = [comment for comment in comments if comment.indicator == one.id]
        return IndicatorView(one, goal, counting_sentence(definition, one), ties[one.id], about)

    return [
        GoalView(goal, [view(goal, one) for one in goal.indicators]) for goal in definition.goals
    ]


def question_views(version: Version) -> list[QuestionView]:
    """The codebook of a version."""
    definition: Framework = version.definition
    return [
        QuestionView(name, variable, said("type", variable.type), users_of(definition, name))
        for name, variable in definition.variables.items()
    ]


def index_facts(version: Version) -> list[Fact]:
    """How the indicators of a version join; nothing where they stand alone."""
    index = version.definition.index
    if index is None:
        return []
    names = ["kind", *(["cutoff"] if index.kind != "mean" else []), "of", "missing", "bands"]
    facts = [(FIELDS[name], said(name, getattr(index, name))) for name in names]
    return [(name, words) for name, words in facts if words]


def step_views(version: Version) -> list[tuple[Any, bool]]:
    """The way of a version to being agreed, each step with whether it has been reached."""
    order = [Version.State.DRAFT, Version.State.PROPOSED, Version.State.VOTING]
    state = Version.State(version.state)
    reached = order.index(state) if state in order else len(order)
    last = _("Not agreed") if state == Version.State.REJECTED else _("Agreed")
    words = [_("Draft"), _("Proposed"), _("Vote"), last]
    return [(word, place <= reached) for place, word in enumerate(words)]
