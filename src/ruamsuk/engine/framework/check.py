"""The rules between the fields of a framework: what pydantic's grammar alone cannot see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from ruamsuk.engine.codebook import names_alike
from ruamsuk.engine.expressions import Expression, parse
from ruamsuk.engine.framework.explain import quote
from ruamsuk.engine.framework.models import Framework, Indicator, Level, Variable
from ruamsuk.engine.framework.source import Origin, Steps
from ruamsuk.lib.problem import Place, Problem, ProblemsFound
from ruamsuk.lib.text import LocalText

FINEST_WEIGHTS = 10**9
"""Greatest common denominator of the weights, so that sums of scores stay exact integers."""

_LEVELS: dict[Level, LocalText] = {
    "household": LocalText("ครัวเรือน", "households"),
    "person": LocalText("คน", "persons"),
    "community": LocalText("ชุมชน", "communities"),
}


def check_framework(framework: Framework, origin: Origin | None = None) -> tuple[Problem, ...]:
    """Check every rule between the fields, and every expression against the codebook.

    Args:
        framework: what the grammar has let in.
        origin: where it came from, to name the rows.

    Returns:
        Notes: what is worth knowing but stops nothing, such as variables that nobody uses.

    Raises:
        ProblemsFound: everything that is wrong.
    """
    origin = origin or Origin()
    used: set[str] = set()
    found = [
        *_check_codebook(framework, origin),
        *_check_ids(framework, origin),
        *_check_indicators(framework, origin, used),
        *_check_weights(framework, origin),
        *_check_index(framework, origin),
    ]
    if found:
        raise ProblemsFound(found)
    return tuple(
        Problem(
            "framework.unused-variable",
            origin.place(("variables", name)),
            {"value": name},
            severity="note",
        )
        for name in framework.variables
        if name not in used
    )


def _check_codebook(framework: Framework, origin: Origin) -> Iterator[Problem]:
    keys = framework.keys
    seen: set[str] = set()
    for key, column in (
        ("household", keys.household),
        ("person", keys.person),
        ("community", keys.community),
    ):
        if column in seen:
            place = origin.place(("keys", key))
            yield Problem("framework.repeated-key", place, {"value": column})
        seen.add(column)
        if column in framework.variables:
            place = origin.place(("variables", column))
            values = {"value": column, "key": f"keys.{key}"}
            yield Problem("framework.key-in-codebook", place, values)
    for names in names_alike([*seen, *framework.variables]):
        inside = ("variables", names[-1]) if names[-1] in framework.variables else ("keys",)
        values = {"names": ", ".join(names)}
        yield Problem("framework.columns-alike", origin.place(inside), values)
    for name, variable in framework.variables.items():
        yield from _check_variable(variable, ("variables", name), origin)


def _check_variable(variable: Variable, steps: Steps, origin: Origin) -> Iterator[Problem]:
    kind = {"type": variable.type}
    select = variable.type in ("select_one", "select_multiple")
    if select and not variable.choices:
        yield Problem("framework.no-choices", origin.place(steps), kind)
    if variable.choices and not select:
        yield Problem("framework.choices-not-used", origin.place((*steps, "choices")), kind)
    limits = [side for side in ("min", "max") if getattr(variable, side) is not None]
    if limits and variable.type not in ("integer", "decimal"):
        yield Problem("framework.limits-not-used", origin.place((*steps, limits[0])), kind)
    if variable.min is not None and variable.max is not None and variable.min > variable.max:
        values = {"min": f"{variable.min:.15g}", "max": f"{variable.max:.15g}"}
        yield Problem("framework.limits-order", origin.place((*steps, "min")), values)
    seen: set[str] = set()
    for number, choice in enumerate(variable.choices):
        place = origin.place((*steps, "choices", number, "value"))
        value = {"value": quote(choice.value)}
        if choice.value in seen:
            yield Problem("framework.repeated-choice", place, value)
        if variable.type == "select_multiple" and len(choice.value.split()) != 1:
            yield Problem("framework.choice-with-space", place, value)
        seen.add(choice.value)


def _numbered(framework: Framework) -> Iterator[tuple[Steps, Indicator]]:
    for g, goal in enumerate(framework.goals):
        for i, indicator in enumerate(goal.indicators):
            yield ("goals", g, "indicators", i), indicator


def _check_ids(framework: Framework, origin: Origin) -> Iterator[Problem]:
    if not framework.goals:
        yield Problem("framework.no-goals", origin.place(("goals",)))
    goals = [(("goals", g), goal.id) for g, goal in enumerate(framework.goals)]
    indicators = [(steps, indicator.id) for steps, indicator in _numbered(framework)]
    yield from _repeated(goals, origin)
    yield from _repeated(indicators, origin)


def _repeated(named: Sequence[tuple[Steps, str]], origin: Origin) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for steps, name in named:
        place = origin.place((*steps, "id"))
        if name in first:
            values = {"value": name, "first": first[name]}
            yield Problem("framework.repeated-id", place, values)
        first.setdefault(name, place.path)


def _check_indicators(framework: Framework, origin: Origin, used: set[str]) -> Iterator[Problem]:
    """Check each indicator, and add the columns its expressions use to ``used``."""
    for steps, indicator in _numbered(framework):
        yield from _check_measure(indicator, steps, origin)
        yield from _check_target(indicator, steps, origin)
        for field, wants in (
            ("eligible", "boolean"),
            ("achieved", "boolean"),
            ("value", "number"),
        ):
            text = getattr(indicator, field)
            if not text:
                continue
            place = origin.place((*steps, field))
            try:
                expression = _parse(text, framework, indicator.level, place.path, wants)
            except ProblemsFound as found:
                for problem in found.problems:
                    whole = replace(problem.place, file=place.file, row=place.row)
                    yield replace(problem, place=whole)
                continue
            used |= expression.variables | expression.person_variables
            if (field, indicator.summary) == ("value", "ratio") and not expression.division():
                yield Problem("framework.ratio-without-division", place, {"value": quote(text)})


def _parse(text: str, framework: Framework, level: Level, path: str, wants: str) -> Expression:
    kind: Literal["boolean", "number"] = "boolean" if wants == "boolean" else "number"
    return parse(text, framework.variables, level, path=path, wants=kind)


def _check_measure(indicator: Indicator, steps: Steps, origin: Origin) -> Iterator[Problem]:
    """A share has ``achieved``; a summary has ``value``; neither has the other's fields."""
    share, summary = bool(indicator.achieved), bool(indicator.value)
    if not share and not summary:
        yield Problem("framework.no-measure", origin.place(steps))
    if share and summary:
        yield Problem("framework.two-measures", origin.place((*steps, "value")))
    if share and not summary:
        for field in ("summary", "higher_is_better"):
            if field in indicator.model_fields_set:
                place = origin.place((*steps, field))
                yield Problem("framework.only-for-value", place, {"field": field})
    if summary and not share and indicator.missing == "not-achieved":
        yield Problem("framework.only-for-share", origin.place((*steps, "missing")))


def _check_target(indicator: Indicator, steps: Steps, origin: Origin) -> Iterator[Problem]:
    bands = indicator.bands
    place = origin.place((*steps, "bands"))
    if bands and len(bands) != 4:
        yield Problem("framework.bands-four", place, {"count": len(bands)})
    elif list(bands) != sorted(set(bands)):
        ordered = ", ".join(f"{band:.15g}" for band in sorted(set(bands)))
        yield Problem("framework.bands-order", place, {"sorted": f"[{ordered}]"})
    if not indicator.achieved:
        return
    per_cent = [(("target",), indicator.target), *((("bands", n), b) for n, b in enumerate(bands))]
    for field, number in per_cent:
        if number is not None and not 0 <= number <= 100:
            wrong = origin.place((*steps, *field))
            yield Problem("framework.not-per-cent", wrong, {"value": f"{number:.15g}"})


def _check_weights(framework: Framework, origin: Origin) -> Iterator[Problem]:
    weighted = [
        *((("goals", g), goal.weight) for g, goal in enumerate(framework.goals)),
        *((steps, indicator.weight) for steps, indicator in _numbered(framework)),
    ]
    negative = [(steps, weight) for steps, weight in weighted if weight < 0]
    for steps, weight in negative:
        place = origin.place((*steps, "weight"))
        yield Problem("framework.negative-weight", place, {"value": str(weight)})
    if framework.index and not negative and framework.integer_weights()[1] > FINEST_WEIGHTS:
        yield Problem("framework.weights-too-fine", origin.place(("goals",)))


def _check_index(framework: Framework, origin: Origin) -> Iterator[Problem]:
    index = framework.index
    if index is None:
        return
    if not framework.index_indicators:
        yield Problem("framework.index-empty", origin.place(("index",)))
    if not 0 < index.cutoff <= 1:
        place = origin.place(("index", "cutoff"))
        yield Problem("framework.cutoff-range", place, {"value": str(index.cutoff)})
    place = origin.place(("index", "bands"))
    inside = all(0 < band < 1 for band in index.bands)
    ascending = list(index.bands) == sorted(set(index.bands))
    if index.bands and index.kind != "gnh":
        yield Problem("framework.bands-only-gnh", place)
    elif index.bands and not (len(index.bands) == 3 and inside and ascending):
        yield Problem("framework.gnh-bands", place)
    counting = {indicator.id for indicator in framework.index_indicators}
    for steps, indicator in _numbered(framework):
        if indicator.id in counting and indicator.level != index.of:
            yield _wrong_level(indicator, index.of, origin.place((*steps, "level")))


def _wrong_level(indicator: Indicator, of: Level, place: Place) -> Problem:
    if of == "household" and indicator.level == "person":
        hint = LocalText(
            "เขียน level: household กับ achieved: any_person(…) หรือ all_persons(…) "
            "หรือเขียน weight: 0 ให้อยู่นอกดัชนี",
            "Write level: household with achieved: any_person(…) or all_persons(…), "
            "or weight: 0 to keep it out of the index.",
        )
    elif of == "person" and indicator.level == "household":
        hint = LocalText(
            "เขียน level: person ให้ทุกคนได้ค่าของครัวเรือนตน หรือเขียน weight: 0 ให้อยู่นอกดัชนี",
            "Write level: person, so that each has the household's value, "
            "or weight: 0 to keep it out of the index.",
        )
    else:
        hint = LocalText(
            "เขียน weight: 0 ให้อยู่นอกดัชนี", "Write weight: 0 to keep it out of the index."
        )
    values = {"of": _LEVELS[of], "level": _LEVELS[indicator.level], "hint": hint}
    return Problem("framework.index-level", place, values)
