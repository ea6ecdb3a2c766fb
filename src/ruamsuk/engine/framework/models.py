"""A framework: what a community calls a good life, as goals and indicators that can be counted.

The file is YAML; these models are its grammar, and the published JSON Schema is made from them.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema

from ruamsuk.lib.text import LocalText

Level = Literal["household", "person", "community"]
VariableType = Literal[
    "integer", "decimal", "boolean", "text", "date", "select_one", "select_multiple"
]
Summary = Literal["mean", "median", "sum", "ratio"]
IndexKind = Literal["alkire-foster", "gnh", "mean"]
IndexMissing = Literal["complete", "listwise", "available", "not-achieved"]


def _fraction(value: Any) -> Any:
    """Read 1, 0.66 or "1/3" as the exact fraction that a person means by it."""
    if isinstance(value, bool):
        raise ValueError("number")
    if isinstance(value, int | float):
        return Fraction(str(value))
    if isinstance(value, str):
        try:
            return Fraction(value.replace(" ", ""))
        except (ValueError, ZeroDivisionError):
            raise ValueError("number") from None
    return value


def _plain_number(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else str(value)


def _local_text(value: Any) -> Any:
    """Accept one string for both languages: names and units are often the same."""
    return {"th": value, "en": value} if isinstance(value, str) else value


Exact = Annotated[
    Fraction,
    BeforeValidator(_fraction),
    PlainSerializer(_plain_number),
    WithJsonSchema(
        {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^\d+(/\d+|\.\d+)?$"}]}
    ),
]
Words = Annotated[LocalText, BeforeValidator(_local_text)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=64)]
VariableName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=64)]


class Part(BaseModel):
    """A part of a framework file: nothing unknown is let in, nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Choice(Part):
    """One answer that a question offers."""

    value: str
    label: Words = LocalText()


class Variable(Part):
    """One entry of the codebook: a column that is asked, imported or tallied.

    Attributes:
        level: what one row of its table is.
        type: how its values are stored; ``select_multiple`` as values separated by spaces.
        unit: what a number counts, such as baht.
        label: the question or the column's name in words.
        choices: the answers allowed, for the two ``select`` types.
        min: least value allowed, for numbers.
        max: greatest value allowed, for numbers.
    """

    level: Level = "household"
    type: VariableType
    unit: Words = LocalText()
    label: Words = LocalText()
    choices: tuple[Choice, ...] = ()
    min: float | None = None
    max: float | None = None


class Indicator(Part):
    """One thing that is counted: a share that achieves, or a summary of a value.

    Attributes:
        id: stable name, unique in the framework.
        level: what is counted: households, persons or communities.
        eligible: expression; who the indicator is about (everyone when empty).
        achieved: expression; who has reached it. Either this or ``value``.
        value: expression of a number that ``summary`` sums up; for ``ratio`` a division.
        summary: how ``value`` is summed up.
        target: the value aimed at: per cent for a share, else in the value's unit.
        bands: limits between the five steps from far to reached, in the unit of the target.
        higher_is_better: whether more of the value is better (a share always is).
        missing: ``exclude`` answers that are missing, or count them as ``not-achieved``.
        weight: weight inside its goal; 0 keeps it out of the index.
    """

    id: Identifier
    title: Words
    definition: Words = LocalText()
    source: Words = LocalText()
    level: Level = "household"
    eligible: str = ""
    achieved: str = ""
    value: str = ""
    summary: Summary = "mean"
    unit: Words = LocalText()
    target: float | None = None
    bands: tuple[float, ...] = ()
    higher_is_better: bool = True
    missing: Literal["exclude", "not-achieved"] = "exclude"
    weight: Exact = Fraction(1)


class Goal(Part):
    """A goal (for GNH a domain, for the MPI a dimension) and its indicators."""

    id: Identifier
    title: Words
    definition: Words = LocalText()
    weight: Exact = Fraction(1)
    indicators: tuple[Indicator, ...] = ()


class Index(Part):
    """How the indicators join in one number.

    Attributes:
        kind: ``alkire-foster`` (poor when the weighted deprivations reach the cut-off), ``gnh``
            (happy when the weighted achievements reach it), or ``mean`` (no cut-off).
        cutoff: share of the weights, 0-1; more than one may be tried in an assessment.
        of: whose index it is.
        missing: what happens to a unit with unknown deprivations.
        bands: for ``gnh``, the shares of achievement between its four bands.
    """

    kind: IndexKind
    cutoff: Exact = Fraction(1, 3)
    of: Literal["household", "person"] = "household"
    missing: IndexMissing = "complete"
    bands: tuple[Exact, ...] = ()


class Keys(Part):
    """Names of the columns that identify a row and join persons to their household."""

    household: VariableName = "household_id"
    person: VariableName = "person_id"
    community: VariableName = "community"


class Framework(Part):
    """A version of a community's goals and indicators with its codebook.

    Attributes:
        framework: the id that stays the same over versions.
        version: counts up from 1.
        variables: the codebook, by column name.
        goals: the goals in the order in which people speak of them.
        index: how the indicators join in one number; none when they stand alone.
    """

    framework: Identifier
    version: Annotated[int, Field(ge=1)] = 1
    title: Words
    description: Words = LocalText()
    source: Words = LocalText()
    keys: Keys = Keys()
    variables: dict[VariableName, Variable] = {}
    goals: tuple[Goal, ...]
    index: Index | None = None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in order."""
        return tuple(indicator for goal in self.goals for indicator in goal.indicators)

    @property
    def index_indicators(self) -> tuple[Indicator, ...]:
        """The indicators that count in the index, in order."""
        return tuple(
            i for i in self.indicators if i.achieved and i.weight and self.goal_of(i).weight
        )

    def goal_of(self, indicator: Indicator) -> Goal:
        """The goal that an indicator belongs to."""
        return next(goal for goal in self.goals if indicator in goal.indicators)

    def weights(self) -> dict[str, Fraction]:
        """Weight ω_j of each index indicator: goal weight × weight inside the goal, Σω = 1."""
        members = {i.id for i in self.index_indicators}
        goals = [
            (goal, [i for i in goal.indicators if i.id in members])
            for goal in self.goals
            if goal.weight
        ]
        goals = [(goal, inside) for goal, inside in goals if inside]
        total = sum((goal.weight for goal, _ in goals), Fraction(0))
        return {
            i.id: goal.weight / total * i.weight / sum((m.weight for m in inside), Fraction(0))
            for goal, inside in goals
            for i in inside
        }

    def integer_weights(self) -> tuple[tuple[int, ...], int]:
        """The weights as integers over a common denominator, so that scores compare exactly.

        Returns:
            (n_1, …, n_J) in the order of ``index_indicators``, and N with ω_j = n_j / N.
        """
        weights = self.weights().values()
        common = math.lcm(*(weight.denominator for weight in weights)) if weights else 1
        return tuple(int(weight * common) for weight in weights), common
