"""Typed makers of mentorings."""

from __future__ import annotations

import datetime
from typing import Any

from ruamsuk.accounts.models import User
from ruamsuk.assessments.models import Level, Practice, PracticeTable
from ruamsuk.communities.models import Community, Role
from ruamsuk.exchanges.models import Encounter, Mentoring
from ruamsuk.lib.text import LocalText
from tests.cast import Cast

BEGUN = datetime.date(2026, 3, 1)
AIMS = "อยากให้กลุ่มออมทรัพย์ทำบัญชีเองได้"


def mentoring(
    mentor: Community | tuple[Community, User],
    mentee: Community | tuple[Community, User],
    **fields: Any,
) -> Mentoring:
    """A mentoring; a side that is a person comes with their community."""
    values: dict[str, Any] = {"aims": AIMS, "begun": BEGUN}
    for side, one in (("mentor", mentor), ("mentee", mentee)):
        place, person = one if isinstance(one, tuple) else (one, None)
        values |= {f"{side}_community": place, side: person, f"{side}_is_person": bool(person)}
        values["network"] = place.network
    return Mentoring.objects.create(**values | fields)


def encounter(mentoring: Mentoring, note: str = "ดูสมุดบัญชีด้วยกัน", **fields: Any) -> Encounter:
    """A meeting of the two."""
    usual = {"held_on": datetime.date(2026, 4, 1), "next": "จดทุกวัน"}
    return Encounter.objects.create(mentoring=mentoring, note=note, **usual | fields)


def practice(known: Cast, name: str = "ออม") -> Practice:
    """A practice of the network's table."""
    table, _new = PracticeTable.objects.get_or_create(
        network=known.network, defaults={"title": LocalText("ตาราง")}
    )
    return Practice.objects.create(table=table, name=LocalText(name))


def level(practice: Practice, community: Community, day: datetime.date, current: int) -> Level:
    """What a community agreed on a day."""
    sitting = practice.table.sittings.create(held_on=day)
    sitting.communities.add(community)
    return Level.objects.create(
        sitting=sitting, practice=practice, community=community, current=current, wished=5
    )


def everything(known: Cast) -> tuple[dict[str, int], dict[str, Any]]:
    """For the addresses: numbers by name, and the other parts. The mentee is the coordinator."""
    mentee = (known.home, known.people[Role.COORDINATOR])
    made = mentoring(known.other, mentee, ended=datetime.date(2026, 9, 1))
    ends = ("", "_edit", "_share", "_end", "_reflect", "_step")
    pks = {f"mentoring{end}": made.pk for end in ends}
    pks |= {"encounter_new": made.pk, "encounter_edit": made.pk}
    return pks, {"encounter": encounter(made).pk, "side": "mentee"}
