"""What flows back from follow-ups into levels: a proposal, to be agreed in the next sitting."""

from __future__ import annotations

from collections.abc import Iterator

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
