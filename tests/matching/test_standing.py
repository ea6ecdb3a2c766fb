"""The figures behind the river and the stairs, against tables made by hand."""

from __future__ import annotations

import math

import pytest

from ruamsuk.matching import Banks, Stairs, Stand, banks, stairs


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 2, 5], Banks(3, 1, 2, 5)),
        ([1, 2, 3, 5], Banks(4, 1, 2.5, 5)),
        ([3, 3, 3], Banks(3, 3, 3, 3)),
        ([4], Banks(1, 4, 4, 4)),
        ([None, 2, None], Banks(1, 2, 2, 2)),
        ([None, None], None),
        ([], None),
    ],
    ids=["odd", "even", "ties", "one community", "missing", "all missing", "nobody"],
)
def test_banks(levels: list[float | None], expected: Banks | None) -> None:
    assert banks(levels) == expected


@pytest.mark.parametrize("wrong", [math.nan, math.inf])
def test_a_level_is_a_number(wrong: float) -> None:
    with pytest.raises(ValueError):
        banks([1, wrong])


def on(**levels: tuple[int, int]) -> Stairs:
    return stairs([Stand(name, *steps) for name, steps in levels.items()])


def names(stands: tuple[Stand, ...]) -> str:
    return "".join(stand.name for stand in stands)


@pytest.mark.parametrize(
    ("one", "seekers", "givers", "unmet"),
    [
        (on(), "", "", ""),
        (on(a=(1, 3)), "a", "", "a"),
        (on(a=(1, 3), b=(3, 3)), "a", "b", ""),
        (on(a=(1, 3), b=(2, 2)), "a", "", "a"),
        (on(a=(1, 2), b=(2, 5), c=(4, 4)), "ba", "cb", "b"),
        (on(a=(2, 2), b=(5, 5)), "", "", ""),
        (on(a=(2, 3), b=(2, 3), c=(3, 3), d=(3, 4)), "abd", "cd", "d"),
    ],
)
def test_who_asks_who_can_share_and_who_must_ask_outside(
    one: Stairs, seekers: str, givers: str, unmet: str
) -> None:
    assert (names(one.seekers), names(one.givers), names(one.unmet)) == (seekers, givers, unmet)


def test_helpers_stand_at_the_wished_step_or_above_the_nearest_first() -> None:
    one = on(a=(1, 3), b=(5, 5), c=(3, 4), d=(2, 2), e=(4, 4))
    assert names(one.helpers(one.stands[0])) == "ceb"
    assert one.helpers(one.stands[1]) == ()


def test_everyone_stands_in_one_cell() -> None:
    one = on(a=(4, 5), b=(4, 5), c=(4, 5), d=(4, 5), e=(4, 5), f=(5, 5))
    assert names(one.cell(4, 1)) == "abcde"
    assert names(one.cell(5, 0)) == "f"
    everywhere = [one.cell(step, gap) for step in range(1, 6) for gap in range(5)]
    assert sum(map(len, everywhere)) == len(one.stands)


@pytest.mark.parametrize("steps", [(0, 1), (3, 2), (5, 6)])
def test_nobody_stands_off_the_stairs(steps: tuple[int, int]) -> None:
    with pytest.raises(ValueError):
        Stand("a", *steps)


def test_nobody_stands_there_twice() -> None:
    with pytest.raises(ValueError):
        stairs([Stand("a", 1, 2), Stand("a", 2, 2)])
