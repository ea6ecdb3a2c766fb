"""Where the units of a level come from: the tables, joined as the level needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from ruamsuk.engine.database import Database
from ruamsuk.engine.framework.models import Framework, Level
from ruamsuk.engine.measure.design import Design
from ruamsuk.engine.measure.sql import column
from ruamsuk.engine.measure.totals import Plan
from ruamsuk.engine.tables import Table
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import LocalText

NAMES: dict[Level, tuple[str, LocalText, str]] = {
    "household": ("households", LocalText("ครัวเรือน", "households"), "--households"),
    "person": ("persons", LocalText("คน", "persons"), "--persons"),
    "community": ("communities", LocalText("ชุมชน", "communities"), "--communities"),
}


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one assessment, as they were read."""

    households: Table | None = None
    persons: Table | None = None
    communities: Table | None = None

    def of(self, level: Level) -> Table | None:
        """The table whose rows are the units of a level."""
        return {
            "household": self.households,
            "person": self.persons,
            "community": self.communities,
        }[level]

    def columns_of(self, level: Level) -> frozenset[str]:
        """The columns that the units of a level have: persons also those of their household."""
        tables = (self.of(level), self.households if level == "person" else None)
        return frozenset(name for table in tables if table for name in table.columns)

    def never_null(self, framework: Framework) -> frozenset[str]:
        """The variables of the codebook that hold no missing value."""
        return frozenset(
            name
            for name, variable in framework.variables.items()
            if (table := self.of(variable.level)) and name in table.never_null
        )

    def given(self) -> tuple[Table, ...]:
        """The tables that there are."""
        return tuple(t for t in (self.households, self.persons, self.communities) if t)


@dataclass(frozen=True, slots=True)
class Units:
    """The rows of a level; equal for the same plan over the same columns.

    Attributes:
        plan: what is asked of them.
        rounds: column that tells the rounds apart, or None.
        key: column that identifies a household, where the tables hold it.
        columns: columns taken from the households (or the units, where they stand alone).
        person_columns: columns taken from the persons, where these are joined.
        rows: how many units there are.
    """

    plan: Plan
    rounds: str | None
    key: str | None
    columns: tuple[str, ...]
    person_columns: tuple[str, ...] = ()
    rows: int = field(default=0, compare=False)

    def relation(self) -> exp.Expr:
        """The relation for a FROM clause."""
        level = self.plan.level
        name = NAMES[level][0]
        if not self.person_columns:
            return exp.to_table(name)
        assert self.key is not None  # what joins persons to their household
        on = [self.key, *([self.rounds] if self.rounds else [])]
        if level == "person":
            joined = _persons_with_household(self.columns, self.person_columns, on)
        else:
            joined = _households_with_aggregates(self.plan, self.columns, on)
        return joined.subquery("joined", copy=False)


def units_of(
    database: Database,
    framework: Framework,
    plan: Plan,
    tables: Tables,
    rounds: str | None,
    design: Design,
    groups: Sequence[str],
) -> Units:
    """Add the tables of a level to the database and join them.

    Args:
        database: takes the tables.
        framework: names the key columns.
        plan: what will be summed; its person aggregates are computed here.
        tables: what was read.
        rounds: column of the round.
        design: its columns must be there.
        groups: so must these.

    Raises:
        ProblemsFound: a table or a column is missing, or persons belong to no household.
    """
    level = plan.level
    wanted = [*([rounds] if rounds else []), *design.columns, *groups]
    key = framework.keys.household
    if level == "community" or (level == "person" and tables.households is None):
        return _alone(database, plan, _table(tables, level), wanted, rounds, design, key)
    households = _table(tables, "household")
    if level == "household" and not plan.person_aggregates:
        return _alone(database, plan, households, wanted, rounds, design, key)
    persons = _table(tables, "person")
    on = [key, *([rounds] if rounds else [])]
    _columns_found([households], on)
    _columns_found([persons], [*on, *plan.person_columns])
    both = [households, persons] if level == "person" else [households]
    _columns_found(both, [*wanted, *plan.columns])
    database.add("households", households)
    database.add("persons", persons)
    _no_orphans(database, on)
    if level == "household":
        return Units(plan, rounds, key, households.columns, persons.columns, households.rows)
    # a name that both tables hold is the household's, unless the codebook gives it to persons
    theirs = {name for name, v in framework.variables.items() if v.level == "person"}
    columns = tuple(name for name in households.columns if name not in theirs)
    own = tuple(name for name in persons.columns if name not in columns)
    return Units(plan, rounds, key, columns, own, persons.rows)


def _alone(
    database: Database,
    plan: Plan,
    table: Table,
    wanted: Sequence[str],
    rounds: str | None,
    design: Design,
    key: str,
) -> Units:
    """Units that need no other table; rows are numbered where nothing else tells them apart."""
    _columns_found([table], [*wanted, *plan.columns])
    held = key if key in table.columns and plan.level != "community" else None
    numbered = not design.census and not design.cluster and held is None
    database.add(NAMES[plan.level][0], table, numbered=numbered)
    return Units(plan, rounds, held, table.columns, rows=table.rows)


def _table(tables: Tables, level: Level) -> Table:
    table = tables.of(level)
    if table is None:
        _, words, option = NAMES[level]
        values = {"level": words, "option": option}
        raise ProblemsFound([Problem("measure.no-table", values=values)])
    return table


def _columns_found(tables: Iterable[Table], wanted: Iterable[str]) -> None:
    held = [name for table in tables for name in table.columns]
    missing = [name for name in dict.fromkeys(wanted) if name not in held]
    if missing:
        columns = ", ".join(held[:40])
        raise ProblemsFound(
            Problem("measure.no-column", values={"column": name, "columns": columns})
            for name in missing
        )


def _equal(on: Sequence[str]) -> exp.Expr:
    return exp.and_(
        *(
            exp.EQ(this=exp.column(_quoted(name), "h"), expression=exp.column(_quoted(name), "p"))
            for name in on
        )
    )


def _quoted(name: str) -> exp.Identifier:
    return exp.to_identifier(name, quoted=True)


def _select(alias: str, names: Iterable[str]) -> list[exp.Expr]:
    return [exp.column(_quoted(name), alias) for name in names]


def _persons_with_household(
    households: Sequence[str], persons: Sequence[str], on: Sequence[str]
) -> exp.Select:
    """Each person with the columns of the household."""
    return (
        exp.select(*_select("h", households), *_select("p", persons))
        .from_("persons AS p")
        .join("households AS h", on=_equal(on))
    )


def _households_with_aggregates(
    plan: Plan, households: Sequence[str], on: Sequence[str]
) -> exp.Select:
    """Each household with what is counted over its people."""
    aliases = [alias for alias, _ in plan.person_aggregates]
    counted = (
        exp.select(
            *(column(name) for name in on),
            *(exp.alias_(sql.copy(), alias, quoted=True) for alias, sql in plan.person_aggregates),
        )
        .from_("persons")
        .group_by(*(column(name) for name in on))
    )
    return (
        exp.select(*_select("h", households), *_select("p", aliases))
        .from_("households AS h")
        .join(counted.subquery("p"), on=_equal(on), join_type="left")
    )


def _no_orphans(database: Database, on: Sequence[str]) -> None:
    """Refuse persons whose household is not in the table: they would vanish from the counts."""
    first = exp.column(_quoted(on[0]), "p")
    query = (
        exp.select(
            exp.alias_(exp.Count(this=exp.Star()), "n"), exp.alias_(exp.Min(this=first), "example")
        )
        .from_("persons AS p")
        .join("households AS h", on=_equal(on), join_type="left anti")
    )
    row = database.fetch(query.sql(dialect=database.dialect)).to_pylist()[0]
    if row["n"]:
        values = {"count": row["n"], "column": on[0], "example": row["example"]}
        raise ProblemsFound([Problem("measure.orphans", values=values)])
