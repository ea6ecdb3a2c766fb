"""What the command says on the terminal: problems by file, notes, and how far the work is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

import click

from ruamsuk.lib.problem import Place, Problem
from ruamsuk.lib.text import Language, LocalText

_CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if code != ord("\n")}
_MOST_ALIKE = 20  # sentences of one kind about one column
_ALIKE = LocalText("แบบเดียวกันอีก {count} จุด", "the same in {count} more places.")
_TO_MEND = LocalText("มี {count} ข้อที่ต้องแก้", "{count} to mend.")


def say(words: LocalText, language: Language, **values: object) -> None:
    """A sentence on the standard error stream."""
    _print(words.format(**values).to(language))


def _print(line: str) -> None:
    """A line in which nothing from a file can move the cursor, change colours or ring the bell."""
    click.echo(line.translate(_CONTROLS), err=True)


def say_problems(problems: Iterable[Problem], language: Language) -> None:
    """Problems and notes, those of one file under its name, with how many there are to mend.

    Of those that say the same about one column, the first few are printed and the others counted.
    """
    found = tuple(problems)
    by_file: dict[str, list[Problem]] = {}
    for problem in found:
        by_file.setdefault(problem.place.file, []).append(problem)
    for file, inside in by_file.items():
        indent = "  " if file else ""
        if file:
            _print(file)
        for line in _lines(inside, language):
            _print(f"{indent}{line}")
    errors = sum(
        int(str(problem.values["count"])) if problem.code == "table.more-problems" else 1
        for problem in found
        if problem.severity == "error"
    )
    if errors > 1:
        say(_TO_MEND, language, count=errors)


def _lines(problems: list[Problem], language: Language) -> Iterator[str]:
    """The sentences about one file, and after the last of many alike how many more there are."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        alike.setdefault((problem.code, problem.place.column), []).append(problem)
    for (_, column), same in alike.items():
        for problem in same[:_MOST_ALIKE]:
            yield replace(problem, place=replace(problem.place, file="")).sentence(language)
        if len(same) > _MOST_ALIKE:
            where = Place(column=column).words().to(language)
            more = _ALIKE.format(count=len(same) - _MOST_ALIKE).to(language)
            yield f"{where}: {more}" if where else more


def say_progress(words: LocalText, language: Language) -> None:
    """What is being done, on one line of a terminal that is written over; silent when piped."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{words.to(language)}", err=True, nl=False)


def end_progress() -> None:
    """Clear the line that `say_progress` wrote."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", err=True, nl=False)
