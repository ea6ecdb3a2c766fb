"""Inviting people, what they answer, and who came."""

from __future__ import annotations

import csv
import datetime
import io
import re
import uuid
from typing import Any

import openpyxl
import pytest
from django.test import Client

from ruamsuk.accounts.privacy import sections
from ruamsuk.communities.models import Role
from ruamsuk.exchanges.actions import attendance as actions
from ruamsuk.exchanges.models import Attendance, Forum, Readers
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.lib.text import LocalText
from tests.booklets.reader import pages_of
from tests.cast import Cast, cast
from tests.exchanges import makers
from tests.exchanges.test_forums import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Cast:
    return cast()


@pytest.fixture
def forum(known: Cast) -> Forum:
    made = makers.forum(known.network, invitation="s3cret", venue="วัดโบสถ์; ศาลา, หมู่ 1")
    makers.item(made, minutes=90)
    return made


def said(**fields: Any) -> dict[str, Any]:
    return {"key": str(uuid.uuid4()), "name": "สมหญิง", "comes": "yes"} | fields


def test_whoever_holds_the_link_answers_and_changes_the_answer(known: Cast, forum: Forum) -> None:
    phone = Client()
    page = phone.get("/invited/s3cret/")
    assert "เวทีเครือข่าย" in page.content.decode()
    key = str(page.context["form"].initial["key"])
    mine = said(key=key, community=known.home.pk)
    for _ in range(2):  # sent twice, because the phone was not sure
        assert phone.post("/invited/s3cret/", mine).status_code == 302
    assert [line.answer for line in forum.attendances.all()] == ["comes"]
    assert "สมหญิง" in phone.get("/invited/s3cret/").content.decode()
    phone.post("/invited/s3cret/", mine | {"comes": "no"})
    assert [line.answer for line in forum.attendances.all()] == ["away"]
    assert "สมหญิง" not in Client().get("/invited/s3cret/").content.decode()


def test_who_is_signed_in_has_one_line_on_every_phone(known: Cast, forum: Forum) -> None:
    member = known.people[Role.MEMBER]
    for comes in ("yes", "no"):
        as_(member).post("/invited/s3cret/", said(comes=comes))
    (line,) = forum.attendances.all()
    assert (line.user, line.answer) == (member, "away")


def test_the_key_of_another_line_does_not_open_it(known: Cast, forum: Forum) -> None:
    theirs = makers.attendance(forum, "สมชาย", known.people[Role.MEMBER], answer="comes")
    for phone in (as_(known.organiser), as_(known.people[Role.VIEWER]), Client(), Client()):
        phone.post("/invited/s3cret/", said(key=str(theirs.key), comes="no"))
    theirs.refresh_from_db()
    assert (theirs.name, theirs.answer) == ("สมชาย", "comes")
    assert forum.attendances.count() == 1 + 2 + 1, "two accounts, and a phone twice"


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "ก" * 81}, {"comes": "maybe"}, {"key": "x"}, {"community": 10**9}],
)
def test_an_answer_that_makes_no_sense_is_refused(forum: Forum, wrong: dict[str, Any]) -> None:
    assert Client().post("/invited/s3cret/", said() | wrong).status_code == 200
    assert not forum.attendances.exists()


def test_a_forged_cookie_shows_nothing(forum: Forum) -> None:
    makers.attendance(forum, "สมชาย", answer="comes")
    phone = Client()
    phone.cookies[f"invited_{forum.pk}"] = str(forum.attendances.get().key) + ":x:y"
    assert "สมชาย" not in phone.get("/invited/s3cret/").content.decode()


def test_the_link_is_made_and_taken_back(known: Cast, forum: Forum) -> None:
    client, url = as_(known.organiser), f"/forums/{forum.pk}/invitation/"
    client.post(url, {"way": "back"})
    assert Client().get("/invited/s3cret/").status_code == 404
    client.post(url)
    forum.refresh_from_db()
    assert len(forum.invitation) > 20
    assert f"/invited/{forum.invitation}/" in client.get(url).content.decode()
    assert Client().get(f"/invited/{forum.invitation}/").status_code == 200
    assert Client().get("/invited//").status_code == 404


def test_a_forum_that_is_called_off_says_so_and_takes_no_answer(forum: Forum) -> None:
    Forum.objects.update(state=Forum.State.CALLED_OFF)
    assert Client().post("/invited/s3cret/", said()).status_code == 200
    assert not forum.attendances.exists()
    assert b"STATUS:CANCELLED" in Client().get("/invited/s3cret/forum.ics").content


def unfolded(data: bytes) -> dict[str, str]:
    """The last value of each property, as RFC 5545 reads it."""
    text = data.decode()
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found = {}
    for line in re.sub("\r\n[ \t]", "", text).split("\r\n"):
        name, _, value = line.partition(":")
        found[name] = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value)
    return found


def test_nobody_is_invited_to_a_forum_that_is_over(known: Cast, forum: Forum) -> None:
    client, invite = as_(known.organiser), f'href="/forums/{forum.pk}/invitation/"'
    dated = 'href="/invited/s3cret/forum.ics"'
    assert invite in client.get(f"/forums/{forum.pk}/people/").content.decode()
    assert dated in Client().get("/invited/s3cret/").content.decode()
    Forum.objects.update(state=Forum.State.HELD)
    assert invite not in client.get(f"/forums/{forum.pk}/people/").content.decode()
    assert dated not in Client().get("/invited/s3cret/").content.decode()
    page, back = f"/forums/{forum.pk}/people/", "ยกเลิกลิงก์เชิญ"
    assert back in client.get(page).content.decode()
    sent = client.post(f"/forums/{forum.pk}/invitation/", {"way": "back"}, follow=True)
    assert sent.redirect_chain == [(page, 302)]
    assert back not in sent.content.decode()
    assert Client().get("/invited/s3cret/").status_code == 404


def test_nobody_answers_for_a_forum_that_is_over(forum: Forum) -> None:
    Forum.objects.update(state="held")
    page = Client().post("/invited/s3cret/", said())
    assert page.status_code == 200 and 'name="comes"' not in page.content.decode()
    assert not forum.attendances.exists()
    Forum.objects.update(state="running")
    assert Client().post("/invited/s3cret/", said()).status_code == 302


def test_the_calendar_of_an_open_forum_does_not_hand_out_its_invitation(forum: Forum) -> None:
    Forum.objects.update(readers="public")
    found = unfolded(Client().get(f"/forums/{forum.pk}/forum.ics").content)
    assert found["URL"].endswith(f"/forums/{forum.pk}/")
    assert "s3cret" not in str(found)


def test_the_calendar_file_has_the_right_time_and_words(forum: Forum) -> None:
    purpose = "เห็นตรงกัน, แล้วลงมือ\nด้วยกันทั้งเครือข่าย ไม่มีใครถูกทิ้งไว้ข้างหลัง"
    Forum.objects.update(purpose=LocalText(purpose))
    found = unfolded(Client().get("/invited/s3cret/forum.ics").content)
    assert found["DTSTART;TZID=Asia/Bangkok"] == "20270124T090000"
    assert found["DTEND;TZID=Asia/Bangkok"] == "20270124T103000"
    assert found["TZOFFSETTO"] == "+0700"
    assert found["LOCATION"] == "วัดโบสถ์; ศาลา, หมู่ 1"
    assert found["DESCRIPTION"] == purpose
    assert found["URL"].endswith("/invited/s3cret/")


def test_the_letter_invites_in_official_form(known: Cast, forum: Forum) -> None:
    query = {"number": "นส 1/2570", "to": "เจ้าอาวาสวัดโบสถ์", "signer": "สมศรี", "digits": "on"}
    response = as_(known.organiser).get(f"/forums/{forum.pk}/letter.pdf", query)
    first, second = pages_of(response.content)
    for part in ("นส๑/๒๕๗๐", "เจ้าอาวาสวัดโบสถ์", "วันอาทิตย์ที่๒๔มกราคม๒๕๗๐", "ขอแสดงความนับถือ"):
        assert part in first
    assert "๙.๐๐–๑๐.๓๐" in second
    assert "วันเวลาและสถานที่ดังกล่าว" in first
    english = as_(known.organiser)
    english.cookies["django_language"] = "en"
    first, _ = pages_of(english.get(f"/forums/{forum.pk}/letter.pdf", {"to": "All"}).content)
    assert "Sunday24January2027" in first
    Forum.objects.update(venue="")
    first, _ = pages_of(as_(known.organiser).get(f"/forums/{forum.pk}/letter.pdf", query).content)
    assert "วันและเวลาดังกล่าว" in first


def test_people_without_phones_are_written_down_many_at_once(known: Cast, forum: Forum) -> None:
    names = "สมชาย\n\n  สมหญิง   ใจดี \nสมชาย"
    data = {"names": names, "community": known.home.pk, "came": "on", "key": str(uuid.uuid4())}
    for _ in range(2):  # sent twice, because nobody was sure
        as_(known.organiser).post(f"/forums/{forum.pk}/people/", data)
    lines = list(forum.attendances.all())
    assert [line.name for line in lines] == ["สมชาย", "สมหญิง ใจดี"]
    assert all(line.came and line.way == "hand" and line.community == known.home for line in lines)


def test_a_tick_is_set_and_taken_back(known: Cast, forum: Forum) -> None:
    line = makers.attendance(forum)
    client, url = as_(known.organiser), f"/forums/{forum.pk}/people/{line.pk}/tick/"
    for came in ("1", "1", "0"):
        client.post(url, {"came": came})
        line.refresh_from_db()
        assert bool(line.came) == (came == "1")
    elsewhere = makers.forum(known.network)
    assert client.post(f"/forums/{elsewhere.pk}/people/{line.pk}/tick/").status_code == 404


def test_nobody_makes_themselves_present_where_only_those_present_read(known: Cast) -> None:
    forum = makers.forum(known.network, readers=Readers.PRESENT)
    line = makers.attendance(forum, user=known.organiser, answer="comes")
    url = f"/forums/{forum.pk}/people/{line.pk}/tick/"
    assert as_(known.organiser).post(url, {"came": "1"}).status_code == 404
    line.refresh_from_db()
    assert line.came is None


def test_names_are_seen_by_facilitators_and_those_who_come(known: Cast, forum: Forum) -> None:
    makers.attendance(
        forum, "สมชาย", community=known.home, came=datetime.datetime.now(datetime.UTC)
    )
    member, url = known.people[Role.MEMBER], f"/forums/{forum.pk}/people/"

    def seen(person: Any) -> tuple[bool, bool]:
        page = as_(person).get(url).content.decode()
        return "สมชาย" in page, "บ้านเลือก" in page

    assert seen(known.organiser) == (True, True)
    assert seen(member) == (False, True)
    line = makers.attendance(forum, user=member)
    for answer, sees in (("", False), ("away", False), ("comes", True)):
        forum.attendances.filter(pk=line.pk).update(answer=answer)
        assert seen(member) == (sees, True), answer
    now = datetime.datetime.now(datetime.UTC)
    forum.attendances.filter(pk=line.pk).update(answer="away", came=now)
    assert seen(member) == (True, True), "came after all"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_taken_along_without_formulas(known: Cast, forum: Forum, kind: str) -> None:
    makers.attendance(forum, "=1+1", community=known.home, part="เล่าเรื่อง")
    response = as_(known.organiser).get(f"/forums/{forum.pk}/people.{kind}")
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert rows[1][:3] == ["'=1+1", "บ้านเลือก", "เล่าเรื่อง"]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
        assert sheet is not None
        assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert as_(known.organiser).get(f"/forums/{forum.pk}/people.exe").status_code == 404


def test_a_phone_in_the_hall_signs_in_once_and_ticks_who_had_answered(
    known: Cast, forum: Forum
) -> None:
    hall = Hall.objects.create(network=known.network, title=LocalText("ศาลา"), code="abc")
    seats = [Seat.objects.create(hall=hall, code=str(n)) for n in range(2)]
    expected = makers.attendance(forum, "สมชาย", community=known.home, answer="comes")
    key = uuid.uuid4()
    for name in ("สมชาย", "สมชาย", "สมชาย ใจดี"):
        actions.sign_in(forum, seats[0], key, name, known.home)
    actions.sign_in(forum, seats[1], uuid.uuid4(), "", None)
    lines = list(forum.attendances.order_by("id"))
    assert [(line.pk == expected.pk, line.name) for line in lines] == [
        (True, "สมชาย ใจดี"),
        (False, ""),
    ]
    assert all(line.came and line.way == "phone" for line in lines)


def test_what_is_kept_is_told_and_the_name_goes_with_the_person(known: Cast, forum: Forum) -> None:
    member = known.people[Role.MEMBER]
    makers.attendance(forum, "สมหญิง", user=member, answer="comes")
    (section,) = [one for one in sections() if one.key == "forums"]
    assert "เวทีเครือข่าย" in next(iter(section.things(member))).text
    assert section.forget
    section.forget(member)
    assert Attendance.objects.get().name == ""


def test_a_sheet_to_sign_has_empty_lines(known: Cast, forum: Forum) -> None:
    makers.attendance(forum, "สมชาย")
    makers.attendance(forum, "ไม่มา", answer="away")
    page = as_(known.organiser).get(f"/forums/{forum.pk}/people/sheet/").content.decode()
    assert "สมชาย" in page and "ไม่มา" not in page
    assert page.count("<tr>") == 1 + 1 + 25


def test_two_who_change_a_line_of_the_list_lose_nothing(known: Cast, forum: Forum) -> None:
    line = makers.attendance(forum, "สมชาย", part="จดบันทึก")
    client, url = as_(known.organiser), f"/forums/{forum.pk}/people/{line.pk}/"
    page = client.get(url)
    assert "สมชาย ออกจากรายชื่อหรือไม่" in page.content.decode(), "asked before it is gone"
    seen = page.context["form"]["seen"].value()
    Attendance.objects.update(part="เล่าเรื่อง")
    answer = client.post(url, {"name": "สมชาย", "part": "ผู้นำคุย", "seen": seen})
    assert answer.status_code == 409
    assert dict(answer.context["form"].theirs) == {"หน้าที่ในเวที": "เล่าเรื่อง"}
