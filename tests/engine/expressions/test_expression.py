"""What an expression knows of itself: type, variables, gaps, ratio."""

from __future__ import annotations

import pytest

from ruamsuk.engine.codebook import Level, Variable
from ruamsuk.engine.expressions import compile_expression, parse

from .village import CODEBOOK, HOUSEHOLDS


@pytest.mark.parametrize(
    ("text", "level", "kind", "own", "persons"),
    [
        ("debt = 0", "household", "boolean", {"debt"}, set()),
        ("debt + members", "household", "number", {"debt", "members"}, set()),
        ("note", "household", "text", {"note"}, set()),
        ("COALESCE(visit, date)", "household", "date", {"visit", "date"}, set()),
        ("count_persons(reads) > members", "household", "boolean", {"members"}, {"reads"}),
        ("sum_persons(income) / 2", "household", "number", set(), {"income"}),
        ("age(born, visit)", "person", "number", {"born", "visit"}, set()),
        ("reads AND has_debt = 'no'", "person", "boolean", {"reads", "has_debt"}, set()),
        ("canal_km < 2", "community", "boolean", {"canal_km"}, set()),
    ],
)
def test_type_and_variables(
    text: str, level: Level, kind: str, own: set[str], persons: set[str]
) -> None:
    expression = parse(text, CODEBOOK, level)
    assert expression.type == kind
    assert expression.variables == own
    assert expression.person_variables == persons


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("debt = 0", False),
        ("members = 0", True),
        ("members IS NULL", False),
        ("debt = 0 AND toilet", False),
        ("debt = 0 OR members = 1", True),
        ("debt / 2", False),
        ("debt / 0", True),
        ("1 / debt", True),
        ("COALESCE(members, debt)", False),
        ("COALESCE(members, end)".replace("end", '"end"'), True),
        ("LEAST(debt, 3)", False),
        ("GREATEST(debt, members)", True),
        ("CASE WHEN members = 1 THEN debt ELSE 0 END", False),
        ("CASE WHEN debt = 1 THEN debt END", True),
        ("debt IN (1, 2)", False),
        ("debt BETWEEN 0 AND members", True),
        ("age(date, visit)", True),
        ("year(date)", True),
        ("any_person(TRUE)", True),
        ("COALESCE(any_person(TRUE), FALSE)", False),
        ("-debt", False),
        ("NOT toilet", False),
    ],
)
def test_may_be_unknown_when_debt_and_toilet_have_no_gaps(text: str, unknown: bool) -> None:
    assert parse(text, CODEBOOK, "household").may_be_unknown({"debt", "toilet"}) is unknown


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("debt / members", ("debt", "members")),
        ("(debt + 1) / (members * 2)", ("debt + 1", "members * 2")),
        ("((debt / members))", ("debt", "members")),
        ("debt / members / 2", ("debt / members", "2")),
        (
            "sum_persons(income) ÷ count_persons(TRUE)",
            ("sum_persons(income)", "count_persons(TRUE)"),
        ),
        ("debt * members", None),
        ("debt / members + 1", None),
        ("debt = members / 2", None),
    ],
)
def test_division(text: str, sides: tuple[str, str] | None) -> None:
    expression = parse(text, CODEBOOK, "household")
    found = expression.division()
    assert (found and tuple(side.text for side in found)) == sides
    for side in found or ():
        assert parse(side.text, CODEBOOK, "household") == side


def test_typed_signs_and_digits_are_those_of_sql() -> None:
    typed = parse("debt × ๒ ÷ ๓ − ๑.๕ ≥ ๐ AND members ≠ 1 OR members ≤ 2", CODEBOOK, "household")
    plain = parse("debt * 2 / 3 - 1.5 >= 0 AND members <> 1 OR members <= 2", CODEBOOK, "household")
    assert typed.tree == plain.tree
    assert parse("note = '×๒'", CODEBOOK, "household").sentence().th == "บันทึก = “×๒”"


@pytest.mark.parametrize("chain", ["AND", "OR"])
def test_a_long_chain_is_not_deep(chain: str) -> None:
    text = f" {chain} ".join(["debt = 0"] * 120)
    compiled = compile_expression(parse(text, CODEBOOK, "household"))
    assert compiled.sql.sql(dialect="spark").count("debt") == 120


def test_a_sum_over_all_33_indicators_is_not_too_deep() -> None:
    text = " + ".join(["COALESCE(debt, 0)"] * 33) + " > 10"
    assert parse(text, CODEBOOK, "household").type == "boolean"


NAMES_OF_SQL = """
select from where group order left right join union values table date time
timestamp interval int text map array struct row user current_date if exists any all some like
show execute fetch call explain over filter distinct cast least abs age has year
"""


@pytest.mark.parametrize("name", [*NAMES_OF_SQL.split(), "_", "A1"])
def test_a_variable_may_have_any_name(name: str) -> None:
    variables = {name: Variable(type="integer")}
    expression = parse(f"{name} = 1 AND ABS({name}) < (2 + {name})", variables, "household")
    assert expression.variables == {name}
    assert f'"{name}" = 1' in compile_expression(expression).sql.sql(dialect="duckdb")


@pytest.mark.parametrize("name", ["and", "CASE", "end", "null", "is"])
def test_a_name_that_is_a_keyword_is_quoted(name: str) -> None:
    variables = {name: Variable(type="integer")}
    assert parse(f'"{name}" = 1', variables, "household").variables == {name}


def test_the_village_has_rows_for_every_household_variable() -> None:
    own = {name for name, variable in CODEBOOK.items() if variable.level == "household"}
    assert own == set(HOUSEHOLDS[0]) - {"household_id"}
