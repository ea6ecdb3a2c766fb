"""The forum of 24 January 2553 at Wat Bot, as far as it is known.

What stands here are facts of the founding note in words of our own, with speakers by their role.
What the note does not tell stays open: names, how long each part took, what the small groups
answered, why something worked where it did.
"""

from __future__ import annotations

from django.db import transaction

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Network
from ruamsuk.exchanges.actions.agenda import keep_item, take_out_item
from ruamsuk.exchanges.actions.captured import write_down
from ruamsuk.exchanges.actions.forum import begun, prepare, set_state
from ruamsuk.exchanges.models import AgendaItem, Case, Forum, Group, Readers
from ruamsuk.lib.text import LocalText
from ruamsuk.web.demo.people import ORGANISER
from ruamsuk.web.demo.whole import WAT_BOT

Does = AgendaItem.Does
TITLE = LocalText(
    "เวทีจัดการความรู้ครั้งที่ 3 เพื่อนช่วยเพื่อน ที่วัดโบสถ์",
    "Third knowledge forum: peer assist, at Wat Bot",
)
PURPOSE = LocalText(
    "เล่าสู่กันฟังว่าแต่ละตำบลตั้งเป้าหมายและตัวชี้วัดความสุขของตนเองอย่างไร "
    "ด้วยวิธีปรึกษาที่ปรึกษา (Mentoring) และเพื่อนช่วยเพื่อน (Peer Assist) "
    "เป็นส่วนหนึ่งของการศึกษาเรื่องการพัฒนาผู้นำ\n"
    "ข้อเท็จจริงจากบันทึก GotoKnow 344414 (15 มี.ค. 2553) "
    "เวลาของแต่ละช่วงไม่มีบันทึกไว้ จึงแบ่งเท่ากันในช่วง 09.00–13.00 น.",
    "Tell one another how each tambon set goals and indicators of its own happiness, by mentoring "
    "and by peer assist; part of a study on how leaders grow.\n"
    "Facts from note GotoKnow 344414 (15 March 2010). How long each part took is not recorded: "
    "the time from 09:00 to 13:00 is shared out evenly.",
)
QUESTION = LocalText(
    "จะให้ทุกตำบลมีเป้าหมายและตัวชี้วัดของตนเองได้จริง เราต้องทำอะไรร่วมกันบ้าง",
    "What must we do together so that every tambon really has goals and indicators of its own?",
)
AGENDA = (
    (
        Does.TALK,
        48,
        LocalText(
            "ต้อนรับ และเล่าความเป็นมาของงานความสุขของบ้านเลือก", "Welcome; how Ban Lueak came to it"
        ),
        LocalText("ผู้แทนสภาองค์กรชุมชนบ้านเลือก", "A representative of Ban Lueak's community council"),
    ),
    (
        Does.TALK,
        48,
        LocalText(
            "ทำไมต้องมีเป้าหมายและตัวชี้วัดของตนเอง และหลักคิดสามข้อ",
            "Why goals and indicators of one's own; three principles",
        ),
        LocalText("วิทยากร", "A speaker"),
    ),
    (
        Does.TALK,
        48,
        LocalText("วีดิทัศน์: บทเรียนการสร้างความสุขของชุมชน", "Video: lessons on building happiness"),
        LocalText(),
    ),
    (
        Does.CASE,
        16,
        LocalText("กรณีบ้านเลือก", "Case: Ban Lueak"),
        LocalText("ผู้แทนบ้านเลือก", "A representative of Ban Lueak"),
    ),
    (
        Does.CASE,
        16,
        LocalText("กรณีหนองพันจันทร์", "Case: Nong Phan Chan"),
        LocalText("ผู้แทนหนองพันจันทร์", "A representative of Nong Phan Chan"),
    ),
    (
        Does.CASE,
        16,
        LocalText("กรณีหนองสาหร่าย", "Case: Nong Sarai"),
        LocalText("ผู้แทนหนองสาหร่าย", "A representative of Nong Sarai"),
    ),
    (
        Does.GROUPS,
        48,
        LocalText("กลุ่มย่อย: คำถามเดียว คำตอบสองรายการ", "Small groups: one question, two lists"),
        LocalText("ทุกคน", "Everyone"),
    ),
    (
        Does.OTHER,
        180,
        LocalText("ช่วงบ่าย (ไม่มีบันทึกไว้)", "Afternoon (not recorded)"),
        LocalText(),
    ),
)
"""What was done, how many minutes it is given here, and whose turn it was."""

CASES = (
    (
        "700704",
        LocalText("จากแผนแม่บทถึงตัวชี้วัด", "From a master plan to indicators"),
        LocalText(
            "ปี 2548 ทำแผนแม่บทชุมชน และเก็บข้อมูลองค์กรชุมชนจนถึงขั้นรับรองสถานภาพ "
            "ปี 2550 เริ่มใช้ตัวชี้วัด หลังจัดเวทีทำความเข้าใจกัน",
            "In 2005 it made its master plan, and gathered data on its community organisations up "
            "to their certification. From 2007, after forums to understand them, it used "
            "indicators.",
        ),
        LocalText(
            "มีข้อมูลตัวชี้วัดของตำบล และได้ร่วมงานกับวัด โรงเรียน สถานีอนามัย และกรมศิลปากร",
            "It has data on its indicators, and works with the temple, the school, the health "
            "station and the Fine Arts Department.",
        ),
        "ผู้แทนบ้านเลือก",
    ),
    (
        "701003",
        LocalText("เริ่มจากเรื่องหนี้", "Debt first"),
        LocalText(
            "วิเคราะห์ศักยภาพและสำรวจความต้องการ ได้เป้าเรื่องหนี้ ยาเสพติด และเยาวชน "
            "แล้วค้นหาความดีของผู้นำ ขยายจากหมู่บ้านเป็นตำบล สภาองค์กรชุมชน หน่วยงาน และท้องถิ่นมาดูสถานการณ์ด้วยกัน",
            "It analysed its potential and asked what people need: no debt, no drugs, and youth. "
            "It then looked for the good in its leaders and widened from village to tambon; "
            "council, agencies and local government looked together at how things stand.",
        ),
        LocalText(
            "ปราชญ์ชาวบ้านคนหนึ่งปลดหนี้ได้ ด้วยบัญชีครัวเรือน เกษตรผสมผสาน และปลูกสิ่งที่กิน "
            "ตำบลมีเงินออมชุมชน หมู่บ้านสีขาว และศูนย์เรียนรู้",
            "A local sage got out of debt with household accounts, mixed farming and growing what "
            "the family eats. The tambon has community savings, a “white village” and a learning "
            "centre.",
        ),
        "ผู้แทนหนองพันจันทร์",
    ),
    (
        "710911",
        LocalText("ตัวชี้วัดความดี", "Indicators of goodness"),
        LocalText(
            "เริ่มจากแผนแม่บทชุมชน แล้วตั้งเป้าหมายเก้าข้อ เรียกว่า 9 ดี "
            "โดยสภาองค์กรชุมชนเรียนรู้ร่วมกับภาคี ท้องที่ และท้องถิ่น",
            "It began with a master plan and set nine goals, the “nine goods”; its council learned "
            "together with partners and local government.",
        ),
        LocalText(),
        "ผู้แทนหนองสาหร่าย",
    ),
)
"""Code, title, how it developed, what succeeded, and who told it."""


@transaction.atomic
def hold_wat_bot(network: Network, people: dict[str, User]) -> Forum:
    """The forum of 2553 with its three cases and two lists that are still open; once is enough."""
    made_before = network.forums.filter(day=WAT_BOT, title=TITLE, factual=False)
    made_before.update(factual=True)  # by a version that could not say so
    known = network.forums.filter(day=WAT_BOT).first()
    if known:
        return known
    organiser = people[ORGANISER]
    forum = begun(network, Forum.Kind.ASSIST)
    forum.title, forum.purpose, forum.question = TITLE, PURPOSE, QUESTION
    forum.day, forum.venue = WAT_BOT, "วัดโบสถ์ ต.บ้านเลือก อ.โพธาราม จ.ราชบุรี"
    forum.readers, forum.factual = Readers.PUBLIC, True
    told = [slug for slug, *_story in CASES]  # who else came is not known
    prepare(organiser, forum, network.communities.filter(slug__in=told))
    for item in forum.agenda.all():
        take_out_item(organiser, item)
    for does, minutes, title, who in AGENDA:
        item = AgendaItem(forum=forum, does=does, minutes=minutes, title=title, who=who)
        keep_item(organiser, item)
    _tell_cases(organiser, forum, network)
    small = LocalText("กลุ่มย่อย", "Small groups")
    write_down(organiser, Group(forum=forum, name=small, question=QUESTION))
    set_state(organiser, forum, Forum.State.HELD)
    return forum


def _tell_cases(organiser: User, forum: Forum, network: Network) -> None:
    for slug, title, developed, succeeded, told_by in CASES:
        community = network.communities.get(slug=slug)
        case = Case(
            forum=forum,
            community=community,
            title=title,
            developed=developed,
            succeeded=succeeded,
            told_by=told_by,
        )
        write_down(organiser, case)
