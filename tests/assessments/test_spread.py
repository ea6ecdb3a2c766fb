"""How opinions are spread: the middle, who is far from it, and when it stays unsaid."""

from __future__ import annotations

import pytest

from ruamsuk.assessments.spread import Spread, far, middle
from ruamsuk.charts import Spread as Picture
from ruamsuk.charts import draw_spread
from ruamsuk.lib.text import LANGUAGES, LocalText


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ((0, 0, 0, 0, 0), None),
        ((0, 0, 1, 0, 0), 3),
        ((1, 0, 0, 0, 1), 1),  # of two in the middle the lower
        ((0, 0, 1, 1, 0), 3),
        ((0, 2, 0, 2, 0), 2),
        ((0, 1, 0, 2, 0), 4),
        ((1, 1, 1, 1, 1), 3),
        ((2, 0, 12, 0, 0), 3),
        ((0, 0, 0, 0, 9), 5),
    ],
)
def test_the_middle_opinion(counts: tuple[int, ...], found: int | None) -> None:
    assert middle(counts) == found


@pytest.mark.parametrize(
    ("level", "where", "asked"), [(1, 3, True), (2, 3, False), (5, 3, True), (3, 3, False)]
)
def test_reasons_are_asked_for_two_levels_from_the_middle(
    level: int, where: int, asked: bool
) -> None:
    assert far(level, where) is asked


def test_fewer_than_three_phones_stay_unsaid_but_hands_were_seen_by_all() -> None:
    assert Spread(phones=(1, 0, 0, 1, 0)).counts == (0, 0, 0, 0, 0)
    assert Spread(phones=(1, 0, 0, 1, 0)).middle is None
    assert Spread(phones=(1, 0, 0, 2, 0)).counts == (1, 0, 0, 2, 0)
    mixed = Spread(phones=(1, 0, 0, 0, 0), hands=(0, 0, 2, 0, 0))
    assert mixed.counts == (0, 0, 2, 0, 0)
    assert mixed.total == 3


@pytest.mark.parametrize(
    ("spread", "thai", "english"),
    [
        (Spread(), "ยังไม่มีใครบอก", "Nobody has said"),
        (Spread(phones=(0, 0, 2, 0, 0)), "2 คนตอบทางมือถือ", "2 answered by phone"),
        (Spread(phones=(0, 0, 5, 0, 0)), "ทั้ง 5 คนเห็นระดับ 3", "All 5 see level 3"),
        (
            Spread(phones=(2, 0, 12, 1, 0)),
            "12 คนเห็นระดับ 3, 2 คนเห็นระดับ 1, 1 คนเห็นระดับ 4",
            "12 see level 3, 2 see level 1, 1 see level 4",
        ),
        (Spread(phones=(2, 0, 12, 0, 0)), "2 คนเห็นต่าง", "2 differ by two levels"),
    ],
)
def test_the_reading(spread: Spread, thai: str, english: str) -> None:
    assert thai in spread.reading().th
    assert english in spread.reading().en


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("counts", [(0,) * 5, (1, 2, 3, 4, 5), (300, 0, 1, 2, 9999)])
def test_the_picture_is_whole_and_escaped(language: str, counts: tuple[int, ...]) -> None:
    steps = tuple(LocalText(f"ระดับ<{n}>", f"level<{n}>") for n in range(5))
    drawn = draw_spread(Picture(LocalText("ก", "a"), steps, counts, 3), language)  # type: ignore[arg-type]
    assert drawn.startswith("<svg")
    assert "<1>" not in drawn
    assert "style=" not in drawn
    assert drawn == draw_spread(Picture(LocalText("ก", "a"), steps, counts, 3), language)  # type: ignore[arg-type]


def test_a_picture_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="five"):
        Picture(LocalText("ก"), (LocalText("ก"),), (1,))
    with pytest.raises(ValueError, match="below"):
        Picture(LocalText("ก"), (LocalText("ก"),) * 5, (1, -1, 0, 0, 0))
