"""A small framework, and a reader of files that stand in a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.tables import Table, read_table

ReadBytes = Callable[..., Table]


@pytest.fixture(scope="session")
def framework() -> Framework:
    def words(th: str, en: str) -> dict[str, str]:
        return {"th": th, "en": en}

    return Framework.model_validate(
        {
            "framework": "demo",
            "title": words("ตัวอย่าง", "Demo"),
            "variables": {
                "debt": {"type": "decimal", "label": words("หนี้", "Debt"), "min": 0},
                "members": {"type": "integer", "min": 1, "max": 30},
                "has_well": {"type": "boolean"},
                "water": {
                    "type": "select_one",
                    "choices": [
                        {"value": "tap", "label": words("ประปา", "Tap water")},
                        {"value": "well", "label": words("บ่อ", "Well")},
                        {"value": "2", "label": words("ซื้อ", "Bought")},
                    ],
                },
                "visited": {"type": "date"},
                "needs": {
                    "type": "select_multiple",
                    "choices": [
                        {"value": "road", "label": words("ถนน", "Road")},
                        {"value": "school", "label": words("โรงเรียน", "School")},
                    ],
                },
                "remark": {"type": "text"},
                "unused": {"type": "integer", "max": 1000000},
                "age": {"level": "person", "type": "integer", "min": 0, "max": 120},
            },
            "goals": [
                {
                    "id": "all",
                    "title": words("ทั้งหมด", "All"),
                    "indicators": [
                        {
                            "id": "any",
                            "title": words("ใดๆ", "Any"),
                            "eligible": "visited IS NOT NULL AND has(needs, 'road')",
                            "achieved": "debt = 0 AND has_well AND members > 1 AND water = 'tap' "
                            "AND any_person(age > 60) OR remark IS NULL",
                        }
                    ],
                }
            ],
        }
    )


@pytest.fixture
def read(tmp_path: Path, framework: Framework) -> ReadBytes:
    """Read bytes or text as a file of the given name."""

    def read_bytes(data: bytes | str, name: str = "h.csv", **options: Any) -> Table:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read_table(path, framework, **options)

    return read_bytes
