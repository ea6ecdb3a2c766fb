"""Figures of others: read as typed, refused with a sentence, hidden with their totals."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from ruamsuk.communities.models import AuditEntry
from ruamsuk.results.actions import figures as verbs
from ruamsuk.results.actions.compute import start_computation
from ruamsuk.results.actions.hands import count_hands
from ruamsuk.results.models import Figure, Round
from ruamsuk.results.sources import sources_of
from tests.cast import Cast, cast
from tests.results import makers
from tests.results.test_hands import DAY

pytestmark = pytest.mark.django_db
TYPED = {"numerator": "320", "denominator": "400", "source": "จปฐ. 2568", "as_of": "2568"}


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def round_(people: Cast) -> Round:
    return makers.round_of(makers.version(people.home))


@pytest.fixture
def collector(people: Cast) -> Client:
    client = Client()
    client.force_login(people.people["collector"])
    return client


def page(indicator: str = "water") -> str:
    return reverse("figure_new", args=["700704", "2568", indicator])


@pytest.mark.parametrize(
    ("indicator", "typed", "kept"),
    [
        ("water", {}, (320.0, 400.0, "2025")),
        ("water", {"numerator": "๑,๓๒๐", "denominator": "1,400"}, (1320.0, 1400.0, "2025")),
        ("water", {"as_of": "15/8/2568"}, (320.0, 400.0, "2025-08-15")),
        ("water", {"numerator": "0"}, (0.0, 400.0, "2025")),
        ("rice", {"numerator": "-2.5"}, (-2.5, None, "2025")),
    ],
)
def test_a_figure_is_kept(
    round_: Round, collector: Client, indicator: str, typed: dict[str, str], kept: Any
) -> None:
    for _press in range(2):
        answer = collector.post(page(indicator), TYPED | typed)
        assert answer.headers["Location"] == page(indicator)
    figure = Figure.objects.get()
    assert (figure.numerator, figure.denominator, figure.as_of) == kept
    assert "จปฐ. 2568" in collector.get(page(indicator)).content.decode()
    assert AuditEntry.objects.filter(verb="figure.added").count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"numerator": "401"}, "numerator", "401"),
        ({"denominator": "0"}, "denominator", "0"),
        ({"numerator": "-1"}, "numerator", "0"),
        ({"numerator": "มาก"}, "numerator", "มาก"),
        ({"numerator": "nan"}, "numerator", "nan"),
        ({"numerator": "inf"}, "numerator", "inf"),
        ({"numerator": "1e300"}, "numerator", "1e300"),
        ({"denominator": ""}, "denominator", ""),
        ({"source": ""}, "source", ""),
        ({"as_of": "ปีก่อน"}, "as_of", "ปีก่อน"),
        ({"village": "999"}, "village", ""),
    ],
)
def test_what_is_no_figure(
    round_: Round, collector: Client, typed: dict[str, str], field: str, words: str
) -> None:
    answer = collector.post(page(), TYPED | typed)
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert words in errors[field][0]
    assert TYPED["source"] in answer.content.decode() or field == "source"
    assert not Figure.objects.exists()


def test_undone_in_sight(people: Cast, round_: Round, collector: Client) -> None:
    kept = add(people, round_, 320, 400)
    undo = reverse("figure_undo", args=["700704", "2568", kept.pk])
    collector.post(undo, {"undone": "1"})
    assert sources_of(round_, "water", people.people["collector"]) == []
    assert "line-through" in collector.get(page()).content.decode()
    collector.post(undo, {"undone": "0"})
    assert len(sources_of(round_, "water", people.people["collector"])) == 1


@pytest.mark.parametrize("role", ["viewer", "member", "mentor"])
def test_who_may_not_add(people: Cast, round_: Round, role: str) -> None:
    with pytest.raises(PermissionDenied):
        add(people, round_, 320, 400, role)


Parts = list[tuple[float, float]]


@pytest.mark.parametrize(
    ("whole", "villages", "shown"),
    [
        ((320, 400), [], [True]),
        ((3, 400), [], [False]),
        ((398, 400), [], [False]),
        ((400, 400), [], [True]),
        ((320, 400), [(100, 150), (220, 250)], [True, True, True]),
        # one village is few, and the whole less the other would tell it
        ((103, 400), [(100, 150), (3, 250)], [False, True, False]),
        (None, [(100, 150), (3, 250)], [True, False]),
        # the third village has no figure of its own, but the rest would tell of its 4
        ((320, 400), [(100, 150), (218, 246)], [False, True, True]),
        ((320, 400), [(100, 150), (210, 230)], [True, True, True]),
        ((320, 400), [(100, 150), (300, 350)], [True, True, True]),
    ],
)
def test_few_are_hidden_outside_with_their_total(
    people: Cast, round_: Round, whole: tuple[float, float] | None, villages: Parts,
    shown: list[bool],
) -> None:  # fmt: skip
    if whole:
        add(people, round_, *whole)
    for (part, of), village in zip(villages, people.home.villages.all(), strict=False):
        add(people, round_, part, of, village=village)
    for reader in (people.people["viewer"], people.organiser, AnonymousUser()):
        found = sorted(
            sources_of(round_, "water", reader),
            key=lambda source: source.village.code if source.village else "",
        )
        assert [not source.hidden for source in found] == shown
        for source in found:
            numbers = (source.value, source.numerator, source.denominator, source.n)
            assert all((number is None) is source.hidden for number in numbers)
    assert not any(s.hidden for s in sources_of(round_, "water", people.people["collector"]))


def test_a_plain_value_is_no_count(people: Cast, round_: Round) -> None:
    verbs.add_figure(
        people.people["collector"], round_, "rice", numerator=2.0, denominator=None,
        source="เกษตรอำเภอ", as_of="2025",
    )  # fmt: skip
    (found,) = sources_of(round_, "rice", AnonymousUser())
    assert (found.hidden, found.value, found.is_share) == (False, 2.0, False)


def test_households_speak_first_then_figures_then_hands(people: Cast, round_: Round) -> None:
    by = people.people["facilitator"]
    count_hands(by, round_, "water", counts=[10, 30], held_on=DAY)
    assert kinds(people, round_) == ["hands"]
    add(people, round_, 320, 400)
    assert kinds(people, round_) == ["figures", "hands"]
    makers.bring_in(round_, makers.households(people.home))
    start_computation(by, people.home, round_.version)
    assert kinds(people, round_) == ["households", "figures", "hands"]
    households, figures, hands = sources_of(round_, "water", by)
    assert households.n == 60 and households.who == "" and households.what == "households.csv"
    assert (figures.value, figures.n, figures.on, figures.who) == (0.8, 400, "2025", COLLECTOR)
    assert (hands.value, hands.n, hands.on) == (0.75, 40, DAY.isoformat())


COLLECTOR = "Collector-700704"


def test_outsiders_do_not_read_who_brought_it(people: Cast, round_: Round) -> None:
    by = people.people["facilitator"]
    count_hands(by, round_, "water", counts=[10, 30], held_on=DAY, where="วัด")
    add(people, round_, 320, 400)
    makers.bring_in(round_, makers.households(people.home))
    start_computation(by, people.home, round_.version)
    for reader, named in ((people.people["viewer"], True), (AnonymousUser(), False)):
        households, figures, hands = sources_of(round_, "water", reader)
        assert bool(households.what) is bool(figures.who) is bool(hands.who) is named
        assert (figures.what, hands.what) == ("จปฐ", "วัด")


def kinds(people: Cast, round_: Round) -> list[str]:
    return [source.kind for source in sources_of(round_, "water", people.people["facilitator"])]


def add(
    people: Cast, round_: Round, part: float, of: float, role: str = "collector", **more: Any
) -> Figure:
    return verbs.add_figure(
        people.people[role], round_, "water", numerator=float(part), denominator=float(of),
        source="จปฐ", as_of="2025", **more,
    )  # fmt: skip
