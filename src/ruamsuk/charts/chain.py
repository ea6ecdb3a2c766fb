"""Who learned from whom: communities from top to bottom, an arrow from each to its learners."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from ruamsuk.charts import svg
from ruamsuk.charts.model import Label
from ruamsuk.charts.text import wrap
from ruamsuk.lib.text import Language, LocalText

WIDTH, HEIGHT = 112.0, 50.0
ACROSS, GAP, FALL = 3, 14.0, 52.0
SIDE = 30.0
SIZE, SMALL = 13.0, 12.0
LEARNED = LocalText("{learner} เรียนรู้จาก {teacher}", "{learner} learned from {teacher}")


@dataclass(frozen=True, slots=True)
class Link:
    """One learned from another.

    Attributes:
        teacher: code of the place that was learned from.
        learner: code of the place that learned.
        since: when, in words of the picture's language; may be empty.
    """

    teacher: str
    learner: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Places and who learned from whom.

    Attributes:
        title: what is shown.
        places: code and name of each place.
        links: who learned from whom, the earliest first; links to places that are not listed are
            left out.
    """

    title: LocalText
    places: tuple[tuple[str, Label], ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float

    @property
    def middle(self) -> float:
        return self.x + WIDTH / 2


def draw_chain(chain: Chain, language: Language) -> str:
    """The chain as SVG."""
    names = dict(chain.places)
    links = [link for link in chain.links if link.teacher in names and link.learner in names]
    rows = _rows(list(names), links)
    wide = max((len(row) for row in rows), default=1)
    width = max(wide, 2) * (WIDTH + GAP) - GAP + 2 * SIDE
    boxes = {
        code: _Box((width - len(row) * (WIDTH + GAP) + GAP) / 2 + at * (WIDTH + GAP), top)
        for top, row in ((depth * (HEIGHT + FALL), row) for depth, row in enumerate(rows))
        for at, code in enumerate(row)
    }
    arrows = "".join(_arrow(boxes[link.teacher], boxes[link.learner], width) for link in links)
    dates = "".join(_date(boxes, link, width) for link in links if link.since)
    return svg.picture(
        width,
        max(len(rows), 1) * (HEIGHT + FALL) - FALL + 2,
        arrows
        + "".join(_place(boxes[code], name, language) for code, name in chain.places)
        + dates,
        title=chain.title.to(language),
        description="; ".join(_words(link, names, language) for link in links),
        language=language,
    )


def _words(link: Link, names: dict[str, Label], language: Language) -> str:
    told = LEARNED.to(language).format(
        learner=names[link.learner].full.to(language), teacher=names[link.teacher].full.to(language)
    )
    return f"{told} ({link.since})" if link.since else told


def _rows(codes: list[str], links: list[Link]) -> list[list[str]]:
    """Places by how far they stand from the first teachers, at most `ACROSS` in a row."""
    teachers: dict[str, list[str]] = {code: [] for code in codes}

    def reaches(code: str, sought: str) -> bool:
        return code == sought or any(reaches(one, sought) for one in teachers[code])

    for link in links:
        # a link that closes a circle says nothing about who was first
        if not reaches(link.teacher, link.learner):
            teachers[link.learner].append(link.teacher)

    @cache
    def depth(code: str) -> int:
        return max((1 + depth(one) for one in teachers[code]), default=0)

    levels = defaultdict(list)
    for code in codes:
        levels[depth(code)].append(code)
    return [
        levels[level][start : start + ACROSS]
        for level in sorted(levels)
        for start in range(0, len(levels[level]), ACROSS)
    ]


def _arrow(teacher: _Box, learner: _Box, width: float) -> str:
    if learner.y > teacher.y:
        x, y, tip_x, tip_y = teacher.middle, teacher.y + HEIGHT, learner.middle, learner.y - 1
        bend = f"C{_n(x)} {_n(y + 28)} {_n(tip_x)} {_n(tip_y - 34)} {_n(tip_x)} {_n(tip_y - 7)}"
        head = f"M{_n(tip_x)} {_n(tip_y)}l-5 -9h10z"
    else:  # back up, or within a row: round the right-hand side
        x, y = teacher.x + WIDTH, teacher.y + HEIGHT / 2
        tip_x, tip_y = (
            learner.x + WIDTH + 1,
            learner.y + HEIGHT / 2 + (9 if teacher.y == learner.y else 0),
        )
        out = (8 * (width - 3) - x - tip_x) / 6  # so that the curve's middle clears every box
        bend = f"C{_n(out)} {_n(y)} {_n(out)} {_n(tip_y)} {_n(tip_x + 7)} {_n(tip_y)}"
        head = f"M{_n(tip_x)} {_n(tip_y)}l9 -5v10z"
    line = svg.tag(
        "path", d=f"M{_n(x)} {_n(y)}{bend}", fill="none", stroke=svg.LEAF, stroke_width=2
    )
    return line + svg.tag("path", d=head, fill=svg.LEAF)


def _date(boxes: dict[str, _Box], link: Link, width: float) -> str:
    teacher, learner = boxes[link.teacher], boxes[link.learner]
    if learner.y <= teacher.y:
        return ""
    x, y = learner.middle + 9, learner.y - 8
    words = wrap(link.since, WIDTH / 2 + GAP - 10, SMALL, lines=1)
    return svg.label(x, y, words, size=SMALL, fill=svg.MUTED)


def _place(box: _Box, name: Label, language: Language) -> str:
    lines = wrap(name.brief(language), WIDTH - 12, SIZE, lines=2)
    frame = svg.tag(
        "rect", x=box.x + 0.75, y=box.y + 0.75, width=WIDTH - 1.5, height=HEIGHT - 1.5, rx=10,
        fill=svg.CARD, stroke=svg.LEAF, stroke_width=1.5,
    )  # fmt: skip
    y = box.y + HEIGHT / 2 + (5 if len(lines) == 1 else -4)
    return frame + svg.label(
        box.middle, y, lines, size=SIZE, bold=True, anchor="middle", leading=1.25
    )


_n = svg.number
