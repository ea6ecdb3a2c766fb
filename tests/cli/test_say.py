"""What is printed on a terminal, whatever a file holds."""

from __future__ import annotations

import pytest

from ruamsuk.cli.say import say, say_problems
from ruamsuk.lib.problem import Place, Problem
from ruamsuk.lib.text import LocalText


def test_nothing_in_a_file_can_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    place = Place(file="\x1b[2Jh.csv", row=2, column="de\x07bt")
    say_problems([Problem("table.not-a-number", place, {"value": "\x1b[31mred\x9b0m"})], "en")
    say(LocalText("{file}", "{file}"), "en", file="a\rb")
    assert capsys.readouterr().err == (
        "\ufffd[2Jh.csv\n"
        "  row 2, column de\ufffdbt: “\ufffd[31mred\ufffd0m” is not a number. "
        "Type a number such as 1250, or leave it empty when there is no answer.\n"
        "a\ufffdb\n"
    )


def test_what_is_alike_in_a_column_does_not_flood_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    problems = [
        Problem("table.not-a-number", Place("h.csv", row=row, column=column), {"value": "x"})
        for column in ("debt", "income")
        for row in range(2, {"debt": 32, "income": 4}[column])
    ]
    say_problems(problems, "en")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1 + 20 + 2 + 1 + 1
    assert lines[20].startswith("  row 21, column debt: ")
    assert lines[21] == "  column debt: the same in 10 more places."
    assert lines[-1] == "32 to mend."


def test_what_a_table_does_not_show_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [Problem("table.row-short", Place("h.csv", row=row), {"found": 1, "expected": 2})
            for row in range(2, 23)]  # fmt: skip
    say_problems([*rows, Problem("table.more-problems", Place("h.csv"), {"count": 900})], "th")
    assert capsys.readouterr().err.splitlines()[-3:] == [
        "  แบบเดียวกันอีก 1 จุด",
        "  ยังมีอีก 900 จุด แก้จุดข้างบนก่อน แล้วตรวจใหม่",
        "มี 921 ข้อที่ต้องแก้",
    ]
