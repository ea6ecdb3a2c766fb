"""Typed makers of requests, offers and plans."""

from __future__ import annotations

from typing import Any

from ruamsuk.accounts.models import User
from ruamsuk.assessments.models import Practice
from ruamsuk.communities.models import Community, Network
from ruamsuk.exchanges.actions.plan import make_plan
from ruamsuk.exchanges.models import Offer, Plan, Request
from ruamsuk.matching import Policy
from tests.cast import Cast

DAYS = ["2027-01-24", "2027-02-07"]


def request(
    community: Community, practice: Practice, current: int = 2, wished: int = 4, **fields: Any
) -> Request:
    """A community asks."""
    return Request.objects.create(
        community=community,
        practice=practice,
        current=current,
        wished=wished,
        **{"reach": "ทุกบ้านทำบัญชี"} | fields,
    )


def offer(
    community: Community, practice: Practice, level: int = 5, capacity: int = 2, **fields: Any
) -> Offer:
    """A community offers."""
    usual = {"did": "ทำบัญชีทุกคืน", "evidence": "สมุดบัญชี 120 เล่ม"}
    return Offer.objects.create(
        community=community, practice=practice, level=level, capacity=capacity, **usual | fields
    )


def plan(by: User, network: Network, days: list[str] | None = None, **policy: Any) -> Plan:
    """A plan as it is proposed."""
    found = DAYS if days is None else days
    return make_plan(by, network, Policy(**policy), days=found, a_day=2)


def everything(known: Cast, practice: Practice) -> tuple[dict[str, int], dict[str, int]]:
    """Numbers by the names of addresses, and by those of their parts: `home` asks and offers."""
    asked, offered = request(known.home, practice), offer(known.other, practice)
    other = practice.table.practices.exclude(pk=practice.pk).first()
    assert other is not None
    own = offer(known.home, other)
    made = plan(known.organiser, known.network)
    pair = made.matches.get()
    assert pair.offer == offered
    plans = (
        "",
        "_move",
        "_day",
        "_lock",
        "_again",
        "_undo",
        "_agree",
        "_file",
        "_calendar",
        "_ics",
        "_pdf",
    )
    pks = {f"plan{name}": made.pk for name in plans}
    pks |= dict.fromkeys(("request_edit", "request_withdraw"), asked.pk)
    pks |= dict.fromkeys(("offer_edit", "offer_withdraw"), own.pk)
    return pks, {"asked": asked.pk, "match": pair.pk, "group": pair.group}
