"""What this app keeps about a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruamsuk.accounts.models import User
from ruamsuk.accounts.privacy import Kept, Section, register
from ruamsuk.communities.audit import sentence
from ruamsuk.communities.models import AuditEntry, Role

LATEST = 1000
"""Lines of the trail that are shown and exported."""


def memberships(user: User) -> Iterator[Kept]:
    """Where the person has which role."""
    for mine in user.memberships.select_related("community", "network"):
        place = mine.place
        words = f"{mine.get_role_display()} · {place}"
        if mine.role == Role.COORDINATOR and place.memberships.coordinators().count() == 1:
            words += " · " + _("the only coordinator there")
        yield Kept(words, mine.since, {"place": place.slug, "role": mine.role})


def trail(user: User) -> Iterator[Kept]:
    """What the person did, as the places remember it."""
    lines = AuditEntry.objects.filter(actor=user).select_related("community", "network")
    for line in lines[:LATEST]:
        place = line.community or line.network
        words = f"{sentence(line)} · {place}"
        values = {"verb": line.verb, "target": line.target, "place": place.slug if place else ""}
        yield Kept(words, line.at, values)


def forget_name(user: User) -> None:
    """Take the person's name out of lines about them."""
    AuditEntry.objects.filter(details__person=user.pk).update(target="")


def register_all() -> None:
    """Say what is kept."""
    register(Section("roles", gettext_lazy("My roles"), memberships))
    register(Section("trail", gettext_lazy("What I did"), trail, stays=True, forget=forget_name))
