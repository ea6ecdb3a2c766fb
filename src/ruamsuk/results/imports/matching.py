"""Which column of a file holds what: remembered, told by its name, or guessed for people to see."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ruamsuk.engine import Framework
from ruamsuk.engine.codebook import Level
from ruamsuk.lib.text import LocalText
from ruamsuk.results.design import design_of
from ruamsuk.results.imports.joining import keys_of
from ruamsuk.results.models import Round

VILLAGE = "village"
_ALIKE = 82  # per cent of the letters; below that a guess misleads more than it helps

_HOUSEHOLD = LocalText("เลขครัวเรือน", "household's number")
_PERSON = LocalText("เลขคนในครัวเรือน", "person's number")
_VILLAGE = LocalText("หมู่บ้าน", "village")
_HOUSEHOLD_NAMES = (
    "household_id", "hh_id", "hhid", "household number", "house number", "household",
    "รหัสครัวเรือน", "เลขที่ครัวเรือน", "ครัวเรือน", "บ้านเลขที่", "เลขที่บ้าน", "รหัสบ้าน",
)  # fmt: skip
_PERSON_NAMES = (
    "person_id", "person number", "person", "member number", "รหัสบุคคล", "คนที่", "ลำดับคน",
    "ลำดับสมาชิก", "สมาชิกคนที่",
)  # fmt: skip
_VILLAGE_NAMES = (
    "village", "village code", "village name", "village number", "moo", "หมู่", "หมู่ที่",
    "ชื่อหมู่บ้าน", "รหัสหมู่บ้าน", "บ้าน",
)  # fmt: skip
_DESIGN = {
    "weight": LocalText("ค่าน้ำหนัก", "weight"),
    "strata": LocalText("ชั้นภูมิ", "stratum"),
    "cluster": LocalText("กลุ่มที่สุ่ม", "cluster"),
    "fpc": LocalText("จำนวนกลุ่มทั้งหมด", "clusters in all"),
}


@dataclass(frozen=True)
class Target:
    """Something that a column of a file may hold.

    Attributes:
        name: of the column in the kept table.
        label: what people read.
        needed: whether a file without it cannot be brought in.
        number: whether each row must have a number of 0 or more, as weights do.
        answer: whether it is a variable of the codebook.
        aliases: other names by which it is known.
    """

    name: str
    label: LocalText
    needed: bool = False
    number: bool = False
    answer: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by which it is recognised."""
        own = (self.name, self.label.th, self.label.en)
        return tuple(name for name in (*own, *self.aliases) if name)


def targets_of(round: Round, level: Level, villages: int) -> tuple[Target, ...]:
    """All that a table of a round may hold: keys, village, the design's columns, the codebook.

    Args:
        round: the round that it is for.
        level: what its rows are.
        villages: how many villages the community has; with several each row must say its own.
    """
    framework = round.version.definition
    found = {target.name: target for target in _keys(framework, level)}
    if villages > 1:
        needed = level == "household"
        found[VILLAGE] = Target(VILLAGE, _VILLAGE, needed, aliases=_VILLAGE_NAMES)
    answers = {
        name: Target(name, variable.label or LocalText(name, name), answer=True)
        for name, variable in framework.variables.items()
        if variable.level == level and name not in found
    }
    if level == "household":
        design = design_of(round.design)
        for part, label in _DESIGN.items():
            name = getattr(design, part)
            if name and name not in found:
                number = part in ("weight", "fpc")
                answers.pop(name, None)
                found[name] = Target(name, label, needed=True, number=number)
    return (*found.values(), *answers.values())


def _keys(framework: Framework, level: Level) -> list[Target]:
    labels = ((_HOUSEHOLD, _HOUSEHOLD_NAMES), (_PERSON, _PERSON_NAMES))
    return [
        Target(name, label, needed=True, aliases=aliases)
        for name, (label, aliases) in zip(keys_of(framework, level), labels, strict=False)
    ]


def known_names(targets: Collection[Target], remembered: Mapping[str, str]) -> frozenset[str]:
    """Every header that means something."""
    used = (header for header, name in remembered.items() if name)
    return frozenset({*used, *(name for target in targets for name in target.names)})


def settled(
    headers: Sequence[str], targets: Collection[Target], remembered: Mapping[str, str]
) -> dict[str, str] | None:
    """The columns matched without asking, or None when people should look.

    Nobody is asked when every header was matched before or bears the codebook's own name.
    """
    names = {target.name for target in targets}
    matched = {}
    for header in headers:
        name = remembered.get(header, header if header in names else None)
        if name is None or (name and name not in names):
            return None
        matched[header] = name
    return None if faults_of(matched, targets) else matched


def faults_of(
    matched: Mapping[str, str], targets: Collection[Target]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Names that two columns bear, and names that no column bears although they are needed."""
    used = [name for name in matched.values() if name]
    twice = tuple(name for name in dict.fromkeys(used) if used.count(name) > 1)
    missing = tuple(target.name for target in targets if target.needed and target.name not in used)
    return (twice, missing) if twice or missing else None


def guess(
    headers: Sequence[str], targets: Collection[Target], remembered: Mapping[str, str]
) -> dict[str, str]:
    """The likeliest name for each header; an empty one where none is likely.

    What was said before goes first, then equal names, then similar ones; none is given twice.
    """
    by_name = {_bare(name): target.name for target in targets for name in target.names[::-1]}
    names = {target.name for target in targets}
    matched: dict[str, str] = {}
    for header in headers:
        name = remembered.get(header) or by_name.get(_bare(header), "")
        if header in names and header not in remembered:
            name = header
        if name in names and name not in matched.values():
            matched[header] = name
    rest = [h for h in headers if h not in matched and remembered.get(h) != ""]
    for header in rest:
        left = [bare for bare, name in by_name.items() if name not in matched.values()]
        near = process.extractOne(_bare(header), left, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if near:
            matched[header] = by_name[near[0]]
    return {header: matched.get(header, "") for header in headers}


def _bare(name: str) -> str:
    """A name without capitals, units in brackets and signs between words."""
    plain = re.sub(r"[(\[（].*?[)\]）]", "", name).casefold()
    return re.sub(r"[\s_\-.:/]+", "", plain) or name.casefold()
