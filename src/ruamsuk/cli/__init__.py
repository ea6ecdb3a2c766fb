"""The `ruamsuk` command.

Only what every call needs is imported here: the engine is imported by the commands that use it, so
that ``ruamsuk --help`` answers at once.
"""

from __future__ import annotations

from pathlib import Path

import click

from ruamsuk import __version__
from ruamsuk.cli import commands
from ruamsuk.cli.options import OUTPUT, QUESTION_OPTIONS, Port
from ruamsuk.cli.spoken import Command, Option, Program
from ruamsuk.lib.text import LANGUAGES, LocalText

__all__ = ["main"]


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(f"ruamsuk {__version__}")
        ctx.exit()


def _argument(name: str, metavar: str, *, required: bool = True) -> click.Argument:
    kind = click.Path(path_type=Path) if metavar != "NAME" else click.STRING
    return click.Argument([name], metavar=metavar, type=kind, required=required)


def _out(endings: str) -> Option:
    return Option(
        ["--out"],
        words=LocalText("ไฟล์ที่จะเขียน", "File to write."),
        section=OUTPUT,
        metavar=endings,
        type=click.Path(path_type=Path),
        required=True,
    )


_CHECK = Command(
    "check",
    callback=commands.check,
    params=[_argument("framework", "FRAMEWORK")],
    words=LocalText(
        "ตรวจกรอบตัวชี้วัด และอ่านให้ฟังว่าแต่ละตัวนับอะไร",
        "Check a framework and read out what each indicator counts.",
    ),
    examples="ruamsuk check framework.yaml",
)

_ASSESS = Command(
    "assess",
    callback=commands.assess,
    params=[
        _argument("framework", "FRAMEWORK"),
        *QUESTION_OPTIONS,
        _out("FILE.csv|.parquet|.xlsx"),
    ],
    words=LocalText(
        "คำนวณทุกตัวชี้วัดและดัชนี พร้อมช่วงความเชื่อมั่น เป็นตารางเดียว",
        "Compute every indicator and the index, with intervals, as one tidy table.",
    ),
    examples="""
ruamsuk assess framework.yaml --households households.csv --by village --out result.xlsx

ruamsuk assess framework.yaml --households households.csv --persons persons.csv \\
    --rounds round --by community --by community,village \\
    --weight weight --strata village --cluster household_id --fpc households_in_village \\
    --suppress 5 --out result.csv
""",
)

_REPORT = Command(
    "report",
    callback=commands.report,
    params=[_argument("framework", "FRAMEWORK"), *QUESTION_OPTIONS, _out("FILE.html")],
    words=LocalText(
        "เขียนรายงานหน้าเดียว เปิดได้โดยไม่ต้องมีเน็ต พิมพ์ได้ สองภาษา",
        "Write one page that needs no network, prints well and speaks both languages.",
    ),
    examples="""
ruamsuk report framework.yaml --households households.csv --by village --out report.html
""",
)

_TEMPLATE = Command(
    "template",
    callback=commands.template,
    params=[_argument("name", "NAME", required=False)],
    words=LocalText(
        "พิมพ์กรอบต้นแบบ หรือรายชื่อต้นแบบทั้งหมด", "Print a template framework, or the names of all."
    ),
    examples="ruamsuk template\nruamsuk template nine-goals > framework.yaml",
)

_EXAMPLE = Command(
    "example",
    callback=commands.example,
    params=[_argument("directory", "DIR")],
    words=LocalText(
        "สร้างเครือข่ายตัวอย่างสี่ชุมชน สามรอบ (ข้อมูลสมมุติ)",
        "Make an example network of four communities, three rounds (synthetic data).",
    ),
    examples="ruamsuk example network",
)

_SERVE = Command(
    "serve",
    callback=commands.serve,
    params=[
        Option(
            ["--host"],
            words=LocalText(
                "ที่อยู่ที่รับฟัง 0.0.0.0 ให้เครื่องอื่นในวงเข้าได้",
                "Address to listen on; 0.0.0.0 lets other machines in.",
            ),
            default="127.0.0.1",
            show_default=True,
        ),
        Option(
            ["--port"],
            words=LocalText("พอร์ต (หรือตั้งตัวแปร PORT)", "Port (or set PORT)."),
            type=Port(min=1, max=65535),
            default=8000,
            show_default=True,
            envvar="PORT",
        ),
        Option(
            ["--demo"],
            words=LocalText(
                "พร้อมเครือข่ายสาธิต (หรือตั้งตัวแปร RUAMSUK_DEMO=1)",
                "With the network of the demonstration (or set RUAMSUK_DEMO=1).",
            ),
            is_flag=True,
            envvar="RUAMSUK_DEMO",
        ),
        Option(
            ["--hall"],
            words=LocalText(
                "ให้มือถือทุกเครื่องในห้องประชุมเข้าได้ พร้อมคิวอาร์โค้ด ไม่ต้องมีอินเทอร์เน็ต",
                "Let every phone in the hall in, with a QR code; no internet needed.",
            ),
            is_flag=True,
        ),
    ],
    words=LocalText(
        "เตรียมฐานข้อมูล แล้วเปิดเว็บร่วมสุขบนเครื่องนี้",
        "Prepare the database and serve the web application on this machine.",
    ),
    examples="ruamsuk serve --port 8080\nruamsuk serve --hall",
)

_DEMO = Command(
    "demo",
    callback=commands.demo,
    params=[],
    words=LocalText(
        "สร้างเครือข่ายสาธิต (ข้อมูลสมมุติ) ในฐานข้อมูลที่ยังว่าง",
        "Make the network of the demonstration (synthetic data) in an empty database.",
    ),
    examples="RUAMSUK_DATA=var/demo ruamsuk demo\nRUAMSUK_DATA=var/demo ruamsuk serve --demo",
)

main = Program(
    "ruamsuk",
    commands={
        command.name or "": command
        for command in (_CHECK, _ASSESS, _REPORT, _TEMPLATE, _EXAMPLE, _SERVE, _DEMO)
    },
    params=[
        Option(
            ["--language"],
            words=LocalText(
                "ภาษา (หรือตั้งตัวแปร RUAMSUK_LANGUAGE)", "Language (or set RUAMSUK_LANGUAGE)."
            ),
            type=click.Choice(LANGUAGES),
            is_eager=True,
            expose_value=True,
        ),
        Option(
            ["--version"],
            words=LocalText("แสดงรุ่น", "Show the version."),
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
        ),
    ],
    no_args_is_help=True,
    words=LocalText(
        "ร่วมสุข: จากเป้าหมายของชุมชนและตารางครัวเรือน สู่ตัวเลขที่ซื่อตรง",
        "Ruamsuk: from a community's goals and a table of households to honest numbers.",
    ),
    examples="""
ruamsuk example network
ruamsuk check network/framework.yaml
ruamsuk assess --help
""",
)
