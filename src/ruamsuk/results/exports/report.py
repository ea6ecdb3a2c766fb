"""The printed report of a round: what its pages say, in one booklet."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from ruamsuk.base.templatetags.ruamsuk import be_date
from ruamsuk.booklets import (
    Block,
    Booklet,
    Column,
    Figure,
    Note,
    Paragraph,
    Section,
    Table,
)
from ruamsuk.charts import Multiples, Panel, Picture, draw
from ruamsuk.engine.framework.models import Goal
from ruamsuk.lib.text import Language, LocalText
from ruamsuk.report.measured import Measured, counting_sentence
from ruamsuk.report.names import as_title, round_mark, round_name
from ruamsuk.report.notes import facts, notes
from ruamsuk.report.overview import changes_part, delta_of, flower, summary
from ruamsuk.report.view import number_words
from ruamsuk.results.exports.pictures import village_goals, village_indicators
from ruamsuk.results.exports.rows import SYNTHETIC
from ruamsuk.results.models import Verdict
from ruamsuk.results.pages.goals import answered, goal_card
from ruamsuk.results.pages.index import index_page
from ruamsuk.results.pages.measured import Measurements
from ruamsuk.results.pages.sheet import count
from ruamsuk.results.pages.sight import Sight
from ruamsuk.results.pages.steps import verdicts_of
from ruamsuk.results.sources import Source, sources

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor

_TITLE = LocalText("เรายืนอยู่ตรงไหน", "Where we stand")
_SUBTITLE = LocalText("ผลของรอบ {round}", "Results of round {round}")
_SUMMARY = LocalText("สรุป", "In short")
_TABLE = LocalText("ตัวชี้วัดทั้งหมด", "All indicators")
_SOURCES = LocalText("จากแหล่งอื่น", "From other sources")
_VERDICTS = LocalText("ที่ประชุมเห็นว่า", "What we concluded")
_METHOD = LocalText("นับอย่างไร", "How it was counted")
_GOAL = LocalText("ค่าเฉลี่ยของเป้าหมายนี้ {number}", "Mean of this goal: {number}.")
_MET = LocalText(
    "ถึงเป้าแล้ว {met} จาก {aimed} ตัวชี้วัด", "{met} of {aimed} indicators have reached their target."
)
_ROUNDS = LocalText("{goal} ทุกรอบ", "{goal} over the rounds")
_COUNTED = LocalText("วิธีนับ: {sentence}", "How it is counted: {sentence}")
_ROUND_AS_WHOLE = LocalText("ทั้งรอบ", "The round as a whole")
_MEETING = LocalText("{date} · มา {n} คน", "{date}, {n} people")
_SEEN = LocalText("ตัวเลขที่เห็นในวันนั้น: {seen}", "The number seen on that day: {seen}")
_WITHDRAWN = LocalText("(ถอนแล้ว) ", "(withdrawn) ")
_NO_NUMBER = LocalText("ยังไม่มีตัวเลข", "no number yet")
_DIFFERENT = LocalText(
    "นับคนละวิธีกับแบบสอบถาม จึงไม่จำเป็นต้องตรงกัน",
    "They were counted in another way, so they need not agree.",
)
_KINDS = {
    "hands": LocalText("ยกมือ", "Show of hands"),
    "figures": LocalText("ตัวเลขของหน่วยงาน", "Figure of others"),
}
_EVERYWHERE = LocalText("ทั้งชุมชน", "The whole community")
_VERSION = LocalText(
    "กรอบ {title} ฉบับที่ {number} คำนวณด้วย {engine} เมื่อ {date} รหัสของกรอบ {sha}",
    "Framework {title}, version {number}. Computed by {engine} on {date}. Hash of the "
    "framework: {sha}.",
)
_ALL = (
    (LocalText("ตัวชี้วัด", "Indicator"), False),
    (LocalText("ค่า", "Value"), True),
    (LocalText("น่าจะอยู่ระหว่าง", "Likely between"), True),
    (LocalText("ตอบ", "Answered"), True),
    (LocalText("เป้า", "Target"), True),
    (LocalText("เทียบกับรอบก่อน", "Against the round before"), False),
)
_OTHER = (
    (LocalText("ตัวชี้วัด", "Indicator"), False),
    (LocalText("แหล่ง", "Source"), False),
    (LocalText("ค่า", "Value"), True),
    (LocalText("จาก", "Out of"), True),
    (LocalText("ที่", "Place"), False),
    (LocalText("วันที่", "Date"), False),
)
Heads = Sequence[tuple[LocalText, bool]]


def report_of(sight: Sight, measured: Measurements, user: Visitor, language: Language) -> Booklet:
    """The report of the round that is looked at, with what the visitor may see."""
    return _Report(sight, measured, user, language).booklet()


def moment_of(sight: Sight) -> datetime.datetime:
    """When the newest of what the report says came to be."""
    assert sight.round is not None
    found = [sight.round.created, *(verdict.at for verdict in verdicts_of(sight))]
    if sight.computation and sight.computation.finished:
        found.append(sight.computation.finished)
    return timezone.localtime(max(found))


@dataclass(frozen=True)
class _Report:
    """The parts of the report, each in the language that is asked for."""

    sight: Sight
    measured: Measurements
    user: Visitor
    language: Language

    def booklet(self) -> Booklet:
        """All parts."""
        community = self.sight.community
        tambon = community.tambon
        district, province = tambon.district, tambon.district.province
        where = LocalText(
            f"{community.name.th} · อำเภอ{district.name_th} จังหวัด{province.name_th}",
            f"{community.name.to('en')}, {district.name_en}, {province.name_en}",
        )
        label = self.measured.results.last
        return Booklet(
            self.language,
            self.to(_TITLE),
            tuple(self.sections()),
            subtitle=self.to(_SUBTITLE.format(round=label)),
            community=self.to(where),
            round=self.to(as_title(round_name(label))),
            date=be_date(moment_of(self.sight)),
            banner=self.to(SYNTHETIC) if community.demo else "",
        )

    def to(self, words: LocalText) -> str:
        return words.to(self.language)

    def sections(self) -> Iterator[Section]:
        yield Section(self.to(_SUMMARY), tuple(self.summary()))
        yield Section(self.to(_TABLE), (self.all_indicators(),))
        for goal in self.measured.framework.goals:
            if self.measured.of_goal(goal.id):
                yield from self.goal(goal)
        yield from self.index()
        yield from self.other_sources()
        if verdicts := verdicts_of(self.sight):
            yield Section(self.to(_VERDICTS), tuple(self.verdicts(verdicts)))
        yield Section(self.to(_METHOD), tuple(self.method()))

    @property
    def known(self) -> tuple[Measured, ...]:
        return tuple(item for item in self.measured.items if answered(item))

    def summary(self) -> Iterator[Block]:
        measured, results = self.measured, self.measured.results
        said = facts(measured.framework, measured.items, results)
        yield Note(" · ".join(map(self.to, said)))
        publication = self.sight.publication
        if publication and publication.words:
            yield Paragraph(publication.words)
        yield from self.paragraphs(summary(self.known, results))
        for part in (flower(measured.framework, self.known), changes_part(self.known, results)):
            if part:
                yield from self.figures(part.pictures, part.readings)
        yield from self.figures(village_goals(self.sight, measured))

    def goal(self, goal: Goal) -> Iterator[Section]:
        items = self.measured.of_goal(goal.id)
        card = goal_card(goal, items, "")
        said = []
        if card.value.shown is not None or card.value.hidden:
            said.append(_GOAL.format(number=card.number))
        if card.aimed:
            said.append(_MET.format(met=card.met, aimed=card.aimed))
        heat = village_indicators(self.sight, self.measured, goal.id)
        # a heading stays with the picture that follows, but would be left behind by a paragraph
        blocks = self.figures(heat, said) if heat else self.paragraphs(said)
        over_rounds = self.figures(self.over_rounds(goal, items))
        yield Section(self.to(goal.title), (*blocks, *over_rounds))
        for item in items:
            title = self.to(item.indicator.title)
            yield Section(title, tuple(self.indicator(item)), level=2)

    def over_rounds(self, goal: Goal, items: Sequence[Measured]) -> Iterator[Picture]:
        """A line for each indicator of a goal over the rounds that share its definition."""
        rounds = self.measured.results.rounds
        known = [item for item in items if answered(item)]
        if len(rounds) > 1 and known:
            panels = tuple(
                Panel(item.label, item.scale, tuple(item.get(round_=r).value for r in rounds))
                for item in known
            )
            title = _ROUNDS.format(goal=goal.title)
            yield Multiples(title, tuple(map(round_mark, rounds)), panels)

    def indicator(self, item: Measured) -> Iterator[Block]:
        if item.indicator.definition:
            yield Paragraph(self.to(item.indicator.definition))
        if answered(item):
            yield from self.paragraphs(item.readings())
        else:
            yield Paragraph(self.to(_NO_NUMBER))
        counting = counting_sentence(self.measured.framework, item.indicator)
        yield Note(self.to(_COUNTED.format(sentence=counting)))

    def all_indicators(self) -> Table:
        rows = []
        for item in self.measured.items:
            found, delta = item.get(), delta_of(item)
            limits = found.value.interval
            target = item.scale.target
            words = (
                item.indicator.title,
                number_words(found.value, item.scale),
                LocalText("–".join(map(item.scale.number, limits)) if limits else ""),
                LocalText(count(found.n if found.value.shown is not None else None)),
                item.scale.aim() if target is not None else LocalText(),
                delta.words if delta else LocalText(),
            )
            rows.append(tuple(map(self.to, words)))
        return Table(self.heads(_ALL), tuple(rows))

    def heads(self, heads: Heads) -> tuple[Column, ...]:
        return tuple(Column(self.to(words), numbers=numbers) for words, numbers in heads)

    def index(self) -> Iterator[Section]:
        page = index_page(self.sight, self.measured)
        if page:
            blocks = [*self.paragraphs(page.part.readings), *self.figures(page.part.pictures)]
            blocks += [Note(self.to(words)) for words in page.part.notes]
            yield Section(self.to(page.part.title), tuple(blocks))

    def other_sources(self) -> Iterator[Section]:
        assert self.sight.round is not None
        found = sources(self.sight.round, self.user)
        rows = [
            self.source(item, source)
            for item in self.measured.items
            for source in found.get(item.indicator.id, [])
            if source.kind in _KINDS
        ]
        if rows:
            table = Table(self.heads(_OTHER), tuple(rows))
            yield Section(self.to(_SOURCES), (Paragraph(self.to(_DIFFERENT)), table))

    def source(self, item: Measured, source: Source) -> tuple[str, ...]:
        kind = self.to(_KINDS[source.kind])
        return (
            self.to(item.indicator.title),
            f"{kind}: {source.what}" if source.what else kind,
            source.words(item.indicator, self.language),
            count(source.denominator),
            self.to(source.village.name if source.village else _EVERYWHERE),
            be_date(source.on),
        )

    def verdicts(self, verdicts: Iterable[Verdict]) -> Iterator[Block]:
        titles = {item.indicator.id: item.indicator.title for item in self.measured.items}
        for verdict in verdicts:
            about = titles.get(verdict.indicator, LocalText(verdict.indicator))
            title = self.to(about if verdict.indicator else _ROUND_AS_WHOLE)
            words = self.to(_WITHDRAWN) if verdict.withdrawn else ""
            yield Paragraph(f"{title}: {words}{verdict.text}")
            meeting = _MEETING.format(date=be_date(verdict.held_on), n=verdict.attended)
            said = [self.to(meeting), verdict.who]
            if verdict.seen:
                said.append(self.to(_SEEN.format(seen=verdict.seen)))
            yield Note(" · ".join(filter(None, said)))

    def method(self) -> Iterator[Block]:
        measured, computation = self.measured, self.sight.computation
        yield from self.paragraphs(notes(measured.framework, measured.results, self.sight.names))
        if computation is not None:
            manifest = computation.manifest
            words = _VERSION.format(
                title=measured.framework.title,
                number=computation.version.number,
                engine=manifest.get("engine", ""),
                date=be_date(computation.finished),
                sha=str(manifest.get("framework_sha256", ""))[:12],
            )
            yield Note(self.to(words))

    def paragraphs(self, sentences: Iterable[LocalText]) -> Iterator[Block]:
        """Sentences that belong together, as one paragraph."""
        said = " ".join(self.to(words) for words in sentences if words)
        if said:
            yield Paragraph(said)

    def figures(
        self, pictures: Iterable[Picture], readings: Sequence[LocalText] = ()
    ) -> Iterator[Block]:
        """Pictures; the last of them with what they say."""
        shown = list(pictures)
        for number, picture in enumerate(shown, start=1):
            said = " ".join(map(self.to, readings)) if number == len(shown) else ""
            yield Figure(draw(picture, self.language), self.to(picture.title), said)
