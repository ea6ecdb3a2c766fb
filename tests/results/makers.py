"""Typed makers of frameworks, rounds and their data for the tests of results."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pyarrow as pa
from django.utils import timezone

from ruamsuk.communities.models import Community
from ruamsuk.engine import load_framework
from ruamsuk.indicators.models import Framework, Version
from ruamsuk.lib.text import LocalText
from ruamsuk.results.computing import parquet
from ruamsuk.results.models import Blob, Import, Round, Verdict

FRAMEWORK = """
framework: small
title: {th: เล็ก, en: Small}
variables:
  debt: {type: decimal, min: 0, label: {th: หนี้, en: debt}}
  water: {type: boolean, label: {th: น้ำสะอาด, en: clean water}}
  rice: {type: decimal, min: 0, label: {th: ข้าว, en: rice}}
  school: {type: boolean, level: person, label: {th: เรียน, en: school}}
goals:
  - id: economy
    title: {th: เศรษฐกิจ, en: Economy}
    indicators:
      - id: debt-free
        title: {th: ปลอดหนี้, en: Debt free}
        achieved: debt = 0
        target: 80
        bands: [20, 40, 60, 80]
      - {id: rice, title: {th: ข้าว, en: Rice}, value: rice, summary: mean}
  - id: health
    title: {th: สุขภาพ, en: Health}
    indicators:
      - {id: water, title: {th: น้ำสะอาด, en: Clean water}, achieved: water = true}
  - id: learning
    title: {th: การเรียนรู้, en: Learning}
    indicators:
      - id: school
        level: person
        title: {th: เรียนหนังสือ, en: At school}
        achieved: school = true
        weight: 0
index: {kind: alkire-foster, cutoff: 1/2}
"""


def version(community: Community, number: int = 1) -> Version:
    """An agreed version of a small framework of the community."""
    framework, _ = Framework.objects.get_or_create(
        community=community, key="small", defaults={"title": LocalText("เล็ก", "Small")}
    )
    document = load_framework(FRAMEWORK).model_dump(mode="json", exclude_defaults=True)
    return Version.objects.create(
        framework=framework, number=number, state=Version.State.AGREED, document=document
    )


def round_of(version: Version, year: int = 2025, **fields: Any) -> Round:
    """A round of a version's community."""
    community = version.framework.community
    assert community is not None
    label = fields.pop("label", str(year + 543))
    return Round.objects.create(
        community=community, version=version, year=year, label=label, **fields
    )


def households(community: Community, count: int = 60, seed: int = 1, **columns: Any) -> pa.Table:
    """Households in all villages of a community, the same for the same seed."""
    draw = random.Random(seed)
    codes = [village.code for village in community.villages.order_by("code")]
    table = {
        "household_id": [f"h{n:04}" for n in range(count)],
        "village": [codes[min(n % 7, len(codes) - 1)] for n in range(count)],
        "debt": [draw.choice([0.0, 0.0, 500.0]) for _ in range(count)],
        "water": [draw.random() < 0.93 for _ in range(count)],
        "rice": [draw.random() * 100 for _ in range(count)],
    }
    return pa.table(table | columns)


def bring_in(round_: Round, table: pa.Table, level: str = "household") -> Import:
    """An applied import of a table."""
    blob = Blob.objects.keep(parquet(table))
    return Import.objects.create(
        round=round_,
        level=level,
        name="households.csv",
        digest=blob.digest,
        table=blob,
        rows=table.num_rows,
        state=Import.State.APPLIED,
        finished=timezone.now(),
    )


def verdict(round_: Round, indicator: str = "", **fields: Any) -> Verdict:
    """What a meeting concluded."""
    plain = {"text": "ต้องช่วยกัน", "held_on": datetime.date(2025, 11, 1), "attended": 30}
    return Verdict.objects.create(round=round_, indicator=indicator, **plain | fields)
