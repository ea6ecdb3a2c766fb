"""Running a forum: its hall, its clock, signing in, its materials."""

from __future__ import annotations

import datetime
import io
import uuid
import zipfile
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.utils import timezone

from ruamsuk.assessments.models import PracticeTable
from ruamsuk.communities.models import Role
from ruamsuk.exchanges import media
from ruamsuk.exchanges.models import Forum, Material
from ruamsuk.exchanges.timetable import timetable
from ruamsuk.halls.actions import show
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.scenes import Scene, scene_named, scenes
from ruamsuk.lib.text import LocalText
from ruamsuk.results.models import Blob
from tests.cast import Cast, cast
from tests.exchanges import makers
from tests.exchanges.test_forums import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Cast:
    return cast()


@pytest.fixture
def forum(known: Cast) -> Forum:
    made = makers.forum(known.network)
    for name in ("หนึ่ง", "สอง"):
        makers.item(made, name)
    return made


@pytest.fixture
def hall(known: Cast, forum: Forum) -> Hall:
    as_(known.organiser).post(f"/forums/{forum.pk}/hall/")
    forum.refresh_from_db()
    assert forum.hall is not None
    return forum.hall


def states(forum: Forum) -> list[str]:
    return ["done" if item.ended else "now" if item.started else "" for item in forum.agenda.all()]


@pytest.mark.parametrize(
    ("clock", "following"),
    [((9, 20), "09:30"), ((9, 50), "09:50"), ((23, 59), "23:59")],
    ids=["in time", "over time", "far over time"],
)
def test_what_follows_never_comes_before_now(
    forum: Forum, monkeypatch: pytest.MonkeyPatch, clock: tuple[int, int], following: str
) -> None:
    nine = timezone.make_aware(datetime.datetime.combine(forum.day, datetime.time(9)))
    forum.agenda.filter(pk=forum.agenda.all()[0].pk).update(started=nine)
    moment = nine.replace(hour=clock[0], minute=clock[1])
    monkeypatch.setattr(timezone, "now", lambda: moment)
    day = timetable(forum)
    assert day.now and f"{day.now.ends:%H:%M}" == "09:30", "the clock tells how much it is over"
    assert day.next and f"{day.next.starts:%H:%M}" == following


def test_a_part_left_running_does_not_drag_its_day_along(forum: Forum) -> None:
    nine = timezone.make_aware(datetime.datetime.combine(forum.day, datetime.time(9)))
    forum.agenda.filter(pk=forum.agenda.all()[0].pk).update(started=nine)
    forum_next = timetable(forum).next
    assert forum_next and f"{forum_next.starts:%H:%M}" == "09:30"


def scene(key: str) -> Scene:
    found = scene_named(key)
    assert found is not None
    return found


def test_the_hall_is_opened_once_and_the_forum_runs(known: Cast, forum: Forum, hall: Hall) -> None:
    assert forum.state == Forum.State.RUNNING
    as_(known.organiser).post(f"/forums/{forum.pk}/hall/")
    assert Hall.objects.count() == 1
    assert set(hall.communities.all()) == {known.home, known.other}


def test_the_day_goes_on_by_one_button_and_two_taps_count_once(
    known: Cast, forum: Forum, hall: Hall
) -> None:
    client, url = as_(known.organiser), f"/forums/{forum.pk}/agenda/start/"
    first, second = forum.agenda.all()
    for _ in range(2):
        client.post(url, {"after": "", "from": "hall"})
    assert states(forum) == ["now", ""]
    hall.refresh_from_db()
    assert hall.scene == "agenda"
    revision = hall.revision
    for _ in range(2):
        client.post(url, {"after": first.pk})
    assert states(forum) == ["done", "now"]
    hall.refresh_from_db()
    assert hall.revision > revision, "phones are told"
    client.post(url, {"act": "end"})
    assert states(forum) == ["done", "done"]
    client.post(url, {"item": second.pk})
    assert states(forum) == ["done", "now"], "what was ended too early goes on"
    client.post(f"/forums/{forum.pk}/state/", {"state": "held"})
    assert states(forum) == ["done", "done"]


def test_board_and_phones_show_what_runs_until_when_and_what_is_next(
    known: Cast, forum: Forum, hall: Hall
) -> None:
    first = forum.agenda.all()[0]
    as_(known.organiser).post(f"/forums/{forum.pk}/agenda/start/", {"item": first.pk})
    seat = Seat.objects.create(hall=hall, code="a")
    for shown in (scene("agenda").board(hall), scene("agenda").phone(hall, seat)):
        html = render_to_string(shown.template, shown.context | {"hall": hall})
        assert "หนึ่ง" in html and "สอง" in html and "data-clock-ends" in html


@pytest.mark.parametrize("change", ["lengthen", "move", "take-out"])
def test_phones_look_again_when_the_day_changes(
    known: Cast, forum: Forum, hall: Hall, change: str
) -> None:
    for scene_shown, told in (("agenda", 1), ("welcome", 0)):
        before = show(known.organiser, hall, scene_shown).revision
        address = f"/forums/{forum.pk}/agenda/{forum.agenda.all()[0].pk}/{change}/"
        assert as_(known.organiser).post(address).status_code == 302
        hall.refresh_from_db()
        assert hall.revision == before + told


def test_the_remote_control_leads_the_agenda(known: Cast, forum: Forum, hall: Hall) -> None:
    show(known.organiser, hall, "agenda")
    page = as_(known.organiser).get(f"/halls/{hall.pk}/").content.decode()
    assert f"/forums/{forum.pk}/agenda/start/" in page and "หนึ่ง" in page


def test_a_phone_signs_in_and_the_board_counts(known: Cast, forum: Forum, hall: Hall) -> None:
    seat = Seat.objects.create(hall=hall, code="a", community=known.home, name="สมชาย")
    take, key = scene("sign-in").take, str(uuid.uuid4())
    assert take is not None
    for name in ("", "", "สมชาย ใจดี"):
        take(hall, seat, key, {"name": name, "stamp": "1"})
    (line,) = forum.attendances.all()
    assert (line.name, line.community, bool(line.came)) == ("สมชาย ใจดี", known.home, True)
    board = scene("sign-in").board(hall)
    assert board.context["total"] == 1
    html = render_to_string(board.template, board.context | {"hall": hall})
    assert "บ้านเลือก" in html and "สมชาย" not in html, "the wall shows no names"
    with pytest.raises(ValidationError):
        take(hall, seat, key, {"name": "ก" * 81})


def test_a_hall_without_a_forum_offers_none_of_it(known: Cast) -> None:
    plain = Hall.objects.create(network=known.network, title=LocalText("ศาลา"), code="plain")
    assert [list(scene(key).choices(plain)) for key in ("agenda", "sign-in", "material")] == [
        [],
        [],
        [],
    ]


def test_a_sitting_is_begun_in_the_hall_of_the_forum_once(known: Cast, forum: Forum) -> None:
    table = PracticeTable.objects.create(network=known.network, title=LocalText("ตาราง"))
    client, url = as_(known.organiser), f"/forums/{forum.pk}/sitting/"
    data = {"table": table.pk, "communities": [known.home.pk, known.other.pk], "way": "phones"}
    led_to = [client.post(url, data)["Location"] for _ in range(2)]
    forum.refresh_from_db()
    assert forum.sitting and forum.hall and forum.sitting.hall == forum.hall
    assert led_to == [f"/halls/{forum.hall.pk}/", f"/sittings/{forum.sitting.pk}/"]
    assert forum.sitting.held_on == forum.day
    assert table.sittings.count() == 1


def test_the_remote_control_leads_to_the_pages_of_the_forum(known: Cast, forum: Forum) -> None:
    client = as_(known.organiser)
    client.post(f"/forums/{forum.pk}/hall/")
    forum.refresh_from_db()
    page = client.get(f"/halls/{forum.hall_id}/").content.decode()
    for part in ("", "sitting/", "written/", "assists/"):
        assert f'href="/forums/{forum.pk}/{part}"' in page


def archive(*names: str, **texts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, texts.get(name, ""))
    return buffer.getvalue()


KINDS = [
    (b"%PDF-1.7", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n....", "image/png"),
    (b"\xff\xd8\xff\xe0", "image/jpeg"),
    (b"RIFF....WEBPVP8 ", "image/webp"),
    (b"....ftypisom", "video/mp4"),
    (b"....ftypheic", None),
    (b"....ftypavif", None),
    (archive("[Content_Types].xml", "word/document.xml"), media._OFFICE["word/"]),
    (
        archive("mimetype", mimetype="application/vnd.oasis.opendocument.text"),
        "application/vnd.oasis.opendocument.text",
    ),
    (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), None),
    (archive("mimetype", mimetype="text/html"), None),
    (archive("run.exe"), None),
    (b"PK\x03\x04broken", None),
    (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", None),
    (b"<html><script>x()</script>", None),
    (b"MZ\x90\x00", None),
    (b"", None),
]


@pytest.mark.parametrize(("data", "kind"), KINDS)
def test_what_a_file_is_is_seen_by_what_is_in_it(data: bytes, kind: str | None) -> None:
    assert media.kind_of(data) == kind


def brought(known: Cast, forum: Forum, data: bytes, name: str, **fields: Any) -> Any:
    sent = {"title_th": "ภาพ", "upload": SimpleUploadedFile(name, data)} | fields
    return as_(known.organiser).post(f"/forums/{forum.pk}/materials/new/", sent)


def test_a_file_is_given_back_so_that_no_browser_runs_it(known: Cast, forum: Forum) -> None:
    hostile = b"%PDF-1.7<script>alert(1)</script>"
    assert brought(known, forum, hostile, "../../<b>แผน.html").status_code == 302
    material = Material.objects.get()
    response = as_(known.organiser).get(f"/forums/{forum.pk}/materials/{material.pk}/file/")
    assert response.content == hostile
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert ".html" not in material.name and material.name.endswith(".pdf")
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "fields",
    [
        {"data": b"<html>", "name": "a.pdf"},
        {"data": b"%PDF-" + b"0" * media.MOST_BYTES, "name": "big.pdf"},
        {"data": b"....ftypheic", "name": "IMG_0001.HEIC"},
        {"data": b"", "name": "", "link": ""},
        {"data": b"", "name": "", "link": "javascript:alert(1)"},
        {"data": b"", "name": "", "link": "ftp://example.org/a"},
    ],
)
def test_what_is_not_taken_gets_a_sentence(
    known: Cast, forum: Forum, fields: dict[str, Any]
) -> None:
    data, name = fields.pop("data"), fields.pop("name")
    sent: dict[str, Any] = {"title_th": "ภาพ"} | fields
    if name:
        sent["upload"] = SimpleUploadedFile(name, data)
    response = as_(known.organiser).post(f"/forums/{forum.pk}/materials/new/", sent)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Material.objects.exists()


def test_a_material_is_shown_in_the_hall_and_seen_by_those_who_see_the_forum(
    known: Cast, forum: Forum, hall: Hall
) -> None:
    brought(known, forum, b"\x89PNG\r\n\x1a\n", "a.png", link="https://example.org/a")
    material = Material.objects.get()
    show(known.organiser, hall, "material", material.pk)
    hall.refresh_from_db()
    shown = scene("material").board(hall)
    assert f"/materials/{material.pk}/file/" in render_to_string(shown.template, shown.context)
    phone = scene("material").phone(hall, Seat(hall=hall))
    assert "https://example.org/a" in render_to_string(phone.template, phone.context)
    url = f"/forums/{forum.pk}/materials/{material.pk}/file/"
    assert as_(known.people[Role.MEMBER]).get(url).status_code == 200
    assert as_(known.outsider).get(url).status_code == 404


def test_two_who_change_a_material_lose_nothing(known: Cast, forum: Forum) -> None:
    material = makers.material(forum, file=Blob.objects.keep(b"%PDF-1"), name="a.pdf")
    client, url = as_(known.organiser), f"/forums/{forum.pk}/materials/{material.pk}/edit/"
    seen = client.get(url).context["form"]["seen"].value()
    Material.objects.update(transcript="ของเขา", file=Blob.objects.keep(b"%PDF-2"), name="b.pdf")
    mine = {"title_th": "วีดิทัศน์", "transcript": "ของเรา", "seen": seen}
    answer = client.post(url, mine)
    assert answer.status_code == 409
    assert "ของเขา" in answer.content.decode() and "ของเรา" in answer.content.decode()
    file = SimpleUploadedFile("c.pdf", b"%PDF-3")
    theirs = dict(client.post(url, mine | {"upload": file}).context["form"].theirs)
    assert theirs["ไฟล์"] == "b.pdf"
    material.refresh_from_db()
    assert (material.transcript, material.name) == ("ของเขา", "b.pdf")
    assert client.post(url, mine | {"seen": answer.context["form"].data["seen"]}).status_code == 302


def test_a_material_is_changed_and_taken_out(known: Cast, forum: Forum) -> None:
    material = makers.material(forum)
    client, url = as_(known.organiser), f"/forums/{forum.pk}/materials/{material.pk}/edit/"
    said = {"title_th": "ใหม่", "link": "https://example.org/b", "transcript": "พูดว่า"}
    client.post(url, said | {"seen": client.get(url).context["form"]["seen"].value()})
    material.refresh_from_db()
    assert (material.title.th, material.transcript) == ("ใหม่", "พูดว่า")
    material.file = Blob.objects.keep(b"%PDF-1.7")
    material.save()
    client.post(url, {"take_out": "1"})
    assert not Material.objects.exists()
    back = f"/forums/{forum.pk}/materials/put-back/"
    assert back in client.get(f"/forums/{forum.pk}/").content.decode()
    for _twice in range(2):
        client.post(back)
    put_back = Material.objects.get()
    assert (put_back.pk, put_back.transcript, put_back.file) == (material.pk, "พูดว่า", material.file)
    assert back not in client.get(f"/forums/{forum.pk}/").content.decode()


def test_the_remote_control_offers_things_in_the_order_of_the_day() -> None:
    day = ["sign-in", "practice", "stairs", "cards", "matches", "review"]
    assert [one.key for one in scenes() if one.key in day] == day
