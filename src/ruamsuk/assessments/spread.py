"""How the opinions of a community are spread over the five levels. Counts only; never who."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from ruamsuk.assessments.models import LEVELS, Hands, Opinion, Sitting
from ruamsuk.charts.readings import join
from ruamsuk.halls.models import Hall
from ruamsuk.lib.text import LocalText

FEWEST = 3
"""Of fewer opinions by phone the spread is not shown: it would show who said what."""

FAR = 2
"""So many levels from the middle opinion somebody is asked for their reasons."""

_NOBODY = LocalText("ยังไม่มีใครบอกว่าเห็นระดับใด", "Nobody has said yet which level they see.")
_TOO_FEW = LocalText(
    "มี {n} คนตอบทางมือถือ น้อยเกินกว่าจะแสดงโดยไม่รู้ว่าใครตอบอะไร คุยกันได้เลย",
    "{n} answered by phone: too few to show without telling who said what. Talk it over.",
)
_TAKING = LocalText("กำลังตอบทางมือถือ ตอบแล้ว {n} คน", "Phones are answering: {n} so far.")
_ALL_SAME = LocalText("ทั้ง {n} คนเห็นระดับ {level}", "All {n} see level {level}.")
_MOST = LocalText("{parts} ตรงกลางคือระดับ {level}", "{parts}. The middle opinion is level {level}.")
_PART = LocalText("{n} คนเห็นระดับ {level}", "{n} see level {level}")
_FAR_OFF = LocalText("มี {n} คนเห็นต่างตั้งแต่สองระดับขึ้นไป", "{n} differ by two levels or more.")


@dataclass(frozen=True, slots=True)
class Spread:
    """What was said on one practice in one community.

    Attributes:
        phones: how many by phone saw each level, lowest first.
        hands: how many hands were counted at each level.
        late: how many opinions came when they were no longer taken; they do not count yet.
        taking: whether phones are answering just now; what they said is told when they are done, so
            that nobody follows the others and no single answer can be seen to arrive.
    """

    phones: tuple[int, ...] = (0,) * 5
    hands: tuple[int, ...] = (0,) * 5
    late: int = 0
    taking: bool = False

    @property
    def few(self) -> bool:
        """Whether so few answered by phone that their levels stay unsaid."""
        return 0 < sum(self.phones) < FEWEST

    @property
    def counts(self) -> tuple[int, ...]:
        """How many saw each level, as far as it may be shown; raised hands everyone has seen."""
        phones = (0,) * 5 if self.few or self.taking else self.phones
        return tuple(a + b for a, b in zip(phones, self.hands, strict=True))

    @property
    def total(self) -> int:
        """How many opinions there are, shown or not."""
        return sum(self.phones) + sum(self.hands)

    @property
    def middle(self) -> int | None:
        """The median of what may be shown; of two in the middle the lower.

        So at least half see the community there or higher.
        """
        return middle(self.counts)

    @property
    def apart(self) -> int:
        """How many stand far from the middle."""
        where = self.middle
        if where is None:
            return 0
        return sum(n for level, n in zip(LEVELS, self.counts, strict=True) if far(level, where))

    def reading(self) -> LocalText:
        """The spread as a sentence, most seen level first."""
        if self.taking:
            return _TAKING.format(n=str(sum(self.phones)))
        parts = sorted(zip(LEVELS, self.counts, strict=True), key=lambda pair: (-pair[1], pair[0]))
        seen = [(level, n) for level, n in parts if n]
        if not seen:
            return _TOO_FEW.format(n=str(self.total)) if self.total else _NOBODY
        if len(seen) == 1:
            said = _ALL_SAME.format(n=str(seen[0][1]), level=str(seen[0][0]))
        else:
            told = [_PART.format(n=str(n), level=str(level)) for level, n in seen]
            joined = LocalText(", ".join(t.th for t in told), ", ".join(t.en for t in told))
            said = _MOST.format(parts=joined, level=str(self.middle))
        if self.apart:
            said = join(said, _FAR_OFF.format(n=str(self.apart)))
        if self.few:
            said = join(said, _TOO_FEW.format(n=str(sum(self.phones))))
        return said


def middle(counts: Sequence[int]) -> int | None:
    """The median level of counts at levels 1 to 5; of two in the middle the lower one."""
    half, passed = (sum(counts) + 1) // 2, 0
    for level, n in zip(LEVELS, counts, strict=True):
        passed += n
        if n and passed >= half:
            return level
    return None


def far(level: int, where: int) -> bool:
    """Whether an opinion differs so much from the middle one that its reason is asked for."""
    return abs(level - where) >= FAR


def spreads(
    sitting: Sitting, practices: Iterable[int] | None = None
) -> dict[tuple[int, int], Spread]:
    """The spreads of a sitting by practice and community, in two queries."""
    return spreads_of([sitting], practices).get(sitting.pk, {})


def spreads_of(
    sittings: Iterable[Sitting], practices: Iterable[int] | None = None
) -> dict[int, dict[tuple[int, int], Spread]]:
    """The spreads of several sittings, by sitting, then by practice and community."""
    sittings = list(sittings)
    screens = _taking(sittings)
    opinions = Opinion.objects.filter(sitting__in=sittings)
    hands = Hands.objects.filter(sitting__in=sittings)
    if practices is not None:
        wanted = list(practices)
        opinions, hands = opinions.filter(practice__in=wanted), hands.filter(practice__in=wanted)
    phones: dict[tuple[int, int, int], list[int]] = {}
    late: dict[tuple[int, int, int], int] = {}
    rows = opinions.values_list("sitting", "practice", "community", "level", "late")
    for *where, level, waits, n in rows.annotate(n=Count("pk")).order_by():
        key = (where[0], where[1], where[2])
        counts = phones.setdefault(key, [0] * 5)
        if level:
            counts[level - 1] += n
        if waits:
            late[key] = late.get(key, 0) + n
    raised = {(h.sitting_id, h.practice_id, h.community_id): tuple(h.counts) for h in hands}
    found: dict[int, dict[tuple[int, int], Spread]] = {}
    for key in {*phones, *raised}:
        spread = Spread(
            tuple(phones.get(key, [0] * 5)),
            raised.get(key, (0,) * 5),
            late.get(key, 0),
            taking=(key[0], key[1]) in screens,
        )
        found.setdefault(key[0], {})[key[1], key[2]] = spread
    return found


def answering(sitting: Sitting, practice: int) -> bool:
    """Whether phones are answering on a practice just now, so that nothing said is shown yet."""
    return (sitting.pk, practice) in _taking([sitting])


def _taking(sittings: Iterable[Sitting]) -> set[tuple[int, int]]:
    """Sittings with the practice that their phones are answering just now."""
    halls = {one.hall_id: one.pk for one in sittings if one.hall_id and one.closed is None}
    open_ = Hall.objects.filter(pk__in=halls, scene="practice", taking=True, closed=None)
    asked = open_ if halls else Hall.objects.none()
    return {(halls[pk], about) for pk, about in asked.values_list("pk", "about") if about}
