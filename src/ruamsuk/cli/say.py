"""What the command says on the terminal: problems by file, notes, and how far the work is."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace

import click

from ruamsuk.lib.problem import Problem
from ruamsuk.lib.text import Language, LocalText

_CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if code != ord("\n")}
_TO_MEND = LocalText("มี {count} ข้อที่ต้องแก้", "{count} to mend.")


def say(words: LocalText, language: Language, **values: object) -> None:
    """A sentence on the standard error stream."""
    _print(words.format(**values).to(language))


def _print(line: str) -> None:
    """A line in which nothing from a file can move the cursor, change colours or ring the bell."""
    click.echo(line.translate(_CONTROLS), err=True)


def say_problems(problems: Iterable[Problem], language: Language) -> None:
    """All problems and notes, those of one file under its name, with how many there are to mend."""
    found = tuple(problems)
    by_file: dict[str, list[Problem]] = {}
    for problem in found:
        by_file.setdefault(problem.place.file, []).append(problem)
    for file, inside in by_file.items():
        indent = "  " if file else ""
        if file:
            _print(file)
        for problem in inside:
            bare = replace(problem, place=replace(problem.place, file=""))
            _print(f"{indent}{bare.sentence(language)}")
    errors = sum(problem.severity == "error" for problem in found)
    if errors > 1:
        say(_TO_MEND, language, count=errors)


def say_progress(words: LocalText, language: Language) -> None:
    """What is being done, on one line of a terminal that is written over; silent when piped."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{words.to(language)}", err=True, nl=False)


def end_progress() -> None:
    """Clear the line that `say_progress` wrote."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
