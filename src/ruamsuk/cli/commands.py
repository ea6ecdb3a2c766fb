"""What each command does once its words are understood."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ruamsuk.cli.options import Question
from ruamsuk.cli.say import say
from ruamsuk.cli.spoken import language_of
from ruamsuk.cli.work import assess_question, check_out, writing
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import Language, LocalText

if TYPE_CHECKING:
    from ruamsuk.engine.expressions import Expression
    from ruamsuk.engine.framework.models import Framework, Indicator

TABLE_ENDINGS = (".csv", ".parquet", ".xlsx")

_GOOD = LocalText(
    "ใช้ได้: {title} มี {goals} เป้าหมาย {indicators} ตัวชี้วัด",
    "In order: {title}. Goals: {goals}. Indicators: {indicators}.",
)
_SUMMARIES = {
    "mean": LocalText("ค่าเฉลี่ยของ {value}", "Mean of {value}"),
    "median": LocalText("ค่ากลางของ {value}", "Median of {value}"),
    "sum": LocalText("ผลรวมของ {value}", "Sum of {value}"),
    "ratio": LocalText("อัตราส่วน {value}", "Ratio of {value}"),
}
_AMONG = LocalText("{value} · นับเฉพาะ {eligible}", "{value} · counts only {eligible}")
_WROTE = LocalText("เขียนแล้ว: {file}", "Wrote {file}")
_HIDDEN = LocalText(
    "ปิดไว้ {hidden} จาก {all} ค่า เพราะมีไม่ถึง {fewest} ราย หรือเพื่อไม่ให้คิดย้อนกลับได้",
    "Hidden: {hidden} of {all} numbers, because fewer than {fewest} stand behind them or because "
    "others could be worked out from them.",
)
_NEXT = LocalText("ลองต่อด้วยคำสั่งใน {file}", "Go on with the command in {file}")
_OPEN = LocalText(
    "เปิดดูที่ http://localhost:{port} (หยุดด้วย Ctrl-C)",
    "Open http://localhost:{port} (Ctrl-C stops it)",
)
_HALL = LocalText(
    "มือถือในห้องที่ใช้ Wi-Fi เดียวกัน เปิดที่ {address}/hall/ หรือส่องกล้องที่ภาพนี้",
    "Phones on the same Wi-Fi: open {address}/hall/ or point the camera at this picture.",
)
_NO_HALL = LocalText(
    "เครื่องนี้ยังไม่ได้ต่อเครือข่ายใด มือถือจึงเข้ามาไม่ได้ ต่อ Wi-Fi หรือเปิดฮอตสปอต แล้วเริ่มใหม่",
    "This machine is in no network, so no phone can reach it. "
    "Join a Wi-Fi or open a hotspot, then start again.",
)


def check(framework: Path) -> None:
    """Check a framework and say what each of its indicators counts."""
    from ruamsuk.engine import load_framework

    language = _language()
    found = load_framework(framework)
    counts = {"goals": len(found.goals), "indicators": len(found.indicators)}
    click.echo(_GOOD.format(title=found.title, **counts).to(language))
    for goal in found.goals:
        click.echo(f"\n{goal.title.to(language)}")
        for indicator in goal.indicators:
            click.echo(f"  {indicator.title.to(language)}")
            click.echo(f"    {_counts(found, indicator).to(language)}")


def _counts(framework: Framework, indicator: Indicator) -> LocalText:
    """What an indicator counts, and among whom."""
    from ruamsuk.engine.expressions import parse, pass_sentence

    def read(text: str) -> Expression:
        return parse(text, framework.variables, indicator.level)

    eligible = read(indicator.eligible) if indicator.eligible else None
    if indicator.achieved:
        return pass_sentence(read(indicator.achieved), eligible)
    value = _SUMMARIES[indicator.summary].format(value=read(indicator.value).sentence())
    return _AMONG.format(value=value, eligible=eligible.sentence()) if eligible else value


def assess(framework: Path, out: Path, **answers: Any) -> None:
    """Assess and write the tidy table."""
    question = Question(framework=framework, **answers)
    check_out(question, out, *TABLE_ENDINGS)
    _, assessment = assess_question(question, _language())
    with writing(out):
        written = assessment.write(out)
    for file in written:
        say(_WROTE, _language(), file=file)
    if question.suppress:
        hidden = assessment.estimates()["hidden"].to_pylist()
        counts = {"hidden": f"{sum(hidden):,}", "all": f"{len(hidden):,}"}
        say(_HIDDEN, _language(), fewest=question.suppress, **counts)


def report(framework: Path, out: Path, **answers: Any) -> None:
    """Assess and write the report."""
    question = Question(framework=framework, **answers)
    check_out(question, out, ".html")
    page = _page(question, _language())
    with writing(out):
        out.write_text(page, encoding="utf-8", newline="\n")
    say(_WROTE, _language(), file=out)


def template(name: str | None) -> None:
    """Print a template, or the names of all."""
    from ruamsuk.engine import TEMPLATES, template_text

    if name:
        click.echo(template_text(name), nl=False)
        return
    width = max(map(len, TEMPLATES))
    for known, title in TEMPLATES.items():
        click.echo(f"{known:<{width}}  {title.to(_language())}")


def example(directory: Path) -> None:
    """Write the example network, over nothing that somebody may have changed."""
    from ruamsuk.example import write_example

    with writing(directory):
        if directory.is_dir() and any(directory.iterdir()):
            raise ProblemsFound([Problem("command.folder-filled", values={"folder": directory})])
        for path in write_example(directory):
            say(_WROTE, _language(), file=path)
    say(_NEXT, _language(), file=directory / "README.md")


def serve(host: str, port: int, demo: bool, hall: bool = False) -> None:
    """Prepare the database and serve the web application until interrupted."""
    from ruamsuk.cli.lan import ANYWHERE, open_to_hall
    from ruamsuk.cli.serve import django_command, free_port, serve_pages, worker

    address = open_to_hall(host, port) if hall else ""
    if hall and host in ANYWHERE:
        host = "0.0.0.0"
    free_port(host, port)
    if demo:
        os.environ["RUAMSUK_DEMO"] = "1"
    django_command("prepare", *(["--demo"] if demo else []))
    say(_OPEN, _language(), port=port)
    if hall:
        _say_hall(address)
    with worker():
        serve_pages(host, port)


def _say_hall(address: str) -> None:
    """Where phones find this machine, in words and as a picture."""
    if not address:
        say(_NO_HALL, _language())
        return
    import segno

    say(_HALL, _language(), address=address)
    segno.make(f"{address}/hall/", micro=False).terminal(out=sys.stderr, compact=True)


def demo() -> None:
    """Fill an empty database with the network of the demonstration."""
    from ruamsuk.cli.serve import django_command

    django_command("prepare", "--demo")


def _page(question: Question, language: Language) -> str:
    from ruamsuk.engine import insights
    from ruamsuk.report import render

    framework, assessment = assess_question(question, language)
    return render(
        framework,
        assessment.estimates(),
        assessment.changes(),
        assessment.manifest,
        findings=insights(assessment),
    )


def _language() -> Language:
    return language_of(click.get_current_context())
