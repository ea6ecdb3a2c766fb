"""The day of a meeting set by hand, and plans that the worker works out."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from ruamsuk.exchanges.actions import plan as actions
from ruamsuk.exchanges.actions.plan_days import set_day
from ruamsuk.exchanges.models import Match, Offer, Plan, Request
from tests.exchanges.helping import DAYS, plan
from tests.exchanges.test_plans import Village

pytestmark = pytest.mark.django_db
FIRST, OTHER = datetime.date(2027, 1, 24), datetime.date(2027, 3, 7)


def group_of(made: Plan, asked: Request) -> int:
    return made.matches.get(request=asked).group


def times(made: Plan) -> set[tuple[str, int, bool]]:
    return set(made.matches.values_list("day", "part", "day_by_hand"))


@pytest.mark.parametrize("days", [DAYS, []])
def test_a_day_set_by_hand_stays_and_can_be_taken_back(days: list[str]) -> None:
    known = Village()
    made = plan(known.by, known.cast.network, days=days)
    before = times(made)
    group = group_of(made, known.asked)
    set_day(known.by, made, 1, group, OTHER, 2)
    assert (OTHER.isoformat(), 2, True) in times(made)
    actions.propose_anew(known.by, made, 2)
    assert (OTHER.isoformat(), 2, True) in times(made)
    actions.undo(known.by, made, 3)
    assert (OTHER.isoformat(), 2, True) in times(made)
    actions.undo(known.by, made, 4)
    assert times(made) == before
    set_day(known.by, made, 5, group_of(made, known.asked), None)
    assert ("", 1, False) in times(made)


def test_nobody_is_at_two_meetings_at_once() -> None:
    known = Village()
    Offer.objects.filter(pk=known.far.pk).update(capacity=0)
    other = Offer.objects.create(
        community=known.asked.community,
        practice=known.practice.table.practices.last(),
        level=5,
        did="ทำ",
        evidence="มี",
    )
    Request.objects.create(
        community=known.near.community, practice=other.practice, current=1, wished=5, reach="ได้"
    )
    made = plan(known.by, known.cast.network, days=[])
    groups = sorted(set(made.matches.values_list("group", flat=True)))
    assert len(groups) == 2
    set_day(known.by, made, 1, groups[0], FIRST)
    with pytest.raises(ValidationError, match="ติดนัดอื่น"):
        set_day(known.by, made, 2, groups[1], FIRST)
    set_day(known.by, made, 2, groups[1], FIRST, 2)


def test_the_giver_meets_on_its_own_days_and_the_page_says_so() -> None:
    known = Village()
    Offer.objects.update(days=[DAYS[1]])
    made = plan(known.by, known.cast.network)
    group = group_of(made, known.asked)
    client, address = known.client(), reverse("plan_day", args=[made.pk, group])
    assert "7 ก.พ. 2570" in client.get(address).content.decode()
    sent = {"day": "24/1/2570", "part": 1, "revision": 1}
    refused = client.post(address, sent)
    assert refused.status_code == 200
    assert "7 ก.พ. 2570" in str(refused.context["form"].errors)
    done = client.post(address, sent | {"day": "7/2/2570", "part": 2})
    assert done.status_code == 302
    page = client.get(done["Location"]).content.decode()
    assert "ตั้งวันเอง" in page
    assert client.get(reverse("plan_day", args=[made.pk, 99])).status_code == 404


def test_who_has_no_day_is_not_told_of_any_more_once_it_has() -> None:
    known = Village()
    Offer.objects.update(days=["2030-01-01"])
    made = plan(known.by, known.cast.network)
    assert [one["group"] for one in made.told]
    Offer.objects.update(days=[])
    for revision, group in enumerate(sorted({one["group"] for one in made.told}), start=1):
        set_day(known.by, made, revision, group, FIRST, revision)
    made.refresh_from_db()
    assert made.told == []


def test_what_is_much_is_worked_out_by_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Village()
    usual = plan(known.by, known.cast.network)
    monkeypatch.setattr(actions, "AT_ONCE", 0)
    queued: list[int] = []
    task = actions.work_out
    monkeypatch.setattr(type(task), "enqueue", lambda self, pk: queued.append(pk))
    made = plan(known.by, known.cast.network)
    assert (queued, made.matches.count(), made.proof) == ([made.pk], 0, {})
    client, address = known.client(), reverse("plan", args=[made.pk])
    page = client.get(address).content.decode()
    assert 'hx-trigger="every 3s"' in page
    assert client.get(f"/api/v1/plans/{made.pk}").json()["waiting"]
    with pytest.raises(ValidationError):
        actions.agree(known.by, made, made.revision, agreed=True)
    Plan.objects.filter(pk=made.pk).update(waiting=timezone.now() - datetime.timedelta(hours=1))
    assert 'hx-trigger="every' not in client.get(address).content.decode()
    actions.propose_anew(known.by, made, made.revision)
    actions.work_out.call(made.pk)
    fields = ("request", "offer", "group", "day", "part", "value")
    of: Any = Match.objects.values_list(*fields)
    assert list(of.filter(plan=made)) == list(of.filter(plan=usual))
    made.refresh_from_db()
    assert made.waiting is None
    again = client.get(address, headers={"HX-Request": "true"})
    assert again["HX-Refresh"] == "true"
    actions.work_out.call(made.pk)  # a second time it changes nothing
    assert Plan.objects.get(pk=made.pk).revision == made.revision


def test_a_plan_that_cannot_be_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Village()
    monkeypatch.setattr(actions, "AT_ONCE", 0)
    Request.objects.update(withdrawn=timezone.now())
    made = Plan.objects.create(network=known.cast.network, made_by=known.by, waiting=timezone.now())
    actions.work_out.call(made.pk)
    made.refresh_from_db()
    assert made.waiting is None
    page = known.client().get(reverse("plan", args=[made.pk])).content.decode()
    assert made.told[0]["th"] in page
