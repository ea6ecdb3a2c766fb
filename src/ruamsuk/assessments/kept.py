"""What this app keeps about a person. Opinions and reasons it keeps of nobody by name."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.accounts.privacy import Kept, Section, register
from ruamsuk.assessments.models import Hands, Level, PracticeTable, Sitting, TableEdit


def written(user: User) -> Iterator[Kept]:
    """Levels and hands that the person wrote down for a community."""
    for kind in (Level, Hands):
        own = kind.objects.filter(**{"agreed_by" if kind is Level else "by": user})
        for one in own.select_related("practice", "community"):
            words = f"{one.practice} · {one.community} · {one}"
            when = one.agreed if isinstance(one, Level) else one.at
            yield Kept(words, when, {"kind": kind.__name__.lower(), "what": words})


def led(user: User) -> Iterator[Kept]:
    """Tables that the person started or changed, and sittings that they opened."""
    for table in PracticeTable.objects.filter(created_by=user):
        yield Kept(str(table), table.created, {"kind": "table", "what": str(table)})
    for edit in TableEdit.objects.filter(by=user).select_related("table"):
        yield Kept(str(edit.table), edit.at, {"kind": "change", "what": str(edit.table)})
    for sitting in Sitting.objects.filter(opened_by=user).select_related("table"):
        yield Kept(str(sitting), None, {"kind": "sitting", "what": str(sitting)})


def register_all() -> None:
    """Say what is kept."""
    register(Section("levels", _("Levels and hands that I wrote down"), written, stays=True))
    register(Section("practices", _("Tables and self-assessments that I led"), led, stays=True))
