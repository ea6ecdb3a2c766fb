"""Typed makers of what is written down in a forum, and of steps and minutes."""

from __future__ import annotations

import datetime
from typing import Any

from ruamsuk.communities.models import Community
from ruamsuk.exchanges.models import Card, Case, Decision, Forum, Group, Minutes, Step
from ruamsuk.lib.text import LocalText

NEEDS = {
    "forum_written": "see",
    "written_put_back": "facilitate",
    "case_new": "facilitate",
    "case": "see",
    "case_edit": "facilitate",
    "case_move": "facilitate",
    "case_take_out": "facilitate",
    "group_new": "facilitate",
    "group_edit": "facilitate",
    "group_take_out": "facilitate",
    "forum_cards": "see",
    "card_new": "facilitate",
    "card_edit": "facilitate",
    "card_do": "facilitate",
    "decision_new": "facilitate",
    "decision_edit": "facilitate",
    "decision_take_out": "facilitate",
    "steps": "see",
    "network_steps": "see",
    "steps_file": "see",
    "my_steps": "signed in",
    "network_steps_file": "see",
    "step_new": "facilitate",
    "step": "see",
    "step_edit": "facilitate",
    "forum_minutes": "see",
    "minutes_draft": "facilitate",
    "minutes_edit": "facilitate",
    "minutes_agree": "facilitate",
    "minutes_changes": "see",
    "minutes_pdf": "see",
}
"""What one must be allowed to do to open each address, as tests/web/access.py has them."""
DUE = datetime.date(2027, 2, 24)


def case(forum: Forum, community: Community, **fields: Any) -> Case:
    """A story in the form in which stories are told."""
    usual = {
        "title": LocalText("ปลดหนี้ด้วยบัญชีครัวเรือน", "Out of debt with a household ledger"),
        "developed": LocalText("เริ่มจดรายรับรายจ่ายปี 2548"),
        "succeeded": LocalText("หนี้หมดในสามปี"),
        "evidence": LocalText("สมุดบัญชี 3 เล่ม"),
        "why_here": LocalText("ปลูกทุกอย่างที่กิน"),
        "told_by": "ปราชญ์ชาวบ้าน",
    }
    return Case.objects.create(forum=forum, community=community, **usual | fields)


def group(forum: Forum, name: str = "กลุ่ม 1", **fields: Any) -> Group:
    """A small group."""
    usual = {"name": LocalText(name), "question": LocalText("เราจะทำอะไรร่วมกัน")}
    return Group.objects.create(forum=forum, **usual | fields)


def card(group: Group, text: str = "ปลูกป่าริมคลอง", **fields: Any) -> Card:
    """A card on the wall."""
    usual = {"list": Card.List.MAIN, "position": group.cards.count()}
    return Card.objects.create(group=group, text=text, **usual | fields)


def decision(forum: Forum, text: str = "ตั้งกองทุนร่วม", **fields: Any) -> Decision:
    """Something that was decided."""
    return Decision.objects.create(forum=forum, text=text, **fields)


def step(forum: Forum | None, text: str = "ร่างระเบียบกองทุน", **fields: Any) -> Step:
    """Something to do."""
    usual = {"owner": "สมหญิง", "due": DUE}
    return Step.objects.create(forum=forum, text=text, **usual | fields)


def minutes(forum: Forum, text: str = "# มติ\n- ตั้งกองทุน", **fields: Any) -> Minutes:
    """A version of the minutes."""
    number = forum.minutes.count() + 1
    return Minutes.objects.create(forum=forum, text=text, **{"number": number} | fields)


def everything(forum: Forum, community: Community) -> dict[str, Any]:
    """One of everything, by the name of the address that takes its number."""
    of = {
        "case": case(forum, community).pk,
        "group": group(forum).pk,
        "decision": decision(forum).pk,
        "step": step(forum, community=community).pk,
    }
    minutes(forum)
    minutes(forum, "# มติ\n- ตั้งกองทุนร่วม")
    acts = ("", "_edit", "_move", "_take_out")
    found = {noun + act: pk for noun, pk in of.items() for act in acts}
    new = ("case_new", "group_new", "card_new", "decision_new", "step_new", "written_put_back")
    about = ("minutes_draft", "minutes_edit", "minutes_agree", "minutes_changes", "minutes_pdf")
    return found | dict.fromkeys((*new, *about), forum.pk)
