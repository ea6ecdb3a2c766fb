"""The one verb of the engine: assess a framework on tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import get_args

from ruamsuk.engine.codebook import Level
from ruamsuk.engine.database import Database, open_database
from ruamsuk.engine.framework.models import Framework, IndexMissing
from ruamsuk.engine.measure.cells import Cells
from ruamsuk.engine.measure.design import Design
from ruamsuk.engine.measure.estimate import Estimates, estimate_level
from ruamsuk.engine.measure.plan import plan_level
from ruamsuk.engine.measure.quantile import Distribution
from ruamsuk.engine.measure.sums import sum_clusters
from ruamsuk.engine.measure.units import Tables, Units, units_of
from ruamsuk.engine.part import Part
from ruamsuk.engine.result import Assessment
from ruamsuk.engine.tables import Table
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import LocalText

Progress = Callable[[LocalText], None]
By = tuple[str, ...]


def assess(
    framework: Framework,
    households: Table | None = None,
    persons: Table | None = None,
    communities: Table | None = None,
    *,
    rounds: str | None = None,
    by: Sequence[By] = (),
    design: Design | None = None,
    cutoffs: Sequence[Fraction] = (),
    missing: IndexMissing | None = None,
    suppress: int = 0,
    engine: str | Database = "duckdb",
    progress: Progress | None = None,
) -> Assessment:
    """Estimate every indicator and the index of a framework, for everyone and by groups.

    Args:
        framework: goals, indicators and index.
        households: the household table, from ``read_table``.
        persons: the people, where indicators or expressions count them.
        communities: the communities, where indicators count them.
        rounds: column that tells the rounds of measuring apart.
        by: groupings, each a tuple of columns; nested or crossed, all from one pass. Each level is
            grouped by those that its tables hold: persons by sex, households and persons by
            village.
        design: weights, strata, clusters; a full count when None.
        cutoffs: cut-offs of the index to use instead of the framework's own.
        missing: policy for units with unknown deprivations instead of the framework's own.
        suppress: hide counts below this number, and whatever would give them away; 0 hides none.
        engine: ``duckdb``, ``spark://host:port``, ``spark://local``, or an open database.
        progress: told what is being done, in words.

    Returns:
        The assessment: tidy tables of estimates, changes and splits, and the manifest.

    Raises:
        ProblemsFound: a table or column is missing, or the design does not fit the data.
    """
    design = design or Design()
    tables = Tables(households, persons, communities)
    known = tables.never_null(framework)
    columns = [(one,) if isinstance(one, str) else tuple(one) for one in by]
    groupings: list[By] = list(dict.fromkeys([(), *columns]))
    database = open_database(engine)
    try:
        plans = []
        for level in get_args(Level):
            # communities are all counted, however their households were drawn
            own = Design(level=design.level) if level == "community" else design
            plan = plan_level(
                framework,
                level,
                known=known,
                weighted=own.weight is not None,
                with_cases=suppress > 0,
                cutoffs=cutoffs,
                missing=missing,
            )
            if plan is not None:
                plans.append((plan, own))
        held = _held(groupings, [plan.level for plan, _ in plans], tables)
        parts = []
        for plan, own in plans:
            by_level = held[plan.level]
            groups = list(dict.fromkeys(name for grouping in by_level for name in grouping))
            units = units_of(database, framework, plan, tables, rounds, own, groups)
            parts.append(_part(database, units, own, groups, by_level, progress))
    finally:
        if isinstance(engine, str):
            database.close()
    if not parts:
        raise ProblemsFound([Problem("measure.no-indicators")])
    asked = {
        "rounds": rounds,
        "by": [",".join(grouping) for grouping in groupings],
        "design": {name: getattr(design, name) for name in Design.__slots__},
        "cutoffs": [str(k) for k in cutoffs],
        "missing": missing,
        "suppress": suppress,
    }
    return Assessment(framework, design, tuple(parts), tables, asked, suppress)


def _held(
    groupings: Sequence[By], levels: Sequence[Level], tables: Tables
) -> dict[Level, list[By]]:
    """The groupings of each level: those whose columns its units have.

    One that no level has stays with the first of them, which will say what it misses.
    """
    columns = {level: tables.columns_of(level) for level in levels}
    held = {
        level: [grouping for grouping in groupings if own.issuperset(grouping)]
        for level, own in columns.items()
    }
    for grouping in groupings:
        if levels and not any(grouping in own for own in held.values()):
            held[levels[0]].append(grouping)
    return held


def _part(
    database: Database,
    units: Units,
    design: Design,
    groups: Sequence[str],
    groupings: Sequence[By],
    progress: Progress | None,
) -> Part:
    plan = units.plan

    def tell(th: str, en: str) -> None:
        if progress:
            progress(LocalText(th, en))

    tell(f"รวมยอดจาก {units.rows:,} แถว", f"Adding up {units.rows:,} rows")
    sums = sum_clusters(database, units, design, groups)
    cells = Cells(sums, design)
    estimates: list[Estimates] = []
    if plan.measures:
        tell("ประมาณค่าของทุกกลุ่ม", "Estimating for every group")
        estimates = [estimate_level(cells, plan.measures, by, design) for by in groupings]
    medians: list[Estimates] = []
    for median in plan.medians:
        tell(f"หามัธยฐานของ {median.indicator}", f"Finding the median of {median.indicator}")
        spread = Distribution(database, median, units, design, groups, sums.weight_scale)
        medians += [spread.estimates(by, design) for by in groupings]
    return Part(plan, cells, tuple(estimates), tuple(medians))
