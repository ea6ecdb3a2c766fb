"""Who asks, who helps, a peer assist to its follow-ups, and a mentoring; all of it invented."""

from __future__ import annotations

import datetime
import uuid
from itertools import cycle

from django.db import transaction

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Network
from ruamsuk.exchanges.actions.assist import add_step, finish, go, prepare, write_note
from ruamsuk.exchanges.actions.helping import keep
from ruamsuk.exchanges.actions.mentoring import begin, meet
from ruamsuk.exchanges.actions.plan import agree, make_plan
from ruamsuk.exchanges.models import (
    Assist,
    Encounter,
    Match,
    Mentoring,
    Offer,
    Plan,
    Readers,
    Request,
    Step,
)
from ruamsuk.exchanges.planning import Ground, ground_of
from ruamsuk.exchanges.subjects import network_indicators, shares
from ruamsuk.exchanges.suggestions import Suggestion, suggestions
from ruamsuk.matching import Policy
from ruamsuk.web.demo.people import HOME, ORGANISER, maker_of
from ruamsuk.web.demo.whole import asks

PLANNED = datetime.datetime(2026, 1, 24, 5, tzinfo=datetime.UTC)
DAYS = ["2026-02-07", "2026-02-21", "2026-03-07"]
EACH = 2
"""How many requests each community makes."""

ASKED = (
    ("อยากทำให้ได้ทุกหมู่บ้าน (สมมุติ)", "ลองหมู่บ้านเดียว แล้วหยุดไป (สมมุติ)"),
    ("อยากให้คนรุ่นใหม่รับช่วงต่อได้ (สมมุติ)", "เคยชวนมาประชุม แต่มาไม่กี่คน (สมมุติ)"),
    ("อยากให้ทำกันเองได้ ไม่ต้องรอใครมาสั่ง (สมมุติ)", ""),
)
"""What is wished and what was tried, in turn."""
OFFERED = (
    ("ทำต่อเนื่องสามปี มีกลุ่มดูแล (สมมุติ)", "มีสมุดบันทึกของกลุ่มให้ดู (สมมุติ)"),
    ("เริ่มจากห้าบ้าน เดี๋ยวนี้ทำกันทั้งหมู่บ้าน (สมมุติ)", "พาเดินดูบ้านที่ทำจริงได้ (สมมุติ)"),
    ("ตั้งกติการ่วมกัน แล้วคุยกันทุกเดือน (สมมุติ)", "มีกติกาที่เขียนไว้และรูปการประชุม (สมมุติ)"),
)
"""What was done and what shows it, in turn."""
SAID = {
    Assist.Stage.PURPOSE: "อยากรู้ว่าจะเริ่มอย่างไรให้คนทำต่อ (สมมุติ)",
    Assist.Stage.SOLVED: "บ้านของเพื่อนทำได้แล้วหลายหมู่บ้าน (สมมุติ)",
    Assist.Stage.CONTEXT: "คนวัยทำงานกลับบ้านค่ำ นัดประชุมยาก (สมมุติ)",
    Assist.Stage.QUESTIONS: "ใครในหมู่บ้านที่คนเชื่อใจที่สุด (สมมุติ)",
    Assist.Stage.OPTIONS: "เริ่มจากสิบบ้านที่อยากทำ แล้วนัดคุยเดือนละครั้ง (สมมุติ)",
    Assist.Stage.DIFFERENT: "ที่นี่คนเชื่อใจกลุ่มแม่บ้านมากกว่า (สมมุติ)",
    Assist.Stage.FEEDBACK: "ทำเล็กให้สำเร็จก่อน แล้วเล่าให้คนอื่นฟัง (สมมุติ)",
    Assist.Stage.ACTIONS: "จะชวนสิบบ้านแรกภายในสองเดือน (สมมุติ)",
    Assist.Stage.TAKE_HOME: "จะลองชวนกลุ่มแม่บ้านที่บ้านเราบ้าง (สมมุติ)",
}
BECAUSE = ["council", "volunteers"]
"""What made it work, as the invented offers say."""
BY_NUMBERS = ("active-youth", HOME, "701003", 60)
"""An indicator, who asks, who helps, and the share in % that is wished."""
OWNER = "แกนนำ (สมมุติ)"
MENTOR = "710911"
AIMS = "ให้แกนนำรุ่นใหม่นำวงคุยของหมู่บ้านได้เอง (สมมุติ)"
TALKS = (
    (
        datetime.date(2026, 2, 14),
        "คุยว่าวงแบบไหนที่คนกล้าพูด (สมมุติ)",
        "ลองนำวงเล็กหนึ่งครั้ง (สมมุติ)",
    ),
    (
        datetime.date(2026, 3, 14),
        "เล่าวงเล็กที่ได้ลอง คนหนุ่มสาวมาเพิ่มห้าคน (สมมุติ)",
        "ชวนพวกเขาผลัดกันนำ (สมมุติ)",
    ),
)
"""Day, what was talked about, and what is done until next time."""


@transaction.atomic
def help_one_another(network: Network, people: dict[str, User]) -> None:
    """Requests, offers, an agreed plan, its first peer assist, a mentoring; each once is enough."""
    if not asks(network):
        _plan(network, people)
    if not network.mentorings.exists():
        _accompany(network, people)


def _plan(network: Network, people: dict[str, User]) -> None:
    ground = ground_of(network)
    asked = _ask(ground, people)
    _offer(ground, asked, people)
    _by_numbers(ground, people)
    organiser = people[ORGANISER]
    plan = make_plan(organiser, network, Policy(), days=DAYS, a_day=2)
    agree(organiser, plan, plan.revision, agreed=True)
    Plan.objects.filter(pk=plan.pk).update(made=PLANNED, agreed=PLANNED)  # before its first day
    pair = plan.matches.exclude(day="").order_by("day", "part", "pk").first()
    if pair:
        _assist(pair, people)


def _ask(ground: Ground, people: dict[str, User]) -> list[Suggestion]:
    """Each community asks, by its levels, for what some other one has reached."""
    made: list[Suggestion] = []
    for community in ground.communities:
        helped = [
            one for one in suggestions(ground, community) if one.asks and _givers(ground, one)
        ]
        made += helped[:EACH]
    for one, (reach, tried) in zip(made, cycle(ASKED), strict=False):
        asked = Request(
            community=one.community,
            practice=one.practice,
            current=one.level.current,
            wished=one.level.wished,
            reach=reach,
            tried=tried,
        )
        keep(people[maker_of(one.community.slug)], asked)
    return made


def _givers(ground: Ground, asked: Suggestion) -> list[int]:
    """Numbers of the communities that stand where another one wants to be."""
    return [
        community
        for (practice, community), level in ground.levels.items()
        if practice == asked.practice.pk and level.current >= asked.level.wished
    ]


def _offer(ground: Ground, asked: list[Suggestion], people: dict[str, User]) -> None:
    """Whoever stands where another one wants to be offers to help, and asks nothing on it."""
    asking = {(one.practice.pk, one.community.pk) for one in asked}
    wanted = {(one.practice.pk, giver) for one in asked for giver in _givers(ground, one)}
    communities = {community.pk: community for community in ground.communities}
    for (practice, giver), (did, evidence) in zip(
        sorted(wanted - asking), cycle(OFFERED), strict=False
    ):
        community = communities[giver]
        offered = Offer(
            community=community,
            practice_id=practice,
            level=ground.levels[practice, giver].current,
            did=did,
            evidence=evidence,
            because=BECAUSE,
        )
        keep(people[maker_of(community.slug)], offered)


def _by_numbers(ground: Ground, people: dict[str, User]) -> None:
    """One community asks another on what the newest results say of both, once there are some."""
    indicator, asker, giver, wished = BY_NUMBERS
    known, titles = shares(ground.communities), network_indicators(ground.network)
    if not known.at:
        return
    communities = {community.slug: community for community in ground.communities}
    now = {slug: known.at[indicator, communities[slug].pk] for slug in (asker, giver)}
    about = {"indicator": indicator, "indicator_title": titles[indicator]}
    reach, _tried = ASKED[1]
    did, evidence = OFFERED[2]
    asked = Request(
        community=communities[asker], current=now[asker], wished=wished, reach=reach, **about
    )
    offered = Offer(
        community=communities[giver],
        level=now[giver],
        did=did,
        evidence=evidence,
        because=BECAUSE,
        **about,
    )
    keep(people[maker_of(asker)], asked)
    keep(people[maker_of(giver)], offered)


def _assist(pair: Match, people: dict[str, User]) -> None:
    """The peer assist of a pair, stage by stage, with a step and follow-ups that are due."""
    asker, day = pair.request.community, datetime.date.fromisoformat(pair.day)
    lead = people[maker_of(asker.slug)]
    assist = Assist(
        network=pair.plan.network,
        asker=asker,
        practice=pair.request.practice,
        match=pair,
        purpose=SAID[Assist.Stage.PURPOSE],
        held_on=day,
        readers=Readers.NETWORK,
    )
    prepare(lead, assist, [pair.offer.community])
    for stage, words in SAID.items():
        go(lead, assist, stage, afterwards=True)
        write_note(lead, assist, stage, uuid.uuid4(), words, None)
    due = day + datetime.timedelta(days=60)
    step = Step(assist=assist, text=SAID[Assist.Stage.ACTIONS], owner=OWNER, due=due)
    add_step(lead, step)
    finish(lead, assist)


def _accompany(network: Network, people: dict[str, User]) -> None:
    """Two communities of which one accompanies the other; only the two read what they write."""
    mentee = network.communities.get(slug=HOME)
    mentoring = Mentoring(
        network=network,
        mentor_community=network.communities.get(slug=MENTOR),
        mentee_community=mentee,
        aims=AIMS,
        begun=TALKS[0][0],
    )
    lead = people[maker_of(HOME)]
    begin(lead, mentoring, ())
    for day, note, following in TALKS:
        meet(lead, Encounter(mentoring=mentoring, held_on=day, note=note, next=following))
