"""A printed report: real PDFs, read back."""

from __future__ import annotations

import datetime
import io
import random
import re
import time

import pikepdf
import pytest

from ruamsuk.booklets import Block, Booklet, Column, Figure, Note, Paragraph, Section, Table, pdf
from ruamsuk.lib.text import LANGUAGES, Language
from tests.booklets.reader import pages_of
from tests.booklets.samples import MADE, SENTENCE, report
from tests.charts.samples import SAMPLES

NOTHING_OF_OURS = re.compile("[\u2060\u200b\ufffd]")


def small(*blocks: Block, **facts: str) -> Booklet:
    return Booklet("th", facts.pop("title", "รายงาน"), (Section("หัวข้อ", blocks),), **facts)


def apart(text: str) -> str:
    """As a reader without ActualText sees a SARA AM."""
    return re.sub("([\u0e48-\u0e4b]?)\u0e33", "\u0e4d\\1\u0e32", text)


@pytest.fixture(scope="module")
def thai() -> bytes:
    return pdf(report("th"), MADE)


def test_a_thai_sentence_is_found(thai: bytes) -> None:
    assert SENTENCE in "".join(pages_of(thai))


def test_a_thai_sentence_is_found_by_a_reader_that_knows_only_glyphs(thai: bytes) -> None:
    assert apart(SENTENCE) in "".join(pages_of(thai, actual_text=False))


def test_words_in_pictures_are_found(thai: bytes) -> None:
    words = "".join(pages_of(thai))
    assert "ผู้สูงอายุมีคนดูแล" in words
    assert "ชุมชนริมคลองฝั่งตะวันตกและตลาดเก่า" in words


def test_nothing_of_ours_is_left_in_the_words(thai: bytes) -> None:
    for actual_text in (True, False):
        assert not NOTHING_OF_OURS.search("".join(pages_of(thai, actual_text=actual_text)))


@pytest.mark.parametrize(
    "words",
    [
        "น้ำท่วมซ้ำซาก ค้ำประกัน ต่ำกว่าเกณฑ์",
        "ที่นี่ เพิ่มขึ้น ตั้งใจ เชื่อมั่น ปิ๊ดปี๊ด",
        "ฝั่งป่าฟื้นตัว ปั้น ปู่ย่า ฟ้า",
        "กตัญญู ฐาน ญาติ ฎีกา ฏุ ฤๅษี",
        "บริษัท ค่ำคืน ทำไมๆ ฯลฯ อบต. พ.ศ. ๒๕๖๘",
        "The office fills 5 ≥ 4 → ½ × 3 − 2",
        "ปิติ ปีติ พึ่งพา ฟิล์ม เล็ก เกียรติ์",
    ],
)
def test_every_mark_keeps_its_letter(words: str) -> None:
    made = pdf(small(Paragraph(words)), MADE)
    bare = words.replace(" ", "")
    assert bare in "".join(pages_of(made))
    assert apart(bare) in "".join(pages_of(made, actual_text=False))


@pytest.mark.parametrize(
    "words",
    ["#set page(width: 1pt)", "*หนา* _เอียง_", "$x^2$", "\\ \\u{41}", '"quoted"', "'a'",
     "</script><b>&amp;", "// comment", "/* */", "= หัวข้อ", "- ก", "<label> @ref", "[[ ]] {{ }}",
     "https://example.org/#a", "~ -- ---", "`code`", "${x}", "%s %(a)s {name}"],
)  # fmt: skip
def test_no_sign_is_markup(words: str) -> None:
    booklet = Booklet(
        "th",
        words,
        (
            Section(
                words,
                (
                    Paragraph(words),
                    Note(words),
                    Table((Column(words),), ((words,),), words),
                    Figure(SAMPLES["bars"]("th"), words, words),
                ),
            ),
        ),
        words,
        words,
        words,
        words,
        words,
    )
    found = "".join(pages_of(pdf(booklet, MADE)))
    assert found.count(re.sub(r"\s", "", words)) >= 12


def test_control_characters_and_marks_of_ours_are_dropped() -> None:
    made = pdf(small(Paragraph("ก\x00ข\u2060ค\u200bง\u202eจ\ufeff")), MADE)
    assert "กขคงจ" in "".join(pages_of(made))


def test_the_same_input_gives_the_same_bytes(thai: bytes) -> None:
    assert pdf(report("th"), MADE) == thai


def test_another_moment_gives_other_bytes(thai: bytes) -> None:
    assert pdf(report("th"), MADE + datetime.timedelta(days=1)) != thai


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_says_its_name_its_language_and_its_structure(language: Language) -> None:
    booklet = report(language)
    with pikepdf.open(io.BytesIO(pdf(booklet, MADE))) as document:
        assert str(document.docinfo["/Title"]) == booklet.title
        assert str(document.docinfo["/CreationDate"]).startswith("D:20260124093000")
        assert str(document.Root.Lang) == language
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Outlines.First.Title) == booklet.sections[0].heading
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary):
                texts = [str(value) for value in item.values() if isinstance(value, pikepdf.String)]
                assert not NOTHING_OF_OURS.search("".join(texts))


def test_only_our_typeface_is_used(thai: bytes) -> None:
    with pikepdf.open(io.BytesIO(thai)) as document:
        names = {
            str(font.BaseFont).split("+")[1]
            for page in document.pages
            for font in page.resources.Font.values()
        }
    assert names == {"Sarabun-Regular", "Sarabun-Bold"}


def test_the_banner_is_on_every_page(thai: bytes) -> None:
    assert all("ข้อมูลสมมุติ" in page for page in pages_of(thai))


def test_pages_are_numbered(thai: bytes) -> None:
    pages = pages_of(thai)
    assert all(page.endswith(f"{i}/{len(pages)}") for i, page in enumerate(pages, start=1))


@pytest.mark.parametrize(("chapters", "expected"), [(3, False), (4, True)])
def test_more_than_three_chapters_get_a_table_of_contents(chapters: int, expected: bool) -> None:
    assert any(
        "สารบัญ" in page for page in pages_of(pdf(report("th", chapters=chapters), MADE))
    ) is (expected)


def test_a_long_table_repeats_its_header() -> None:
    pages = pages_of(pdf(report("th", chapters=1, rows=90), MADE))
    with_header = [page for page in pages if "ช่วงที่เชื่อได้" in page]
    assert len(with_header) >= 3


@pytest.mark.parametrize("lines", range(14, 34, 4))
def test_what_fits_on_a_page_is_not_torn(lines: int) -> None:
    """Neither a table, nor the words that stand right under a heading."""
    table = Table((Column("ชื่อ"), Column("ค่า", numbers=True)), (("น้ำ", "1"),) * 24)
    sections = (
        Section("หนึ่ง", (Paragraph("\n\n".join(["ก"] * lines)),)),
        Section("สอง", (Paragraph("นิยาม"), Paragraph("คำตอบ"), Note("วิธีนับ")), level=2),
        Section("สาม", (table,)),
    )
    pages = pages_of(pdf(Booklet("th", "เล่ม", sections), MADE))
    assert len([page for page in pages if "น้ำ1" in page]) == 1
    assert any("สองนิยามคำตอบวิธีนับ" in page for page in pages)


def test_narrow_pictures_stand_side_by_side() -> None:
    svg = SAMPLES["changes"]("th")
    silent, telling = (
        pages_of(pdf(small(*[Figure(svg, "ภาพ", words)] * 8), MADE)) for words in ("", "ดีขึ้น")
    )
    assert len(silent) <= len(telling) / 2 + 1 < len(telling)


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="2 columns, but a row of 1 cells"):
        Table((Column("ก"), Column("ข")), (("1",),))


def test_a_report_without_anything_optional() -> None:
    booklet = Booklet("en", "Report", ())
    assert pages_of(pdf(booklet, MADE))[0] == "Report1/1"


@pytest.mark.parametrize("words", ["中文", "τ ₁ √", "עברית", "ကမြန်", "😀", "\u0301e", "ิ้ก ำ", "ᄒ"])
def test_scripts_that_we_have_no_letters_for_do_no_harm(words: str) -> None:
    made = pdf(small(Paragraph(words), Paragraph(SENTENCE), title=words), MADE)
    assert SENTENCE in "".join(pages_of(made))


def test_any_mixture_of_signs_can_be_printed() -> None:
    ranges = [(0x20, 0x7F), (0x300, 0x36F), (0x590, 0x6FF), (0x900, 0x1100), (0x2000, 0x2BFF),
              (0x4E00, 0x4FFF), (0x1F300, 0x1F650), (0xE01, 0xE5B), (0xE01, 0xE5B)]  # fmt: skip
    draw = random.Random(5)
    for _ in range(8):
        words = "".join(chr(draw.randint(*draw.choice(ranges))) for _ in range(300))
        made = pdf(small(Paragraph(words), Note(SENTENCE), title=words[:40]), MADE)
        assert made.startswith(b"%PDF")


def test_long_words_stay_inside_the_page() -> None:
    made = pdf(small(Paragraph("ก" * 600), Table((Column("ข"), Column("n", True)),
                     (("ค" * 300, "1"),))), MADE)  # fmt: skip
    assert "ก" * 600 in "".join(pages_of(made))


def test_ten_pages_with_twenty_pictures_take_less_than_three_seconds() -> None:
    booklet = report("th", chapters=10)
    start = time.perf_counter()
    made = pdf(booklet, MADE)
    assert time.perf_counter() - start < 3
    assert len(pages_of(made)) >= 10
