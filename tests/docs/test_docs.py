"""Docs are tested like code: their commands, examples, links and lists of names."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from ruamsuk.cli import main
from ruamsuk.engine import TEMPLATES

ROOT = Path(__file__).parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Block:
    """A block of code in a document: its language, its text and the line where it starts."""

    language: str
    text: str
    line: int


def blocks(path: Path) -> list[Block]:
    text = path.read_text(encoding="utf-8")
    return [
        Block(found[1], found[2], text[: found.start()].count("\n") + 2)
        for found in BLOCK.finditer(text)
    ]


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def documents_with(*languages: str) -> list[Path]:
    return [path for path in DOCS if any(b.language in languages for b in blocks(path))]


@pytest.mark.parametrize("path", documents_with("python", "console"), ids=names)
def test_examples_do_what_they_say(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All blocks of one document run in order, in one empty folder."""
    monkeypatch.chdir(tmp_path)
    scope: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(path):
        if block.language == "console":
            run_console(block, tmp_path)
        elif block.language == "python":
            run_python(block, scope, names(path))


def run_python(block: Block, scope: dict[str, object], name: str) -> None:
    """Run a session of ``>>>`` with its answers, or plain statements."""
    if ">>>" not in block.text:
        padded = "\n" * (block.line - 1) + block.text
        exec(compile(padded, name, "exec"), scope)
        return
    test = doctest.DocTestParser().get_doctest(block.text, scope, name, name, block.line)
    said: list[str] = []
    failed, _ = doctest.DocTestRunner(optionflags=OPTIONS).run(
        test, out=said.append, clear_globs=False
    )
    scope.update(test.globs)
    assert failed == 0, "".join(said)


def run_console(block: Block, folder: Path) -> None:
    """Run each ``$ command``; the lines under it are what it prints, ``...`` for whatever."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "RUAMSUK_LANGUAGE": "en",
    }
    for session in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, expected = split_session(session)
        run = subprocess.run(
            command, shell=True, cwd=folder, env=environment, text=True, capture_output=True
        )
        said = run.stdout + run.stderr
        if expected.strip():
            assert doctest.OutputChecker().check_output(expected, said, OPTIONS), said
        else:
            assert run.returncode == 0, said


def split_session(session: str) -> tuple[str, str]:
    """The command, which may go on after a backslash, and what it should print."""
    lines = session.splitlines()
    last = next(i for i, line in enumerate(lines) if not line.endswith("\\"))
    return "\n".join(lines[: last + 1]), "\n".join(lines[last + 1 :]) + "\n"


@pytest.mark.parametrize("path", DOCS, ids=names)
def test_links_lead_somewhere(path: Path) -> None:
    targets = [link.partition("#")[0] for link in LINK.findall(path.read_text(encoding="utf-8"))]
    local = [t for t in targets if t and not re.match(r"[a-z]+:", t)]
    assert [t for t in local if not (path.parent / t).exists()] == []


def test_the_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"run", "test"} <= set(re.findall(r"^make ([a-z]+)", readme, re.MULTILINE)) <= targets
    assert set(re.findall(r"^\$? *ruamsuk ([a-z]+)", readme, re.MULTILINE)) <= set(main.commands)


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_documented_with_its_options(command: str) -> None:
    text = (ROOT / "docs" / "command.md").read_text(encoding="utf-8")
    assert f"## ruamsuk {command}" in text
    for parameter in main.commands[command].params:
        for option in (o for o in parameter.opts if o.startswith("--")):
            assert f"`{option}" in text, option


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_every_template_is_named(template: str) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md"))
    assert f"`{template}`" in text
