"""Labels in files are data: they come back as they were, and no spreadsheet calculates them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as parquet
import pytest

from ruamsuk.engine.export import write_tables

LABELS = [
    '=HYPERLINK("http://example.org";"a")',
    "{=1+1}",
    "+66",
    "-5",
    "@SUM(1)",
    "http://a.b",
    "บ้าน",
]
TABLE = pa.table({"group": LABELS})


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_labels_come_back_as_they_were(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"result.{ending}"
    write_tables({"estimates": TABLE}, {}, path)
    texts = csv.ConvertOptions(column_types={"group": pa.string()})
    read = (
        csv.read_csv(path, convert_options=texts) if ending == "csv" else parquet.read_table(path)
    )
    assert read["group"].to_pylist() == LABELS


def test_a_worksheet_holds_strings(tmp_path: Path) -> None:
    path = tmp_path / "result.xlsx"
    write_tables({"estimates": TABLE}, {"=1+1": "=1+1"}, path)
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert [cell.value for cell in book["estimates"]["A"][1:]] == LABELS
