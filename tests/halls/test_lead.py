"""Leading a hall: scenes, closing and reopening, hiding, slips, the projector."""

from __future__ import annotations

import sys

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django.fixtures import Settings

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Role
from ruamsuk.halls import scenes
from ruamsuk.halls.models import Answer, Hall, Question
from tests.cast import Cast, cast

from .makers import JSON, Phone, ask, counted, hall, home_hall

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Cast:
    return cast()


def signed_in(person: User | AnonymousUser) -> Client:
    client = Client()
    if person.is_authenticated:
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def lead(known: Cast, where: Hall, **said: object) -> Hall:
    """A button of the remote control."""
    signed_in(known.organiser).post(f"/halls/{where.pk}/do/", said)
    where.refresh_from_db()
    return where


def board(known: Cast, where: Hall) -> str:
    return signed_in(known.organiser).get(f"/halls/{where.pk}/board/now/").content.decode()


def test_a_hall_is_opened_from_the_page_of_its_place(known: Cast) -> None:
    client = signed_in(known.organiser)
    client.post("/n/west/halls/", {"title_th": "เวที", "entry": "slips"})
    made = Hall.objects.get()
    assert (made.network, made.entry, len(made.code)) == (known.network, "slips", 6)
    assert client.get(f"/halls/{made.pk}/").status_code == 200


@pytest.mark.parametrize("address", ["", "board/", "board/now/", "slips/", "question/"])
def test_outsiders_find_nothing(known: Cast, address: str) -> None:
    where = home_hall(known)
    people = [known.outsider, known.neighbour, known.people[Role.MEMBER]]
    url = f"/halls/{where.pk}/{address}"
    assert [signed_in(one).get(url).status_code for one in people] == [404, 404, 404]
    assert signed_in(known.people[Role.FACILITATOR]).get(url).status_code == 200


def test_outsiders_lead_nothing(known: Cast) -> None:
    where = home_hall(known)
    for one in (known.outsider, known.neighbour, known.people[Role.MEMBER]):
        answer = signed_in(one).post(f"/halls/{where.pk}/do/", {"act": "close"})
        assert answer.status_code == 404
    where.refresh_from_db()
    assert where.closed is None


def test_the_remote_control_needs_its_page(known: Cast) -> None:
    """Another site cannot lead a hall through the facilitator's browser."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(known.organiser, "django.contrib.auth.backends.ModelBackend")
    where = hall(known)
    assert client.post(f"/halls/{where.pk}/do/", {"act": "close"}).status_code == 403


def test_arrows_go_through_the_questions_and_stop_at_the_ends(known: Cast) -> None:
    where = hall(known)
    first, second = ask(known, where), ask(known, where)
    acts = ("next", "previous", "previous", "next")
    seen = [lead(known, where, act=act).about for act in acts]
    assert seen == [second.pk, first.pk, first.pk, second.pk]


def test_a_question_is_asked_at_once(known: Cast) -> None:
    where = hall(known)
    client = signed_in(known.organiser)
    address = f"/halls/{where.pk}/question/"
    client.post(address, {"text": "เริ่มเรื่องไหน", "options": " น้ำ \n\nป่า\nน้ำ\n"})
    asked = Question.objects.get()
    where.refresh_from_db()
    assert (asked.options, where.scene, where.about) == (["น้ำ", "ป่า"], "question", asked.pk)
    refused = client.post(address, {"text": "ก", "options": "ข้อเดียว"}).content.decode()
    assert "ข้อเดียว" in refused and Question.objects.count() == 1


def test_counts_can_be_hidden_and_shown(known: Cast) -> None:
    where = hall(known)
    phone = Phone(where)
    phone.join()
    question = ask(known, where, "น้ำ", "ป่า")
    phone.send(question, choice=1)
    assert "<meter" in board(known, where)
    lead(known, where, act="hide")
    assert "<meter" not in board(known, where) and "1 จาก 1" in board(known, where)
    lead(known, where, act="reveal")
    assert "<meter" in board(known, where)


def test_closing_and_reopening_loses_nothing(known: Cast) -> None:
    where = hall(known)
    phone = Phone(where)
    phone.join(known.home)
    question = ask(known, where, "น้ำ", "ป่า")
    phone.send(question, choice=1)
    assert lead(known, where, act="close").closed
    assert lead(known, where, act="show", scene="blank").scene == "question"
    assert lead(known, where, act="reopen").closed is None
    assert "1 จาก 1" in board(known, where)
    assert phone.now()[0] == 200


@pytest.mark.parametrize(
    "said",
    [
        {"act": "show", "scene": "nothing"},
        {"act": "show", "scene": "question", "about": "77"},
        {"act": "show", "scene": "closed"},
        {"act": "show"},
        {"act": "explode"},
        {},
    ],
)
def test_what_does_not_exist_is_not_shown(known: Cast, said: dict[str, str]) -> None:
    where = hall(known)
    before = where.revision
    assert lead(known, where, **said).revision == before


def test_a_hall_that_is_closed_forgets_when_answers_came(known: Cast) -> None:
    where = hall(known)
    question = ask(known, where, "ทำ", "ไม่ทำ")
    phone = Phone(where)
    phone.join()
    assert phone.send(question, "1", stamp=2000, choice=0) == 200
    lead(known, where, act="close")
    assert set(Answer.objects.values_list("stamp", flat=True)) == {0}
    assert phone.send(question, "2", stamp=3000, choice=1) == 200
    assert counted(question) == [0], "what comes late does not count"
    assert Answer.objects.filter(late=True, choice=1).exists(), "and is not lost"


def test_the_board_is_sent_only_when_it_has_changed(known: Cast) -> None:
    where = hall(known)
    client, address = signed_in(known.organiser), f"/halls/{where.pk}/board/now/"
    mark = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": mark}).status_code == 304
    Phone(where).join()
    assert client.get(address, headers={"if-none-match": mark}).status_code == 200


def test_keys_of_the_board_are_answered_without_a_page(known: Cast) -> None:
    where = hall(known)
    client = signed_in(known.organiser)
    answer = client.post(f"/halls/{where.pk}/do/", {"act": "hide"}, headers={"accept": JSON})
    assert (answer.status_code, answer.content) == (204, b"")


def test_in_a_hall_phones_are_led_to_the_laptop_not_to_localhost(
    known: Cast, settings: Settings
) -> None:
    where = hall(known)
    settings.ADDRESS = "http://192.168.1.7:8000"
    assert "192.168.1.7:8000<wbr>/hall/" in board(known, where)
    page = signed_in(known.organiser).get(f"/halls/{where.pk}/").content.decode()
    assert f"http://192.168.1.7:8000/hall/{where.code}/" in page


def test_slips_are_printed_until_somebody_sits_on_them(known: Cast) -> None:
    where = hall(known, entry=Hall.Entry.SLIPS)
    client, address = signed_in(known.organiser), f"/halls/{where.pk}/slips/"
    client.post(address, {"count": "๓", "community": known.home.pk})
    codes = list(where.seats.values_list("code", flat=True))
    assert len(codes) == 3
    Phone(where).join(seat=codes[0])
    page = client.get(address).content.decode()
    assert [code in page for code in codes] == [False, True, True]


def test_slips_and_phones_share_the_seats_of_a_hall(
    known: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("lead", "sit"):  # the verb of the second one hides it in its package
        monkeypatch.setattr(sys.modules[f"ruamsuk.halls.actions.{module}"], "MOST_SEATS", 3)
    where = hall(known)
    for _n in range(2):
        Phone(where).join()
    client, address = signed_in(known.organiser), f"/halls/{where.pk}/slips/"
    assert client.post(address, {"count": 2, "community": ""}).status_code == 200
    assert client.post(address, {"count": 1, "community": ""}).status_code == 302
    assert Phone(where).join() == 200, "full"


def test_a_hall_can_be_kept_to_slips_later_and_those_who_sit_stay(known: Cast) -> None:
    where = hall(known)
    page = f"/halls/{where.pk}/"
    phone, stranger = Phone(where), Phone(where)
    phone.join()
    assert "แจกบัตรที่นั่ง" in signed_in(known.organiser).get(page).content.decode()
    assert lead(known, where, act="slips").entry == Hall.Entry.SLIPS
    assert "แจกบัตรที่นั่ง" not in signed_in(known.organiser).get(page).content.decode()
    stranger.join()
    assert phone.now()[0] == 200 and where.seats.count() == 1
    assert lead(known, where, act="anyone").entry == Hall.Entry.OPEN
    stranger.join()
    assert where.seats.count() == 2


@pytest.mark.parametrize(
    ("people", "kept", "warned"),
    [("๒", 2, False), ("1", 1, True), ("", None, False), ("0", 9, False), ("สอง", 9, False)],
)
def test_seats_stand_beside_the_people_who_were_counted(
    known: Cast, people: str, kept: int | None, warned: bool
) -> None:
    where = hall(known)
    Phone(where).join()
    Phone(where).join()
    lead(known, where, act="count", people="9")
    assert lead(known, where, act="count", people=people).people == kept
    page = signed_in(known.organiser).get(f"/halls/{where.pk}/").content.decode()
    assert ("มากกว่าคน" in page) == warned


def test_what_people_type_is_shown_as_text(known: Cast) -> None:
    where = hall(known)
    phone = Phone(where)
    phone.join(name="<script>1</script>")
    question = ask(known, where, text="<b>ตัวหนา</b>")
    phone.send(question, words="<img src=x onerror=alert(1)>")
    for page in (board(known, where), phone.look(), phone.now()[1]):
        assert [sign for sign in ("<script>1", "<b>", "<img src=x") if sign in page] == []


def test_one_answer_is_taken_off_the_screen_whoever_sends_it_again(known: Cast) -> None:
    where = hall(known)
    phones = [Phone(where) for _n in range(3)]
    for phone in phones:
        phone.join()
    question = ask(known, where)
    phones[0].send(question, words="น้ำสะอาด")
    phones[1].send(question, words="ไอ้โง่")
    client, page = signed_in(known.organiser), f"/halls/{where.pk}/"
    said = {"about": question.pk, "words": "ไอ้โง่"}
    assert 'name="words" value="ไอ้โง่"' in client.get(page).content.decode()
    lead(known, where, act="off", **said)
    phones[2].send(question, words="ไอ้โง่")
    assert "น้ำสะอาด" in board(known, where) and "ไอ้โง่" not in board(known, where)
    assert "ไม่ขึ้นจอ" in client.get(page).content.decode()
    assert question.answers.count() == 3, "nothing is lost"
    lead(known, where, act="back", **said)
    assert "ไอ้โง่" in board(known, where)
    assert signed_in(known.neighbour).post(f"{page}do/", {"act": "off", **said}).status_code == 404
    assert client.post(f"{page}do/", {"act": "off", "about": "999"}).status_code == 400


def test_every_scene_is_drawn_for_phone_and_board(known: Cast) -> None:
    where = hall(known)
    phone = Phone(where)
    phone.join(known.home)
    ask(known, where, "ก", "ข")
    for scene in scenes.scenes():
        for choice in scene.choices(where):
            lead(known, where, act="show", scene=scene.key, about=choice.about or "")
            assert (where.scene, where.about) == (scene.key, choice.about)
            assert board(known, where) and phone.now()[1]
            assert signed_in(known.organiser).get(f"/halls/{where.pk}/").status_code == 200
