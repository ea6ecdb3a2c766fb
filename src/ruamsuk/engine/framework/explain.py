"""What pydantic found wrong with a framework, said in the words of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process, utils
from rapidfuzz.distance import OSA

from ruamsuk.engine.codebook import Part
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.framework.source import MOST_PROBLEMS, Origin, Steps
from ruamsuk.lib.problem import Problem
from ruamsuk.lib.text import LANGUAGES, LocalText

_LONGEST_QUOTE = 40


def explain(error: ValidationError, origin: Origin) -> list[Problem]:
    """Each error of a validation, up to 200, as a problem with its place and remedy."""
    details = error.errors(include_url=False)
    return [_explain(one, origin) for one in details[:MOST_PROBLEMS]]


def quote(value: object) -> str:
    """A value as a sentence shows it: in quotes when it is text, and never too long."""
    text = str(value) if not isinstance(value, bool) else str(value).lower()
    short = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
    return f"“{short}”" if isinstance(value, str) else short


def suggest(word: str, allowed: Iterable[str]) -> LocalText:
    """The remedy for a word that is not allowed: names that begin so or are near it, or all."""
    names = list(allowed)
    start = word[:64].casefold()
    begun = [name for name in names if len(start) > 1 and name.casefold().startswith(start)]
    near = process.extractOne(
        word[:64],
        names,
        scorer=OSA.normalized_similarity,
        processor=utils.default_process,
        score_cutoff=0.6,
    )
    found = dict.fromkeys([*begun, *(near[:1] if near else ())])
    if found:
        meant = LocalText(" หรือ ".join(found), " or ".join(found))
        return LocalText("หมายถึง {meant} ใช่หรือไม่", "Do you mean {meant}?").format(meant=meant)
    listed = ", ".join(names)
    return LocalText(f"ที่ใช้ได้คือ {listed}", f"Allowed here: {listed}.")


def _explain(details: ErrorDetails, origin: Origin) -> Problem:
    steps: Steps = details["loc"]
    kind = details["type"]
    if kind in _SPECIAL:
        code, values = _SPECIAL[kind](details)
    else:
        code = kind if kind.startswith("framework.") else _PLAIN.get(kind, "framework.not-usable")
        values = {"value": quote(details["input"])}
    if steps[-1:] == ("[key]",):
        steps = steps[:-1]
    return Problem(code, origin.place(steps), values)


_Spelt = tuple[str, dict[str, object]]


def _missing(details: ErrorDetails) -> _Spelt:
    return "framework.missing", {"field": details["loc"][-1]}


def _unknown_field(details: ErrorDetails) -> _Spelt:
    field = str(details["loc"][-1])
    return "framework.unknown-field", {
        "field": quote(field),
        "hint": suggest(field, _names_in(details["loc"][:-1])),
    }


def _not_a_choice(details: ErrorDetails) -> _Spelt:
    allowed = get_args(_type_at(details["loc"]))
    return "framework.not-a-choice", {
        "value": quote(details["input"]),
        "hint": suggest(str(details["input"]), allowed),
    }


def _not_a_group(details: ErrorDetails) -> _Spelt:
    return "framework.not-a-group", {
        "value": quote(details["input"]),
        "allowed": ", ".join(_names_in(details["loc"])),
    }


def _bad_name(details: ErrorDetails) -> _Spelt:
    column = "A-Z" in details["ctx"]["pattern"]
    code = "framework.bad-column-name" if column else "framework.bad-id"
    return code, {"value": quote(details["input"])}


def _too_long(details: ErrorDetails) -> _Spelt:
    return "framework.too-long", {"limit": details["ctx"]["max_length"]}


def _too_small(details: ErrorDetails) -> _Spelt:
    return "framework.too-small", {
        "value": quote(details["input"]),
        "least": details["ctx"]["ge"],
    }


_SPECIAL: dict[str, Callable[[ErrorDetails], _Spelt]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "literal_error": _not_a_choice,
    "model_type": _not_a_group,
    "model_attributes_type": _not_a_group,
    "dict_type": _not_a_group,
    "string_pattern_mismatch": _bad_name,
    "string_too_long": _too_long,
    "greater_than_equal": _too_small,
}

_PLAIN = {
    "string_type": "framework.not-text",
    "string_too_short": "framework.too-short",
    "tuple_type": "framework.not-a-list",
    "float_type": "framework.not-a-number",
    "float_parsing": "framework.not-a-number",
    "finite_number": "framework.not-a-number",
    "int_type": "framework.not-a-whole-number",
    "int_parsing": "framework.not-a-whole-number",
    "int_from_float": "framework.not-a-whole-number",
    "int_parsing_size": "framework.not-a-whole-number",
    "bool_type": "framework.not-true-or-false",
    "bool_parsing": "framework.not-true-or-false",
}


def _names_in(steps: Sequence[str | int]) -> list[str]:
    """The names that may stand inside the part that the steps lead to."""
    kind = _type_at(steps)
    if kind is LocalText:
        return list(LANGUAGES)
    if isinstance(kind, type) and issubclass(kind, Part):
        return list(kind.model_fields)
    return ["column_name"]


def _type_at(steps: Sequence[str | int]) -> Any:
    """The type that the grammar has where the steps lead to."""
    kind: Any = Framework
    for step in steps:
        if isinstance(kind, type) and issubclass(kind, Part):
            kind = _bare(kind.model_fields[str(step)].annotation)
        else:  # a list of goals, or the codebook by its columns
            kind = get_args(kind)[1] if get_origin(kind) is dict else get_args(kind)[0]
    return kind


def _bare(annotation: Any) -> Any:
    """``Index`` for ``Index | None``; anything else as it is."""
    options = [option for option in get_args(annotation) if option is not type(None)]
    generic = get_origin(annotation) in (tuple, dict, Literal)
    return annotation if generic or not options else options[0]
