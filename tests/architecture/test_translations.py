"""Every word of the interface stands in Thai: nothing missing, nothing fuzzy, nothing stale."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from .project import ROOT, SOURCE

APPS = sorted(path.parent.name for path in SOURCE.glob("*/locale"))
LOCALE = Path("locale/th/LC_MESSAGES")


@pytest.fixture(scope="module", params=APPS)
def wanted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the app whose catalogue was made anew from its code and templates."""
    app = tmp_path_factory.mktemp("app") / request.param
    shutil.copytree(SOURCE / request.param, app, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "django", "makemessages", "-l", "th", "--no-obsolete"]
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=app, env=environment, check=True, capture_output=True)
    return app


def test_nothing_is_missing_or_fuzzy(wanted: Path) -> None:
    with (wanted / LOCALE / "django.po").open("rb") as file:
        catalogue = read_po(file)
    left = [m.id for m in catalogue if m.id and (m.fuzzy or not _said(m.string))]
    assert left == []


def _said(string: str | tuple[str, ...]) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def test_what_is_compiled_is_what_is_written(wanted: Path) -> None:
    name = wanted.name
    with (SOURCE / name / LOCALE / "django.po").open("rb") as file:
        written = [
            (m.context, m.id, m.string) for m in read_po(file) if m.id and isinstance(m.id, str)
        ]
    with (SOURCE / name / LOCALE / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    stale = [
        id_
        for context, id_, string in written
        if (compiled.pgettext(context, id_) if context else compiled.gettext(id_)) != string
    ]
    assert stale == []


def test_there_are_apps_to_look_at() -> None:
    assert {"accounts", "web"} <= set(APPS), ROOT


def test_the_same_words_say_the_same_in_every_app() -> None:
    """Django reads all catalogues as one: of two translations one would silently be lost."""
    said: dict[object, set[object]] = {}
    for name in APPS:
        with (SOURCE / name / LOCALE / "django.po").open("rb") as file:
            for message in read_po(file):
                if message.id:
                    said.setdefault((message.context, message.id), set()).add(message.string)
    assert {key: words for key, words in said.items() if len(words) > 1} == {}
