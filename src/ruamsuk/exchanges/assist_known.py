"""What the network already knows on the topic of a peer assist: has someone solved it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from ruamsuk.assessments.comparing import newest_levels
from ruamsuk.assessments.models import Level
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.models import Assist, Case, FollowUp, Offer
from ruamsuk.exchanges.rules import forum_verbs, readable_assists

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor

MOST = 12


@dataclass(frozen=True)
class Known:
    """What there is on one practice or indicator.

    Attributes:
        own: the newest level of the community that asks.
        wished: what it wants to reach.
        higher: communities that stand at least there, the highest first.
        offers: what others offer.
        cases: what was told in forums that the reader may read.
        assists: earlier peer assists that the reader may read.
        lessons: what came of them.
    """

    own: Level | None
    wished: int
    higher: Sequence[tuple[Community, Level]]
    offers: Sequence[Offer]
    cases: Sequence[Case]
    assists: Sequence[Assist]
    lessons: Sequence[FollowUp]

    def __bool__(self) -> bool:
        return any((self.higher, self.offers, self.cases, self.assists, self.lessons))


def known_on(user: Visitor, assist: Assist) -> Known | None:
    """What is known on what an assist is about; None where nobody said what that is."""
    if not assist.topic:
        return None
    about = Q(practice=assist.practice) if assist.practice else Q(indicator=assist.indicator)
    communities = list(Community.objects.filter(network=assist.network).order_by("pk"))
    levels = _levels(assist, communities)
    own = levels.get(assist.asker_id)
    wished = _wished(assist, own)
    higher = [
        (one, level)
        for one in communities
        if one.pk != assist.asker_id and (level := levels.get(one.pk)) and level.current >= wished
    ]
    earlier = (
        readable_assists(user, assist.network)
        .filter(about, closed__isnull=False)
        .exclude(pk=assist.pk)
        .select_related("asker")
        .order_by("-held_on", "-pk")[:MOST]
    )
    told = FollowUp.objects.filter(assist__in=[one.pk for one in earlier], step=None)
    told = told.exclude(happened="").select_related("assist__asker").order_by("-answered")
    offers = Offer.objects.filter(about, withdrawn=None, community__in=communities)
    return Known(
        own,
        wished,
        sorted(higher, key=lambda pair: -pair[1].current),
        list(offers.exclude(community=assist.asker).select_related("community")[:MOST]),
        _cases(user, assist) if assist.practice else [],
        list(earlier),
        list(told[:MOST]),
    )


def _levels(assist: Assist, communities: Sequence[Community]) -> dict[int, Level]:
    """The newest level of each community on the practice; nothing on an indicator."""
    practice = assist.practice
    newest = newest_levels(practice.table, communities) if practice else {}
    return {
        community: level
        for (about, community), level in newest.items()
        if practice and about == practice.pk
    }


def _wished(assist: Assist, own: Level | None) -> int:
    """The level that the asker wants: as asked for, as agreed, else one above its own."""
    if assist.match and assist.practice_id:
        return assist.match.request.wished
    if own is None:
        return 4
    return own.wished if own.wished > own.current else min(5, own.current + 1)


def _cases(user: Visitor, assist: Assist) -> list[Case]:
    found = Case.objects.filter(practice=assist.practice, community__network=assist.network)
    found = (
        found.exclude(community=assist.asker)
        .select_related("community", "forum")
        .order_by("-forum__day", "-pk")
    )
    forums = {one.forum_id: one.forum for one in found}
    read = {pk for pk, forum in forums.items() if "read" in forum_verbs(user, forum)}
    return [one for one in found if one.forum_id in read][:MOST]
