"""What the command says when it is called: help, languages, and calls that it cannot follow."""

from __future__ import annotations

import errno
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ruamsuk.cli import main
from ruamsuk.cli.spoken import usual_language
from ruamsuk.cli.work import writing
from ruamsuk.lib.problem import ProblemsFound

THAI, ENGLISH = "th", "en"


def call(*words: str, language: str = ENGLISH) -> Result:
    return CliRunner().invoke(main, ["--language", language, *words], prog_name="ruamsuk")


WRONG = [
    # words, what is said in English, what is said in Thai
    (
        ["asses"],
        "asses is not known here. Did you mean assess?",
        "ไม่รู้จัก asses หมายถึง assess หรือไม่",
    ),
    (
        ["dance"],
        "dance is not known here. See ruamsuk --help.",
        "ไม่รู้จัก dance ดูวิธีใช้ด้วย ruamsuk --help",
    ),
    (
        ["assess", "f.yaml", "--housholds", "h.csv"],
        "--housholds is not known here. Did you mean --households?",
        "ไม่รู้จัก --housholds หมายถึง --households หรือไม่",
    ),
    (
        ["assess", "f.yaml", "--households", "h.csv"],
        "--out is missing. See ruamsuk assess --help.",
        "ยังไม่ได้บอก --out ดูวิธีใช้ด้วย ruamsuk assess --help",
    ),
    (
        ["check"],
        "FRAMEWORK is missing. See ruamsuk check --help.",
        "ยังไม่ได้บอก FRAMEWORK ดูวิธีใช้ด้วย ruamsuk check --help",
    ),
    (
        ["assess", "f.yaml", "--by"],
        "--by needs a value. See ruamsuk assess --help.",
        "ยังไม่ได้บอกค่าของ --by ดูวิธีใช้ด้วย ruamsuk assess --help",
    ),
    (
        ["assess", "f.yaml", "few.csv", "--out", "r.csv"],
        "It is not clear what few.csv is for. "
        "If it is the table of households, type --households few.csv.",
        "ไม่รู้ว่า few.csv ใช้ทำอะไร ถ้าเป็นตารางครัวเรือน ให้พิมพ์ --households few.csv",
    ),
    (
        ["check", "one.yaml", "two.yaml"],
        "It is not clear what two.yaml is for. See ruamsuk check --help.",
        "ไม่รู้ว่า two.yaml ใช้ทำอะไร ดูวิธีใช้ด้วย ruamsuk check --help",
    ),
    (
        ["assess", "f.yaml", "--lonely", "ignore"],
        "The value of --lonely cannot be used. It takes fail, remove, adjust, average, certainty.",
        "ค่าของ --lonely ใช้ไม่ได้ ค่าที่ใช้ได้: fail, remove, adjust, average, certainty",
    ),
    (
        ["assess", "f.yaml", "--cutoff", "33"],
        "The value of --cutoff cannot be used. "
        "It takes a number above 0 up to 1, such as 0.66 or 1/3.",
        "ค่าของ --cutoff ใช้ไม่ได้ ค่าที่ใช้ได้: เลขมากกว่า 0 ไม่เกิน 1 เช่น 0.66 หรือ 1/3",
    ),
    (
        ["assess", "f.yaml", "--cutoff", "1/0"],
        "The value of --cutoff cannot be used. "
        "It takes a number above 0 up to 1, such as 0.66 or 1/3.",
        "ค่าของ --cutoff ใช้ไม่ได้ ค่าที่ใช้ได้: เลขมากกว่า 0 ไม่เกิน 1 เช่น 0.66 หรือ 1/3",
    ),
    (
        ["assess", "f.yaml", "--suppress", "-1"],
        "The value of --suppress cannot be used. It takes a whole number from 0.",
        "ค่าของ --suppress ใช้ไม่ได้ ค่าที่ใช้ได้: จำนวนเต็มตั้งแต่ 0",
    ),
    (
        ["assess", "f.yaml", "--by", "village,,"],
        "The value of --by cannot be used. It takes names of columns joined by commas.",
        "ค่าของ --by ใช้ไม่ได้ ค่าที่ใช้ได้: ชื่อคอลัมน์ คั่นด้วยจุลภาค",
    ),
    (
        ["assess", "f.yaml", "--engine", "oracle"],
        "The value of --engine cannot be used. "
        "It takes duckdb, spark://host:port or spark://local.",
        "ค่าของ --engine ใช้ไม่ได้ ค่าที่ใช้ได้: duckdb, spark://เครื่อง:พอร์ต หรือ spark://local",
    ),
]


@pytest.mark.parametrize(("words", "english", "thai"), WRONG, ids=[" ".join(w[0]) for w in WRONG])
def test_wrong_calls_get_a_sentence_and_code_2(words: list[str], english: str, thai: str) -> None:
    for language, sentence in ((ENGLISH, english), (THAI, thai)):
        result = call(*words, language=language)
        assert (result.stderr.strip(), result.stdout, result.exit_code) == (sentence, "", 2)


OUT = [
    ("result.txt", "It is not clear how to write result.txt. "
     "Give it a name that ends in .csv .parquet .xlsx."),
    (".", ". is a folder, not a file. Add the name of a file to it."),
    ("nowhere/result.csv", "There is no folder nowhere. Make it first, or choose another place."),
]  # fmt: skip


@pytest.mark.parametrize(("out", "sentence"), OUT)
def test_a_file_that_cannot_be_written_is_told_before_the_work(
    out: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call("assess", "no-such.yaml", "--households", "no-such.csv", "--out", out)
    assert (result.stderr.strip(), result.exit_code) == (sentence, 1)


def test_an_example_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = call("example", str(tmp_path / "file"))
    assert result.exit_code == 1
    assert result.stderr.strip() == (
        f"Cannot write {tmp_path / 'file'}: a file of this name is in the way. "
        "Close the program that holds it open, or choose another place."
    )


def test_the_example_is_written_over_nothing(tmp_path: Path) -> None:
    mine = tmp_path / "framework.yaml"
    mine.write_text("what we agreed on")
    result = call("example", str(tmp_path))
    assert result.stderr == f"The folder {tmp_path} holds files already. Choose a new folder.\n"
    assert (result.exit_code, mine.read_text()) == (1, "what we agreed on")


def test_what_the_system_says_is_said_in_our_words() -> None:
    for reason, words in ((errno.EACCES, "ไม่ได้รับอนุญาต"), (errno.EIO, "ระบบไม่รับ")):
        with pytest.raises(ProblemsFound) as found, writing(Path("r.csv")):
            raise OSError(reason, "some English")
        assert found.value.problems[0].sentence("th").startswith(f"เขียน r.csv ไม่ได้: {words} ")


def test_no_words_show_the_help() -> None:
    result = CliRunner().invoke(main, [], prog_name="ruamsuk")
    assert "assess" in result.stderr
    assert result.exit_code == 2


@pytest.mark.parametrize("command", [None, *main.commands])
@pytest.mark.parametrize(
    ("language", "usage", "examples"),
    [(THAI, "วิธีใช้: ", "ตัวอย่าง:"), (ENGLISH, "Usage: ", "Examples:")],
)
def test_help_teaches_in_both_languages(
    command: str | None, language: str, usage: str, examples: str
) -> None:
    result = call(*filter(None, [command]), "--help", language=language)
    assert result.stdout.startswith(f"{usage}ruamsuk")
    assert examples in result.stdout
    assert "ruamsuk " in result.stdout.split(examples)[1]
    assert result.exit_code == 0


def test_version() -> None:
    assert call("--version").stdout == "ruamsuk 0.1.0\n"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, THAI),
        ({"LANG": "C.UTF-8"}, THAI),
        ({"LANG": "th_TH.UTF-8"}, THAI),
        ({"LANG": "en_GB.UTF-8"}, ENGLISH),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "th_TH.UTF-8"}, THAI),
        ({"LANG": "th_TH.UTF-8", "RUAMSUK_LANGUAGE": "en"}, ENGLISH),
        ({"LANG": "en_US.UTF-8", "RUAMSUK_LANGUAGE": "th"}, THAI),
        ({"RUAMSUK_LANGUAGE": "fr", "LANG": "de_DE.UTF-8"}, THAI),
    ],
)
def test_the_usual_language(environment: dict[str, str], language: str) -> None:
    assert usual_language(environment) == language


def test_help_answers_at_once() -> None:
    """Nothing heavy is imported; the clock has room for a busy machine."""
    code = "import sys, ruamsuk.cli; print(*sorted(sys.modules))"
    began = time.perf_counter()
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert time.perf_counter() - began < 2
    heavy = {"numpy", "pyarrow", "duckdb", "pydantic", "sqlglot", "scipy", "yaml"}
    assert heavy.isdisjoint(loaded.split())
