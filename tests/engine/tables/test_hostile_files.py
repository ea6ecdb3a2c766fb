"""Whatever the bytes are, a file is read or refused with a sentence; nothing else happens."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruamsuk.engine.tables import archive, workbook
from ruamsuk.lib.problem import ProblemsFound
from tests.engine.tables.conftest import ReadBytes
from tests.engine.tables.ugly import csv, good_rows, in_sheet, parquet, rezipped, xlsx

WORKBOOK = xlsx(*good_rows())
SHEET = zipfile.ZipFile(io.BytesIO(WORKBOOK)).read("xl/worksheets/sheet1.xml")
FUZZ = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None
)


def refused(read: ReadBytes, data: bytes, name: str) -> str:
    """Code of the problem with which a file is refused."""
    with pytest.raises(ProblemsFound) as found:
        read(data, name)
    return found.value.problems[0].code.removeprefix("table.")


def read_or_refuse(read: ReadBytes, data: bytes) -> None:
    try:
        read(data, "h.csv")
    except ProblemsFound as found:
        assert found.problems
        for problem in found.problems:
            assert problem.sentence("th") and problem.sentence("en")


@FUZZ
@given(st.binary(max_size=200))
def test_random_bytes(read: ReadBytes, data: bytes) -> None:
    read_or_refuse(read, data)


@FUZZ
@given(st.text(st.sampled_from('household_id,;\t"\n\r0๑฿ก่x#=-.'), max_size=80))
def test_random_text(read: ReadBytes, text: str) -> None:
    read_or_refuse(read, text.encode())


@st.composite
def spoiled(draw: st.DrawFn, good: bytes) -> bytes:
    """Good bytes of which some were changed, or cut out."""
    start = draw(st.integers(0, len(good)))
    end = draw(st.integers(start, min(len(good), start + 20)))
    return good[:start] + draw(st.binary(max_size=8)) + good[end:]


@FUZZ
@given(st.sampled_from([csv().encode(), WORKBOOK, parquet()]).flatmap(spoiled))
def test_spoiled_files(read: ReadBytes, data: bytes) -> None:
    read_or_refuse(read, data)


@FUZZ
@given(spoiled(SHEET))
def test_spoiled_sheets(read: ReadBytes, sheet: bytes) -> None:
    """The archive is whole, only the XML of its sheet is not."""
    data = rezipped(
        WORKBOOK, lambda name, part: sheet if name == "xl/worksheets/sheet1.xml" else part
    )
    read_or_refuse(read, data)


def test_zip_bomb(read: ReadBytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_BYTES", len(SHEET))
    assert refused(read, WORKBOOK, "h.xlsx") == "workbook-too-large"


def test_cells_are_counted_over_all_sheets_that_are_read(
    read: ReadBytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = good_rows()
    monkeypatch.setattr(archive, "_MOST_CELLS", len(rows) * len(rows[0]))
    data = xlsx(*rows, sheets=("one", "two"))
    monkeypatch.setattr(workbook, "_read_sheet", lambda *_: pytest.fail("a sheet was read"))
    assert refused(read, data, "h.xlsx") == "workbook-too-large"
    monkeypatch.undo()
    monkeypatch.setattr(archive, "_MOST_CELLS", len(rows) * len(rows[0]))
    read(data, "h.xlsx", sheet="two")  # one sheet is small enough


def test_archive_that_lies_about_its_sizes(read: ReadBytes) -> None:
    size = len(SHEET).to_bytes(4, "little")
    assert WORKBOOK.count(size) >= 1
    assert refused(read, WORKBOOK.replace(size, b"\1\0\0\0"), "h.xlsx") == "workbook-damaged"


@pytest.mark.parametrize(
    ("pattern", "replacement", "code"),
    [
        (rb'r="B2"', b'r="XFD1048576"', "workbook-too-large"),
        (rb'r="B2"', b"\n r='XFD1048576'", "workbook-damaged"),
        (rb'r="B2"', b'r ="XFD1048576"', "workbook-damaged"),
        (rb"<(/?)sheetData", rb"<\1x:sheetData", "workbook-damaged"),
        (rb'<c r="B2"><v>0</v>', b'<c t="e"><v>#N/A</v>', "workbook-damaged"),
        (rb'<c r="B2"><v>0</v>', b"<c r=\"B2\" t='e'><v>#N/A</v>", "error-cell"),
        (rb'<c r="B2"><v>0</v>', b'<c r="B2"><f>A1</f><v></v>', "formula-not-calculated"),
        (rb'<c r="B2"><v>0</v>', b'<c r="B2"><f ca="1"/>', "formula-not-calculated"),
    ],
)
def test_sheets_that_a_reader_would_trust(
    read: ReadBytes, pattern: bytes, replacement: bytes, code: str
) -> None:
    assert refused(read, in_sheet(WORKBOOK, pattern, replacement), "h.xlsx") == code


def test_billion_laughs(read: ReadBytes) -> None:
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 50) for i in range(9)
    )
    data = rezipped(
        WORKBOOK,
        lambda name, part: (
            part.replace(b"<workbook ", laughs + b"]><workbook ", 1).replace(
                b'name="Sheet1"', b'name="&j;"'
            )
            if name == "xl/workbook.xml"
            else part
        ),
    )
    assert refused(read, data, "h.xlsx") == "workbook-damaged"
