"""A framework file as plain values, with the row that each of its parts stands on.

The reading is stricter than YAML's own, so that a file means what it seems to mean: ``no`` and
``01`` stay words, a name may stand only once, and tags and aliases are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from ruamsuk.lib.problem import Place, Problem, ProblemsFound

Steps = tuple[str | int, ...]

LARGEST_FILE = 2_000_000
"""Bytes; a framework of a thousand indicators is a tenth of it."""
DEEPEST_NESTING = 20
MOST_PROBLEMS = 200
"""More than a person reads at once; whoever sees so many has taken the wrong file."""

_LONGEST_TAG = 40
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_THAI = re.compile("[\u0e01-\u0e5b]")
_ODD = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?[0-9]{1,18}\.[0-9]{1,18}")
_TRUTH = {"true": True, "True": True, "false": False, "False": False}
_NOTHING = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True)
class Origin:
    """Where a framework came from, to name the place of a problem in it.

    Attributes:
        file: name of the file as the person knows it; empty for a text.
        rows: row of each part of the file, by the steps that lead to it.
    """

    file: str = ""
    rows: dict[Steps, int] = field(default_factory=dict)

    def place(self, steps: Steps = (), row: int | None = None) -> Place:
        """The place of a part; one that is missing stands where its parent stands."""
        path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
        known = steps
        while known and known not in self.rows:
            known = known[:-1]
        return Place(file=self.file, path=path.lstrip("."), row=row or self.rows.get(known))


def read_source(source: Path | str | bytes, name: str = "") -> tuple[Any, Origin]:
    """Read a framework's YAML into dicts, lists, texts, numbers and truth values.

    Args:
        source: a path, or the YAML itself as text or bytes.
        name: what to call the file in problems; a path's own name when empty.

    Raises:
        ProblemsFound: the file cannot be read, is not UTF-8, or is not plain YAML.
    """
    if isinstance(source, Path):
        name = name or source.name
    origin = Origin(file=name)
    text = _text(source, origin)
    reading = _Reading(origin)
    try:
        values = reading.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        raise ProblemsFound([*reading.problems, _syntax_problem(error, text, origin)]) from None
    if reading.problems:
        raise ProblemsFound(reading.problems)
    return values, origin


def _text(source: Path | str | bytes, origin: Origin) -> str:
    if isinstance(source, str):
        text = source.removeprefix("\ufeff")
    else:
        data = source if isinstance(source, bytes) else _bytes(source, origin)
        text = _decode(data, origin)
    if len(text) > LARGEST_FILE:
        _too_big(origin)
    if odd := _ODD.search(text):
        row = text.count("\n", 0, odd.start()) + 1
        _stop("framework.odd-character", origin, row, character=_code_of(odd[0]))
    return text


def _code_of(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _bytes(path: Path, origin: Origin) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        _stop("framework.not-found", origin)
    except (OSError, ValueError):  # a name with a zero byte is a ValueError
        _stop("framework.not-readable", origin)


def _decode(data: bytes, origin: Origin) -> str:
    if len(data) > LARGEST_FILE:
        _too_big(origin)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        _stop("framework.thai-codepage" if _is_thai(data) else "framework.not-utf8", origin, row)


def _is_thai(data: bytes) -> bool:
    try:
        return bool(_THAI.search(data.decode("cp874")))
    except UnicodeDecodeError:
        return False


def _too_big(origin: Origin) -> NoReturn:
    _stop("framework.too-big", origin, limit=LARGEST_FILE // 1_000_000)


def _stop(code: str, origin: Origin, row: int | None = None, **values: object) -> NoReturn:
    raise ProblemsFound([Problem(code, origin.place((), row), values)]) from None


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, origin: Origin) -> Problem:
    mark = error.problem_mark or error.context_mark
    row = min(mark.line + 1, len(text.splitlines()) or 1) if mark else 1
    line = (text.splitlines() or [""])[row - 1]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        code = "framework.tab"
    elif str(error.problem).startswith("mapping values are not allowed"):
        code = "framework.colon"
    else:
        code = "framework.unreadable-line"
    return Problem(code, origin.place((), row))


@dataclass(frozen=True)
class _Reading:
    """One pass over the events of a YAML text, collecting values, rows and problems."""

    origin: Origin
    problems: list[Problem] = field(default_factory=list)

    def document(self, events: Iterator[yaml.Event]) -> Any:
        """The values of the one document in the text; None when it is empty."""
        values = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._add("framework.many-documents", (), event)
                    break
                values = self._value(next(events), events, ())
        return values

    def _add(self, code: str, steps: Steps, event: yaml.Event, **values: object) -> None:
        row = _row(event)
        self.problems.append(Problem(code, self.origin.place(steps, row), values))
        if len(self.problems) == MOST_PROBLEMS:
            raise ProblemsFound(self.problems)

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], steps: Steps) -> Any:
        self.origin.rows.setdefault(steps, _row(event))
        if len(steps) > DEEPEST_NESTING:
            self._add("framework.too-deep", steps[:3], event)
            raise ProblemsFound(self.problems)
        if isinstance(event, yaml.AliasEvent):
            self._add("framework.alias", steps, event, alias=f"*{event.anchor}")
            return None
        if tag := getattr(event, "tag", None):
            short = tag.replace("tag:yaml.org,2002:", "!!")[:_LONGEST_TAG]
            self._add("framework.tag", steps, event, tag=short)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, steps)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, steps)
        if not isinstance(event, yaml.ScalarEvent):
            return None
        if odd := _ODD.search(event.value):  # written as an escape
            self._add("framework.odd-character", steps, event, character=_code_of(odd[0]))
        return _scalar(event)

    def _sequence(self, events: Iterator[yaml.Event], steps: Steps) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*steps, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], steps: Steps) -> dict[str, Any]:
        values: dict[str, Any] = {}
        seen: dict[str, int] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._add("framework.key-not-text", steps, event)
                self._value(event, events, (*steps, "?"))
                self._value(next(events), events, (*steps, "?"))
                continue
            key, row = event.value, _row(event)
            inside = (*steps, key)
            if key in seen:
                self._add("framework.duplicate-key", inside, event, field=key, first=seen[key])
            seen.setdefault(key, row)
            self.origin.rows.setdefault(inside, row)
            value = self._value(next(events), events, inside)
            if value is not None:  # a name with nothing behind it is not filled in yet
                values[key] = value
        return values


def _row(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(event: yaml.ScalarEvent) -> Any:
    """A number only where writing it back gives the same text, so that codes keep their zeros."""
    text = event.value
    if event.style:  # in quotes, or a block of text
        return text
    if text in _NOTHING:
        return None
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and str(float(text)) == text:
        return float(text)
    return _TRUTH.get(text, text)
