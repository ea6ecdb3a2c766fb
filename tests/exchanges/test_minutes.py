"""Minutes: they write themselves, two can write in them at once, and every version stays."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from ruamsuk.accounts.models import User
from ruamsuk.assessments.models import Level, Practice, PracticeTable, Sitting
from ruamsuk.exchanges.actions.minutes import draft_minutes, write_minutes
from ruamsuk.exchanges.minutes_draft import draft
from ruamsuk.exchanges.models import (
    Assist,
    AssistNote,
    Forum,
    Minutes,
    MinutesBefore,
    Readers,
    Remark,
)
from ruamsuk.lib.text import LocalText
from tests.booklets.reader import pages_of
from tests.cast import Cast, cast
from tests.exchanges import makers, written

pytestmark = pytest.mark.django_db
TEXT = "# มติ\n- ตั้งกองทุน\n\n# นัดหมาย\nเดือนหน้า"


@pytest.fixture
def known() -> Cast:
    return cast()


@pytest.fixture
def forum(known: Cast) -> Forum:
    return makers.forum(known.network)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def full(known: Cast, **fields: Any) -> Forum:
    """A forum in which everything was captured."""
    forum = makers.forum(known.network, **fields)
    for name, place in (("สมชาย", known.home), ("", known.home), ("สมศรี", None)):
        makers.attendance(forum, name, community=place, came=timezone.now())
    makers.attendance(forum, "ไม่ได้มา", community=known.other)
    ran = makers.item(forum, "เปิดเวที")
    ran.started = datetime.datetime(2027, 1, 24, 2, 5, tzinfo=datetime.UTC)
    ran.ended = datetime.datetime(2027, 1, 24, 2, 45, tzinfo=datetime.UTC)
    ran.save()
    makers.item(forum, "ไม่ทันทำ")
    written.case(forum, known.home, developed=LocalText("ยาวมาก " * 100))
    table = PracticeTable.objects.create(network=known.network, title=LocalText("ตาราง"))
    practice = Practice.objects.create(table=table, name=LocalText("การออม"), levels=[])
    sitting = Sitting.objects.create(table=table, held_on=forum.day)
    for place, now, wished in ((known.home, 2, 4), (known.other, 3, 3)):
        Level.objects.create(
            sitting=sitting, practice=practice, community=place, current=now, wished=wished
        )
    Forum.objects.filter(pk=forum.pk).update(sitting=sitting)
    group = written.group(forum)
    written.card(group, "ปลูกป่า", heading="น้ำ")
    written.card(group, "ทำบัญชี", list="sub", community=known.home)
    written.card(group, "ถอนแล้ว", withdrawn=True)
    written.step(forum, decision=written.decision(forum), community=known.home)
    Remark.objects.create(forum=forum, question="next", text="คราวหน้าเริ่มเช้ากว่านี้")
    makers.forum(
        known.network, title=LocalText("เวทีครั้งหน้า"), day=forum.day + datetime.timedelta(60)
    )
    forum.refresh_from_db()
    return forum


def test_minutes_write_themselves_from_what_was_captured(known: Cast) -> None:
    with override("th"):
        text = draft(full(known), named=True)
    wanted = [
        "# ผู้มาประชุม",
        "- บ้านเลือก 2 คน",
        "- จากที่อื่น 1 คน",
        "รวม 3 คน",
        "- 9.05–9.45 น. เปิดเวที",
        "## ปลดหนี้ด้วยบัญชีครัวเรือน (บ้านเลือก · ปราชญ์ชาวบ้าน)",
        "- รูปธรรมความสำเร็จ: หนี้หมดในสามปี",
        "- การออม: บ้านเลือก 2\u00a0→\u00a04, หนองสาหร่าย 3",
        "น้ำ:\n- ปลูกป่า",
        "- ทำบัญชี (บ้านเลือก)",
        "- ตั้งกองทุนร่วม",
        "| ร่างระเบียบกองทุน | บ้านเลือก · สมหญิง | 24 ก.พ. 2570 | – |",
        "- คราวหน้าเริ่มเช้ากว่านี้",
        "เวทีครั้งหน้า · 25 มี.ค. 2570 · วัดโบสถ์",
    ]
    places = [text.find(line) for line in wanted]
    assert -1 not in places, [line for line in wanted if line not in text]
    assert places == sorted(places)
    for left_out in ("สมชาย", "ไม่ได้มา", "ไม่ทันทำ", "ถอนแล้ว", "ยาวมาก " * 60):
        assert left_out not in text


def test_an_empty_forum_has_minutes_too(forum: Forum) -> None:
    with override("en"):
        assert draft(forum, named=True) == "# Who came\n\nIt was not written down who came."


@pytest.mark.parametrize(
    ("forum_readers", "assist_readers", "named", "quoted"),
    [
        ("network", "present", True, False),
        ("network", "place", True, False),
        ("network", "network", True, True),
        ("place", "place", True, False),
        ("place", "network", True, True),
        ("present", "present", True, False),
        ("public", "network", False, False),
        ("public", "public", True, True),
    ],
)
def test_of_a_peer_assist_stands_what_all_readers_may_know(
    known: Cast, forum_readers: str, assist_readers: str, named: bool, quoted: bool
) -> None:
    forum = makers.forum(known.network, readers=forum_readers)
    assist = Assist.objects.create(
        network=known.network,
        forum=forum,
        asker=known.home,
        purpose="อยากปลดหนี้",
        held_on=forum.day,
        readers=assist_readers,
    )
    AssistNote.objects.create(assist=assist, stage="actions", text="จะจดบัญชี")
    written.step(forum, "จดบัญชีทุกวัน", assist=assist, community=known.home)
    with override("th"):
        text = draft(forum, named=True)
    assert ("บ้านเลือก" in text) is named
    for words in ("อยากปลดหนี้", "จะจดบัญชี", "จดบัญชีทุกวัน"):
        assert (words in text) is quoted


def write(client: Client, forum: Forum, before: str, text: str, **more: str) -> Any:
    address = f"/forums/{forum.pk}/minutes/edit/"
    return client.post(address, {"before": before, "text": text}, headers=dict(more))


JSON = {"accept": "application/json"}


def test_two_who_write_in_different_places_both_stay(known: Cast, forum: Forum) -> None:
    written.minutes(forum, TEXT)
    client = as_(known.organiser)
    first = write(client, forum, TEXT, TEXT.replace("เดือนหน้า", "วันที่ 5"), **JSON).json()
    assert first["state"] == "kept"
    second = write(client, forum, TEXT, TEXT.replace("ตั้งกองทุน", "ตั้งกองทุนร่วม"), **JSON).json()
    both = TEXT.replace("เดือนหน้า", "วันที่ 5").replace("ตั้งกองทุน", "ตั้งกองทุนร่วม")
    assert second["text"] == both == Minutes.objects.get().text
    assert "<li>ตั้งกองทุนร่วม</li>" in second["preview"]


def test_two_who_change_the_same_line_are_shown_both(known: Cast, forum: Forum) -> None:
    written.minutes(forum, TEXT)
    client = as_(known.organiser)
    theirs, mine = TEXT.replace("เดือนหน้า", "วันที่ 5"), TEXT.replace("เดือนหน้า", "วันที่ 9")
    assert write(client, forum, TEXT, theirs, **JSON).status_code == 200
    by_itself = write(client, forum, TEXT, mine, **JSON)
    assert (by_itself.status_code, by_itself.json()) == (409, {"state": "clash"})
    page = write(client, forum, TEXT, mine)
    assert page.status_code == 409
    (clash,) = page.context["clashes"]
    assert (clash.theirs, clash.mine) == ("วันที่ 5", "วันที่ 9")
    form = page.context["form"]
    assert "วันที่ 5\nวันที่ 9" in form["text"].value()
    assert Minutes.objects.get().text == theirs
    chosen = form["text"].value().replace("วันที่ 5\n", "")
    assert write(client, forum, form["before"].value(), chosen).status_code == 302
    assert Minutes.objects.get().text == mine


def test_what_takes_words_away_leaves_them_to_be_found(known: Cast, forum: Forum) -> None:
    minutes = written.minutes(forum, TEXT)
    client = as_(known.organiser)
    write(client, forum, TEXT, TEXT + "\nและ", **JSON)
    write(client, forum, TEXT + "\nและ", TEXT + "\nและอีก", **JSON)
    assert not MinutesBefore.objects.exists()
    write(client, forum, TEXT + "\nและอีก", "ลบหมด", **JSON)
    before = MinutesBefore.objects.get()
    assert (before.text, before.revision) == (TEXT + "\nและอีก", 3)
    page = client.get(f"/forums/{forum.pk}/minutes/edit/?before={before.pk}")
    assert page.context["form"]["text"].value() == TEXT + "\nและอีก"
    assert page.context["form"]["before"].value() == "ลบหมด"
    minutes.refresh_from_db()
    assert minutes.text == "ลบหมด"


def test_agreed_minutes_stay_and_writing_begins_a_new_version(known: Cast, forum: Forum) -> None:
    client = as_(known.organiser)
    client.post(f"/forums/{forum.pk}/minutes/draft/")
    held = Minutes.objects.get()
    agree = {"seen": "1.1", "day": "25/1/2570", "named": "on"}
    write(client, forum, held.text, held.text + "\n\nเพิ่ม")
    client.post(f"/forums/{forum.pk}/minutes/agree/", agree)
    assert Minutes.objects.get().agreed_on is None, "somebody wrote in them since they were read"
    client.post(f"/forums/{forum.pk}/minutes/agree/", agree | {"seen": "1.2"})
    first = Minutes.objects.get()
    assert first.agreed_on == datetime.date(2027, 1, 25)
    write(client, forum, first.text, first.text + "\nแก้คำผิด")
    assert [one.number for one in Minutes.objects.all()] == [1, 2]
    assert Minutes.objects.get(number=1).text == first.text
    page = client.get(f"/forums/{forum.pk}/minutes/changes/?version=2")
    assert [one.lines for one in page.context["changes"] if one.what == "new"] == [("แก้คำผิด",)]
    assert client.get(f"/forums/{forum.pk}/minutes/changes/?version=1").status_code == 404


def test_drafting_anew_keeps_what_was_written(known: Cast, forum: Forum) -> None:
    by = known.organiser
    first = draft_minutes(by, forum)
    assert draft_minutes(by, forum) == first, "nothing new was captured"
    write_minutes(by, forum, first.text, first.text + "\n\nของฉัน")
    written.decision(forum)
    second = draft_minutes(by, forum)
    assert (second.number, "ของฉัน" in second.text) == (2, False)
    assert "ของฉัน" in Minutes.objects.get(number=1).text
    late = write_minutes(by, forum, first.text, first.text + "\n\nของฉัน\n\nต่อ")
    assert late.minutes.number == 2 and "ตั้งกองทุนร่วม" in late.text and "ต่อ" in late.text


def test_what_cannot_be_kept_stays_typed(known: Cast, forum: Forum) -> None:
    written.minutes(forum, TEXT)
    client = as_(known.organiser)
    assert write(client, forum, TEXT, "", **JSON).status_code == 422
    page = write(client, forum, TEXT, "ก" * 200_001)
    assert page.status_code == 422 and "ก" * 200_001 in page.content.decode()
    assert Minutes.objects.get().text == TEXT


def test_only_writers_write(known: Cast, forum: Forum) -> None:
    written.minutes(forum, TEXT)
    for who in (known.neighbour, known.people["facilitator"]):
        with pytest.raises(PermissionDenied):
            write_minutes(who, forum, TEXT, "ของคนอื่น")


PUBLIC = [
    # readers of the forum, the place is public, agreed, names people → open to a visitor
    (Readers.PUBLIC, True, True, False, True),
    (Readers.PUBLIC, True, True, True, False),
    (Readers.PUBLIC, True, False, False, False),
    (Readers.PUBLIC, False, True, False, False),
    (Readers.NETWORK, True, True, False, False),
]


@pytest.mark.parametrize(("readers", "public", "agreed", "named", "open_"), PUBLIC)
def test_who_reads_minutes_from_outside(
    known: Cast, readers: str, public: bool, agreed: bool, named: bool, open_: bool
) -> None:
    known.network.public = public
    known.network.save()
    forum = makers.forum(known.network, readers=readers)
    day = forum.day if agreed else None
    minutes = written.minutes(forum, "สิ่งที่คุยกัน", agreed_on=day, named=named)
    for client in (Client(), as_(known.outsider)):
        page = client.get(f"/forums/{forum.pk}/minutes/").content.decode()
        assert ("สิ่งที่คุยกัน" in page) is open_
        paper = client.get(f"/forums/{forum.pk}/minutes.pdf?version={minutes.number}")
        assert paper.status_code == (200 if open_ else 404)
    inside = as_(known.neighbour).get(f"/forums/{forum.pk}/minutes/").content.decode()
    assert "สิ่งที่คุยกัน" in inside


def bare(text: str) -> str:
    return text.replace(" ", "").replace("\n", "")


def test_paper_has_all_and_names_only_for_those_who_may_see_them(known: Cast) -> None:
    forum = full(known)
    draft_minutes(known.organiser, forum)
    address = f"/forums/{forum.pk}/minutes.pdf?names=1"
    texts = {
        who.username: bare("".join(pages_of(as_(who).get(address).content)))
        for who in (known.organiser, known.neighbour)
    }
    for text in texts.values():
        assert "รายงานการประชุมเวทีเครือข่าย" in text
        assert "เมื่อวันอาทิตย์ที่24มกราคม2570" in text and "ณวัดโบสถ์" in text
        assert "ผู้จดรายงานการประชุม" in text and "ร่างฉบับที่1" in text
        assert "ตั้งกองทุนร่วม" in text
    assert "สมชาย" in texts[known.organiser.username]
    assert "สมชาย" not in texts[known.neighbour.username]


@pytest.mark.parametrize(
    "text", ["#set page(width: 1pt)", "| ก |\n| ข | ค | ง |", "- ", "#", "|", "| |", "# \n## \n- "]
)
def test_any_text_can_be_printed(known: Cast, forum: Forum, text: str) -> None:
    written.minutes(forum, text)
    client = as_(known.organiser)
    assert client.get(f"/forums/{forum.pk}/minutes.pdf").content.startswith(b"%PDF")
    assert client.get(f"/forums/{forum.pk}/minutes/").status_code == 200
