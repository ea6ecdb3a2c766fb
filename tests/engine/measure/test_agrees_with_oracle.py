"""Every figure is what plain Python finds: points to 1e-12, errors and limits to 1e-10."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from ruamsuk.engine.assess import assess
from ruamsuk.engine.result import Assessment
from tests.engine.measure.oracle import changes, evaluate, listwise
from tests.engine.measure.worlds import World, worlds

KEYS = ("round", "by", "group", "measure", "indicator", "k")
PAIR = ("from_round", "to_round", "by", "group", "measure", "indicator", "k", "kind")
BYS = [("district",), ("village",), ("district", "sex")]
few = settings(max_examples=20, suppress_health_check=list(HealthCheck))


def assessed(world: World) -> Assessment:
    return assess(
        world.framework,
        world.table,
        rounds=world.sample.rounds,
        by=BYS,
        design=world.sample.design,
        cutoffs=world.index.cutoffs if world.index.kind != "mean" else (),
        missing=world.index.missing,  # type: ignore[arg-type]
    )


def close(ours: float | None, theirs: float | None, relative: float, least: float) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return abs(ours - theirs) <= relative * abs(theirs) + least


def differences(row: dict[str, Any], figure: Any) -> list[str]:
    """Names of the columns that differ; ``least`` is rounding noise on the figure's scale."""
    size = max(abs(figure.estimate or 0.0), 1.0)
    points = ("estimate", "numerator", "missing")
    points += () if row["measure"] == "median" else ("denominator",)
    wrong = [name for name in points if not close(row[name], getattr(figure, name), 1e-12, 1e-12)]
    errors = [
        name
        for name in ("se", "lower", "upper")
        if not close(row[name], getattr(figure, name), 1e-10, 1e-12 * size)
    ]
    return wrong + errors + (["n"] if row["n"] != figure.n else [])


@few
@given(worlds())
def test_estimates(world: World) -> None:
    theirs = evaluate(world.sample, world.indicators, world.index, BYS)
    ours = {tuple(row[k] for k in KEYS): row for row in assessed(world).estimates().to_pylist()}
    assert sorted(map(str, ours)) == sorted(map(str, theirs))
    wrong = {key: (bad, ours[key], theirs[key]) for key in ours
             if (bad := differences(ours[key], theirs[key]))}  # fmt: skip
    assert wrong == {}


@few
@given(worlds(rounds=3))
def test_changes(world: World) -> None:
    figures = evaluate(world.sample, world.indicators, world.index, BYS)
    theirs = changes(listwise(world.sample, world.indicators, world.index), figures)
    rows = assessed(world).changes().to_pylist()
    ours = {tuple(row[k] for k in PAIR): row for row in rows if row["measure"] != "median"}
    assert sorted(map(str, ours)) == sorted(map(str, theirs))
    wrong = {}
    for key, (estimate, error, alone) in theirs.items():
        row = ours[key]
        size = max(abs(estimate or 0.0), 1.0 if row["unit"] == "share" else 100.0)
        # a variance that the covariance takes away leaves its rounding, √1e-16 of what it was
        noise = 1e-12 * size + (3e-8 * alone if error is None or error < 1e-4 * alone else 0.0)
        if not (
            close(row["estimate"], estimate, 1e-12, 1e-12 * size)
            and close(row["se"], error, 1e-10, noise)
        ):
            wrong[key] = (row["estimate"], estimate, row["se"], error)
    assert wrong == {}
