"""The options that `assess` and `report` share, and what they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ruamsuk.cli.spoken import Option
from ruamsuk.lib.text import LocalText

if TYPE_CHECKING:
    from ruamsuk.engine.framework.models import IndexMissing
    from ruamsuk.engine.measure.design import Lonely

DATA = LocalText("ข้อมูล", "Data")
GROUPS = LocalText("กลุ่มและรอบ", "Groups and rounds")
DESIGN = LocalText("วิธีสุ่ม (ไม่บอก = ถามครบทุกครัวเรือน)", "Survey design (none = a full count)")
MEASURES = LocalText("วิธีคิด", "Measures")
OUTPUT = LocalText("ผลลัพธ์", "Output")

LONELY = ("fail", "remove", "adjust", "average", "certainty")
MISSING = ("complete", "listwise", "available", "not-achieved")


@dataclass(frozen=True)
class Question:
    """What an assessment is asked: its files, groups, survey design and measures.

    Attributes:
        framework: the framework file.
        households: table of households; persons and communities come beside it or alone.
        rounds: column that tells the rounds apart.
        by: groups to publish, each by one column or by several crossed.
        weight: column of sampling weights; strata, cluster and fpc are columns as well.
        sample: the rows are a simple random sample although no design column says so.
        lonely: what to do with a stratum that holds one cluster.
        missing: what happens in the index to a unit with unknown answers.
        cutoff: cut-offs of the index to try; the framework's own when empty.
        suppress: hide cells of fewer than this many; 0 shows all.
        engine: ``duckdb``, or the address of a Spark master.
    """

    framework: Path
    households: Path | None = None
    persons: Path | None = None
    communities: Path | None = None
    rounds: str | None = None
    by: tuple[tuple[str, ...], ...] = ()
    weight: str | None = None
    strata: str | None = None
    cluster: str | None = None
    fpc: str | None = None
    sample: bool = False
    lonely: Lonely = "fail"
    missing: IndexMissing | None = None
    cutoff: tuple[Fraction, ...] = ()
    suppress: int = 0
    engine: str = "duckdb"


class Columns(click.ParamType[tuple[str, ...]]):
    """Names of columns joined by commas."""

    name = "columns"
    allowed = LocalText("ชื่อคอลัมน์ คั่นด้วยจุลภาค", "names of columns joined by commas")

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:
        """Split at commas."""
        names = tuple(name.strip() for name in value.split(","))
        return names if all(names) else self.fail(value, param, ctx)


class Share(click.ParamType[Fraction]):
    """A share above 0 up to 1, kept exact."""

    name = "share"
    allowed = LocalText(
        "เลขมากกว่า 0 ไม่เกิน 1 เช่น 0.66 หรือ 1/3", "a number above 0 up to 1, such as 0.66 or 1/3"
    )

    def convert(self, value: Any, param: Any, ctx: Any) -> Fraction:
        """Read ``0.66`` or ``1/3`` as the fraction that is meant."""
        try:
            share = Fraction(value)
        except (ValueError, ZeroDivisionError):
            self.fail(value, param, ctx)
        return share if 0 < share <= 1 else self.fail(value, param, ctx)


class Count(click.IntRange):
    """A whole number from 0."""

    allowed = LocalText("จำนวนเต็มตั้งแต่ 0", "a whole number from 0")


class Port(click.IntRange):
    """A port of this machine; 0 takes any free one."""

    allowed = LocalText("จำนวนเต็ม 0 ถึง 65535", "a whole number from 0 to 65535")


class Engine(click.ParamType[str]):
    """DuckDB here, or Spark by the address of its master."""

    name = "engine"
    allowed = LocalText(
        "duckdb, spark://เครื่อง:พอร์ต หรือ spark://local",
        "duckdb, spark://host:port or spark://local",
    )

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """Let through what names an engine."""
        known = value == "duckdb" or value.startswith("spark://")
        return str(value) if known else self.fail(value, param, ctx)


def _file(name: str, th: str, en: str) -> Option:
    return Option(
        [name],
        words=LocalText(th, en),
        section=DATA,
        metavar="FILE",
        type=click.Path(path_type=Path),
    )


def _column(name: str, th: str, en: str, section: LocalText = DESIGN) -> Option:
    return Option([name], words=LocalText(th, en), section=section, metavar="COL")


QUESTION_OPTIONS = (
    _file("--households", "ตารางครัวเรือน", "Table of households."),
    _file("--persons", "ตารางสมาชิกครัวเรือน", "Table of the people in them."),
    _file("--communities", "ตารางชุมชน", "Table of communities."),
    _column("--rounds", "คอลัมน์ที่บอกรอบ", "Column that tells the rounds apart.", GROUPS),
    Option(
        ["--by"],
        words=LocalText(
            "แยกตามคอลัมน์นี้ หรือหลายคอลัมน์ไขว้กัน ใช้ซ้ำได้",
            "Group by a column, or by several crossed. Repeat for more.",
        ),
        section=GROUPS,
        metavar="COL[,COL…]",
        type=Columns(),
        multiple=True,
    ),
    _column("--weight", "น้ำหนักการสุ่ม", "Sampling weight."),
    _column("--strata", "ชั้นภูมิ", "Stratum."),
    _column("--cluster", "หน่วยที่สุ่มชั้นแรก", "Cluster (first-stage unit)."),
    _column("--fpc", "จำนวนหน่วยทั้งหมดในชั้นภูมิ", "Number of clusters in the whole stratum."),
    Option(
        ["--sample"],
        words=LocalText(
            "แถวเป็นตัวอย่างสุ่มอย่างง่าย ไม่ใช่ทุกครัวเรือน",
            "The rows are a simple random sample, not a full count.",
        ),
        section=DESIGN,
        is_flag=True,
    ),
    Option(
        ["--lonely"],
        words=LocalText("เมื่อชั้นภูมิมีหน่วยเดียว", "What to do with a stratum that holds one cluster."),
        section=DESIGN,
        type=click.Choice(LONELY),
        default=LONELY[0],
        show_default=True,
    ),
    Option(
        ["--missing"],
        words=LocalText(
            "ดัชนีทำอย่างไรกับคำตอบที่ขาด แทนที่กรอบบอก",
            "What the index does with missing answers, instead of what the framework says.",
        ),
        section=MEASURES,
        type=click.Choice(MISSING),
    ),
    Option(
        ["--cutoff"],
        words=LocalText(
            "จุดตัดของดัชนี แทนที่กรอบบอก ใช้ซ้ำได้",
            "Cut-off of the index, instead of the framework's. Repeat for more.",
        ),
        section=MEASURES,
        metavar="K",
        type=Share(),
        multiple=True,
    ),
    Option(
        ["--engine"],
        words=LocalText("เครื่องคำนวณ", "Where the counting is done."),
        section=MEASURES,
        metavar="duckdb|spark://…",
        type=Engine(),
        default="duckdb",
        show_default=True,
    ),
    Option(
        ["--suppress"],
        words=LocalText(
            "ซ่อนตัวเลขที่มาจากน้อยกว่า N และตัวเลขที่จะบอกใบ้ถึงมัน",
            "Hide numbers that rest on fewer than N, and those that would give them away.",
        ),
        section=OUTPUT,
        metavar="N",
        type=Count(min=0),
        default=0,
        show_default=True,
    ),
)
