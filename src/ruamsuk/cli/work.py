"""What the commands do: read, assess, write; each step said on a terminal."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from ruamsuk.cli.options import Question
from ruamsuk.cli.say import end_progress, say_problems, say_progress
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import Language, LocalText

if TYPE_CHECKING:
    from ruamsuk.engine import Assessment, Framework, Table
    from ruamsuk.engine.codebook import Level

_READING = LocalText("กำลังอ่าน {file}", "Reading {file}")
_NOT_ALLOWED = LocalText("ไม่ได้รับอนุญาต", "it is not allowed")
_IN_THE_WAY = LocalText("มีไฟล์ชื่อนี้ขวางอยู่", "a file of this name is in the way")
_REASONS: Mapping[int | None, LocalText] = {
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _NOT_ALLOWED,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.ENOSPC: LocalText("ที่เก็บเต็ม", "the disk is full"),
}
_OTHER_REASON = LocalText("ระบบไม่รับ", "the system refused it")


class Expected(TypedDict, total=False):
    """What a table must hold besides the codebook, as ``read_table`` takes it."""

    numeric: list[str]
    required: list[str]
    unique_with: list[str]
    optional: list[str]


def assess_question(question: Question, language: Language) -> tuple[Framework, Assessment]:
    """Read the files that a question names and assess them.

    What the tables want people to know (Thai digits read as numbers, …) is said on the way.

    Raises:
        ProblemsFound: what is wrong with the files, all of one step at once.
    """
    from ruamsuk.engine import Design, assess, load_framework

    try:
        framework = load_framework(question.framework)
        tables = _read_tables(question, framework, language)
        assessment = assess(
            framework,
            tables.get("households"),
            tables.get("persons"),
            tables.get("communities"),
            rounds=question.rounds,
            by=question.by,
            design=Design(
                weight=question.weight,
                strata=question.strata,
                cluster=question.cluster,
                fpc=question.fpc,
                sample=question.sample,
                lonely=question.lonely,
            ),
            cutoffs=question.cutoff,
            missing=question.missing,
            suppress=question.suppress,
            engine=question.engine,
            progress=lambda words: say_progress(words, language),
        )
    finally:
        end_progress()
    for table in tables.values():
        say_problems(table.notes, language)
    return framework, assessment


def _read_tables(question: Question, framework: Framework, language: Language) -> dict[str, Table]:
    """Read every table that is named, collecting the problems of all of them."""
    from ruamsuk.engine import read_table

    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    files: tuple[tuple[str, Path | None, Level], ...] = (
        ("households", question.households, "household"),
        ("persons", question.persons, "person"),
        ("communities", question.communities, "community"),
    )
    for name, path, level in files:
        if path is None:
            continue
        say_progress(_READING.format(file=path.name), language)
        try:
            tables[name] = read_table(
                path, framework, level, **_expected(question, framework, level)
            )
        except ProblemsFound as found:
            problems += found.problems
    if problems:
        raise ProblemsFound(problems)
    return tables


def _expected(question: Question, framework: Framework, level: Level) -> Expected:
    """Rounds in every table; design and groups in the one that holds them for sure.

    That is the table of households for the design, and for both a table of the only level that the
    framework counts, given alone. In the other tables they may stand.
    """
    rounds = [question.rounds] if question.rounds else []
    given = (question.households, question.persons, question.communities)
    alone = sum(path is not None for path in given) == 1
    only = alone and {indicator.level for indicator in framework.indicators} == {level}
    weights = [column for column in (question.weight, question.fpc) if column]
    design = [column for column in (question.strata, question.cluster) if column]
    groups = [name for columns in question.by for name in columns]
    optional = weights + design + groups
    if level != "household" and not only:
        return {"required": rounds, "unique_with": rounds, "optional": optional}
    required = list(dict.fromkeys(rounds + weights + design + (groups if only else [])))
    return {
        "numeric": weights,
        "required": required,
        "unique_with": rounds,
        "optional": optional,
    }


def check_out(question: Question, out: Path, *endings: str) -> None:
    """See before the work that a file can be written, and that nothing given is lost by it.

    Raises:
        ProblemsFound: the name is that of a folder, has none of the ``endings`` or is that of a
            file that is to be read, or its folder is not there.
    """
    if out.is_dir():
        raise ProblemsFound([Problem("command.is-folder", values={"folder": out})])
    if out.suffix.lower() not in endings:
        values = {"file": out.name, "allowed": " ".join(endings)}
        raise ProblemsFound([Problem("command.ending", values=values)])
    if not out.parent.is_dir():
        raise ProblemsFound([Problem("command.no-folder", values={"folder": out.parent})])
    given = (question.framework, question.households, question.persons, question.communities)
    if out.exists() and any(path and path.exists() and out.samefile(path) for path in given):
        raise ProblemsFound([Problem("command.out-is-given", values={"file": out})])


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says while ``path`` is written into a problem with a way out."""
    try:
        yield
    except OSError as error:
        values = {"file": path, "reason": _REASONS.get(error.errno, _OTHER_REASON)}
        raise ProblemsFound([Problem("command.cannot-write", values=values)]) from error
