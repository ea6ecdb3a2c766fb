"""The published schema is the one that the models give."""

from __future__ import annotations

from pathlib import Path

from ruamsuk.engine.framework.schema import framework_schema, schema_text

PUBLISHED = Path(__file__).parents[3] / "docs" / "framework.schema.json"


def test_the_published_schema_is_up_to_date() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), (
        "publish it anew: python -m ruamsuk.engine.framework.schema > docs/framework.schema.json"
    )


def test_the_schema_describes_its_fields_and_lets_nothing_else_in() -> None:
    schema = framework_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["framework", "title", "goals"]
    indicator = schema["$defs"]["Indicator"]
    assert indicator["additionalProperties"] is False
    assert indicator["properties"]["eligible"]["description"].startswith("expression; who")
    assert "\n" not in indicator["description"]
