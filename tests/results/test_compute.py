"""Freezing and computing: once, to the digit, together, and hidden from those outside."""

from __future__ import annotations

import datetime
from typing import Any

import pyarrow as pa
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from ruamsuk.engine import Design, assess, read_table
from ruamsuk.results.actions import compute as verbs
from ruamsuk.results.computing import parquet
from ruamsuk.results.models import Computation, Round, Snapshot
from ruamsuk.results.tables import latest, tables_for
from tests.cast import Cast, cast
from tests.results import makers

pytestmark = pytest.mark.django_db
Row = dict[str, Any]


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def rounds(people: Cast) -> list[Round]:
    version = makers.version(people.home)
    made = [makers.round_of(version, year) for year in (2024, 2025)]
    for seed, round_ in enumerate(made):
        makers.bring_in(round_, makers.households(people.home, seed=seed))
    return made


def start(people: Cast, round_: Round, role: str = "facilitator") -> tuple[Computation, bool]:
    made, new = verbs.start_computation(people.people[role], people.home, round_.version)
    made.refresh_from_db()
    return made, new


def rows(table: pa.Table, **where: object) -> list[Row]:
    found = table.to_pylist()
    return [row for row in found if all(row[name] == value for name, value in where.items())]


def test_all_rounds_are_computed_together(people: Cast, rounds: list[Round]) -> None:
    made, new = start(people, rounds[0])
    assert (made.state, new, made.problems) == ("done", True, [])
    assert latest(people.home) == made == latest(people.home, rounds[0].version)
    tables = tables_for(made, people.people["facilitator"])
    shares = rows(tables.estimates, by="", measure="share", indicator="debt-free")
    assert [row["round"] for row in shares] == ["2567", "2568"]
    assert rows(tables.changes, by="", indicator="debt-free", measure="share")
    villages = rows(
        tables.estimates, by="village", measure="share", indicator="water", round="2568"
    )
    assert [row["group"] for row in villages] == ["70070401", "70070402", "70070403"]


def test_numbers_are_the_engines(people: Cast, rounds: list[Round], tmp_path: Any) -> None:
    made, _ = start(people, rounds[0])
    path = tmp_path / "one.parquet"
    path.write_bytes(parquet(makers.households(people.home, seed=1)))
    framework = rounds[0].version.definition
    goals = framework.goals[:2]
    small = framework.model_copy(update={"goals": goals})
    alone = assess(small, read_table(path, small), by=[("village",)], design=Design())
    ours = rows(tables_for(made, people.people["collector"]).estimates, round="2568")
    theirs = alone.estimates().to_pylist()
    assert len(ours) == len(theirs)
    key = ("by", "group", "measure", "indicator", "k")
    found = {tuple(row[k] for k in key): row for row in ours}
    for row in theirs:
        mine = found[tuple(row[k] for k in key)]
        assert {**mine, "round": ""} == {**row, "round": ""}


def test_what_has_no_data_is_left_out_and_said(people: Cast, rounds: list[Round]) -> None:
    made, _ = start(people, rounds[0])
    assert made.manifest["left_out"] == ["school"]
    pupils = pa.table(
        {"household_id": ["h0000", "h0001"], "person_id": ["1", "1"], "school": [True, False]}
    )
    makers.bring_in(rounds[1], pupils, "person")
    more, new = start(people, rounds[0])
    assert (new, more.state, more.manifest["left_out"]) == (True, "done", [])


def test_the_same_is_not_computed_twice(people: Cast, rounds: list[Round]) -> None:
    first, _ = start(people, rounds[0])
    again, new = start(people, rounds[0])
    assert (again, new) == (first, False)
    assert Snapshot.objects.count() == 2
    people.home.suppress = 8
    people.home.save()
    other, new = start(people, rounds[0])
    assert (other == first, new) == (False, True)


def test_recomputed_to_the_digit(people: Cast, rounds: list[Round]) -> None:
    first, _ = start(people, rounds[0])
    Computation.objects.filter(pk=first.pk).update(state="queued")
    names = ("full_estimates_id", "full_changes_id", "shown_estimates_id", "shown_changes_id")
    digests = [getattr(first, name) for name in names]
    verbs.compute.call(first.pk)
    first.refresh_from_db()
    assert first.state == "done"
    assert [getattr(first, name) for name in names] == digests


def test_the_order_of_rows_freezes_alike(people: Cast, rounds: list[Round]) -> None:
    one = verbs.freeze(rounds[0])
    turned = makers.households(people.home, seed=0)
    turned = turned.take(list(reversed(range(turned.num_rows)))).select(turned.column_names[::-1])
    rounds[0].imports.all().delete()
    makers.bring_in(rounds[0], turned)
    assert verbs.freeze(rounds[0]) == one


@pytest.mark.parametrize(
    ("role", "full"),
    [
        ("coordinator", True),
        ("facilitator", True),
        ("collector", True),
        ("member", False),
        ("mentor", False),
        ("viewer", False),
    ],
)
def test_who_gets_every_count(people: Cast, rounds: list[Round], role: str, full: bool) -> None:
    made, _ = start(people, rounds[0])
    hidden = any(tables_for(made, people.people[role]).estimates["hidden"].to_pylist())
    assert hidden is not full
    outside = tables_for(made, people.organiser).estimates
    assert any(outside["hidden"].to_pylist())


def test_hidden_numbers_cannot_be_found_by_subtraction(people: Cast, rounds: list[Round]) -> None:
    made, _ = start(people, rounds[0])
    table = tables_for(made, people.people["viewer"]).estimates
    some = 0
    for label in ("2567", "2568"):
        for indicator in ("debt-free", "water"):
            whole, *villages = rows(table, round=label, indicator=indicator, measure="share")
            hidden = [row for row in villages if row["hidden"]]
            some += len(hidden)
            for row in hidden:
                numbers = ("estimate", "se", "lower", "upper", "numerator", "denominator", "n")
                assert all(row[name] is None for name in (*numbers, "missing"))
            # with the total shown, one hidden village would be the total less the others
            assert whole["hidden"] or len(hidden) != 1
            for row in villages if not whole["hidden"] else []:
                if not row["hidden"]:
                    failing = row["denominator"] - row["numerator"]
                    assert all(not 0 < count < 5 for count in (row["numerator"], failing))
    assert some
    for row in table.to_pylist():
        if row["measure"] in ("M0", "H", "headcount", "censored_headcount") and row["hidden"]:
            assert row["estimate"] is None and row["n"] is None
    changed = tables_for(made, people.people["viewer"]).changes.to_pylist()
    known = {
        (r["round"], r["by"], r["group"], r["measure"], r["indicator"], r["k"])
        for r in table.to_pylist()
        if not r["hidden"]
    }
    for row in changed:
        if not row["hidden"]:
            where = (row["by"], row["group"], row["measure"], row["indicator"], row["k"])
            assert (row["from_round"], *where) in known and (row["to_round"], *where) in known


def test_a_census_beside_a_sample(people: Cast) -> None:
    version = makers.version(people.home)
    whole, drawn = makers.round_of(version, 2024), makers.round_of(version, 2025)
    drawn.design = {"weight": "weight"}
    drawn.save()
    makers.bring_in(whole, makers.households(people.home))
    makers.bring_in(drawn, makers.households(people.home, 40, weight=[2.5] * 40))
    made, _ = start(people, whole)
    assert made.problems == []
    table = tables_for(made, people.people["collector"]).estimates
    first, second = rows(table, by="", measure="share", indicator="debt-free")
    assert (first["se"], first["denominator"], second["denominator"]) == (0.0, 60.0, 100.0)
    assert second["se"] > 0


def test_failures_are_said_in_words(people: Cast, rounds: list[Round]) -> None:
    rounds[0].design = rounds[1].design = {"weight": "weight"}
    for round_ in rounds:
        round_.save()
    made, _ = start(people, rounds[0])
    assert made.state == "failed"
    assert "weight" in made.problems[0]["th"] and "weight" in made.problems[0]["en"]


def test_a_fault_of_the_program_is_said_plainly(
    people: Cast, rounds: list[Round], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(verbs, "compute_rounds", broken)
    made, _ = start(people, rounds[0])
    assert made.state == "failed"
    assert made.problems == [{"th": verbs.BROKEN.th, "en": verbs.BROKEN.en}]
    monkeypatch.undo()
    again, new = start(people, rounds[0])
    assert (new, again.state) == (True, "done")


def test_nothing_to_compute(people: Cast) -> None:
    empty = makers.round_of(makers.version(people.home))
    with pytest.raises(ValidationError):
        start(people, empty)
    assert not Computation.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "member", "mentor", "collector"])
def test_who_may_not_compute(people: Cast, rounds: list[Round], role: str) -> None:
    with pytest.raises(PermissionDenied):
        start(people, rounds[0], role)


def test_a_killed_workers_work_is_taken_up(people: Cast, rounds: list[Round]) -> None:
    made, _ = start(people, rounds[0])
    running = Computation.objects.filter(pk=made.pk)
    running.update(state="running", step={"at": timezone.now().isoformat()})
    assert start(people, rounds[0]) == (made, False)
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    running.update(step={"at": long_ago.isoformat()})
    taken_up, new = start(people, rounds[0])
    assert (taken_up, taken_up.state, new) == (made, "done", True)
