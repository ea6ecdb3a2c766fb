"""A picture as PNG."""

from __future__ import annotations

import struct

import pytest

from ruamsuk.booklets import png
from tests.charts.samples import SAMPLES


def size(image: bytes) -> tuple[int, int]:
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", image[16:24])
    return width, height


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("width", [320, 1200])
def test_the_width_is_as_asked(kind: str, width: int) -> None:
    assert size(png(SAMPLES[kind]("th"), width))[0] == width


def test_a_title_takes_room_above_the_picture() -> None:
    svg = SAMPLES["bars"]("th")
    assert size(png(svg, 600, "น้ำดื่มสะอาด #1 *ทั้งตำบล*"))[1] > size(png(svg, 600))[1]


def test_the_same_input_gives_the_same_bytes() -> None:
    svg = SAMPLES["petals"]("en")
    assert png(svg, 640) == png(svg, 640)


def test_the_tone_of_sara_am_is_set_apart() -> None:
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30" font-size="20">{}</svg>'
    )
    text = '<text x="5" y="22" font-family="{}">{}</text>'
    written = png(picture.format(text.format("Any", "น้ำ")), 180)
    apart = png(picture.format(text.format("Sarabun", "น\u0e4d\u0e49\u0e32")), 180)
    assert written == apart


def test_the_marks_of_a_first_line_are_not_cut() -> None:
    picture = '<svg viewBox="0 0 90 30" width="90" height="30" xmlns="http://www.w3.org/2000/svg"/>'
    assert size(png(picture, 1000))[1] > size(png(picture.replace("0 0 90", "0 0.0 90"), 1000))[1]
