"""Files that read in one sitting, locks that anyone can use, and nothing tied to one machine."""

from __future__ import annotations

import re

import pytest

from .project import ROOT, SOURCE, kept_files, short

LINES = 450
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-build.txt")
REGISTRIES = (
    ("pypi", "org"),
    ("python" + "hosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("deb.debian", "org"),
)
HOST = re.compile("|".join(re.escape(".".join(parts)) for parts in REGISTRIES), re.IGNORECASE)
HOME = re.compile(r"(?<![\w.])/(?:home|root|Users|work|tmp)/[\w.-]+")


def test_code_reads_in_one_sitting() -> None:
    code = [*SOURCE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    code = [path for path in code if path.parent.name != "migrations"]  # written by Django
    long = {short(path): lines for path in code if (lines := _lines(path)) > LINES}
    assert long == {}


def _lines(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("name", LOCKS)
def test_locks_hold_hashes_and_no_address(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in lock
    packages = re.findall(r"^(\S+==\S+) \\\n    --hash=sha256:", lock, re.MULTILINE)
    assert len(packages) == len(re.findall(r"^[a-z0-9]", lock, re.MULTILINE)) > 0


def test_the_runtime_lock_is_part_of_the_development_lock() -> None:
    runtime, development = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert runtime < development


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    found = [
        f"{short(path)}: {match}"
        for path in kept_files()
        for pattern in (HOST, HOME)
        for match in pattern.findall(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []
