"""The first page: for a visitor what this is, for everyone else what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Community, Membership, Network
from ruamsuk.communities.rules import Place
from ruamsuk.results.todos import Todo
from ruamsuk.web.demo.people import HOME
from ruamsuk.web.pages.offers import offers
from ruamsuk.web.pages.standing import Standing, standings
from ruamsuk.web.pages.todos import todos

PUBLIC_ONES = 12
LITTLE = 2
PASSWORDS = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Card:
    """One of a person's places on their first page.

    Attributes:
        todos: what waits for the person there.
        offers: what is worth a look, where little waits.
    """

    place: Place
    role: str
    standing: Standing
    todos: list[Todo]
    offers: list[Todo]


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What a person can do next."""
    if isinstance(request.user, User):
        found = standings(request.user)
        cards = [_card(one) for one in found]
        return render(request, "web/home.html", {"cards": cards})
    context = {
        "networks": Network.objects.filter(public=True)[:PUBLIC_ONES],
        "communities": Community.objects.filter(public=True).with_area()[:PUBLIC_ONES],
        **(_demo_people() if settings.DEMO else {}),
    }
    return render(request, "web/start.html", context)


def _card(standing: Standing) -> Card:
    waiting = todos(standing)
    worth = offers(standing) if len(waiting) < LITTLE else []
    return Card(standing.place, standing.role, standing, waiting, worth)


def _demo_people() -> dict[str, list[Membership]]:
    """The invented people: of the network and its fully staffed community, and the neighbours."""
    roles = Membership.objects.filter(user__demo=True).select_related(
        "user", "network", "community"
    )
    near: list[Membership] = []
    neighbours: list[Membership] = []
    first: dict[int, Membership] = {}  # not the places that visitors started in their names
    for role in roles.order_by("pk"):
        first.setdefault(role.user_id, role)
    for role in first.values():
        at_home = role.community is None or role.community.slug == HOME
        (near if at_home else neighbours).append(role)
    return {"people": near, "neighbours": neighbours}


@require_POST
def demo_sign_in(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as someone invented; only where the program runs as a demonstration."""
    if not settings.DEMO:
        raise Http404
    login(request, get_object_or_404(User, username=username, demo=True), backend=PASSWORDS)
    UserSession.objects.create_from_request(request)  # as django-allauth does, for /me/
    return redirect("home")
