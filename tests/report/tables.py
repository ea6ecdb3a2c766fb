# ruff: noqa: E501 (a line of YAML stays whole)
"""Small tidy tables and a framework, written as people would sketch them."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from ruamsuk.engine import Framework, load_framework
from ruamsuk.engine.tidy import CHANGES, ESTIMATES

FRAMEWORK = """
framework: small
title: {th: กรอบเล็ก, en: Small framework}
variables:
  village: {type: select_one, label: {th: หมู่บ้าน, en: village},
            choices: [{value: "1", label: {th: เหนือ, en: North}}, {value: "2", label: {th: ใต้, en: South}}]}
  overdue: {type: decimal, min: 0, unit: {th: บาท, en: baht}, label: {th: หนี้ค้าง, en: overdue debt}}
  water: {type: boolean, label: {th: มีน้ำสะอาด, en: has clean water}}
goals:
  - id: debt
    title: {th: ปลอดหนี้, en: Free of debt}
    indicators:
      - {id: no-debt, title: {th: ไม่มีหนี้ค้าง, en: No overdue debt}, achieved: overdue = 0, target: 80}
      - {id: mean-debt, title: {th: หนี้เฉลี่ย, en: Mean debt}, value: overdue, summary: mean,
         unit: {th: บาท, en: baht}, higher_is_better: false, target: 5000, weight: 0}
  - id: water
    title: {th: น้ำสะอาด, en: Clean water}
    indicators:
      - {id: water, title: {th: มีน้ำสะอาด, en: Clean water}, achieved: water, bands: [40, 55, 70, 85]}
"""
INDEX = "index: {kind: %s, cutoff: 1/3}\n"


def framework(kind: str = "alkire-foster") -> Framework:
    """Two goals with three indicators, and an index unless ``kind`` is empty."""
    return load_framework(FRAMEWORK + (INDEX % kind if kind else ""))


def estimates(*rows: dict[str, Any]) -> pa.Table:
    """A tidy table of estimates from what differs from the ordinary."""
    return _table(ESTIMATES, rows, {"round": "1", "n": 200, "missing": 0.0})


def changes(*rows: dict[str, Any]) -> pa.Table:
    """A tidy table of absolute changes."""
    return _table(CHANGES, rows, {"from_round": "1", "to_round": "2", "kind": "absolute"})


def _table(schema: pa.Schema, rows: tuple[dict[str, Any], ...], usual: dict[str, Any]) -> pa.Table:
    words = {name: "" for name in schema.names if pa.types.is_dictionary(schema.field(name).type)}
    full = [{**words, "hidden": False, **usual, **row} for row in rows]
    plain = pa.schema([(f.name, pa.string() if f.name in words else f.type) for f in schema])
    return pa.Table.from_pylist(full, schema=plain).cast(schema)


def number(
    indicator: str,
    estimate: float | None,
    lower: float | None = None,
    upper: float | None = None,
    **rest: Any,
) -> dict[str, Any]:
    """One row; a share unless ``measure`` says otherwise."""
    error = None if lower is None or upper is None else (upper - lower) / 4
    return {
        "measure": "share",
        "indicator": indicator,
        "estimate": estimate,
        "lower": lower,
        "upper": upper,
        "se": error,
        **rest,
    }


def village(name: str) -> dict[str, str]:
    """Where a row of one village stands."""
    return {"by": "village", "group": name}
