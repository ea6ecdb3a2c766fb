"""Where one can go from a page: the links of the header, the dock and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import Place
from ruamsuk.communities.wording import Word, words


@dataclass(frozen=True)
class Way:
    """A link that some pages offer.

    Attributes:
        name: of the address.
        label, icon: what it shows.
        modules: the views that it stands for; of two that fit, the longer name wins.
        verb: what one must be allowed to do; empty for whatever a visitor may see.
        noun: what the label stands for, where a community may have its own word.
    """

    name: str
    label: str | Promise
    icon: str
    modules: tuple[str, ...]
    verb: str = ""
    noun: Word | None = None


@dataclass(frozen=True)
class Link:
    """A way as it is drawn on one page."""

    url: str
    label: str | Promise
    icon: str
    current: bool


@dataclass(frozen=True)
class Navigation:
    """All links of one page.

    Attributes:
        place: the network or community that the page is about.
        items: links of the header.
        dock: at most five of them, for thumbs; where one is, is among them.
        inside: whether the page lies below the place's first page.
    """

    place: Place | None
    items: list[Link]
    dock: list[Link]
    inside: bool = False


_PAGES, _RESULTS = "ruamsuk.results.views.pages", "ruamsuk.results"
_MEETING = ("ruamsuk.exchanges", "ruamsuk.halls")
_HELPING = (
    "ruamsuk.exchanges.views.helping",
    "ruamsuk.exchanges.views.plans",
    "ruamsuk.exchanges.views.plan_calendar",
    "ruamsuk.exchanges.views.plan_days",
)
_PEOPLE, _AUDIT = "ruamsuk.communities.views.people", "ruamsuk.communities.views.trail"
_VIEWS = "ruamsuk.assessments.views"
HOME = Way("home", _("Home"), "house", ("ruamsuk.web.pages.home",))
SEARCH = Way("search", _("Search"), "search", ("ruamsuk.web.pages.search",))
COMMUNITY = (
    Way("community", _("Overview"), "layout-dashboard", (_PAGES,)),
    Way("frameworks", _("Goals"), "target", ("ruamsuk.indicators",), "see", "goal"),
    Way("rounds", _("Data"), "clipboard-list", (_RESULTS,), "see"),
    Way("community_levels", _("Levels"), "list-checks", ("ruamsuk.assessments",), "see"),
    Way("forums", _("Forums"), "calendar-days", _MEETING, "see"),
    Way("community_profile", _("About us"), "sprout", ("ruamsuk.communities",)),
    Way("community_people", _("People"), "users", (_PEOPLE,), "comment"),
    Way("community_audit", _("Trail"), "history", (_AUDIT,), "audit"),
)
NETWORK = (
    Way("network", _("Overview"), "layout-dashboard", (_PAGES, "ruamsuk.communities")),
    Way("network_frameworks", _("Goals"), "target", ("ruamsuk.indicators",), "see"),
    Way("network_levels", _("Levels"), "list-checks", ("ruamsuk.assessments",), "see"),
    Way("network_forums", _("Forums"), "calendar-days", _MEETING, "see"),
    Way("river", _("River"), "waves", (f"{_VIEWS}.river", f"{_VIEWS}.stairs"), "see"),
    Way("exchanges", _("Who helps whom"), "handshake", _HELPING, "see"),
    Way("network_people", _("People"), "users", (_PEOPLE,), "comment"),
    Way("network_audit", _("Trail"), "history", (_AUDIT,), "audit"),
)
ANYWHERE = (
    HOME,
    Way("communities", _("Communities"), "trees", ("ruamsuk.communities",)),
    SEARCH,
)
ACCOUNT = Way("me", _("My account"), "circle-user", ("ruamsuk.accounts", "allauth"))
SIGN_IN = Way("account_login", _("Sign in"), "log-in", ("ruamsuk.accounts", "allauth"))


def navigation(request: HttpRequest | None, place: Place | None, may: frozenset[str]) -> Navigation:
    """The links of a page.

    Args:
        request: None on the page that says that something broke.
        place: the network or community that the page is about.
        may: what the person may do there, as `ruamsuk.communities.rules.allowed` gives it.
    """
    person = request is not None and hasattr(request, "user") and request.user.is_authenticated
    if place is None:
        links = list(_links((*ANYWHERE, ACCOUNT if person else SIGN_IN), request, None))
        header = [link for link in links[:-1] if link.label != SEARCH.label]
        return Navigation(None, header, links)
    ways = COMMUNITY if isinstance(place, Community) else NETWORK
    open_ways = [way for way in ways if not way.verb or way.verb in may or _public(way, place)]
    links = list(_links(open_ways, request, place))
    dock = [*_links([HOME], None, None), *links][:5]
    if len(dock) < 5:
        dock += _links([SEARCH], None, None)
    dock[-1] = next((link for link in links[4:] if link.current), dock[-1])
    inside = request is not None and request.path != place.get_absolute_url()
    return Navigation(place, links, dock, inside=inside)


def _public(way: Way, place: Place) -> bool:
    return way.verb == "see" and place.public and way.name.endswith(("frameworks", "river"))


def _links(ways: Sequence[Way], request: HttpRequest | None, place: Place | None) -> Iterator[Link]:
    here = _current(ways, request)
    slug = [place.slug] if place else []
    for way in ways:
        yield Link(reverse(way.name, args=slug), _label(way, place), way.icon, way is here)


def _label(way: Way, place: Place | None) -> str | Promise:
    if way.noun and isinstance(place, Community):
        return capfirst(words(place, way.noun).to(language()))
    return way.label


def _current(ways: Sequence[Way], request: HttpRequest | None) -> Way | None:
    """The way whose views the page belongs to, by the longest name of a module that fits."""
    match = getattr(request, "resolver_match", None)
    module = getattr(getattr(match, "func", None), "__module__", "")
    fits = [
        (len(name), way)
        for way in ways
        for name in way.modules
        if f"{module}.".startswith(f"{name}.")
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None
