"""Two self-assessments of the demonstration. Every level, hand and reason in them is invented."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from ruamsuk.accounts.models import User
from ruamsuk.assessments.actions.sittings import open_sitting
from ruamsuk.assessments.actions.tables import start_table
from ruamsuk.assessments.data import said_of
from ruamsuk.assessments.models import Hands, Level, PracticeTable, Sitting, Voice
from ruamsuk.assessments.starting import of_framework
from ruamsuk.communities.models import Community, Network
from ruamsuk.indicators.models import Version
from ruamsuk.lib.text import LocalText
from ruamsuk.web.demo.people import ORGANISER
from ruamsuk.web.demo.whole import SITTINGS

TITLE = LocalText("ตารางแห่งอิสรภาพ เก้าเป้าหมาย (สมมุติ)", "Table of freedom, nine goals (invented)")
LEVELS = {
    "710911": ((3, 3, 4, 2, 4, 3, 3, 4, 4), (4, 4, 4, 3, 4, 3, 3, 4, 5)),
    "700704": ((2, 3, 2, 3, 3, 2, 3, 3, 3), (3, 4, 2, 3, 4, 3, 3, 4, 3)),
    "740309": ((2, 4, 1, 2, 2, 3, 2, 2, 2), (2, 4, 2, 3, 2, 3, 2, 3, 2)),
    "701003": ((4, 2, 2, 2, 3, 3, 3, 3, 3), (5, 2, 3, 2, 3, 4, 2, 3, 3)),
}
"""What each community agreed on the nine practices, at both times."""

GAPS = (1, 1, 2, 1, 0, 2, 1, 0, 1)
"""How far above its level a community wants to be, practice by practice in turn."""

REASONS = {
    1: ("บางหมู่บ้านยังไม่ได้เริ่ม (สมมุติ)", "คนหนุ่มสาวยังไม่รู้เรื่องนี้ (สมมุติ)"),
    5: ("บ้านเราทำมาหลายปีแล้ว (สมมุติ)", "หมู่เราเริ่มก่อนหมู่อื่น (สมมุติ)"),
}
"""Why the few see it so who see the lowest level, or the highest."""
EVIDENCE = "มีสมุดบันทึกของกลุ่มให้ดู (สมมุติ)"


def assess(network: Network, people: dict[str, User]) -> None:
    """Have the four communities assess themselves in 2568 and 2569; once is enough."""
    if network.practice_tables.exists():
        return
    organiser = people[ORGANISER]
    version = Version.objects.get(framework__network=network, state=Version.State.AGREED)
    with transaction.atomic():
        table = start_table(organiser, network, of_framework(version), TITLE)
        communities = list(network.communities.filter(slug__in=LEVELS))
        for time, day in enumerate(SITTINGS):
            sitting = open_sitting(organiser, table, communities, day, _title(day))
            for community in communities:
                _agree(sitting, table, community, time)
            sitting.closed = timezone.now()
            sitting.save(update_fields=["closed"])


def _title(day: datetime.date) -> LocalText:
    year = day.year
    return LocalText(f"ประเมินตนเอง {year + 543} (สมมุติ)", f"Self-assessment {year} (invented)")


def _agree(sitting: Sitting, table: PracticeTable, community: Community, time: int) -> None:
    """Hands, a few reasons and the levels of one community at one time."""
    practices = list(table.practices.all())
    said = said_of(community, practices, AnonymousUser()) if time else {}
    for number, practice in enumerate(practices):
        about = {"sitting": sitting, "practice": practice, "community": community}
        current = LEVELS[community.slug][time][number]
        Hands.objects.create(**about, counts=_hands(current, number + time))
        if (far := _far(current, number + time)) and time:
            reasons = REASONS[far]
            Voice.objects.create(**about, level=far, reason=reasons[number // 3 % len(reasons)])
        wished = min(5, current + GAPS[(number + int(community.slug)) % len(GAPS)])
        Level.objects.create(
            **about,
            current=current,
            wished=wished,
            by_when=str(sitting.held_on.year + 1) if wished > current else "",
            evidence=EVIDENCE if current >= 4 else "",
            seen=said[practice.pk].seen if practice.pk in said else LocalText(),
        )


def _hands(current: int, turn: int) -> list[int]:
    """Hands around a level: most at it, some beside it, now and then one far away."""
    counts = [0] * 5
    counts[current - 1] = 13 + turn % 5
    for beside, n in ((current - 1, 4 + turn % 3), (current + 1, 3 + turn % 2)):
        if 1 <= beside <= 5:
            counts[beside - 1] = n
    if far := _far(current, turn):
        counts[far - 1] += 2
    return counts


def _far(current: int, turn: int) -> int:
    """The level that a few see far from the others; 0 where nobody does."""
    return 0 if turn % 3 else 1 if current > 2 else 5
