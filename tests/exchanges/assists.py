"""Typed makers of peer assists, what came of them, and reviews."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from ruamsuk.accounts.models import User
from ruamsuk.assessments.models import Practice, PracticeTable
from ruamsuk.communities.models import Community, Role
from ruamsuk.exchanges.actions import assist as actions
from ruamsuk.exchanges.assist_run import here_token
from ruamsuk.exchanges.models import (
    Assist,
    AssistNote,
    FollowUp,
    Forum,
    Readers,
    Remark,
    Step,
)
from ruamsuk.lib.text import LocalText
from tests.cast import Cast

DAY = datetime.date(2027, 1, 24)
PURPOSE = "อยากรู้ว่าจะชวนคนรุ่นใหม่มาออมได้อย่างไร"


def assist(by: User, asker: Community, *givers: Community, **fields: Any) -> Assist:
    """A peer assist that ``by`` has prepared; what is said is kept to those present."""
    assert asker.network
    usual: dict[str, Any] = {"purpose": PURPOSE, "held_on": DAY, "readers": Readers.PRESENT}
    made = Assist(network=asker.network, asker=asker, **usual | fields)
    return actions.prepare(by, made, givers)


def note(assist: Assist, text: str = "ลองให้เขาเป็นคนคิดเอง", **fields: Any) -> AssistNote:
    """Something that was said."""
    usual = {"stage": Assist.Stage.OPTIONS}
    return AssistNote.objects.create(assist=assist, text=text, **usual | fields)


def step(assist: Assist, text: str = "เปิดบัญชีเยาวชน", **fields: Any) -> Step:
    """Something that the asker will do."""
    usual = {"owner": "สมศรี", "due": DAY, "community": assist.asker}
    return Step.objects.create(assist=assist, text=text, **usual | fields)


def follow_up(assist: Assist, due: datetime.date = DAY, **fields: Any) -> FollowUp:
    """A question of what was tried."""
    return FollowUp.objects.create(assist=assist, due=due, **fields)


def remark(forum: Forum, text: str = "คุยกันได้ลึก", **fields: Any) -> Remark:
    """An answer in a review."""
    usual = {"question": Remark.Question.HAPPENED}
    return Remark.objects.create(forum=forum, text=text, **usual | fields)


def practice_of(known: Cast) -> Practice:
    """A practice of the network."""
    table = PracticeTable.objects.create(network=known.network, title=LocalText("ตาราง"))
    return Practice.objects.create(table=table, name=LocalText("ออม", "Saving"))


def agreed(practice: Practice, community: Community, current: int, wished: int) -> None:
    """What a community agreed on a practice."""
    sitting = practice.table.sittings.create(held_on=DAY)
    sitting.communities.add(community)
    sitting.levels.create(practice=practice, community=community, current=current, wished=wished)


def everything(known: Cast, forum: Forum) -> tuple[dict[str, int], dict[str, Any]]:
    """For the addresses: numbers by name, and the other parts."""
    made = assist(known.people[Role.COORDINATOR], known.home, known.other)
    names = ("", "_edit", "_go", "_note", "_note_withdraw", "_step", "_hall", "_present")
    pks = {f"assist{name}": made.pk for name in names}
    pks |= {"follow_up": follow_up(made).pk, "review": forum.pk, "remark_withdraw": forum.pk}
    parts = {"note": note(made).pk, "remark": remark(forum).pk, "token": here_token(made)}
    return pks, parts


def numbered(number: int) -> uuid.UUID:
    """A key as a phone makes it."""
    return uuid.UUID(f"00000000-0000-4000-8000-{number:0>12}")


KEY = numbered(1)
