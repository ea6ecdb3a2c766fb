"""Where lines of Thai may break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamsuk.booklets.words import BREAK, JOINER, printable, thai_words, with_breaks


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ชุมชนปี", "ชุมชน|ปี"),
        ("ครัวเรือนที่มีน้ำดื่มสะอาดเพียงพอตลอดปี", "ครัวเรือน|ที่|มี|น้ำดื่ม|สะอาด|เพียงพอ|ตลอดปี"),
        ("อำเภอโพธาราม", "อำเภอ|โพธาราม"),
        ("ต่างๆนานา", "ต่างๆ|นานา"),
        ("ผู้สูงอายุมีคนดูแล", "ผู้สูงอายุ|มี|คน|ดูแล"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert thai_words(text) == words.split("|")


def test_no_line_begins_with_a_sign_that_belongs_to_the_word_before() -> None:
    for word in thai_words("ทำไมๆจังหวัดฯลฯอบต.หนองสาหร่าย"):
        assert word[0] not in "ๆฯ."


def test_a_mark_is_never_parted_from_its_letter() -> None:
    assert with_breaks("ที่น้ำ") == f"ที่{BREAK}น้ำ"
    assert with_breaks("ครู") == f"ค{JOINER}รู"


def test_latin_and_numbers_stay_as_they_are() -> None:
    assert with_breaks("Peer assist 2,568 (x)") == "Peer assist 2,568 (x)"


@given(st.text(alphabet=st.characters(min_codepoint=0x0E00, max_codepoint=0x0E7F)) | st.text())
def test_nothing_is_lost(text: str) -> None:
    text = printable(text)
    assert with_breaks(text).replace(BREAK, "").replace(JOINER, "") == text
