"""What flows back from follow-ups into levels and offers: proposals, for people to agree on."""

from __future__ import annotations

from collections.abc import Iterator

from ruamsuk.assessments.models import Practice
from ruamsuk.assessments.proposals import Proposal
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.models import FollowUp


def proposed_after_assists(community: Community) -> Iterator[Proposal]:
    """Levels that a community named when it told what came of a peer assist."""
    told = FollowUp.objects.filter(
        assist__asker=community, assist__practice__isnull=False, answered__isnull=False
    )
    for one in told.filter(level__isnull=False).select_related("assist"):
        assert one.assist.practice_id and one.level and one.answered
        yield Proposal(one.assist.practice_id, one.level, one.answered)


def told_after_assists(community: Community, practice: Practice) -> FollowUp | None:
    """What a community told of a peer assist when it last said that it would now help others."""
    told = FollowUp.objects.filter(
        assist__asker=community, assist__practice=practice, step=None, answered__isnull=False
    ).order_by("-answered", "-pk")
    newest = told.first()
    return newest if newest and newest.would_offer else None
