"""The commands at work: from files to files, and every problem in words."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from ruamsuk.cli import main
from ruamsuk.engine import TEMPLATES

FRAMEWORK = """
framework: small
title: {th: เล็ก, en: Small}
variables:
  debt: {type: decimal, unit: {th: บาท, en: baht}, min: 0, label: {th: หนี้, en: debt}}
goals:
  - id: economy
    title: {th: เศรษฐกิจ, en: Economy}
    indicators:
      - {id: debt-free, title: {th: ปลอดหนี้, en: Debt free}, achieved: debt = 0}
      - {id: mean-debt, title: {th: หนี้เฉลี่ย, en: Mean debt}, value: debt, eligible: debt > 0}
"""
HOUSEHOLDS = """household_id,round,village,debt
h1,2568,north,0
h2,2568,north,200
h3,2568,south,0
h1,2569,north,0
h2,2569,north,0
h3,2569,south,100
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small framework and its table, and the command called in it."""
    (tmp_path / "framework.yaml").write_text(FRAMEWORK, encoding="utf-8")
    (tmp_path / "households.csv").write_text(HOUSEHOLDS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(words: str, language: str = "en") -> Result:
    return CliRunner().invoke(main, ["--language", language, *words.split()], prog_name="ruamsuk")


def assess(words: str = "", language: str = "en") -> Result:
    return call(f"assess framework.yaml --households households.csv {words}", language)


@pytest.mark.usefixtures("folder")
class TestCheck:
    def test_reads_out_what_each_indicator_counts(self) -> None:
        result = call("check framework.yaml")
        assert result.stdout.splitlines() == [
            "In order: Small. Goals: 1. Indicators: 2.",
            "",
            "Economy",
            "  Debt free",
            "    Passes when debt = 0",
            "  Mean debt",
            "    Mean of debt · counts only debt > 0",
        ]
        assert result.exit_code == 0

    def test_in_thai(self) -> None:
        lines = call("check framework.yaml", "th").stdout.splitlines()
        assert lines[0] == "ใช้ได้: เล็ก มี 1 เป้าหมาย 2 ตัวชี้วัด"
        assert lines[4].strip() == "ผ่าน เมื่อ หนี้ = 0"

    @pytest.mark.parametrize("name", TEMPLATES)
    def test_every_template_passes(self, name: str, folder: Path) -> None:
        (folder / "t.yaml").write_text(call(f"template {name}").stdout, encoding="utf-8")
        result = call("check t.yaml")
        assert (result.stderr, result.exit_code) == ("", 0)

    def test_all_problems_under_the_name_of_the_file(self, folder: Path) -> None:
        broken = FRAMEWORK.replace("debt = 0", "dept = 0").replace("value: debt", "value: dept")
        (folder / "framework.yaml").write_text(broken, encoding="utf-8")
        result = call("check framework.yaml")
        head, first, second, count = result.stderr.splitlines()
        assert head == "framework.yaml"
        assert first.startswith("  goals[0].indicators[0].achieved, row 10")
        assert second.startswith("  goals[0].indicators[1].value, row 11")
        assert count == "2 to mend."
        assert (result.stdout, result.exit_code) == ("", 1)


class TestAssess:
    def test_csv_with_its_manifest(self, folder: Path) -> None:
        result = assess("--rounds round --by village --out result.csv")
        assert (result.stdout, result.exit_code) == ("", 0)
        assert result.stderr.splitlines()[0] == "Wrote result.csv"
        with (folder / "result.csv").open(encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        shares = {
            (row["round"], row["group"]): float(row["estimate"])
            for row in rows
            if row["indicator"] == "debt-free"
        }
        assert shares == pytest.approx(
            {
                ("2568", ""): 2 / 3,
                ("2568", "north"): 1 / 2,
                ("2568", "south"): 1,
                ("2569", ""): 2 / 3,
                ("2569", "north"): 1,
                ("2569", "south"): 0,
            }
        )
        assert {row["se"] for row in rows} == {""}, "a full count has no sampling error"
        manifest = json.loads((folder / "result-manifest.json").read_text(encoding="utf-8"))
        assert manifest["framework"] == "small"

    def test_the_same_bytes_every_time(self, folder: Path) -> None:
        for name in ("one.csv", "two.csv"):
            assess(f"--rounds round --by village --sample --out {name}")
        assert (folder / "one.csv").read_bytes() == (folder / "two.csv").read_bytes()

    def test_parquet_and_xlsx_hold_the_same_rows(self, folder: Path) -> None:
        assess("--rounds round --out result.parquet")
        assess("--rounds round --out result.xlsx")
        parquet = pyarrow.parquet.read_table(folder / "result.parquet")
        sheet = load_workbook(folder / "result.xlsx").worksheets[0]
        assert sheet.max_row == parquet.num_rows + 1
        assert [cell.value for cell in sheet[1]] == parquet.column_names

    def test_rounds_are_told_apart(self, folder: Path) -> None:
        result = assess("--out result.csv")
        assert "h1" in result.stderr, "without --rounds the ids are not unique"
        assert result.exit_code == 1

    def test_problems_of_all_tables_at_once(self, folder: Path) -> None:
        (folder / "households.csv").write_text(HOUSEHOLDS.replace("200", "lots"))
        (folder / "persons.csv").write_text("household_id,round\nh1,2568\n")
        result = assess("--persons persons.csv --rounds year --out result.csv")
        assert "households.csv" in result.stderr
        assert "persons.csv" in result.stderr
        assert "lots" in result.stderr
        assert result.exit_code == 1
        assert not (folder / "result.csv").exists()

    def test_people_alone_hold_their_weights_and_groups(self, folder: Path) -> None:
        text = FRAMEWORK.replace("{type:", "{level: person, type:").replace(
            "{id:", "{level: person, id:"
        )
        (folder / "framework.yaml").write_text(text, encoding="utf-8")
        (folder / "persons.csv").write_text("person_id,village,debt,weight\na,n,0,2\nb,n,5,many\n")
        words = "assess framework.yaml --persons persons.csv --weight weight --out r.csv --by"
        result = call(f"{words} vilage")
        assert "many" in result.stderr
        assert "Is “village” meant?" in result.stderr
        (folder / "persons.csv").write_text("person_id,village,debt,weight\na,n,0,2\nb,n,5,2\n")
        result = call(f"{words} village")
        assert (result.stderr.splitlines()[0], result.exit_code) == ("Wrote r.csv", 0)

    @pytest.mark.parametrize("out", ["households.csv", "./households.csv", "link.csv"])
    def test_no_table_is_written_over(self, folder: Path, out: str) -> None:
        (folder / "link.csv").symlink_to("households.csv")
        result = assess(f"--rounds round --out {out}")
        assert (result.stderr.splitlines(), result.exit_code) == (
            [
                f"{Path(out)} is to be read; writing it would destroy it. "
                "Give the result another name."
            ],
            1,
        )
        assert (folder / "households.csv").read_text(encoding="utf-8") == HOUSEHOLDS

    def test_columns_that_are_used_are_no_news(self, folder: Path) -> None:
        (folder / "persons.csv").write_text("household_id,round,person_id\nh1,2568,a\n")
        result = assess("--persons persons.csv --rounds round --by village --out r.csv")
        assert (result.stderr.splitlines()[0], result.exit_code) == ("Wrote r.csv", 0)

    @pytest.mark.parametrize(
        "words",
        [
            "--by vilage --out r.csv",
            "--weight wheight --out r.csv",
            "--by village --households nowhere.csv --out r.csv",
            "--households framework.yaml --out r.csv",
            "--engine spark://nowhere.invalid:1 --households . --out r.csv",
        ],
    )
    @pytest.mark.parametrize("language", ["th", "en"])
    @pytest.mark.usefixtures("folder")
    def test_what_is_wrong_is_said(self, words: str, language: str) -> None:
        result = assess(f"--rounds round {words}", language)
        assert result.stderr.strip()
        assert "Traceback" not in result.stderr
        assert (result.exit_code, result.stdout) == (1, "")

    def test_quiet_when_piped(self, folder: Path) -> None:
        script = Path(sys.executable).with_name("ruamsuk")
        words = "--rounds round --by village --out r.csv"
        files = "framework.yaml --households households.csv"
        run = subprocess.run(
            [script, "--language", "en", "assess", *files.split(), *words.split()],
            capture_output=True,
            text=True,
        )
        assert (run.stdout, run.returncode) == ("", 0)
        assert run.stderr == "Wrote r.csv\nWrote r-changes.csv\nWrote r-manifest.json\n"


def test_the_report_of_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the example's README says."""
    monkeypatch.chdir(tmp_path)
    call("example network")
    readme = Path("network/README.md").read_text(encoding="utf-8")
    monkeypatch.chdir("network")
    words = readme.split("    ruamsuk ")[1].replace("\\\n", " ")
    result = call(words)
    assert (result.stderr, result.exit_code) == ("Wrote report.html\n", 0)
    page = Path("report.html").read_text(encoding="utf-8")
    assert "ข้อมูลสมมุติ" in page


def test_names_of_the_templates() -> None:
    lines = call("template").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(TEMPLATES)


def test_an_unknown_template() -> None:
    result = call("template nine-gols")
    assert "nine-goals" in result.stderr
    assert result.exit_code == 1
