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
