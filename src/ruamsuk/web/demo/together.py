"""A forum of 2569 from its agenda to agreed minutes, and who helps whom afterwards.

Everything in it is invented, and its titles say so. It is made by the verbs that people use.
"""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from ruamsuk.accounts.models import User
from ruamsuk.assessments.models import Sitting
from ruamsuk.communities.models import Community, Network
from ruamsuk.exchanges.actions.captured import add_card, decide_card, write_down
from ruamsuk.exchanges.actions.forum import begun, prepare, set_state
from ruamsuk.exchanges.actions.minutes import agree_minutes, draft_minutes, stamp
from ruamsuk.exchanges.actions.review import write_remark
from ruamsuk.exchanges.actions.step import add_step, tell_of_step
from ruamsuk.exchanges.models import Card, Case, Forum, Group, Remark, Step
from ruamsuk.lib.text import LocalText
from ruamsuk.web.demo.people import HOME, ORGANISER
from ruamsuk.web.demo.whole import SITTINGS

DAY = SITTINGS[-1]
TITLE = LocalText("เวทีวางแผนร่วมกัน 2569 (สมมุติ)", "Planning together 2026 (invented)")
QUESTION = LocalText(
    "ปีนี้เราจะทำอะไรด้วยกัน และแต่ละตำบลจะทำอะไร (สมมุติ)",
    "What do we do together this year, and what does each tambon do? (invented)",
)
MAIN = (
    "ตั้งวงเพื่อนช่วยเพื่อนเรื่องบัญชีครัวเรือน ทุกสามเดือน (สมมุติ)",
    "ใช้สมุดบัญชีแบบเดียวกันทั้งเครือข่าย (สมมุติ)",
)
SUB = (
    (HOME, "ชวนกลุ่มออมทรัพย์เป็นเพื่อนคู่คิดเรื่องบัญชี (สมมุติ)"),
    ("710911", "เปิดบ้านให้เพื่อนมาดูงานเดือนละครั้ง (สมมุติ)"),
    ("740309", "เริ่มทำบัญชีหมู่บ้านละสิบครัวเรือน (สมมุติ)"),
    ("701003", "เล่าเรื่องปลดหนี้ให้คนหนุ่มสาวฟัง (สมมุติ)"),
)
REMARKS = (
    (Remark.Question.MEANT, "จะได้เป้าหมายร่วมและงานของแต่ละตำบล (สมมุติ)"),
    (Remark.Question.HAPPENED, "ได้ครบ แต่เวลากลุ่มย่อยสั้นไป (สมมุติ)"),
    (Remark.Question.NEXT, "ครั้งหน้าให้กลุ่มย่อยหนึ่งชั่วโมง (สมมุติ)"),
)
OWNER = "ผู้ประสานงาน (สมมุติ)"


@transaction.atomic
def plan_together(network: Network, people: dict[str, User]) -> Forum:
    """The forum of 2569, held, with agreed minutes; once is enough."""
    known = network.forums.filter(day=DAY).first()
    if known:
        return known
    organiser = people[ORGANISER]
    communities = {place.slug: place for place in network.communities.all()}
    forum = begun(network, Forum.Kind.PLANNING)
    forum.title, forum.question = TITLE, QUESTION
    forum.day, forum.venue = DAY, "ศาลาวัดโบสถ์ (สมมุติ)"
    forum.sitting = Sitting.objects.filter(table__network=network, held_on=DAY).first()
    prepare(organiser, forum, communities.values())
    write_down(organiser, _case(forum, communities["701003"]))
    group = write_down(
        organiser,
        Group(
            forum=forum,
            name=LocalText("กลุ่มย่อย (สมมุติ)", "Small groups (invented)"),
            question=QUESTION,
        ),
    )
    _decide(organiser, group, communities)
    for question, words in REMARKS:
        write_remark(organiser, forum, question, uuid.uuid4(), words, "")
    set_state(organiser, forum, Forum.State.HELD)
    minutes = draft_minutes(organiser, forum)
    day = DAY + datetime.timedelta(days=14)
    agree_minutes(organiser, forum, day, seen=stamp(minutes), named=False)
    return forum


def _case(forum: Forum, community: Community) -> Case:
    return Case(
        forum=forum,
        community=community,
        title=LocalText("จดทุกคืนจนปลดหนี้ (สมมุติ)", "Written down every night (invented)"),
        developed=LocalText(
            "เริ่มสองบ้าน ปีถัดมาทำทั้งหมู่บ้าน (สมมุติ)",
            "Two houses began; the next year the whole village did it (invented)",
        ),
        succeeded=LocalText(
            "หนี้ของสามสิบบ้านลดลงครึ่งหนึ่ง (สมมุติ)", "The debt of thirty houses fell by half (invented)"
        ),
        evidence=LocalText("สมุดบัญชีของกลุ่ม (สมมุติ)", "The account books of the group (invented)"),
        why_here=LocalText(
            "มีปราชญ์ชาวบ้านนั่งคิดด้วยทุกเดือน (สมมุติ)",
            "A local sage sat down with them every month (invented)",
        ),
        told_by="ผู้แทนหนองพันจันทร์ (สมมุติ)",
    )


def _decide(organiser: User, group: Group, communities: dict[str, Community]) -> None:
    """Cards in two lists, of which each becomes a decision with a step; one step is done."""
    main, sub = Card.List.MAIN, Card.List.SUB
    cards = [add_card(uuid.uuid4(), group, text, list_=main) for text in MAIN]
    for slug, text in SUB:
        card = add_card(uuid.uuid4(), group, text, list_=sub, community=communities[slug])
        cards.append(card)
    for number, card in enumerate(cards):
        step = Step(
            forum=group.forum,
            decision=decide_card(organiser, card),
            text=card.text,
            community=card.community,
            owner=OWNER,
            due=DAY + datetime.timedelta(days=60 + 30 * number),
        )
        add_step(organiser, step)
    first = group.forum.steps.earliest("due")
    first.told = "ตั้งวงแรกแล้ว มีคนมา 24 คน (สมมุติ)"
    tell_of_step(organiser, first, Step.State.DONE)
