"""What this app keeps about a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.accounts.privacy import Kept, Section, register
from ruamsuk.results.models import Figure, HandCount, Import, Verdict


def brought_in(user: User) -> Iterator[Kept]:
    """Tables, counts of hands and figures that the person brought in."""
    for kind in (Import, HandCount, Figure):
        for one in kind.objects.filter(by=user).prefetch_related("round__version"):
            words = f"{one} · {one.round}"
            yield Kept(words, one.at, {"kind": kind.__name__.lower(), "what": words})


def verdicts(user: User) -> Iterator[Kept]:
    """Conclusions of meetings that the person wrote down."""
    for verdict in Verdict.objects.filter(by=user).select_related("round__community"):
        yield Kept(verdict.text, verdict.at, {"text": verdict.text, "round": str(verdict.round)})


def register_all() -> None:
    """Say what is kept."""
    register(Section("verdicts", _("Conclusions that I wrote down"), verdicts, stays=True))
    register(Section("brought_in", _("Data that I brought in"), brought_in, stays=True))
