"""Plans: the best one, moved by hand, locked, taken back, agreed, given days."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from ruamsuk.assessments.models import Practice
from ruamsuk.communities.models import Role
from ruamsuk.exchanges.actions import plan as actions
from ruamsuk.exchanges.models import Offer, Plan, Request
from ruamsuk.exchanges.planning import standing
from ruamsuk.exchanges.scenes.plan import MATCHES
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.lib.problem import ProblemsFound
from ruamsuk.lib.text import LocalText
from tests.assessments import makers as assessments
from tests.cast import Cast, cast, community
from tests.exchanges.helping import DAYS, offer, plan, request

pytestmark = pytest.mark.django_db


class Village:
    """A network of four: two ask, two can help, the one that is nearer has room for one."""

    def __init__(self) -> None:
        self.cast: Cast = cast()
        net = self.cast.network
        self.by = self.cast.organiser
        self.third = community("701003", "หนองพันจันทร์", within=net)
        self.fourth = community("740309", "คลองตัน", within=net)
        self.practice: Practice = assessments.first(assessments.table(self.by, net))
        self.asked = request(self.cast.home, self.practice)
        self.other = request(self.third, self.practice, current=1, wished=4)
        self.near = offer(self.cast.other, self.practice, capacity=1)
        self.far = offer(self.fourth, self.practice, capacity=2)

    def client(self) -> Client:
        """The organiser's browser."""
        found = Client()
        found.force_login(self.by, "django.contrib.auth.backends.ModelBackend")
        return found


def pairs(of: Plan) -> dict[Request, Offer]:
    return {one.request: one.offer for one in of.matches.select_related("request", "offer")}


def test_a_plan_matches_all_and_says_why_in_both_languages() -> None:
    known = Village()
    made = plan(known.by, known.cast.network)
    assert made.proof["optimal"]
    assert set(pairs(made)) == {known.asked, known.other}
    for pair in made.matches.all():
        assert pair.request.community.name.th in pair.why.th
        assert "level" in pair.why.en
        assert "ระดับ" in pair.why.th


def test_the_same_is_proposed_twice() -> None:
    known = Village()
    one, two = plan(known.by, known.cast.network), plan(known.by, known.cast.network)
    fields = ("request", "offer", "group", "day", "part", "value", "reasons")
    assert list(one.matches.values_list(*fields)) == list(two.matches.values_list(*fields))


def test_nobody_meets_twice_at_one_time() -> None:
    known = Village()
    made = plan(known.by, known.cast.network)
    times: dict[tuple[str, int], list[int]] = {}
    for pair in made.matches.select_related("request", "offer"):
        assert pair.day in DAYS
        everyone = times.setdefault((pair.day, pair.part), [])
        everyone.append(pair.request.community_id)
    assert all(len(who) == len(set(who)) for who in times.values())


def test_without_days_there_is_no_calendar() -> None:
    known = Village()
    made = plan(known.by, known.cast.network, days=[])
    assert {pair.day for pair in made.matches.all()} == {""}


def test_a_giver_is_met_on_its_own_days() -> None:
    known = Village()
    Offer.objects.update(days=[DAYS[1]])
    made = plan(known.by, known.cast.network)
    assert {pair.day for pair in made.matches.all()} == {DAYS[1]}


def test_moving_tells_its_price_and_locks_the_pair() -> None:
    known = Village()
    made = plan(known.by, known.cast.network)
    before = pairs(made)[known.asked]
    to = known.far if before == known.near else known.near
    cost = actions.cost_of(standing(made), known.asked, to)
    assert cost.sentence.th.startswith("ถ้าย้ายแบบนี้")
    actions.move(known.by, made, 1, known.asked, to)
    made.refresh_from_db()
    assert pairs(made)[known.asked] == to
    moved = made.matches.get(request=known.asked)
    assert (moved.locked, moved.by_hand, made.revision) == (True, True, 2)


def test_locked_pairs_stay_when_all_is_proposed_anew() -> None:
    known = Village()
    made = plan(known.by, known.cast.network)
    taken = pairs(made)[known.asked]
    to = known.far if taken == known.near else known.near
    actions.move(known.by, made, 1, known.asked, to)
    pk = made.matches.get(request=known.asked).pk
    actions.propose_anew(known.by, made, 2)
    assert made.matches.get(request=known.asked).offer == to
    assert made.matches.get(request=known.asked).pk == pk


def test_a_request_that_is_left_out_stays_out() -> None:
    known = Village()
    made = plan(known.by, known.cast.network)
    actions.move(known.by, made, 1, known.asked, None)
    actions.propose_anew(known.by, made, 2)
    made.refresh_from_db()
    assert made.closed == [known.asked.pk]
    assert [one["request"] for one in made.unmet] == [known.asked.pk]
    assert "left this request out" in made.unmet[0]["en"]
    actions.move(known.by, made, 3, known.asked, known.far)
    made.refresh_from_db()
    assert made.closed == []


@pytest.mark.parametrize("what", ["move", "lock", "anew"])
def test_every_change_is_taken_back(what: str) -> None:
    known = Village()
    made = plan(known.by, known.cast.network)
    before = _state(made)
    if what == "move":
        actions.move(known.by, made, 1, known.asked, None)
    elif what == "lock":
        actions.lock(known.by, made, 1, made.matches.all()[0], True)
    else:
        Offer.objects.filter(pk=known.near.pk).update(capacity=2)
        actions.propose_anew(known.by, made, 1)
    actions.undo(known.by, made, 2)
    made.refresh_from_db()
    assert _state(made) == before


def _state(made: Plan) -> Any:
    of_pairs = list(made.matches.values_list("request", "offer", "day", "part", "locked", "group"))
    return of_pairs, made.unmet, made.closed, made.proof


def test_two_editors_do_not_overwrite_each_other() -> None:
    known = Village()
    made = plan(known.by, known.cast.network)
    actions.move(known.by, made, 1, known.asked, None)
    with pytest.raises(ValidationError):
        actions.move(known.by, made, 1, known.other, None)
    assert list(pairs(made)) == [known.other]


def test_an_agreed_plan_is_opened_before_it_is_changed() -> None:
    known = Village()
    made = plan(known.by, known.cast.network)
    actions.agree(known.by, made, 1, agreed=True)
    with pytest.raises(ValidationError):
        actions.propose_anew(known.by, made, 2)
    actions.agree(known.by, made, 2, agreed=False)
    actions.propose_anew(known.by, made, 3)


def test_nobody_is_sent_to_somebody_below_the_wish() -> None:
    known = Village()
    low = offer(community("710101", "ต่ำ", within=known.cast.network), known.practice, level=3)
    made = plan(known.by, known.cast.network)
    with pytest.raises(ProblemsFound):
        actions.move(known.by, made, 1, known.asked, low)
    assert low not in pairs(made).values()


def test_what_was_withdrawn_falls_out_of_the_next_proposal() -> None:
    known = Village()
    made = plan(known.by, known.cast.network)
    Request.objects.filter(pk=known.other.pk).update(withdrawn="2026-11-22T00:00Z")
    actions.propose_anew(known.by, made, 1)
    assert list(pairs(made)) == [known.asked]


def test_nothing_asked_is_no_plan() -> None:
    known = Village()
    Request.objects.all().delete()
    with pytest.raises(ProblemsFound):
        plan(known.by, known.cast.network)


def test_a_community_does_not_make_the_networks_plan() -> None:
    known = Village()
    with pytest.raises(PermissionDenied):
        plan(known.cast.people[Role.COORDINATOR], known.cast.network)


def test_the_page_is_moved_through_in_a_browser(django_assert_max_num_queries: Any) -> None:
    known, client = Village(), Village.client
    browser = client(known)
    new = reverse("plan_new", args=["west"])
    usual = {"reach": "wished", "evidence": "on", "likeness": "0.5", "km_per_step": "200"}
    usual |= {"load": "0.05", "group_size": "4", "a_day": "2"}
    response = browser.post(new, usual | {"days": "24/1/2570\n๗/๒/๒๕๗๐"})
    made = Plan.objects.get()
    assert response["Location"] == reverse("plan", args=[made.pk])
    assert made.days == ["2027-01-24", "2027-02-07"]
    with django_assert_max_num_queries(30):
        page = browser.get(response["Location"]).content.decode()
    assert known.asked.community.name.th in page
    address = reverse("plan_move", args=[made.pk, known.asked.pk])
    assert "ถ้าย้ายแบบนี้" in browser.get(address).content.decode()
    browser.post(address, {"revision": 1, "offer": ""})
    made.refresh_from_db()
    assert made.closed == [known.asked.pk]
    wrong = browser.post(new, usual | {"days": "มะรืน", "group_size": "0"})
    assert wrong.status_code == 200
    assert "มะรืน" in wrong.content.decode()


def test_the_calendar_goes_to_a_phone_and_into_a_file() -> None:
    known = Village()
    made, browser = plan(known.by, known.cast.network), known.client()
    ics = browser.get(reverse("plan_ics", args=[made.pk]), {"community": "700704"})
    text = ics.content.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 1
    assert "บ้านเลือก" in text
    page = browser.get(reverse("plan_calendar", args=[made.pk])).content.decode()
    assert "มกราคม 2570" in page
    paper = browser.get(reverse("plan_pdf", args=[made.pk]), {"community": "700704"})
    assert paper.content.startswith(b"%PDF-")
    csv = browser.get(reverse("plan_file", args=[made.pk, "csv"])).content.decode("utf-8-sig")
    assert len(csv.strip().splitlines()) == 3
    assert browser.get(reverse("plan_file", args=[made.pk, "exe"])).status_code == 404


def test_the_hall_shows_who_meets_whom() -> None:
    known = Village()
    made = plan(known.by, known.cast.network)
    hall = Hall.objects.create(network=known.cast.network, title=LocalText("เวที"), code="abcdef")
    assert [one.about for one in MATCHES.choices(hall)] == [made.pk]
    hall.about = made.pk
    shown = MATCHES.board(hall)
    words = render_to_string(shown.template, shown.context)
    assert "บ้านเลือก" in words
    seat = Seat(hall=hall, community=known.asked.community)
    own = MATCHES.phone(hall, seat).context["meetings"]
    assert [one.of(known.asked.community.pk) for one in own] == [True]
    hall.about = None
    assert MATCHES.board(hall).template == "halls/board_blank.html"


def test_phones_look_again_when_a_pair_is_moved() -> None:
    known = Village()
    made = plan(known.by, known.cast.network)
    hall = Hall.objects.create(
        network=known.cast.network,
        title=LocalText("เวที"),
        code="abcdef",
        scene="matches",
        about=made.pk,
    )
    actions.move(known.by, made, 1, known.asked, None)
    hall.refresh_from_db()
    assert hall.revision == 2


def test_a_plan_of_a_late_evening_bears_the_day_of_the_hall() -> None:
    known = Village()
    made = plan(known.by, known.cast.network)
    made.made = datetime.datetime(2026, 1, 23, 18, tzinfo=datetime.UTC)  # 24 January, 01.00 there
    made.save()
    hall = Hall.objects.create(network=known.cast.network, title=LocalText("เวที"), code="abcdef")
    assert [one.label.en for one in MATCHES.choices(hall)] == ["Plan of 24 Jan 2026"]
    assert str(made).endswith("2026-01-24")


def test_a_program_reads_what_is_asked_offered_and_planned() -> None:
    known = Village()
    made, browser = plan(known.by, known.cast.network), known.client()
    for what, count in (("requests", 2), ("offers", 2), ("plans", 1)):
        found = browser.get(f"/api/v1/networks/west/{what}")
        assert (found.status_code, len(found.json())) == (200, count)
    whole = browser.get(f"/api/v1/plans/{made.pk}").json()
    assert len(whole["matches"]) == 2
    assert whole["matches"][0]["why"]["th"]
    stranger = Client()
    stranger.force_login(known.cast.outsider, "django.contrib.auth.backends.ModelBackend")
    for address in ("networks/west/requests", "networks/west/plans", f"plans/{made.pk}"):
        assert stranger.get(f"/api/v1/{address}").status_code == 404
