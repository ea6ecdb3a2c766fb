"""What this app keeps about a person. Seats belong to phones, not to accounts."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.accounts.privacy import Kept, Section, register
from ruamsuk.halls.models import Hall


def opened(user: User) -> Iterator[Kept]:
    """Halls that the person opened."""
    for hall in Hall.objects.filter(opened_by=user).select_related("network", "community"):
        values = {"hall": hall.title.to("th"), "place": hall.place.slug}
        yield Kept(f"{hall.title.to('th')} · {hall.place}", hall.opened, values)


def register_all() -> None:
    """Say what is kept."""
    register(Section("halls", _("Halls that I opened"), opened, stays=True))
