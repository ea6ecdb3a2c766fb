# ruff: noqa: E501 (a sentence stays on one line)
"""River and stairs against tables made by hand."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from ruamsuk.charts import (
    Climber,
    River,
    Stairs,
    Stretch,
    draw_river,
    draw_stairs,
    river_words,
    stairs_words,
)
from ruamsuk.charts.readings import river_reading, stairs_reading
from ruamsuk.charts.text import text_width
from ruamsuk.lib.text import LANGUAGES, Language, LocalText

from .standing import (
    DEBT,
    FOREST,
    NAMES,
    RIVER,
    STAIRS,
    WATER,
    YOUTH,
    climbers,
    name,
    river,
    stairs,
    stretch,
)
from .test_pictures import HOSTILE, overlaps, texts

LONG = "กลุ่มออมทรัพย์เพื่อสวัสดิการผู้สูงอายุและผู้พิการในหมู่บ้านริมฝั่งแม่น้ำแม่กลอง"


def whole(drawn: str) -> ET.Element:
    """The picture, well formed, with every text inside it and none on another."""
    root = ET.fromstring(drawn)
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    assert overlaps(root) == []
    for x, y, text, size in texts(root):
        assert x >= -1 and x + text_width(text, size) <= width + 1, text
        assert 0 <= y <= height, text
    return root


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [340, 1040, 1600])
@pytest.mark.parametrize("practices", [0, 1, 2, 9, 30])
@pytest.mark.parametrize("communities", [1, 2, 40])
def test_a_river_of_any_size_is_whole(
    language: Language, width: float, practices: int, communities: int
) -> None:
    def levels(i: int) -> list[float]:
        return [1 + (i * 7 + j * j) % 5 for j in range(communities)]

    found = river(
        *(
            stretch(name(LONG), *levels(i), own=levels(i)[0], before=1 + i % 5, open=i % 4 == 3)
            for i in range(practices)
        ),
        whole=communities,
    )
    whole(draw_river(found, language, width))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [340, 760, 1600])
@pytest.mark.parametrize("communities", [0, 1, 5, 40])
def test_stairs_of_any_size_are_whole(language: Language, width: float, communities: int) -> None:
    levels = [(f"{LONG} {i}", 1 + i % 5, min(5, 1 + i % 5 + i % 3)) for i in range(communities)]
    whole(draw_stairs(stairs(*climbers(levels, own=f"{LONG} 3")), language, width))


def test_a_line_has_a_gap_where_the_community_has_no_level() -> None:
    """Three practices, the middle one without a level of ours: two points and no way between."""
    one = river(
        stretch(WATER, 1, 3, own=3), stretch(FOREST, 2, 4), stretch(YOUTH, 2, 5, own=5), whole=2
    )
    drawn = draw_river(one, "th")
    assert not re.findall(r'stroke="#a8442a" stroke-width="3.2"', drawn)
    assert len(re.findall(r'<circle[^>]*stroke="#a8442a" stroke-width="2.6"', drawn)) == 2
    joined = river(stretch(WATER, 1, 3, own=3), stretch(FOREST, 2, 4, own=2), whole=2)
    assert re.findall(r'stroke="#a8442a" stroke-width="3.2"', draw_river(joined, "th"))


def test_a_practice_that_nobody_has_leaves_the_river_dry() -> None:
    """Water before and behind, none at it: no bank is made up."""
    dry = river(stretch(WATER, 1, 3), stretch(DEBT), stretch(YOUTH, 2, 5), own=None)
    assert draw_river(dry, "th").count("C") == 0


@pytest.mark.parametrize(
    ("before", "own", "up", "down"), [(2, 5, 1, 0), (5, 2, 0, 1), (3, 3, 0, 0)]
)
def test_an_arrow_says_what_rose_and_what_fell(before: int, own: int, up: int, down: int) -> None:
    drawn = draw_river(river(stretch(WATER, 1, 5, own=own, before=before)), "th")
    assert len(re.findall(r'<path d="[^"]*" fill="#0f6b5c"', drawn)) == up
    assert len(re.findall(r'<path d="[^"]*" fill="#a8442a"', drawn)) == down


def test_five_in_one_cell_are_two_names_and_three_more() -> None:
    words = [text for _, _, text, _ in texts(whole(draw_stairs(STAIRS, "th")))]
    assert words.count("และอีก 3") == 1
    assert {"ท่าน้ำตื้น", "บ้านคา"} <= set(words) and "แพงพวย" not in words
    assert "แพงพวย" in stairs_words(STAIRS, "th")


def test_our_own_community_is_never_among_those_who_are_only_counted() -> None:
    same = [(f"ชุมชน {i}", 2, 3) for i in range(6)]
    words = [
        t
        for _, _, t, _ in texts(
            ET.fromstring(draw_stairs(stairs(*climbers(same, own="ชุมชน 5")), "th"))
        )
    ]
    assert "ชุมชน 5" in words


def test_hostile_names_are_only_names() -> None:
    label = name(HOSTILE)
    one = draw_river(river(stretch(label, 1, 2, own=1), own=label), "th")
    other = draw_stairs(stairs(Climber(label, 1, 2)), "en")
    for drawn in (one, other):
        ET.fromstring(drawn)
        assert "<script" not in drawn


def test_the_words_have_every_number() -> None:
    assert river_words(RIVER, "en") == (
        "Clean water: lowest 1, middle 2.5, highest 5, of 4, Ban Lueak 5 (24 January 2025: 2); "
        "Forest: lowest 2, middle 2, highest 2, of 4, Ban Lueak 2 (24 January 2025: 2); "
        "Elders cared for in body and mind: lowest 1, middle 3, highest 3, of 3, Ban Lueak no data; "
        "No debt: no community yet; "
        "Youth: lowest 1, middle 3, highest 4, of 4 (Not agreed yet), Ban Lueak 1 (24 January 2025: 4)"
    )


@pytest.mark.parametrize(
    ("one", "th", "en"),
    [
        (river(), "ยังไม่มีชุมชนใดบอกว่าอยู่ตรงไหน", "No community has said yet where it stands."),
        (
            river(stretch(WATER, 3, own=3)),
            "มีเพียงชุมชนเดียวที่มีตัวเลข ยังไม่มีใครให้เทียบ",
            "Only one community has numbers; there is nobody to compare with yet.",
        ),
        (
            river(stretch(WATER, 3, 3), stretch(FOREST, 4, 4), own=None),
            "ทุกชุมชนยืนที่เดียวกันในทุกเรื่อง",
            "All communities stand at the same place on everything.",
        ),
        (
            river(stretch(WATER, 1, 4), stretch(FOREST, 1, 4), stretch(YOUTH, 1, 2), own=None),
            "ธารกว้างที่สุดเรื่อง น้ำดื่มสะอาด และป่าชุมชน (ต่ำสุด 1 สูงสุด 4) เรื่องนี้เรียนรู้จากกันเองได้มาก "
            "เรื่อง เยาวชน ทุกชุมชนยังไปได้ไม่ไกล ควรชวนคนนอกมาเล่า",
            "The river is widest at Clean water and Forest (from 1 to 4): here you can learn from one another. "
            "On Youth all are still low: ask somebody from outside.",
        ),
        (
            RIVER,
            "ธารกว้างที่สุดเรื่อง น้ำดื่มสะอาด (ต่ำสุด 1 สูงสุด 5) เรื่องนี้เรียนรู้จากกันเองได้มาก "
            "เรื่อง ป่าชุมชน ทุกชุมชนยังไปได้ไม่ไกล ควรชวนคนนอกมาเล่า "
            "บ้านเลือก อยู่สูงสุดเรื่อง น้ำดื่มสะอาด บ้านเลือก อยู่ต่ำสุดเรื่อง เยาวชน "
            "จากครั้งก่อน บ้านเลือก สูงขึ้นเรื่อง น้ำดื่มสะอาด จากครั้งก่อน บ้านเลือก ลดลงเรื่อง เยาวชน "
            "บ้านเลือก ยังไม่มีตัวเลขเรื่อง ผู้สูงอายุมีคนดูแลทั้งกายและใจ และปลอดหนี้ "
            "ส่วนที่สีจางยังเป็นความเห็นของคนในห้อง ยังไม่ได้ตกลงกัน",
            "The river is widest at Clean water (from 1 to 5): here you can learn from one another. "
            "On Forest all are still low: ask somebody from outside. "
            "Ban Lueak stands highest on Clean water. Ban Lueak stands lowest on Youth. "
            "Since the time before, Ban Lueak rose on Clean water. Since the time before, Ban Lueak fell on Youth. "
            "Ban Lueak has no number yet on Elders cared for in body and mind and No debt. "
            "Where it is pale, it is what people in the hall say; nothing is agreed there yet.",
        ),
    ],
)
def test_what_a_river_says(one: River, th: str, en: str) -> None:
    said = river_reading(one)
    assert " ".join(text.th for text in said) == th
    assert " ".join(text.en for text in said) == en


def test_a_river_of_samples_warns_and_says_nothing_of_rise_and_fall() -> None:
    one = replace(river(stretch(WATER, 1, 4, own=4, before=1)), sampled=True)
    said = " ".join(text.en for text in river_reading(one))
    assert "samples" in said and "rose" not in said
    assert '" fill="#0f6b5c"' not in draw_river(one, "th")


@pytest.mark.parametrize(
    ("one", "th", "en"),
    [
        (stairs(), "ยังไม่มีชุมชนใดบอกว่าอยู่ตรงไหน", "No community has said yet where it stands."),
        (
            stairs(*climbers([("ก", 2, 2), ("ข", 5, 5)])),
            "ยังไม่มีชุมชนใดบอกว่าอยากขึ้นอีก",
            "No community says that it wants to climb.",
        ),
        (
            stairs(*climbers([("ก", 1, 3), ("ข", 3, 4), ("ค", 2, 5)], own="ข")),
            "ก อยากขึ้นจาก 1 ไป 3 เรียนได้จาก ข ยังไม่มีใครที่นี่ยืนถึงขั้นที่ ข และค อยากไป ควรชวนคนนอกมาเล่า",
            "ก wants to climb from 1 to 3 and can learn from ข. Nobody here stands where ข and ค want to be: ask somebody from outside.",
        ),
        (
            stairs(
                *climbers(
                    [("ก", 1, 2), ("ข", 1, 3), ("ค", 1, 4), ("ง", 2, 4), ("จ", 5, 5)], own="ก"
                )
            ),
            "ก อยากขึ้นจาก 1 ไป 2 เรียนได้จาก ง และจ ค อยากขึ้นจาก 1 ไป 4 เรียนได้จาก จ ข อยากขึ้นจาก 1 ไป 3 เรียนได้จาก จ "
            "ยังมีอีก 1 ชุมชนที่อยากขึ้นและมีเพื่อนให้เรียน ดูในตาราง",
            "ก wants to climb from 1 to 2 and can learn from ง and จ. ค wants to climb from 1 to 4 and can learn from จ. "
            "ข wants to climb from 1 to 3 and can learn from จ. "
            "1 more wants to climb and has somebody to learn from: see the table.",
        ),
    ],
)
def test_what_stairs_say(one: Stairs, th: str, en: str) -> None:
    said = stairs_reading(one)
    assert " ".join(text.th for text in said) == th
    assert " ".join(text.en for text in said) == en


@pytest.mark.parametrize(
    "broken",
    [
        lambda: Stretch(WATER, 1),
        lambda: Stretch(WATER, 0, 1, 1, 1),
        lambda: Stretch(WATER, 2, 3, 1, 5),
        lambda: Climber(WATER, 3, 2),
        lambda: Climber(WATER, 0, 2),
        lambda: Stairs(LocalText("ก"), NAMES[:4], ()),
    ],
)
def test_what_cannot_be_is_refused(broken) -> None:
    with pytest.raises(ValueError):
        broken()
