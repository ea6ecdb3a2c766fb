"""What a person may find, and how well it fits what they typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from ruamsuk.base.templatetags.ruamsuk import be_date, local
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.templatetags.places import place_words
from ruamsuk.exchanges.models import Forum
from ruamsuk.exchanges.rules import visible_forums
from ruamsuk.indicators.models import Version
from ruamsuk.lib.text import LocalText
from ruamsuk.results.models import Round

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from ruamsuk.communities.rules import Visitor

MOST = 30
_PLACES = ("network", "community")
GOOD_ENOUGH = 68


@dataclass(frozen=True)
class Answer:
    """Something that was found.

    Attributes:
        kind: what it is, in a word.
        words: its name.
        where: the place it belongs to.
        keys: all that it may be found by, folded.
    """

    kind: str | Promise
    icon: str
    words: LocalText
    where: str
    url: str
    keys: tuple[str, ...]


def find(user: Visitor, words: str) -> list[Answer]:
    """The answers that fit, the best first."""
    asked = fold(words)
    scored = [(_fit(asked, answer.keys), answer) for answer in findable(user)]
    fitting = [pair for pair in scored if pair[0] >= GOOD_ENOUGH]
    fitting.sort(key=lambda pair: -pair[0])
    return [answer for _fits, answer in fitting[:MOST]]


def fold(words: str) -> str:
    """Words without case, doubled spaces and differences that no one sees."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def _fit(asked: str, keys: tuple[str, ...]) -> float:
    """From 0 to 110: a name that starts with the words, then one that has them, then near ones."""
    starts = any(key.startswith(asked) for key in keys)
    if starts or any(asked in key for key in keys):
        return 110 if starts else 100
    if len(asked) < 3:
        return 0
    near = process.extractOne(asked, keys, scorer=fuzz.WRatio)
    return float(near[1]) * 0.9 if near else 0


def findable(user: Visitor) -> list[Answer]:
    """All that a person may see: networks, communities, and what these measure."""
    communities = list(Community.objects.visible_to(user).with_area())
    answers = [_network(network) for network in Network.objects.visible_to(user)]
    answers += [_community(community) for community in communities]
    inside = _inside(user)
    answers += [_forum(forum) for forum in visible_forums(user).select_related(*_PLACES)]
    for measured in _latest_rounds(communities):
        open_ones = None if measured.community_id in inside else _published(measured)
        answers += _measured(measured.community, measured.version, open_ones)
    return answers


def _inside(user: Visitor) -> set[int]:
    """The communities of which a person sees more than what is published."""
    if not user.is_authenticated:
        return set()
    roles = Q(memberships__user=user) | Q(network__memberships__user=user)
    return set(Community.objects.filter(roles).values_list("pk", flat=True))


def _latest_rounds(communities: list[Community]) -> list[Round]:
    """The newest round of each community, with the version that it measures."""
    rounds = Round.objects.filter(community__in=communities).select_related(
        "version", "publication", "community"
    )
    newest = {found.community_id: found for found in rounds.defer("version__document")}
    return [newest[community.pk] for community in communities if community.pk in newest]


def _published(measured: Round) -> frozenset[str]:
    publication = getattr(measured, "publication", None)
    if publication is None or publication.withdrawn:
        return frozenset()
    return frozenset(publication.indicators)


def _network(network: Network) -> Answer:
    return _answer(_("Network"), "network", network.name, "", network.get_absolute_url())


def _community(community: Community) -> Answer:
    where, url = place_words(community), community.get_absolute_url()
    found = _answer(_("Community"), "trees", community.name, where, url)
    tambon = community.tambon
    areas = (tambon, tambon.district, tambon.district.province)
    names = [name for area in areas for name in (area.name_th, area.name_en)]
    return replace(found, keys=(*found.keys, *map(fold, names)))


def _forum(forum: Forum) -> Answer:
    where = f"{local(forum.place.name)} · {be_date(forum.day)}"
    address = reverse("forum", args=[forum.pk])
    found = _answer(_("Forum"), "calendar-days", forum.title, where, address)
    venue = (fold(forum.venue),) if forum.venue else ()
    return replace(found, keys=(*found.keys, *venue))


def _measured(
    community: Community, version: Version, open_ones: frozenset[str] | None
) -> Iterator[Answer]:
    """Goals and indicators of a community; only the open ones for who sees what is published."""
    where = local(community.name)
    for goal, title, indicators in _names(version):
        shown = [pair for pair in indicators if open_ones is None or pair[0] in open_ones]
        if not shown:
            continue
        address = reverse("goal", args=[community.slug, goal])
        yield _answer(_("Goal"), "target", title, where, address)
        for indicator, words in shown:
            address = reverse("indicator", args=[community.slug, indicator])
            yield _answer(_("Indicator"), "activity", words, where, address)


Names = list[tuple[str, LocalText, list[tuple[str, LocalText]]]]


def _names(version: Version) -> Names:
    """Id and title of each goal, with those of its indicators."""
    return _names_at(version.pk, version.changed)


@lru_cache(maxsize=256)
def _names_at(pk: int, changed: datetime) -> Names:
    definition = Version.objects.get(pk=pk).definition
    return [
        (goal.id, goal.title, [(indicator.id, indicator.title) for indicator in goal.indicators])
        for goal in definition.goals
    ]


def _answer(kind: str | Promise, icon: str, words: LocalText, where: str, url: str) -> Answer:
    keys = tuple(fold(text) for text in (words.th, words.en) if text)
    return Answer(kind, icon, words, where, url, keys)
