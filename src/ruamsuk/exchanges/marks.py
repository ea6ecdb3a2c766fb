"""The simple marks of minutes: ``# `` heading, ``## `` smaller one, ``- `` item, ``| `` table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["heading", "smaller", "paragraph", "items", "table"]


@dataclass(frozen=True)
class Block:
    """A piece of a text.

    Attributes:
        lines: of a paragraph or heading the text, of a list its items.
        rows: of a table; the first has the names of the columns.
    """

    kind: Kind
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


def blocks(text: str) -> list[Block]:
    """A text by its marks; what has none is a paragraph."""
    found: list[Block] = []
    apart = True
    for raw in text.split("\n"):
        line = raw.strip()
        if not line:
            apart = True
            continue
        one = _block(line)
        last = found[-1] if found else None
        joins = last is not None and not apart and one.kind == last.kind
        if last is not None and joins and one.kind in {"paragraph", "items", "table"}:
            found[-1] = replace(last, lines=last.lines + one.lines, rows=last.rows + one.rows)
        else:
            found.append(one)
        apart = False
    return found


def _block(line: str) -> Block:
    if line.startswith("## "):
        return Block("smaller", (line[3:].strip(),))
    if line.startswith("# "):
        return Block("heading", (line[2:].strip(),))
    if line.startswith("- "):
        return Block("items", (line[2:].strip(),))
    if line.startswith("|"):
        cells = line.strip("|").split("|")
        return Block("table", rows=(tuple(cell.strip() for cell in cells),))
    return Block("paragraph", (line,))


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table with its marks."""
    return "\n".join(
        "| " + " | ".join(_on_one_line(cell.replace("|", "/")) for cell in row) + " |"
        for row in rows
    )


def items(texts: Iterable[str]) -> str:
    """A list with its marks."""
    return "\n".join("- " + _on_one_line(text) for text in texts)


def _on_one_line(text: str) -> str:
    """The text without breaks of lines; a space that must not break stays."""
    return re.sub(r"[^\S\xa0]+", " ", text).strip()
