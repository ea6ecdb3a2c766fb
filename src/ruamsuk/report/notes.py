"""What the page says about itself: the facts at its head, the notes and the manifest at its end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ruamsuk.charts.readings import counted
from ruamsuk.engine.framework.models import Framework
from ruamsuk.lib.text import LocalText
from ruamsuk.report.measured import Measured
from ruamsuk.report.names import Names, round_name
from ruamsuk.report.results import MOST_GROUPS, Results

SYNTHETIC = ("ข้อมูลสมมุติ", "synthetic")

_FULL = LocalText("นับครบทุกราย", "everyone was counted")
_SAMPLE = LocalText("สุ่มถามบางส่วน", "a sample was asked")
_ANSWERED = LocalText("ตอบ {n}", "{n} answered")


def is_synthetic(framework: Framework, manifest: Mapping[str, Any]) -> bool:
    """Whether framework or manifest says that the data are made up."""
    if manifest.get("synthetic"):
        return True
    told = (framework.title, framework.description, framework.source)
    words = " ".join(f"{text.th} {text.en}" for text in told).lower()
    return any(mark in words for mark in SYNTHETIC)


def facts(
    framework: Framework, items: tuple[Measured, ...], results: Results
) -> tuple[LocalText, ...]:
    """Round, how many answered at each level, full count or sample, how many indicators."""
    said = [_capital(round_name(results.last))]
    for level in dict.fromkeys(item.indicator.level for item in items):
        counts = [item.get().n or 0 for item in items if item.indicator.level == level]
        if max(counts):
            said.append(_ANSWERED.format(n=counted(max(counts), level)))
    said.append(_FULL if results.full_count else _SAMPLE)
    size = LocalText(
        "{goals} เป้าหมาย {indicators} ตัวชี้วัด", "Goals: {goals}, indicators: {indicators}"
    )
    said.append(size.format(goals=len(framework.goals), indicators=len(items)))
    return tuple(said)


def _capital(words: LocalText) -> LocalText:
    return LocalText(words.th, words.en[:1].upper() + words.en[1:])


_HOW_SURE = {
    True: LocalText(
        "นับครบทุกราย ตัวเลขจึงไม่มีความคลาดเคลื่อนจากการสุ่ม",
        "Everyone was counted, so the numbers have no sampling error.",
    ),
    False: LocalText(
        "“น่าจะอยู่ระหว่าง” คือช่วงความเชื่อมั่นร้อยละ 95: สุ่มใหม่ 100 ครั้ง ช่วงจะครอบค่าจริงราว 95 ครั้ง",
        "“Likely between” is a 95 per cent confidence interval: of 100 samples about 95 "
        "give an interval that holds the true value.",
    ),
}
_HIDDEN = LocalText(
    "ช่องลายเฉียงคือตัวเลขที่ปิดไว้ เพราะมีน้อยรายจนอาจรู้ว่าเป็นใคร บางช่องปิดไว้เพื่อไม่ให้คิดย้อนกลับได้",
    "Hatched cells are hidden because so few stand behind them that they could be "
    "recognised; some are hidden so that others cannot be worked out.",
)
_DENOMINATOR = LocalText(
    "ตัวหารคือผู้ที่ตัวชี้วัดนี้นับถึงและมีคำตอบ “ไม่มีคำตอบ” คือส่วนที่ยังไม่รู้ ตัวเลขเป็นยอดถ่วงน้ำหนักเมื่อมีน้ำหนัก",
    "The denominator holds those whom the indicator is about and who answered; “no answer” "
    "is the share still unknown. Sums are weighted where there are weights.",
)
_LEFT_OUT = LocalText(
    "การแบ่งตาม {by} มีมากกว่า {n} กลุ่ม ดูได้ในไฟล์ผล",
    "The grouping by {by} has more than {n} groups; it is in the result file.",
)
_SOURCE = LocalText("ที่มาของกรอบ: {source}", "Source of the framework: {source}")


def notes(framework: Framework, results: Results, names: Names) -> tuple[LocalText, ...]:
    """How to read the numbers, what is hidden and what was left out."""
    said = [_HOW_SURE[results.full_count]]
    if any(estimate.value.hidden for _, estimate in results):
        said.append(_HIDDEN)
    said.append(_DENOMINATOR)
    said += [_LEFT_OUT.format(by=names.grouping(by), n=MOST_GROUPS) for by in results.left_out]
    if framework.source:
        said.append(_SOURCE.format(source=framework.source))
    return tuple(said)


def manifest_lines(manifest: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Key and value of each entry, nested ones by path, in a stable order."""
    lines: list[tuple[str, str]] = []
    for key, value in manifest.items():
        lines += _flat(key, value)
    return tuple(lines)


def _flat(key: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, Mapping):
        return [line for name, inner in value.items() for line in _flat(f"{key}.{name}", inner)]
    if isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value):
        return [line for i, item in enumerate(value) for line in _flat(f"{key}[{i}]", item)]
    if value is None or value == "" or value == []:
        return []
    return [(key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))]
