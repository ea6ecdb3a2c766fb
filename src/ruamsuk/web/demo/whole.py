"""Whether a demonstration has all its parts. Asked at every start, so that it loads no engine."""

from __future__ import annotations

import datetime

from ruamsuk.communities.models import Network
from ruamsuk.exchanges.models import Offer, Request

WAT_BOT = datetime.date(2010, 1, 24)
SITTINGS = (datetime.date(2025, 1, 24), datetime.date(2026, 1, 24))
"""Days of the two self-assessments; on the last one the forum of 2569 was held."""


def is_measured(network: Network) -> bool:
    """Whether the last step of the measuring was made in every community."""
    communities = network.communities
    without = communities.exclude(rounds__publication__isnull=False)
    return communities.exists() and not without.exists()


def is_whole(network: Network) -> bool:
    """Whether it has also what communities do with one another, of the newest version."""
    return (
        network.practice_tables.exists()
        and network.forums.filter(day=WAT_BOT, factual=True).exists()
        and network.forums.filter(day=SITTINGS[-1]).exists()
        and asks(network)
        and network.mentorings.exists()
    )


def asks(network: Network) -> bool:
    """Whether communities ask one another for help already, or offer it."""
    inside = {"community__network": network}
    return any(kind.objects.filter(**inside).exists() for kind in (Request, Offer))
