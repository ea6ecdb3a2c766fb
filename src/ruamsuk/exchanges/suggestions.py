"""What the self-assessment suggests: ask for help here, offer it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ruamsuk.assessments.models import Level, Practice
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.leads import CAN_SHARE
from ruamsuk.exchanges.models.offer import topic_code
from ruamsuk.exchanges.planning import Ground


@dataclass(frozen=True)
class Suggestion:
    """A request or an offer that a community could make.

    Attributes:
        asks: whether it would ask; else it would help.
    """

    community: Community
    practice: Practice
    level: Level
    asks: bool


def suggestions(ground: Ground, community: Community) -> Iterator[Suggestion]:
    """What a community could ask or offer by its levels, and does not yet."""
    for practice in ground.practices:
        key = community.slug, topic_code(practice.pk)
        level = ground.levels.get((practice.pk, community.pk))
        if level is None or key in ground.request_at or key in ground.offer_at:
            continue
        if level.wished > level.current:
            yield Suggestion(community, practice, level, asks=True)
        wished = [one.wished for one in ground.requests if one.practice_id == practice.pk]
        if level.current >= min([CAN_SHARE, *wished]):
            yield Suggestion(community, practice, level, asks=False)
