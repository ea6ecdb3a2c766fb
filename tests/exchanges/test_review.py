"""Reviews before and after a forum: what is said arrives once, and nothing tells who said it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Role
from ruamsuk.exchanges.actions import forum as forum_actions
from ruamsuk.exchanges.actions import review as actions
from ruamsuk.exchanges.models import Forum, Readers, Remark
from ruamsuk.halls import actions as halls
from ruamsuk.halls.models import Hall
from ruamsuk.halls.scenes import scenes
from tests.cast import Cast, cast
from tests.exchanges import assists as makers
from tests.exchanges import makers as forums
from tests.exchanges import written
from tests.halls.makers import Phone, home_hall

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Cast:
    return cast()


@pytest.fixture
def held(known: Cast) -> Forum:
    return forums.forum(known.home, hall=home_hall(known))


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def asked(known: Cast, hall: Hall, question: Remark.Question) -> int:
    """Put a question on the phones; give the number by which the hall names it."""
    about = (*actions.BEFORE, *actions.AFTER).index(question)
    halls.show(known.people[Role.FACILITATOR], hall, "review", about)
    return about


def send(phone: Phone, about: int, number: int, text: str, **said: str) -> int:
    key = f"00000000-0000-4000-8000-{number:0>12}"
    data = {"token": phone.token, "scene": "review", "about": about, "key": key, "text": text}
    return phone.client.post(
        f"{phone.address}send/", data | said, headers={"accept": "application/json"}
    ).status_code


def everything() -> dict[str, list[Any]]:
    """Every row of every table, in the order in which they lie there."""
    with connection.cursor() as cursor:
        rows = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = cursor.fetchall()
    return rows


def test_a_remark_leaves_nothing_but_its_words(known: Cast, held: Forum) -> None:
    assert held.hall
    about = asked(known, held.hall, Remark.Question.WHY)
    phone = Phone(held.hall)
    phone.join(known.home, name="สมชาย")
    before = everything()
    assert send(phone, about, 7, "เพราะเราเริ่มช้า") == 200
    after = everything()
    assert [table for table in after if after[table] != before[table]] == ["exchanges_remark"]
    fields = {field.attname for field in Remark._meta.concrete_fields}
    assert fields == {"id", "forum_id", "question", "text", "name", "withdrawn"}
    remark = Remark.objects.get()
    assert (remark.text, remark.name) == ("เพราะเราเริ่มช้า", "")
    assert "000000000007" not in str(remark.pk), "the phone knows its key; the row does not"


def test_sent_again_it_is_still_one(known: Cast, held: Forum) -> None:
    assert held.hall
    about = asked(known, held.hall, Remark.Question.NEXT)
    phone = Phone(held.hall)
    phone.join(known.home)
    for _attempt in range(3):
        assert send(phone, about, 1, "นัดครั้งหน้า") == 200
    assert send(phone, about, 2, "นัดครั้งหน้า") == 200
    assert Remark.objects.count() == 2


def test_the_order_of_the_rows_does_not_tell_who_came_first(held: Forum) -> None:
    orders = set()
    for _time in range(12):
        Remark.objects.all().delete()
        for number in range(6):
            actions.take_remark(held, Remark.Question.WHY, makers.numbered(number), str(number))
        orders.add(tuple(row[2] for row in rows_as_they_lie()))
    assert len(orders) > 6, "720 orders are possible; arrival is one of them"


def rows_as_they_lie() -> list[tuple[Any, ...]]:
    order = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, question, text FROM exchanges_remark ORDER BY {order}")
        return list(cursor.fetchall())


def test_other_questions_and_what_was_taken_out_stay(known: Cast, held: Forum) -> None:
    kept = makers.remark(held, "อย่างอื่น", question=Remark.Question.NEXT)
    out = makers.remark(held, "หยาบคาย", question=Remark.Question.WHY, withdrawn=True)
    actions.take_remark(held, Remark.Question.WHY, makers.KEY, "ใหม่")
    assert {one.pk for one in Remark.objects.all()} >= {kept.pk, out.pk}
    assert Remark.objects.get(pk=out.pk).withdrawn


def test_a_name_stands_only_where_it_was_written(known: Cast, held: Forum) -> None:
    assert held.hall
    about = asked(known, held.hall, Remark.Question.MEANT)
    phone = Phone(held.hall)
    phone.join(known.home, name="สมชาย")
    send(phone, about, 1, "จะคุยเรื่องน้ำ", name=" สม  หญิง ")
    assert Remark.objects.get().name == "สม หญิง"


def test_the_screen_groups_by_question_and_hides_until_shown(known: Cast, held: Forum) -> None:
    assert held.hall
    lead = known.people[Role.FACILITATOR]
    makers.remark(held, "เพราะฝนตก", question=Remark.Question.WHY)
    makers.remark(held, "กลัวฝน", question=Remark.Question.WORRY)
    asked(known, held.hall, Remark.Question.WHY)
    url = f"/halls/{held.hall.pk}/board/now/"
    assert "เพราะฝนตก" not in as_(lead).get(url).content.decode()
    halls.reveal(lead, held.hall, shown=True)
    page = as_(lead).get(url).content.decode()
    assert "เพราะฝนตก" in page and "กลัวฝน" not in page, "before and after stand apart"


def test_whoever_leads_it_writes_for_others_and_takes_out(known: Cast, held: Forum) -> None:
    client, url = as_(known.people[Role.FACILITATOR]), f"/forums/{held.pk}/review/"
    said = {"key": str(makers.KEY), "question": "happened", "text": "ได้คุยจริง", "name": ""}
    for _twice in range(2):
        assert client.post(url, said).status_code == 302
    draft = f"review-{held.pk}-{known.people[Role.FACILITATOR].pk}"
    page = client.get(url).content.decode()
    assert f'data-draft="{draft}"' in page and f'data-kept="{draft}"' in page
    remark = Remark.objects.get()
    client.post(f"{url}{remark.pk}/")
    assert Remark.objects.get().withdrawn
    client.post(f"{url}{remark.pk}/", {"way": "back"})
    assert not Remark.objects.get().withdrawn
    page = as_(known.people[Role.MEMBER]).get(url)
    assert "ได้คุยจริง" in page.content.decode() and page.context["form"] is None
    assert as_(known.people[Role.MEMBER]).post(url, said).status_code == 404


def test_what_is_kept_to_those_present_others_do_not_read(known: Cast, held: Forum) -> None:
    assert held.hall
    makers.remark(held, "เรื่องในวง", question=Remark.Question.WHY)
    Forum.objects.update(readers=Readers.PRESENT)
    for user in (known.organiser, known.people[Role.COORDINATOR], known.neighbour):
        assert as_(user).get(f"/forums/{held.pk}/review/").status_code == 404
    asked(known, held.hall, Remark.Question.WHY)
    halls.reveal(known.organiser, held.hall, shown=True)
    page = as_(known.organiser).get(f"/halls/{held.hall.pk}/board/").content.decode()
    assert "เรื่องในวง" not in page


def test_cards_kept_to_those_present_nobody_watches_from_afar(known: Cast, held: Forum) -> None:
    assert held.hall
    lead = known.people[Role.FACILITATOR]
    Forum.objects.update(readers=Readers.PRESENT, created_by=lead)
    group = written.group(held)
    written.card(group, "ความลับของกลุ่ม")
    halls.close(lead, held.hall)
    afar = as_(known.organiser)
    for act in ({"act": "reopen"}, {"act": "show", "scene": "cards", "about": group.pk}):
        assert afar.post(f"/halls/{held.hall.pk}/do/", act).status_code == 302
    url = f"/halls/{held.hall.pk}/board/now/"
    assert "ความลับของกลุ่ม" not in afar.get(url).content.decode()
    assert "ความลับของกลุ่ม" in as_(lead).get(url).content.decode()


@pytest.mark.parametrize(
    ("readers", "words"), [("present", "คนที่อยู่ในวง"), ("public", "ใคร ๆ ก็อ่านได้")]
)
def test_phones_say_who_reads_before_anything_is_written(
    known: Cast, held: Forum, readers: str, words: str
) -> None:
    assert held.hall
    lead = known.people[Role.FACILITATOR]
    Forum.objects.update(created_by=lead)
    held.refresh_from_db()
    held.readers = readers
    group = written.group(held)
    phone = Phone(held.hall)
    phone.join(known.home)
    for scene, about in (("cards", group.pk), ("review", 0)):
        halls.show(lead, held.hall, scene, about)
        phone.now()
        forum_actions.change(lead, held)
        assert words in phone.now()[1], scene


def test_every_scene_in_which_people_write_says_who_may_watch_it() -> None:
    signs = {"sign-in"}  # the wall has numbers, and no names
    written_in = {
        scene.key: scene.may_watch
        for scene in scenes()
        if scene.take and scene.take.__module__.startswith("ruamsuk.exchanges.")
    }
    assert {"cards", "review", "assist"} <= set(written_in)
    assert {key for key, may_watch in written_in.items() if may_watch is None} == signs


@pytest.mark.parametrize(("about", "text"), [(9, "x"), (2, " "), (2, "ก" * 1001)])
def test_what_makes_no_sense_is_refused_with_a_sentence(
    known: Cast, held: Forum, about: int, text: str
) -> None:
    assert held.hall
    phone = Phone(held.hall)
    phone.join(known.home)
    assert send(phone, about, 1, text) == 422
