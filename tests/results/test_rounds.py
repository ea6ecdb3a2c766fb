"""Rounds: opened, changed, closed; what each indicator has; who may."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from ruamsuk.communities.models import AuditEntry
from ruamsuk.results.actions.compute import start_computation
from ruamsuk.results.models import Round
from tests.cast import Cast, cast
from tests.results import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def signed_in(people: Cast, role: str) -> Client:
    client = Client()
    client.force_login(people.people[role])
    return client


def form(round_or_version: object, **more: object) -> dict[str, object]:
    plain = {"year": "2569", "label": "", "title_th": "รอบแรก", "title_en": "", "drawn": "census"}
    return {**plain, "version": getattr(round_or_version, "pk", ""), **more}


@pytest.mark.parametrize(
    ("typed", "year", "label"),
    [
        ({"year": "2569"}, 2026, "2569"),
        ({"year": "2026"}, 2026, "2569"),
        ({"year": "๒๕๖๘"}, 2025, "2568"),
        ({"year": "พ.ศ. 2568"}, 2025, "2568"),
        ({"year": "2568", "label": "2568-ต้นปี"}, 2025, "2568-ต้นปี"),
    ],
)
def test_a_round_opens(people: Cast, typed: dict[str, str], year: int, label: str) -> None:
    version = makers.version(people.home)
    client = signed_in(people, "facilitator")
    answer = client.post(reverse("round_new", args=["700704"]), form(version, **typed))
    made = Round.objects.get()
    assert answer.headers["Location"] == reverse("round", args=["700704", label])
    assert (made.year, made.label, made.title.th, made.design) == (year, label, "รอบแรก", {})
    assert AuditEntry.objects.filter(verb="round.opened", target=label).count() == 1
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"year": "69"}, "year"),
        ({"year": "หกเก้า"}, "year"),
        ({"year": "2669"}, "year"),
        ({"year": ""}, "year"),
        ({"label": "2568/2"}, "label"),
        ({"label": "new"}, "label"),
        ({"year": "2568"}, "label"),
        ({"version": "999"}, "version"),
        ({"drawn": "some"}, "drawn"),
    ],
)
def test_what_no_round_can_be(people: Cast, typed: dict[str, str], field: str) -> None:
    version = makers.version(people.home)
    makers.round_of(version, 2025)
    answer = signed_in(people, "facilitator").post(
        reverse("round_new", args=["700704"]), form(version, **typed)
    )
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert "รอบแรก" in answer.content.decode()
    assert Round.objects.count() == 1


def test_a_sample_keeps_its_columns(people: Cast) -> None:
    version = makers.version(people.home)
    typed = {"drawn": "sample", "weight": "weight", "strata": "village", "groups": ["water"]}
    signed_in(people, "facilitator").post(
        reverse("round_new", args=["700704"]), form(version, **typed)
    )
    kept = {"sample": True, "weight": "weight", "strata": "village", "groups": ["water"]}
    assert Round.objects.get().design == kept


def test_only_agreed_versions_are_offered(people: Cast) -> None:
    client = signed_in(people, "facilitator")
    new = reverse("round_new", args=["700704"])
    assert client.get(new).headers["Location"] == reverse("rounds", args=["700704"])
    draft = makers.version(people.home)
    draft.state = "draft"
    draft.save()
    assert client.get(new).status_code == 302
    other = makers.version(people.other)
    makers.version(people.home, 2)
    answer = client.post(new, form(other))
    assert list(answer.context["form"].errors) == ["version"]


def test_the_version_stays_once_data_are_in(people: Cast) -> None:
    round_ = makers.round_of(makers.version(people.home))
    other = makers.version(people.home, 2)
    client = signed_in(people, "facilitator")
    edit = reverse("round_edit", args=["700704", "2568"])
    assert client.get(edit).status_code == 200
    typed = form(other, year="2568", label="2568")
    assert client.post(edit, typed).status_code == 302
    makers.bring_in(round_, makers.households(people.home))
    answer = client.post(edit, form(round_.version, year="2568", label="2568"))
    assert list(answer.context["form"].errors) == ["version"]
    round_.refresh_from_db()
    assert round_.version == other
    assert client.post(edit, form(other, year="2567", label="แรก")).status_code == 302


def test_closed_and_opened_again(people: Cast) -> None:
    round_ = makers.round_of(makers.version(people.home))
    client = signed_in(people, "facilitator")
    close = reverse("round_close", args=["700704", "2568"])
    for closed in ("1", "0"):
        client.post(close, {"closed": closed})
        round_.refresh_from_db()
        assert round_.closed is (closed == "1")
        assert client.get(reverse("round", args=["700704", "2568"])).status_code == 200


def test_the_next_step(people: Cast) -> None:
    round_ = makers.round_of(makers.version(people.home))
    page = reverse("round", args=["700704", "2568"])

    def step(role: str) -> str:
        found = signed_in(people, role).get(page).context["step"]
        return found.url if found else ""

    place = ["700704", "2568"]
    bring_in = reverse("import_new", args=place)
    assert (step("viewer"), step("collector"), step("facilitator")) == ("", bring_in, bring_in)
    makers.bring_in(round_, makers.households(people.home))
    compute = reverse("compute", args=["700704"]) + "?round=2568"
    assert (step("collector"), step("facilitator")) == ("", compute)
    start_computation(people.people["facilitator"], people.home, round_.version)
    assert step("facilitator") == reverse("verdict_new", args=place)
    makers.bring_in(round_, makers.households(people.home, 70))
    assert step("facilitator") == compute
    start_computation(people.people["facilitator"], people.home, round_.version)
    makers.verdict(round_)
    assert (step("facilitator"), step("coordinator")) == ("", reverse("publish", args=place))


PAGES = {
    "rounds": "viewer",
    "round": "viewer",
    "round_new": "facilitator",
    "round_edit": "facilitator",
    "hand_count": "collector",
    "figure_new": "collector",
    "verdict_new": "facilitator",
    "publish": "coordinator",
}
ORDER = ["viewer", "collector", "facilitator", "coordinator"]


@pytest.mark.parametrize("name", PAGES)
def test_who_opens_which_page(people: Cast, name: str) -> None:
    version = makers.version(people.home)
    makers.round_of(version)
    people.home.public = True
    people.home.save()
    arguments = {
        "rounds": ["700704"],
        "round_new": ["700704"],
        "hand_count": ["700704", "2568", "water"],
        "figure_new": ["700704", "2568", "water"],
    }.get(name, ["700704", "2568"])
    page = reverse(name, args=arguments)
    least = ORDER.index(PAGES[name])
    for rank, role in enumerate(ORDER):
        status = signed_in(people, role).get(page).status_code
        assert status == (200 if rank >= least else 404), role
    for stranger in (people.neighbour, people.outsider):
        client = Client()
        client.force_login(stranger)
        assert client.get(page).status_code == 404
    assert Client().get(page).status_code == 302


def test_a_list_takes_few_queries(people: Cast, django_assert_max_num_queries: object) -> None:
    version = makers.version(people.home)
    for year in range(2015, 2026):
        makers.round_of(version, year)
    client = signed_in(people, "viewer")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get(reverse("rounds", args=["700704"]))
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        client.get(reverse("round", args=["700704", "2568"]))
