"""Tables of practices: where they come from, how they are changed, and how a change goes back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from ruamsuk.assessments.actions import tables as actions
from ruamsuk.assessments.models import PracticeTable
from ruamsuk.assessments.starting import TEMPLATES, template, usual_levels
from ruamsuk.communities.models import Role
from tests.assessments import makers
from tests.cast import Cast, cast
from tests.results import makers as results

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Cast:
    return cast()


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    return client


def test_templates_say_everything_in_both_languages() -> None:
    assert len(usual_levels()) == 5
    for name in TEMPLATES:
        start = template(name)
        assert len(start.rows) == 9
        for row in start.rows:
            assert row.name.th and row.name.en
            assert len(row.levels) == 5
            assert all(words.th and words.en for words in row.levels)


def test_a_table_is_drawn_from_the_agreed_goals(known: Cast) -> None:
    version = results.version(known.home)
    client = signed_in(known.people[Role.FACILITATOR])
    page = reverse("practice_table_new", args=[known.home.slug])
    client.post(page, {"source": f"goals-{version.pk}"})
    table = PracticeTable.objects.get()
    said = [(one.name.th, one.goal, one.indicator) for one in table.practices.all()]
    assert said == [
        ("เศรษฐกิจ", "economy", "debt-free"),
        ("สุขภาพ", "health", "water"),
        ("การเรียนรู้", "learning", "school"),
    ]


def test_a_community_copies_the_table_of_its_network(known: Cast) -> None:
    shared = makers.table(known.organiser, known.network)
    client = signed_in(known.people[Role.FACILITATOR])
    page = reverse("practice_table_new", args=[known.home.slug])
    client.post(page, {"source": f"copy-{shared.pk}", "title_th": "ตารางของเรา"})
    own = PracticeTable.objects.get(community=known.home)
    assert own.title.th == "ตารางของเรา"
    assert [p.levels for p in own.practices.all()] == [p.levels for p in shared.practices.all()]


def filled(client: Client, page: str, **changes: str) -> dict[str, str]:
    """What a browser would send of a practice's form."""
    answer = client.get(page)
    form = answer.context["form"]
    values = {"seen": form["seen"].value()} if "seen" in form.fields else {}
    for name in ("name", "about"):
        text = form[name].value()
        values |= {f"{name}_th": text.th, f"{name}_en": text.en}
    for number, words in enumerate(form["levels"].value()):
        values |= {f"levels_{number}_th": words["th"], f"levels_{number}_en": words["en"]}
        assert escape(words["th"]) in answer.content.decode(), "what is kept stands in the form"
    return values | {"indicator": form["indicator"].value() or ""} | changes


def test_levels_are_put_into_our_own_words_and_a_change_is_taken_back(known: Cast) -> None:
    table = makers.home_table(known)
    practice = makers.first(table)
    client = signed_in(known.people[Role.FACILITATOR])
    page = reverse("practice_edit", args=[table.pk, practice.pk])
    client.post(page, filled(client, page, levels_4_th="ลูกหลานทำต่อเอง"))
    practice.refresh_from_db()
    assert practice.levels[4]["th"] == "ลูกหลานทำต่อเอง"
    client.post(reverse("practice_table_undo", args=[table.pk]))
    practice.refresh_from_db()
    assert practice.levels[4]["th"] == template("learning").rows[0].levels[4].th


def test_two_who_write_at_once_both_keep_their_words(known: Cast) -> None:
    table = makers.home_table(known)
    practice = makers.first(table)
    one = signed_in(known.people[Role.FACILITATOR])
    other = signed_in(known.people[Role.COORDINATOR])
    page = reverse("practice_edit", args=[table.pk, practice.pk])
    first = filled(one, page, levels_0_th="คำของคนแรก")
    second = filled(other, page, levels_0_th="คำของคนที่สอง")
    one.post(page, first)
    clash = other.post(page, second)
    assert clash.status_code == 409
    text = clash.content.decode()
    assert "คำของคนแรก" in text
    assert "คำของคนที่สอง" in text
    practice.refresh_from_db()
    assert practice.levels[0]["th"] == "คำของคนแรก"
    other.post(page, second | {"seen": clash.context["form"]["seen"].value()})
    practice.refresh_from_db()
    assert practice.levels[0]["th"] == "คำของคนที่สอง"


def test_practices_are_moved_taken_out_and_put_back(known: Cast) -> None:
    table = makers.home_table(known)
    by = known.people[Role.FACILITATOR]
    names = [one.pk for one in table.practices.all()]
    second = table.practices.get(pk=names[1])
    actions.move(by, second, "up")
    assert [one.pk for one in table.practices.all()] == [names[1], names[0], *names[2:]]
    actions.take_out(by, second, out=True)
    assert table.practices.filter(retired=True).get() == second
    actions.undo(by, table)
    assert not table.practices.filter(retired=True).exists()
    actions.undo(by, table)
    assert [one.pk for one in table.practices.all()] == names
    assert actions.undo(by, table) is False


def test_an_added_practice_starts_with_the_usual_words(known: Cast) -> None:
    table = makers.home_table(known)
    client = signed_in(known.people[Role.FACILITATOR])
    page = reverse("practice_new", args=[table.pk])
    client.post(page, filled(client, page, name_th="ป่าชุมชน"))
    added = table.practices.last()
    assert added is not None
    assert (added.name.th, added.position) == ("ป่าชุมชน", 10)
    assert added.levels[0]["th"] == usual_levels()[0].th


def test_a_table_without_a_name_is_refused_with_a_sentence(known: Cast) -> None:
    table = makers.home_table(known)
    client = signed_in(known.people[Role.FACILITATOR])
    page = reverse("practice_table_about", args=[table.pk])
    seen = client.get(page).context["form"]["seen"].value()
    answer = client.post(page, {"seen": seen, "title_th": "", "about_th": "ก"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["title"]


def test_a_list_asks_as_often_for_many_as_for_one(
    known: Cast, django_assert_max_num_queries: object
) -> None:
    for _n in range(4):
        makers.home_table(known)
    client = signed_in(known.people[Role.VIEWER])
    page = reverse("practice_tables", args=[known.home.slug])
    client.get(page)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        assert client.get(page).content.decode().count("card-title") == 4
