"""The whole circle once, through the same verbs that people use: agree, gather, compute, judge."""

from __future__ import annotations

import csv
import datetime
import io
import tempfile
from collections.abc import Iterator
from importlib import resources
from itertools import groupby
from pathlib import Path

import yaml
from django.core.management import call_command

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Community, Network
from ruamsuk.example import write_example
from ruamsuk.indicators.actions import close_poll, open_poll, propose, start
from ruamsuk.indicators.models import Version
from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import common_year
from ruamsuk.results.actions.compute import start_computation
from ruamsuk.results.actions.figures import add_figure
from ruamsuk.results.actions.hands import count_hands
from ruamsuk.results.actions.imports import apply, bring, match_columns
from ruamsuk.results.actions.publish import publish_round
from ruamsuk.results.actions.rounds import open_round
from ruamsuk.results.actions.verdicts import record_verdict
from ruamsuk.results.models import Import, Round
from ruamsuk.web.demo.forums import hold_wat_bot
from ruamsuk.web.demo.helping import help_one_another
from ruamsuk.web.demo.levels import assess
from ruamsuk.web.demo.people import HOME, ORGANISER, maker_of
from ruamsuk.web.demo.together import plan_together

DESIGN = {
    "sample": True,
    "weight": "weight",
    "strata": "village",
    "cluster": "household_id",
    "fpc": "households_in_village",
}
HOW = "ข้อมูลสมมุติ สุ่มครึ่งหนึ่งของครัวเรือนในทุกหมู่บ้าน"
LABELS = ("2567", "2568", "2569")
ONE_IN = 2  # enough that villages can be shown although small counts are hidden


def walk(network: Network, people: dict[str, User]) -> None:
    """Take the network through three rounds."""
    version = agree_framework(network, people[ORGANISER])
    communities = {place.slug: place for place in network.communities.all()}
    makers = {slug: people[maker_of(slug)] for slug in communities}
    rounds = _gather(communities, makers, version)
    _other_sources(rounds[HOME, "2569"], people["demo-collector"])
    for slug, community in communities.items():
        start_computation(makers[slug], community, version)
    work()
    go_on(network, people)
    for slug in communities:
        _judge(makers[slug], [rounds[slug, label] for label in LABELS])


def go_on(network: Network, people: dict[str, User] | None = None) -> None:
    """What communities do with one another; a part that is there already is not made twice."""
    people = people or {one.username: one for one in User.objects.filter(demo=True)}
    for part in (assess, hold_wat_bot, plan_together, help_one_another):
        part(network, people)


def work() -> None:
    """Do all tasks that wait, as the worker would."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def agree_framework(network: Network, organiser: User) -> Version:
    """Nine goals, proposed and agreed by a show of hands."""
    document = yaml.safe_load(
        (resources.files("ruamsuk.example") / "framework.yaml").read_text(encoding="utf-8")
    )
    version = start(organiser, network, document)
    propose(organiser, version)
    poll = open_poll(organiser, version, "hands", "two-thirds", quorum=30)
    close_poll(organiser, poll, yes=41, no=2, abstain=5)
    version.refresh_from_db()
    return version


def _gather(
    communities: dict[str, Community], makers: dict[str, User], version: Version
) -> dict[tuple[str, str], Round]:
    """Three rounds in each community, with the tables of households and people brought in."""
    rounds: dict[tuple[str, str], Round] = {}
    for level, files in groupby(_files(), key=lambda file: file[2]):
        brought: list[Import] = []
        for slug, label, _level, data in files:
            if (slug, label) not in rounds:
                rounds[slug, label] = open_round(
                    makers[slug],
                    communities[slug],
                    year=common_year(int(label)),
                    label=label,
                    title=LocalText(f"รอบปี {label}", f"Round {label} ({common_year(int(label))})"),
                    version=version,
                    design=DESIGN,
                )
            name = f"{level}-{slug}-{label}.csv"
            round_ = rounds[slug, label]
            brought.append(bring(makers[slug], round_, level, name, data, sheet="", how=HOW)[0])
        _bring_in(brought, makers)
    return rounds


def _bring_in(brought: list[Import], makers: dict[str, User]) -> None:
    """Match the columns as they are guessed, wait for the check, and apply."""
    work()
    for made in brought:
        made.refresh_from_db()
        match_columns(makers[made.round.community.slug], made, made.columns)
    work()
    for made in brought:
        apply(makers[made.round.community.slug], made)


def _files() -> Iterator[tuple[str, str, str, bytes]]:
    """(community, round, level, CSV) of the example's tables, parted by community and round."""
    with tempfile.TemporaryDirectory() as folder:
        _framework, households, persons, _readme = write_example(Path(folder), ONE_IN)
        for level, path in (("household", households), ("person", persons)):
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = sorted(csv.DictReader(file), key=_place)
            for (slug, label), members in groupby(rows, key=_place):
                yield slug, label, level, _csv(list(members))


def _place(row: dict[str, str]) -> tuple[str, str]:
    return row["household_id"][:6], row["round"]


def _csv(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _other_sources(round_: Round, collector: User) -> None:
    """A show of hands, and a figure of the health station; both invented."""
    held_on = datetime.date(2026, 2, 15)
    count_hands(
        collector,
        round_,
        "attends-meetings",
        counts=[14, 27],
        held_on=held_on,
        where="ศาลาวัดโบสถ์ (สมมุติ)",
    )
    add_figure(
        collector,
        round_,
        "illness-cared-for",
        numerator=168,
        denominator=181,
        source="สถานีอนามัย (สมมุติ)",
        as_of="2026-01",
    )


def _judge(maker: User, rounds: list[Round]) -> None:
    """What the meeting concluded on the last round, and what everyone may read of all."""
    held_on, who = datetime.date(2026, 3, 8), "ผู้แทนทุกหมู่บ้าน (สมมุติ)"
    last = rounds[-1]
    record_verdict(
        maker,
        last,
        text="ปีนี้จะเริ่มที่เรื่องหนี้ก่อน เพราะทุกหมู่บ้านยกมือว่าหนักที่สุด (ข้อสรุปสมมุติ)",
        held_on=held_on,
        attended=46,
        who=who,
    )
    record_verdict(
        maker,
        last,
        "keeps-accounts",
        text="บ้านที่ทำบัญชีครัวเรือนยังมีน้อย จะชวนกลุ่มออมทรัพย์เป็นเพื่อนคู่คิด (ข้อสรุปสมมุติ)",
        held_on=held_on,
        attended=46,
        who=who,
    )
    indicators = [indicator.id for indicator in last.version.definition.indicators]
    for round_ in rounds:
        publish_round(maker, round_, indicators=indicators, words="ข้อมูลสมมุติเพื่อการสาธิต")
