"""A framework: what a community calls a good life, as goals and indicators that can be counted.

The file is YAML; these models are its grammar, and the published JSON Schema is made from them.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from ruamsuk.engine.codebook import (
    Choice,
    Level,
    Number,
    Part,
    Variable,
    VariableName,
    VariableType,
    Words,
    not_a_truth_value,
)
from ruamsuk.lib.text import LocalText

__all__ = [
    "Choice",
    "Framework",
    "Goal",
    "Index",
    "IndexKind",
    "IndexMissing",
    "Indicator",
    "Keys",
    "Level",
    "Summary",
    "Variable",
    "VariableType",
]

Summary = Literal["mean", "median", "sum", "ratio"]
IndexKind = Literal["alkire-foster", "gnh", "mean"]
IndexMissing = Literal["complete", "listwise", "available", "not-achieved"]

# Nine digits on either side keep Fraction from computing with a number like 1e999999999.
_EXACT = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?(/[0-9]{1,9})?")


def _fraction(value: Any) -> Any:
    """Read 1, 0.66 or "1/3" as the exact fraction that a person means by it."""
    if isinstance(value, Fraction):
        return value
    text = "" if isinstance(value, bool) else str(value).replace(" ", "")
    numerator, _, denominator = text.partition("/")
    if not _EXACT.fullmatch(text) or (denominator and not int(denominator)):
        raise PydanticCustomError("framework.not-a-fraction", "not a fraction")
    return Fraction(numerator) / int(denominator or 1)


def _plain_number(value: Fraction) -> int | float | str:
    if value.denominator == 1:
        return value.numerator
    decimal = float(value)
    return decimal if Fraction(str(decimal)) == value else str(value)


def _some_words(words: LocalText) -> LocalText:
    if not words:
        raise PydanticCustomError("framework.no-words", "no words")
    return words


Exact = Annotated[
    Fraction,
    BeforeValidator(_fraction),
    PlainSerializer(_plain_number),
    WithJsonSchema(
        {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^\d+(\.\d+)?(/\d+)?$"}]}
    ),
]
Formula = Annotated[str, StringConstraints(strip_whitespace=True)]
Title = Annotated[Words, AfterValidator(_some_words)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=64)]


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
        bands: the four limits between five steps, ascending, in the unit of the target.
        higher_is_better: whether more of the value is better (a share always is).
        missing: ``exclude`` answers that are missing, or count them as ``not-achieved``.
        weight: weight inside its goal; 0 keeps it out of the index.

    ``title``, ``definition`` and ``source`` are what people read: the name, what is counted
    exactly, and where the data come from.
    """

    id: Identifier
    title: Title
    definition: Words = LocalText()
    source: Words = LocalText()
    level: Level = "household"
    eligible: Formula = ""
    achieved: Formula = ""
    value: Formula = ""
    summary: Summary = "mean"
    unit: Words = LocalText()
    target: Number | None = None
    bands: tuple[Number, ...] = ()
    higher_is_better: bool = True
    missing: Literal["exclude", "not-achieved"] = "exclude"
    weight: Exact = Fraction(1)


class Goal(Part):
    """A goal (for GNH a domain, for the MPI a dimension) and its indicators.

    Attributes:
        id: stable name, unique in the framework.
        weight: weight in the index, against the other goals.
        indicators: what is counted to see the goal; none while it is still being agreed.
    """

    id: Identifier
    title: Title
    definition: Words = LocalText()
    weight: Exact = Fraction(1)
    indicators: tuple[Indicator, ...] = ()


class Index(Part):
    """How the indicators join in one number.

    Attributes:
        kind: ``alkire-foster`` (poor when the weighted deprivations reach the cut-off), ``gnh``
            (happy when the weighted achievements reach it), or ``mean`` (no cut-off).
        cutoff: share of the weights, above 0 and up to 1, such as "1/3"; another may be tried in
            an assessment.
        of: whose index it is.
        missing: what happens to a unit with unknown deprivations.
        bands: for ``gnh``, the three shares of achievement between its four bands, ascending.
    """

    kind: IndexKind
    cutoff: Exact = Fraction(1, 3)
    of: Literal["household", "person"] = "household"
    missing: IndexMissing = "complete"
    bands: tuple[Exact, ...] = ()


class Keys(Part):
    """Names of the columns that identify a row and join persons to their household.

    Attributes:
        household: column of the household's number, in both tables.
        person: column of the person's number, in the table of persons.
        community: column of the community's name or code.
    """

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
    version: Annotated[int, BeforeValidator(not_a_truth_value), Field(ge=1)] = 1
    title: Title
    description: Words = LocalText()
    source: Words = LocalText()
    keys: Keys = Keys()
    variables: dict[VariableName, Variable] = Field(default_factory=dict)
    goals: tuple[Goal, ...]
    index: Index | None = None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in order."""
        return tuple(indicator for goal in self.goals for indicator in goal.indicators)

    @property
    def index_indicators(self) -> tuple[Indicator, ...]:
        """The indicators that count in the index, in order."""
        return tuple(i for goal in self.goals for i in _counting(goal))

    def goal_of(self, indicator: Indicator) -> Goal:
        """The goal that an indicator belongs to."""
        return next(g for g in self.goals if any(i.id == indicator.id for i in g.indicators))

    def weights(self) -> dict[str, Fraction]:
        """Weight ω_j of each index indicator: goal weight × weight inside the goal, Σω = 1."""
        counting = [(goal.weight, _counting(goal)) for goal in self.goals]
        total = sum((weight for weight, members in counting if members), Fraction(0))
        weights: dict[str, Fraction] = {}
        for weight, members in counting:
            inside = sum((member.weight for member in members), Fraction(0))
            weights |= {m.id: weight / total * m.weight / inside for m in members}
        return weights

    def integer_weights(self) -> tuple[tuple[int, ...], int]:
        """The weights as integers over a common denominator, so that scores compare exactly.

        Returns:
            (n_1, …, n_J) in the order of ``index_indicators``, and N with ω_j = n_j / N.
        """
        weights = self.weights().values()
        common = math.lcm(*(weight.denominator for weight in weights))
        return tuple(int(weight * common) for weight in weights), common


def _counting(goal: Goal) -> tuple[Indicator, ...]:
    """The indicators of a goal that count in the index."""
    return tuple(i for i in goal.indicators if i.achieved and i.weight and goal.weight)
