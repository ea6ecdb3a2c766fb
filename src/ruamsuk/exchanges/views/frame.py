"""What every page of a forum shows around itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import Place
from ruamsuk.communities.views.frame import frame
from ruamsuk.exchanges.models import Forum
from ruamsuk.exchanges.rules import ForumVerb, forum_verbs


@dataclass(frozen=True)
class Tab:
    """One page of a forum.

    Attributes:
        name: of its address, which takes the forum's number.
        label: its words.
        verb: what one must be allowed to do with the forum.
    """

    name: str
    label: str | Promise
    verb: ForumVerb = "see"


TABS: tuple[Tab, ...] = (
    Tab("forum", gettext_lazy("Agenda")),
    Tab("forum_people", gettext_lazy("People")),
    Tab("forum_preparation", gettext_lazy("Preparation"), "prepare"),
    Tab("forum_written", pgettext_lazy("page of a forum", "Written down"), "read"),
    Tab("forum_minutes", gettext_lazy("Minutes"), "read"),
    Tab("forum_assists", gettext_lazy("Peer assists")),
    Tab("review", gettext_lazy("Review"), "read"),
)
"""The pages of a forum, in the order in which they stand."""


def list_url(place: Place) -> str:
    """The page with the forums of a place."""
    name = "forums" if isinstance(place, Community) else "network_forums"
    return reverse(name, args=[place.slug])


def forum_frame(request: HttpRequest, forum: Forum, **more: Any) -> dict[str, Any]:
    """The forum, its place, what the person may do with it (``can``), its tabs, the way back.

    A page that shows more than the forum tells, as results of an invented network, says so by
    giving ``factual=False``.
    """
    more.setdefault("factual", forum.factual)
    can = forum_verbs(request.user, forum)
    address = reverse("forum", args=[forum.pk])
    crumbs = [(list_url(forum.place), _("Forums"))]
    if request.path != address:
        crumbs.append((address, forum.title.to(language())))
    tabs = [(reverse(tab.name, args=[forum.pk]), tab.label) for tab in TABS if tab.verb in can]
    return frame(request, forum.place, forum=forum, can=can, tabs=tabs, crumbs=crumbs, **more)
