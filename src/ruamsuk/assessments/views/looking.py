"""What the pages of the river and the stairs share: who looks at a network, and from where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from ruamsuk.assessments.models import Sitting
from ruamsuk.assessments.standing import (
    KINDS,
    Measured,
    Named,
    Standing,
    measured,
    named,
    of_practices,
    settled,
)
from ruamsuk.base.addresses import whole_number
from ruamsuk.base.files import as_file
from ruamsuk.base.templatetags.ruamsuk import be_date, be_year, local
from ruamsuk.communities.models import Community, Membership, Network
from ruamsuk.communities.rules import allowed, network_for
from ruamsuk.results.exports.files import File
from ruamsuk.results.pages.network import Visit
from ruamsuk.results.rules import seen_inside

NOBODY = "none"


@dataclass(frozen=True)
class Look:
    """A network in the eyes of one visitor.

    Attributes:
        inside: has a role in the network or in one of its communities.
        places: its communities as the visitor may know them.
    """

    request: HttpRequest
    network: Network
    inside: bool
    communities: tuple[Community, ...]
    places: tuple[Named, ...]

    @cached_property
    def own(self) -> Named | None:
        """Whose line is drawn: who is asked for, else a community of the visitor's own.

        Raises:
            Http404: for a community that does not stand here under this name.
        """
        asked = self.request.GET.get("community", "")
        if asked == NOBODY:
            return None
        if asked:
            found = next((place for place in self.places if place.key == asked), None)
            if found is None:
                raise Http404
            return found
        user = self.request.user
        if not self.inside or not user.is_authenticated:
            return None
        here = Membership.objects.filter(user=user, community__network=self.network)
        own = set(here.values_list("community", flat=True))
        return next((place for place in self.places if place.pk in own), None)

    @cached_property
    def sittings(self) -> list[Sitting]:
        """The times that can be looked at, the newest first."""
        return settled(self.network, inside=self.inside)

    def sitting(self, table: int | None = None) -> Sitting | None:
        """The time that is asked for, else the newest; of one table, where it is named.

        Raises:
            Http404: for a time that may not be seen.
        """
        found = [one for one in self.sittings if table in (None, one.table_id)]
        asked = self.request.GET.get("sitting", "")
        if not asked:
            return found[0] if found else None
        wanted = whole_number(asked)
        for one in found:
            if one.pk == wanted:
                return one
        raise Http404

    def times(self, table: int | None = None) -> list[tuple[int, str]]:
        """The times to choose from: days, and of which table where there are several."""
        found = [one for one in self.sittings if table in (None, one.table_id)]
        several = len({one.table_id for one in found}) > 1
        return [(one.pk, time_of(one) if several else be_date(one.held_on)) for one in found]

    def practices(self, sitting: Sitting) -> Standing:
        """Who stood where on the practices when a sitting was over."""
        return of_practices(sitting, self.places, inside=self.inside)

    def measured(self, *, compare: bool = False) -> Measured:
        """What the communities measured, as far as the visitor may see it."""
        seen = seen_inside(self.request.user, self.network, self.communities)
        known = {place.pk for place in self.places}
        shown = [one for one in self.communities if one.pk in known and (self.inside or one.public)]
        return measured(shown, Visit(self.inside, seen), compare=compare)

    def query(self, **more: object) -> str:
        """What is chosen, for the addresses of other pages and of files."""
        kept = {name: value for name, value in self.request.GET.items() if name in _KEPT}
        chosen = {name: value for name, value in (kept | more).items() if value not in (None, "")}
        return f"?{urlencode(chosen)}" if chosen else ""


_KEPT = ("community", "sitting", "of", "before")


def look(request: HttpRequest, slug: str) -> Look:
    """A network, for someone who may see it: what is public anyone may.

    Raises:
        Http404: there is none, or the person may not.
    """
    network = network_for(request.user, slug)
    inside = bool(allowed(request.user, network))
    communities = tuple(Community.objects.filter(network=network).with_area())
    return Look(request, network, inside, communities, named(network, communities, inside=inside))


def time_of(sitting: Sitting) -> str:
    """What a time is called: the table and the day."""
    return f"{local(sitting.table.title)} · {be_date(sitting.held_on)}"


def year_of(found: Measured) -> str:
    """The year of the results."""
    return be_year(found.page.year) if found.page.year else ""


def drawn_file(made: File) -> HttpResponse:
    """A file of a picture's numbers to be saved; pictures and papers open in the browser."""
    return as_file(made.data, made.kind, made.name, saved=made.name.endswith(".csv"))


def known_kind(kind: str) -> None:
    """Let a kind of file pass that can be made.

    Raises:
        Http404: for any other.
    """
    if kind not in KINDS:
        raise Http404
