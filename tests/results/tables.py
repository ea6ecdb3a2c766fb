"""A round that waits for data, and ways to bring files in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Community
from ruamsuk.engine import load_framework
from ruamsuk.indicators.models import Framework, Version
from ruamsuk.lib.text import LocalText
from ruamsuk.results.actions import imports
from ruamsuk.results.models import Import, Round
from ruamsuk.results.problems import unpack

FRAMEWORK = """
framework: small
title: {th: เล็ก, en: Small}
variables:
  debt: {type: decimal, min: 0, unit: {th: บาท, en: baht}, label: {th: หนี้ค้างชำระ, en: overdue debt}}
  members: {type: integer, min: 1, max: 20, label: {th: จำนวนสมาชิก, en: members}}
  water:
    type: select_one
    label: {th: แหล่งน้ำดื่ม, en: drinking water}
    choices: [{value: tap, label: {th: ประปา, en: tap}}, {value: well, label: {th: บ่อ, en: well}}]
  visited: {type: date, label: {th: วันที่ไปถาม, en: day of the visit}}
  age: {type: integer, level: person, min: 0, max: 120, label: {th: อายุ, en: age}}
goals:
  - id: economy
    title: {th: เศรษฐกิจ, en: Economy}
    indicators:
      - {id: debt-free, title: {th: ปลอดหนี้, en: Debt free}, achieved: debt = 0}
"""
GOOD: Mapping[str, Any] = {
    "household_id": "H1",
    "village": 1,
    "debt": 0,
    "members": 4,
    "water": "tap",
    "visited": "2026-01-24",
}


def a_round(community: Community, label: str = "2569", **options: Any) -> Round:
    """A round of a framework with a few variables."""
    document = load_framework(FRAMEWORK).model_dump(mode="json", exclude_defaults=True)
    framework, _ = Framework.objects.get_or_create(
        community=community, key="small", defaults={"title": LocalText("เล็ก")}
    )
    version, _ = Version.objects.get_or_create(
        framework=framework,
        number=1,
        defaults={"document": document, "state": Version.State.AGREED},
    )
    return Round.objects.create(
        community=community, year=2026, label=label, version=version, **options
    )


def csv(*rows: Mapping[str, Any], header: Sequence[str] = tuple(GOOD)) -> str:
    """A table whose rows are good but for the cells that are given."""
    lines = [",".join(str(cell) for cell in {**GOOD, **row}.values()) for row in rows]
    return "\n".join([",".join(header), *lines]) + "\n"


def xlsx(*rows: Sequence[Any], sheets: Sequence[str] = ("Sheet1",), **options: Any) -> bytes:
    """A workbook with the same rows on each sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **options}) as workbook:
        for name in sheets:
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return buffer.getvalue()


def bring(
    by: User,
    round_: Round,
    data: bytes | str,
    name: str = "households.csv",
    level: str = "household",
    sheet: str = "",
) -> Import:
    """Bring a file in as far as it goes without a question."""
    content = data.encode() if isinstance(data, str) else data
    made, _ = imports.bring(by, round_, level, name, content, sheet=sheet, how="")
    made.refresh_from_db()
    return made


def said(brought: Import, severity: str = "error") -> list[str]:
    """What is wrong with a file, in Thai."""
    return [p.sentence("th") for p in unpack(brought.problems) if p.severity == severity]
