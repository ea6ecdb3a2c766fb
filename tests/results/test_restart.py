"""After a stop or a kill, what was being done is done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ruamsuk.results.actions import compute
from ruamsuk.results.actions.imports import bring
from ruamsuk.results.actions.restart import take_up
from ruamsuk.results.models import Computation, Import
from tests.cast import Cast, cast
from tests.results import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def computation(people: Cast, state: str, ago: timedelta) -> Computation:
    round_ = makers.round_of(makers.version(people.home))
    makers.bring_in(round_, makers.households(people.home))
    made, _ = compute.start_computation(people.people["facilitator"], people.home, round_.version)
    Computation.objects.update(state=state, step={}, started=timezone.now() - ago, finished=None)
    return made


def check(people: Cast, ago: timedelta) -> Import:
    round_ = makers.round_of(makers.version(people.home))
    data = b"household_id,debt\nH1,1\n"
    by = people.people["collector"]
    made, _ = bring(by, round_, "household", "a.csv", data, sheet="", how="")
    Import.objects.update(state="checking", finished=timezone.now() - ago)
    return made


NOW, LONG = timedelta(seconds=1), timedelta(minutes=10)


@pytest.mark.parametrize(
    ("alone", "state", "ago", "after"),
    [
        (True, "running", NOW, "done"),
        (True, "queued", NOW, "done"),
        (False, "running", NOW, "running"),
        (False, "running", LONG, "done"),
        (False, "queued", LONG, "queued"),
        (True, "failed", LONG, "failed"),
    ],
)
def test_computations(people: Cast, alone: bool, state: str, ago: timedelta, after: str) -> None:
    made = computation(people, state, ago)
    take_up(alone=alone)
    made.refresh_from_db()
    assert made.state == after


@pytest.mark.parametrize(
    ("alone", "ago", "checked"), [(True, NOW, True), (False, NOW, False), (False, LONG, True)]
)
def test_checks_of_files(people: Cast, alone: bool, ago: timedelta, checked: bool) -> None:
    made = check(people, ago)
    take_up(alone=alone)
    made.refresh_from_db()
    assert (made.state != "checking") == checked
