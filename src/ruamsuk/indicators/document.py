"""A version's document as plain values: how its parts are found, put, moved and taken out.

Every function leaves the document it is given as it was. ``checked`` says whether the engine can
compute the outcome.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from pydantic import ValidationError

from ruamsuk.engine.expressions import parse
from ruamsuk.engine.framework.check import check_framework
from ruamsuk.engine.framework.explain import explain
from ruamsuk.engine.framework.models import Framework, Indicator
from ruamsuk.engine.framework.source import Origin
from ruamsuk.lib.problem import Place, Problem, ProblemsFound

Document = dict[str, Any]
Kind = Literal["about", "index", "goal", "indicator", "variable"]


def plain(definition: Framework) -> Document:
    """A framework as the document that is kept."""
    return definition.model_dump(mode="json", exclude_defaults=True)


def checked(document: Document) -> Framework:
    """The framework that a document means.

    Raises:
        ProblemsFound: all that keeps the engine from computing it.
    """
    try:
        definition = Framework.model_validate(document)
    except ValidationError as error:
        raise ProblemsFound(explain(error, Origin())) from None
    check_framework(definition)
    return definition


def part(document: Document, kind: Kind, name: str = "") -> Document | None:
    """One part of a document without the parts inside it; None where it is not there."""
    if kind == "about":
        return {key: document.get(key) for key in ("title", "description", "source")}
    if kind == "index":
        index: Document | None = document.get("index")
        return index
    if kind == "variable":
        variable: Document | None = document.get("variables", {}).get(name)
        return variable
    found = _find(_goals(document) if kind == "goal" else _indicators(document), name)
    return found and {key: value for key, value in found.items() if key != "indicators"}


def put(
    document: Document, kind: Kind, name: str, content: Document | None, within: str = ""
) -> Document:
    """The document with one part new or changed.

    Args:
        document: what it was.
        kind: what kind of part.
        name: the id of the goal or indicator, or the name of the variable.
        content: what the part says; only an index may be None, when there shall be none.
        within: the goal that an indicator stands in.
    """
    new = copy.deepcopy(document)
    if kind == "about":
        new |= content or {}
    elif kind == "index":
        new["index"] = content
    elif kind == "variable":
        new.setdefault("variables", {})[name] = content
    elif kind == "goal":
        _put_in(new["goals"], {"id": name, **(content or {})})
    else:
        _put_indicator(new, {"id": name, **(content or {})}, within)
    return new


def _put_indicator(document: Document, content: Document, within: str) -> None:
    for goal in _goals(document):
        members = goal.setdefault("indicators", [])
        if goal["id"] != within:
            goal["indicators"] = [one for one in members if one["id"] != content["id"]]
        else:
            _put_in(members, content)


def _put_in(members: list[Document], content: Document) -> None:
    for place, member in enumerate(members):
        if member["id"] == content["id"]:
            kept = {"indicators": member["indicators"]} if "indicators" in member else {}
            members[place] = content | kept
            return
    members.append(content)


def remove(document: Document, kind: Kind, name: str) -> Document:
    """The document without one goal, indicator or variable."""
    new = copy.deepcopy(document)
    if kind == "variable":
        new.get("variables", {}).pop(name, None)
    for members in _lists(new, kind):
        members[:] = [member for member in members if member["id"] != name]
    return new


def move(document: Document, kind: Kind, name: str, steps: int) -> Document:
    """The document with one goal or indicator further up (negative) or down among its like."""
    new = copy.deepcopy(document)
    for members in _lists(new, kind):
        if found := _find(members, name):
            place = members.index(found)
            members.pop(place)
            members.insert(max(place + steps, 0), found)
    return new


def free_name(start: str, taken: Iterable[str], words: str = "", joint: str = "-") -> str:
    """A name that is not taken: made of English words where there are any, else ``start-1``.

    Args:
        start: what kind of thing it names.
        taken: the names in use.
        words: what people call it.
        joint: the sign between words.
    """
    used = {name.casefold() for name in taken}
    slug = re.sub(r"[^a-z0-9]+", joint, words.casefold()).strip(joint)[:50]
    base = slug if re.match("[a-z]", slug) else ""
    if base and base not in used:
        return base
    base, number = base or start, 2 if base else 1
    while f"{base}{joint}{number}" in used:
        number += 1
    return f"{base}{joint}{number}"


def users_of(definition: Framework, variable: str) -> list[Indicator]:
    """The indicators that read a variable."""

    def reads(indicator: Indicator, text: str) -> bool:
        read = parse(text, definition.variables, indicator.level)
        return variable in read.variables | read.person_variables

    return [
        indicator
        for indicator in definition.indicators
        if any(
            text and reads(indicator, text)
            for text in (indicator.achieved, indicator.eligible, indicator.value)
        )
    ]


def path_of(document: Document, kind: Kind, name: str) -> str:
    """Where a part stands in the document, as the engine's problems name it."""
    if kind in ("about", "index"):
        return "index" if kind == "index" else ""
    if kind == "variable":
        return f"variables.{name}"
    for g, goal in enumerate(_goals(document)):
        if kind == "goal" and goal["id"] == name:
            return f"goals[{g}]"
        for i, indicator in enumerate(goal.get("indicators", [])):
            if kind == "indicator" and indicator["id"] == name:
                return f"goals[{g}].indicators[{i}]"
    return ""


def placed(problem: Problem, document: Document) -> Problem:
    """A problem whose place is named as people know it, not as a path in a file."""
    path = problem.place.path
    title = ""
    if found := re.match(r"goals\[(\d+)\](?:\.indicators\[(\d+)\])?", path):
        goal = document["goals"][int(found[1])]
        named = goal["indicators"][int(found[2])] if found[2] else goal
        words = named.get("title", "")
        title = words if isinstance(words, str) else words.get("th") or words.get("en", "")
    elif found := re.match(r"variables\.(\w+)", path):
        title = found[1]
    return replace(problem, place=Place(path=title, position=problem.place.position))


def _goals(document: Document) -> list[Document]:
    return list(document.get("goals", []))


def _indicators(document: Document) -> list[Document]:
    return [one for goal in _goals(document) for one in goal.get("indicators", [])]


def _lists(document: Document, kind: Kind) -> list[list[Document]]:
    if kind == "goal":
        return [document["goals"]]
    if kind == "indicator":
        return [goal.get("indicators", []) for goal in document["goals"]]
    return []


def _find(members: list[Document], name: str) -> Document | None:
    return next((member for member in members if member["id"] == name), None)
