"""Tables of practices, sittings and opinions of the tests."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from ruamsuk.accounts.models import User
from ruamsuk.assessments.actions import sittings, tables
from ruamsuk.assessments.models import Level, Opinion, Practice, PracticeTable, Sitting, Voice
from ruamsuk.assessments.starting import template
from ruamsuk.communities.models import Community, Role
from ruamsuk.communities.rules import Place
from ruamsuk.results.models import Blob
from tests.cast import Cast

DAY = datetime.date(2026, 1, 24)


def table(by: User, place: Place, source: str = "learning") -> PracticeTable:
    """A table of a place, from a shipped template."""
    return tables.start_table(by, place, template(source))


def home_table(known: Cast) -> PracticeTable:
    """A table of the first community."""
    return table(known.people[Role.FACILITATOR], known.home)


def first(of: PracticeTable) -> Practice:
    """The first practice of a table."""
    found = of.practices.first()
    assert found is not None
    return found


def sitting(
    by: User,
    of: PracticeTable,
    communities: Sequence[Community],
    held_on: datetime.date = DAY,
    phones: bool = False,
) -> Sitting:
    """A sitting, perhaps with a hall for phones."""
    made = sittings.open_sitting(by, of, communities, held_on)
    if phones:
        sittings.let_phones_vote(by, made)
        made.refresh_from_db()
    return made


def opinions(of: Sitting, practice: Practice, community: Community, *levels: int) -> None:
    """What people said by phone."""
    Opinion.objects.bulk_create(
        Opinion(
            sitting=of,
            practice=practice,
            community=community,
            voter=f"{community.slug}-{number}",
            level=level,
        )
        for number, level in enumerate(levels)
    )


def agreed(
    of: Sitting,
    practice: Practice,
    community: Community,
    current: int = 2,
    wished: int = 4,
    by_when: str = "2027",
) -> Level:
    """What a community agreed on."""
    return Level.objects.create(
        sitting=of,
        practice=practice,
        community=community,
        current=current,
        wished=wished,
        by_when=by_when,
    )


def voice(
    sitting: Sitting, practice: Practice, community: Community, reason: str = "", **fields: Any
) -> Voice:
    """Why somebody sees another level than most."""
    reason = reason or "ยายแดงข้างบ้านไม่เคยมา"
    about = {"sitting": sitting, "practice": practice, "community": community}
    return Voice.objects.create(**about, level=1, reason=reason, **fields)


def everything(known: Cast) -> dict[str, int]:
    """One of everything in the first community: numbers by the names of addresses."""
    by = known.people[Role.COORDINATOR]
    of = table(by, known.home)
    practice = first(of)
    one = sitting(by, of, [known.home])
    opinions(one, practice, known.home, 1, 2, 3)
    level = agreed(one, practice, known.home)
    level.photo = Blob.objects.keep(b"\xff\xd8\xff")
    level.save()
    voice(one, practice, known.home, pk=VOICE)
    of_tables = ("practice_table", "practice_edit", "practice_new", "practice_arrange")
    parts = ("about", "undo", "retire")
    tables_ = [*of_tables, *(f"practice_table_{part}" for part in parts)]
    sittings_ = ["sitting", *(f"sitting_{part}" for part in SITTING_PARTS)]
    common = first(table(known.organiser, known.network))
    agreed(sitting(known.organiser, common.table, [known.home]), common, known.home)
    return {
        "practice": practice.pk,
        **dict.fromkeys(["practice of stairs", "practice of stairs_file"], common.pk),
        **dict.fromkeys(tables_, of.pk),
        **dict.fromkeys([*sittings_, "voice_withdraw"], one.pk),
    }


VOICE = uuid.UUID("00000000-0000-4000-8000-000000000007")
SITTING_PARTS = ("close", "discard", "hall", "level", "hands", "photo")
