"""What people were told of who reads their words: kept to fewer perhaps, never opened to more."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ruamsuk.exchanges.models import Assist, Card, Forum, Readers

NEVER_MORE = _(
    "People have already written here, knowing who can read it. You can keep it to fewer people, "
    "but not open it to more."
)


def said_in(record: Forum | Assist) -> bool:
    """Whether somebody has said something in a record, to those who could read it then."""
    if isinstance(record, Assist):
        answered = record.follow_ups.filter(answered__isnull=False)
        return record.notes.exists() or record.steps.exists() or answered.exists()
    cards = Card.objects.filter(group__forum=record)
    return record.remarks.exists() or cards.exists() or record.minutes.exists()


def open_to(record: Forum | Assist) -> list[str]:
    """Who may still be made the readers of a record, from the fewest to the most."""
    if record.pk is None or not said_in(record):
        return Readers.values
    return Readers.values[: Readers.values.index(record.readers) + 1]


def demand_promise(before: Forum | Assist, readers: str) -> None:
    """Let the readers of a record be changed only as far as its promise goes.

    Args:
        before: the record as it is kept.
        readers: who is to read it.

    Raises:
        ValidationError: more people would read it than those who spoke were told.
    """
    if readers not in open_to(before):
        raise ValidationError(NEVER_MORE, code="promise")


def offer_readers(field: forms.Field, record: Forum | Assist) -> None:
    """Let a form offer only the readers that a record may still have, and say why."""
    assert isinstance(field, forms.ChoiceField)
    free = open_to(record)
    field.choices = [(value, label) for value, label in Readers.choices if value in free]
    field.error_messages["invalid_choice"] = NEVER_MORE
    if free != Readers.values:
        field.help_text = format_lazy("{} {}", NEVER_MORE, field.help_text)
