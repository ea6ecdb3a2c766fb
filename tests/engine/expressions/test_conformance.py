"""Every kind of node means the same in plain Python, on DuckDB and on Spark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from pyspark.sql import SparkSession
from sqlglot import exp

from ruamsuk.engine.expressions import Compiled, compile_expression, parse

from .oracle import evaluate
from .strategies import household_texts
from .village import CODEBOOK, HOUSEHOLDS, PERSONS

TABLE = r"""
debt = 0
debt <> 2.5
debt < 0.1
debt >= 1.005
members > debt
members <= 1
has_debt = 'yes'
has_debt <> 'no'
note = 'it''s'
note = 'a\b'
note = '100% "ก_ข"'
note IN ('แม่น้ำ', '', 'a\b')
note = ''
toilet
NOT toilet
toilet = (members = 1)
toilet AND has_debt = 'yes'
toilet OR has_debt = 'yes'
NOT (toilet AND members > 0) OR debt > 1
members IN (0, 7, -3)
members IN (1, 2.5)
debt IN (2.5, -0.35, 0)
members NOT IN (0, 7)
debt BETWEEN 0 AND 2.5
members BETWEEN debt AND 7
debt NOT BETWEEN members AND 7
debt IS NULL
crops IS NOT NULL
(debt = 0) IS NULL
CASE WHEN toilet THEN 1 WHEN members > 0 THEN debt END
CASE WHEN toilet THEN members ELSE 0.5 END
CASE WHEN has_debt = 'yes' THEN 'ก' ELSE note END
CASE WHEN toilet THEN visit ELSE NULL END
CASE WHEN debt > 1 THEN toilet ELSE FALSE END
debt + members
debt - members - 1
debt - (members - 1)
debt × members
debt / members
members / 2
members ÷ 7 × 7
1 / debt / members
members / (debt * 0)
-members
- debt * 2
1 - -members
COALESCE(debt, members, 0)
COALESCE(members, 0.5)
COALESCE(note, 'ไม่มี')
COALESCE(toilet, FALSE)
COALESCE(visit, date)
ABS(debt)
ABS(members) + 1
LEAST(debt, members)
LEAST(members, 3, debt)
GREATEST(members, 0)
GREATEST(visit, date)
LEAST(GREATEST(debt, 0), COALESCE(members, 1))
ROUND(debt)
ROUND(members / 2)
ROUND(-debt)
ROUND(debt, 1)
ROUND(debt, 2)
ROUND(debt * members, 6)
members / ROUND(debt, 1)
1 - ROUND(-debt, 2)
has(crops, 'rice')
has(crops, 'corn')
has(crops, 'o''neil_50%\')
NOT has(crops, 'rice')
toilet = has(crops, 'rice')
visit = DATE '2024-02-29'
visit > date
visit IN (DATE '2024-03-01', DATE '1899-12-31')
visit BETWEEN DATE '2023-01-01' AND DATE '2024-02-29'
year(visit) >= 2024
year(visit) / 5
age(date, visit)
age(DATE '2000-02-29', visit) >= 24
age(visit, DATE '2025-02-28') / 2
"end" = 1
any_person(drinks = 'never')
all_persons(reads)
any_person(reads AND age_years >= 15)
all_persons(age_years >= 15 OR drinks = 'never')
any_person(TRUE)
all_persons(age_years IS NULL)
any_person(reads) AND toilet
NOT all_persons(income > 0)
count_persons(age_years < 15)
count_persons(age_years IS NULL)
count_persons(TRUE)
share_of_persons(reads)
share_of_persons(COALESCE(reads, FALSE))
sum_persons(income)
sum_persons(COALESCE(income, 0))
sum_persons(age_years / 3)
sum_persons(COALESCE(income, 0)) / count_persons(TRUE)
any_person(age(born, DATE '2024-02-28') >= 60)
COALESCE(any_person(reads), FALSE)
any_person(drinks IN ('often')) IS NULL
debt / members > sum_persons(age_years)
""".strip().splitlines()
TABLE.append("note = 'tab\tand\nline'")
TRUTH = {
    text: [evaluate(tree, row) for row in HOUSEHOLDS]
    for text in TABLE
    for tree in [parse(text, CODEBOOK, "household").tree]
}


def query(compiled: list[Compiled], dialect: str) -> str:
    """All expressions over the tables ``households`` and ``persons``, in order of household."""
    aggregates = dict(pair for one in compiled for pair in one.person_aggregates)
    persons = exp.select(
        exp.column("household_id").as_("person_household"),
        *(exp.alias_(sql, name, quoted=True) for name, sql in aggregates.items()),
    )
    persons = persons.from_("persons").group_by("household_id")
    return (
        exp.select(*(one.sql.as_(f"e{index}") for index, one in enumerate(compiled)))
        .from_("households")
        .join(persons.subquery("p"), on="person_household = household_id", join_type="left")
        .order_by("household_id")
        .sql(dialect=dialect)
    )


def answers(texts: list[str], run: Any, dialect: str) -> dict[str, list[Any]]:
    compiled = [compile_expression(parse(text, CODEBOOK, "household")) for text in texts]
    rows = run(query(compiled, dialect))
    return dict(zip(texts, (list(column) for column in zip(*rows, strict=True)), strict=True))


@pytest.fixture(scope="module")
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.register("households", pa.Table.from_pylist(HOUSEHOLDS))
        connection.register("persons", pa.Table.from_pylist(PERSONS))
        yield connection


@pytest.fixture(scope="module")
def on_duckdb(duck: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    return answers(TABLE, lambda sql: duck.execute(sql).fetchall(), "duckdb")


@pytest.mark.parametrize("text", TABLE)
def test_duckdb_means_what_plain_python_means(text: str, on_duckdb: dict[str, list[Any]]) -> None:
    assert on_duckdb[text] == TRUTH[text]


@given(text=household_texts())
def test_duckdb_agrees_on_any_expression(text: str, duck: duckdb.DuckDBPyConnection) -> None:
    tree = parse(text, CODEBOOK, "household").tree
    found = answers([text], lambda sql: duck.execute(sql).fetchall(), "duckdb")
    assert found[text] == [evaluate(tree, row) for row in HOUSEHOLDS]


@pytest.fixture(scope="module")
def spark() -> SparkSession:
    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )
    for name, rows in (("households", HOUSEHOLDS), ("persons", PERSONS)):
        columns = ", ".join(f"`{column}` {spark_type(column)}" for column in rows[0])
        data = [tuple(row.values()) for row in rows]
        session.createDataFrame(data, columns).createOrReplaceTempView(name)
    return session  # not stopped: a JVM serves all tests of a run


def spark_type(column: str) -> str:
    types = {"integer": "BIGINT", "decimal": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
    return types.get(CODEBOOK[column].type, "STRING") if column in CODEBOOK else "BIGINT"


@pytest.mark.spark
@pytest.mark.parametrize("ansi", ["false", "true"])
def test_spark_means_what_plain_python_means(spark: SparkSession, ansi: str) -> None:
    spark.conf.set("spark.sql.ansi.enabled", ansi)
    found = answers(TABLE, lambda sql: spark.sql(sql).collect(), "spark")
    assert found == TRUTH


def test_the_same_aggregate_has_one_name_and_another_another() -> None:
    def aliases(text: str) -> list[str]:
        compiled = compile_expression(parse(text, CODEBOOK, "household"))
        return [alias for alias, _ in compiled.person_aggregates]

    assert aliases("any_person(reads)") == aliases("toilet OR any_person( reads )")
    assert aliases("any_person(reads)") != aliases("all_persons(reads)")
    assert len(aliases("any_person(reads) AND all_persons(reads) AND any_person(reads)")) == 2
