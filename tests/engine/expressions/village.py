"""A codebook and a village of awkward households, for every test of expressions."""

from __future__ import annotations

import datetime
from itertools import cycle, islice
from typing import Any

from ruamsuk.engine.codebook import Variable

YES_NO = [
    {"value": "yes", "label": {"th": "ใช่", "en": "yes"}},
    {"value": "no", "label": {"th": "ไม่ใช่", "en": "no"}},
]
_CODEBOOK: dict[str, dict[str, Any]] = {
    "debt": {
        "type": "decimal",
        "unit": {"th": "บาท", "en": "baht"},
        "label": {"th": "หนี้ค้างชำระ", "en": "overdue debt"},
    },
    "has_debt": {
        "type": "select_one",
        "choices": YES_NO,
        "label": {"th": "มีหนี้", "en": "has debt"},
    },
    "members": {
        "type": "integer",
        "unit": {"th": "คน", "en": "persons"},
        "label": {"th": "จำนวนสมาชิก", "en": "members"},
    },
    "toilet": {"type": "boolean", "label": {"th": "มีส้วม", "en": "has a toilet"}},
    "crops": {
        "type": "select_multiple",
        "choices": [
            {"value": "rice", "label": {"th": "ข้าว", "en": "rice"}},
            {"value": "corn", "label": {"th": "ข้าวโพด", "en": "maize"}},
            {"value": "o'neil_50%\\", "label": {"th": "อื่น ๆ", "en": "other"}},
        ],
        "label": {"th": "พืชที่ปลูก", "en": "crops"},
    },
    "note": {"type": "text", "label": {"th": "บันทึก", "en": "note"}},
    "visit": {"type": "date", "label": {"th": "วันเยี่ยม", "en": "day of the visit"}},
    "date": {"type": "date"},
    "end": {"type": "integer"},
    "age_years": {
        "level": "person",
        "type": "integer",
        "unit": {"th": "ปี", "en": "years"},
        "label": {"th": "อายุ", "en": "age"},
    },
    "income": {
        "level": "person",
        "type": "decimal",
        "unit": {"th": "บาท", "en": "baht"},
        "label": {"th": "รายได้", "en": "income"},
    },
    "born": {"level": "person", "type": "date", "label": {"th": "วันเกิด", "en": "birth date"}},
    "drinks": {
        "level": "person",
        "type": "select_one",
        "choices": [
            {"value": "never", "label": {"th": "ไม่เคย", "en": "never"}},
            {"value": "often", "label": {"th": "บ่อย", "en": "often"}},
        ],
        "label": {"th": "การดื่มสุรา", "en": "drinking"},
    },
    "reads": {
        "level": "person",
        "type": "boolean",
        "label": {"th": "อ่านหนังสือได้", "en": "can read"},
    },
    "canal_km": {"level": "community", "type": "decimal", "label": {"th": "คลอง", "en": "canal"}},
}
CODEBOOK = {name: Variable.model_validate(entry) for name, entry in _CODEBOOK.items()}

Row = dict[str, Any]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# The lists have lengths without common factors, so that most pairs of values meet in some row.
_HOUSEHOLD_VALUES: dict[str, list[Any]] = {
    "debt": [
        None, 0.0, -0.0, 2.5, -2.5, 0.1, -0.35, 1.005, 2.675, 0.49999999999999994, 1e15, 1 / 3, 7.0,
    ],
    "members": [None, 0, 1, 7, -3],
    "toilet": [True, False, None],
    "has_debt": ["yes", None, "no", "yes"],
    "crops": [
        None, "", "rice", "rice corn", "ricecorn", "corn o'neil_50%\\", "o'neil_50x\\", "corn rice",
    ],
    "note": [None, "", "it's", "a\\b", '100% "ก_ข"', "tab\tand\nline", "แม่น้ำ"],
    "visit": [None, *map(day, ["2024-02-29", "2024-03-01", "2023-02-28", "1899-12-31"])],
    "date": [day("2024-02-29"), None, day("2000-01-01")],
    "end": [1, None],
}  # fmt: skip
HOUSEHOLDS: list[Row] = [
    {"household_id": number, **dict(zip(_HOUSEHOLD_VALUES, values, strict=True))}
    for number, values in enumerate(
        islice(zip(*(cycle(v) for v in _HOUSEHOLD_VALUES.values()), strict=True), 60)
    )
]

_PERSON_VALUES: dict[str, list[Any]] = {
    "age_years": [None, 0, 14, 15, 60, 103, 30],
    "income": [0.1, 0.2, 1 / 3, None, -2.5, 0.3, 1e9, 12.25, 0.0, 1 / 3, 1 / 3],
    "born": [None, *map(day, ["2020-02-29", "1964-03-01", "2024-12-31", "1960-02-28"])],
    "drinks": ["never", "often", None],
    "reads": [True, True, False, None],
}
_SIZES = [0, 1, 3, 2, 5, 1, 4]  # the first household's people are not listed
PERSONS: list[Row] = [
    {"household_id": household, **dict(zip(_PERSON_VALUES, values, strict=True))}
    for household, values in zip(
        (
            row["household_id"]
            for row, size in zip(HOUSEHOLDS, cycle(_SIZES), strict=False)
            for _ in range(size)
        ),
        zip(*(cycle(v) for v in _PERSON_VALUES.values()), strict=True),
        strict=False,
    )
]
PEOPLE: dict[int, list[Row]] = {row["household_id"]: [] for row in HOUSEHOLDS}
for _person in PERSONS:
    PEOPLE[_person["household_id"]].append(_person)
