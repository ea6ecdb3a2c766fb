"""What is written down in a forum: stories, small groups, cards, decisions."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import AuditEntry
from ruamsuk.exchanges.models import Card, Case, Decision, Forum, Group
from ruamsuk.exchanges.scenes.cards import CARDS
from ruamsuk.exchanges.wall import wall_of
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.lib.text import LocalText
from tests.cast import Cast, cast
from tests.exchanges import makers, written

pytestmark = pytest.mark.django_db

STORY = {
    "title_th": "ปลดหนี้",
    "developed_th": "เริ่มปี 2548",
    "succeeded_th": "หนี้หมดในสามปี",
    "evidence_th": "สมุดบัญชี",
    "why_here_th": "ปลูกทุกอย่างที่กิน",
    "told_by": "ปราชญ์ชาวบ้าน",
}


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


def seen(client: Client, name: str, pk: object) -> str:
    """What stands in the form: sent back with every change."""
    form = client.get(reverse(name, args=[pk])).context["form"]
    return str(form["seen"].value())


def test_a_story_is_told_in_its_order(known: Cast, forum: Forum) -> None:
    client = as_(known.organiser)
    response = client.post(f"/forums/{forum.pk}/cases/new/", STORY | {"community": known.home.pk})
    assert response.status_code == 302
    case = Case.objects.get()
    assert case.told_by == "ปราชญ์ชาวบ้าน" and case.why_here.th == "ปลูกทุกอย่างที่กิน"
    page = client.get(f"/cases/{case.pk}/").content.decode()
    places = [page.index(STORY[key]) for key in list(STORY)[1:5]]
    assert places == sorted(places)
    assert "ปลดหนี้" in client.get(f"/forums/{forum.pk}/written/").content.decode()
    assert AuditEntry.objects.get(verb="case.written").target == "เวทีเครือข่าย"


def test_what_was_saved_is_told_to_the_phone_that_keeps_the_draft(
    known: Cast, forum: Forum
) -> None:
    client = as_(known.organiser)
    address = f"/forums/{forum.pk}/cases/new/"
    draft = f"case-new-{forum.pk}-{known.organiser.pk}"
    assert f'data-draft="{draft}"' in client.get(address).content.decode()
    page = client.post(address, STORY | {"community": known.home.pk}, follow=True)
    assert f'data-kept="{draft}"' in page.content.decode()


def test_two_who_change_a_story_at_once_lose_nothing(known: Cast, forum: Forum) -> None:
    case = written.case(forum, known.home)
    client, address = as_(known.organiser), f"/cases/{case.pk}/edit/"
    before = seen(client, "case_edit", case.pk)
    data = STORY | {"community": known.home.pk, "seen": before}
    assert client.post(address, data | {"succeeded_th": "ของคนแรก"}).status_code == 302
    late = client.post(address, data | {"succeeded_th": "ของคนที่สอง"})
    assert late.status_code == 409
    page = late.content.decode()
    assert "ของคนแรก" in page and "ของคนที่สอง" in page
    case.refresh_from_db()
    assert case.succeeded.th == "ของคนแรก"


def test_stories_are_put_in_another_order(known: Cast, forum: Forum) -> None:
    first, second, third = (
        written.case(forum, known.home, title=LocalText(name)) for name in ("ก", "ข", "ค")
    )
    client = as_(known.organiser)

    def order(moved: Case, way: str) -> str:
        client.post(f"/cases/{moved.pk}/move/", {"way": way})
        return "".join(one.title.th for one in forum.cases.all())

    ways = [(third, "up"), (first, "down"), (third, "up"), (second, "down")]
    assert [order(*way) for way in ways] == ["กคข", "คกข", "คกข", "คกข"]
    refused = as_(known.outsider).post(f"/cases/{first.pk}/move/", {"way": "up"})
    assert refused.status_code == 404


@pytest.mark.parametrize("noun", ["case", "group", "decision"])
def test_what_is_taken_out_can_be_put_back(known: Cast, forum: Forum, noun: str) -> None:
    kinds: dict[str, Any] = {"case": Case, "group": Group, "decision": Decision}
    made = {
        "case": lambda: written.case(forum, known.home),
        "group": lambda: written.group(forum),
        "decision": lambda: written.decision(forum),
    }[noun]()
    if isinstance(made, Group):
        written.card(made)
    if isinstance(made, Decision):
        written.step(forum, decision=made)
    client = as_(known.organiser)
    client.post(reverse(f"{noun}_take_out", args=[made.pk]))
    assert not kinds[noun].objects.exists()
    for _twice in range(2):
        client.post(f"/forums/{forum.pk}/written/put-back/")
    assert kinds[noun].objects.get() == made
    if isinstance(made, Group):
        assert made.cards.count() == 1
    if isinstance(made, Decision):
        assert made.steps.count() == 1


def hall_of(forum: Forum, *names: str) -> tuple[Hall, Seat]:
    hall = Hall.objects.create(network=forum.network, title=LocalText("ห้อง"), code="cards1")
    hall.scene = "cards"
    hall.save()
    Forum.objects.filter(pk=forum.pk).update(hall=hall)
    for name in names:
        written.group(forum, name)
    return hall, Seat.objects.create(hall=hall, code="A1", device="d")


def sent(hall: Hall, seat: Seat, key: str, **values: str) -> None:
    assert CARDS.take is not None
    group = Group.objects.first()
    usual = {"about": str(group.pk if group else ""), "text": "ปลูกป่า", "list": "main"}
    CARDS.take(hall, seat, key, usual | values)


def test_a_card_that_is_sent_again_hangs_once(known: Cast, forum: Forum) -> None:
    hall, seat = hall_of(forum, "กลุ่ม 1")
    key = str(uuid.uuid4())
    for _again in range(3):
        sent(hall, seat, key, text="  ปลูก   ป่า ")
    assert [card.text for card in Card.objects.all()] == ["ปลูก ป่า"]


@pytest.mark.parametrize(
    ("list_", "kept", "own"), [("main", "main", False), ("sub", "sub", False), ("own", "sub", True)]
)
def test_each_list(known: Cast, forum: Forum, list_: str, kept: str, own: bool) -> None:
    hall, seat = hall_of(forum, "กลุ่ม 1")
    seat.community = known.home
    sent(hall, seat, str(uuid.uuid4()), list=list_)
    card = Card.objects.get()
    assert (card.list, card.community) == (kept, known.home if own else None)


@pytest.mark.parametrize(
    "wrong", [{"about": "999"}, {"about": "x"}, {"text": "  "}, {"list": "none"}]
)
def test_what_makes_no_sense_is_refused(known: Cast, forum: Forum, wrong: dict[str, str]) -> None:
    hall, seat = hall_of(forum, "กลุ่ม 1")
    with pytest.raises(ValidationError):
        sent(hall, seat, str(uuid.uuid4()), **wrong)
    assert not Card.objects.exists()


def test_a_group_of_another_hall_takes_no_card(known: Cast, forum: Forum) -> None:
    hall, seat = hall_of(forum, "กลุ่ม 1")
    other = written.group(makers.forum(known.network))
    with pytest.raises(ValidationError):
        sent(hall, seat, str(uuid.uuid4()), about=str(other.pk))


def test_cards_that_come_when_closed_are_kept_beside_the_wall(known: Cast, forum: Forum) -> None:
    hall, seat = hall_of(forum, "กลุ่ม 1")
    hall.taking = False
    sent(hall, seat, str(uuid.uuid4()))
    hall.scene = "agenda"
    sent(hall, seat, str(uuid.uuid4()), text="มาช้าเพราะสัญญาณหาย")
    wall = wall_of(forum)
    assert [card.text for card in wall.withdrawn] == ["ปลูกป่า"]
    assert wall.columns[0].count == 1


def test_phones_and_board_show_each_group(known: Cast, forum: Forum) -> None:
    hall, seat = hall_of(forum, "กลุ่ม 1", "กลุ่ม 2")
    first, second = Group.objects.all()
    assert [choice.about for choice in CARDS.choices(hall)] == [None, first.pk, second.pk]
    written.card(first, "ของกลุ่มแรก")
    written.card(second, "ของกลุ่มสอง")
    everything = CARDS.board(hall).context
    hall.about = second.pk
    only = CARDS.board(hall).context
    assert (everything["count"], only["count"]) == (2, 1)
    assert CARDS.phone(hall, seat).context["groups"] == [second]


def test_the_wall_stands_by_lists_and_headings(
    forum: Forum, django_assert_num_queries: Any
) -> None:
    group = written.group(forum)
    for text, list_, heading in [
        ("ก", "main", ""),
        ("ข", "main", "น้ำ"),
        ("ค", "main", "น้ำ"),
        ("ง", "sub", "หนี้"),
    ]:
        written.card(group, text, list=list_, heading=heading)
    with django_assert_num_queries(2):
        wall = wall_of(forum)
        found = [
            [(heap.heading, [card.text for card in heap.cards]) for heap in column.heaps]
            for column in wall.columns
        ]
        assert [
            card.group.name for column in wall.columns for h in column.heaps for card in h.cards
        ]
    assert found == [[("น้ำ", ["ข", "ค"]), ("", ["ก"])], [("หนี้", ["ง"])]]
    assert wall.headings == ["น้ำ", "หนี้"]


def test_a_card_is_hung_withdrawn_put_back_and_decided(known: Cast, forum: Forum) -> None:
    card = written.card(written.group(forum))
    client, address = as_(known.organiser), f"/cards/{card.pk}/do/"

    def after(**data: str) -> Card:
        assert client.post(address, data).status_code == 302
        card.refresh_from_db()
        return card

    assert after(act="hang", list="sub", heading=" น้ำ ").heading == "น้ำ"
    assert card.list == Card.List.SUB
    assert after(act="withdraw").withdrawn
    assert not after(act="put-back").withdrawn
    after(act="decide")
    after(act="decide")
    assert Decision.objects.get().text == card.text
    assert client.post(address, {"act": "hang", "list": "none"}).status_code == 404


def test_a_facilitator_writes_cards_and_a_double_click_writes_one(
    known: Cast, forum: Forum
) -> None:
    group, client = written.group(forum), as_(known.organiser)
    data = {"key": str(uuid.uuid4()), "group": group.pk, "text": "ซื้อปุ๋ยรวมกัน", "list": "main"}
    for _twice in range(2):
        assert client.post(f"/forums/{forum.pk}/cards/new/", data).status_code == 302
    assert Card.objects.get().text == "ซื้อปุ๋ยรวมกัน"
    wrong = client.post(f"/forums/{forum.pk}/cards/new/", data | {"text": "", "heading": "ของฉัน"})
    assert "ของฉัน" in wrong.content.decode()


PRIVATE = ["written", "cards", "minutes"]


@pytest.mark.parametrize("page", PRIVATE)
def test_what_only_those_present_may_read_the_coordinator_may_not(known: Cast, page: str) -> None:
    author = known.people["facilitator"]
    forum = makers.forum(known.home, readers="present", created_by=author)
    address = f"/forums/{forum.pk}/{page}/"
    assert as_(author).get(address).status_code == 200
    for who in (known.organiser, known.neighbour, known.outsider, known.people["coordinator"]):
        assert as_(who).get(address).status_code == 404
    makers.attendance(forum, user=known.people["member"], came=datetime.datetime.now(datetime.UTC))
    assert as_(known.people["member"]).get(address).status_code == 200


@pytest.mark.parametrize("name", ["case", "case_edit", "group_edit", "decision_edit", "step"])
def test_nor_any_part_of_it(known: Cast, name: str) -> None:
    forum = makers.forum(known.home, readers="present", created_by=known.people["facilitator"])
    pks = written.everything(forum, known.home)
    assert as_(known.people["facilitator"]).get(reverse(name, args=[pks[name]])).status_code == 200
    for who in (known.organiser, known.people["coordinator"], known.neighbour):
        assert as_(who).get(reverse(name, args=[pks[name]])).status_code == 404
