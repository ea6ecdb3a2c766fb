"""What a table says at one moment, and how it is put back."""

from __future__ import annotations

from typing import Any

from ruamsuk.assessments.models import Practice, PracticeTable
from ruamsuk.lib.text import LocalText

_OF_A_TABLE = ("title", "about")
_OF_A_PRACTICE = ("position", "name", "about", "levels", "goal", "indicator", "retired")


def snapshot(table: PracticeTable) -> dict[str, Any]:
    """All words of a table and of its practices, as JSON keeps them."""
    return _kept(table, _OF_A_TABLE) | {
        "practices": {
            str(practice.pk): _kept(practice, _OF_A_PRACTICE) for practice in table.practices.all()
        }
    }


def put_back(table: PracticeTable, before: dict[str, Any]) -> None:
    """Let a table say again what it said.

    A practice that came in since is taken out of the table; nothing that was said on it is lost.
    """
    for name in _OF_A_TABLE:
        setattr(table, name, _read(before[name]))
    table.save(update_fields=_OF_A_TABLE)
    for practice in table.practices.all():
        said = before["practices"].get(str(practice.pk))
        if said is None:
            practice.retired = True
        else:
            for name in _OF_A_PRACTICE:
                setattr(practice, name, _read(said[name]))
        practice.save()


def _kept(one: PracticeTable | Practice, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in names}
    return {
        name: {"th": value.th, "en": value.en} if isinstance(value, LocalText) else value
        for name, value in values.items()
    }


def _read(value: Any) -> Any:
    return LocalText(**value) if isinstance(value, dict) else value
