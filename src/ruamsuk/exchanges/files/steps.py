"""The steps of a place as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils import timezone

from ruamsuk.exchanges.files.calendar import Event, calendar
from ruamsuk.exchanges.files.rows import rows_file
from ruamsuk.exchanges.models import Step
from ruamsuk.lib.text import Language, LocalText
from ruamsuk.lib.thai import format_date

_DUE = LocalText("ครบกำหนด: {text}", "Due: {text}")
_HEADS = (
    LocalText("ต้องทำอะไร", "What is to be done"),
    LocalText("ชุมชน", "Community"),
    LocalText("ใครดูแล", "Who sees to it"),
    LocalText("ภายในวันที่", "By when"),
    LocalText("ดูกันอีกครั้ง", "Next look"),
    LocalText("ถึงไหนแล้ว", "How far"),
    LocalText("เกิดอะไรขึ้น", "What has happened"),
    LocalText("มาจากเวที", "From the forum"),
)


def steps_file(
    steps: Iterable[Step], kind: str, title: str, language: Language, *, named: bool
) -> bytes:
    """The steps as CSV for programs, or as XLSX for people; names only where they may be seen."""
    rows = [tuple(head.to(language) for head in _HEADS)]
    rows += [
        (
            step.text,
            step.community.name.to(language) if step.community else "",
            step.owner if named else "",
            format_date(step.due, language),
            format_date(step.check_on, language) if step.check_on else "",
            str(step.get_state_display()),
            step.told,
            step.forum.title.to(language) if step.forum else "",
        )
        for step in steps
    ]
    return rows_file(rows, kind, title)


def steps_calendar(
    steps: Iterable[Step],
    name: str,
    language: Language,
    address: Callable[[Step], str],
    *,
    named: bool,
) -> bytes:
    """The days by which steps are due, as a calendar file; names only where they may be seen."""
    now = timezone.now()
    return calendar(
        [
            Event(
                uid=f"step-{step.pk}@ruamsuk",
                title=_DUE.format(text=step.text[:200]).to(language),
                starts=step.due,
                changed=now,
                text="\n".join(
                    [
                        step.text,
                        *([step.community.name.to(language)] if step.community else []),
                        *([step.owner] if named and step.owner else []),
                    ]
                ),
                url=address(step),
                sequence=step.revision,
            )
            for step in steps
        ],
        name,
    )
