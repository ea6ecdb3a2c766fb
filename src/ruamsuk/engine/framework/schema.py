"""The grammar of a framework file as JSON Schema, for editors and other programs.

``python -m ruamsuk.engine.framework.schema > docs/framework.schema.json`` publishes it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from ruamsuk.engine.framework.models import Framework

_FIELD = re.compile(r"^    (\w+): (.*(?:\n        .*)*)", re.MULTILINE)


def framework_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a framework, described by the docstrings of the models.

    It knows the grammar only; ``load_framework`` also checks expressions and the rules between
    fields.
    """
    schema = Framework.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        _describe(part)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(framework_schema(), ensure_ascii=False, indent=2) + "\n"


def _describe(part: dict[str, Any]) -> None:
    """Give each property its line of the docstring, and keep the docstring's first paragraph."""
    docstring = part["description"]
    part["description"] = _flat(docstring.split("\n\n")[0])
    for name, words in _FIELD.findall(docstring):
        part["properties"][name]["description"] = _flat(words)


def _flat(words: str) -> str:
    return " ".join(words.replace("``", "").split())


if __name__ == "__main__":
    print(schema_text(), end="")
