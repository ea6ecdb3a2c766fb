"""A framework back as a file, and the hash that says which framework a result was made with."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import yaml

from ruamsuk.engine.framework.models import Framework


def dump_framework(framework: Framework) -> str:
    """The framework as YAML that ``load_framework`` reads back to an equal one.

    Fields stand in the order of the grammar, and those that hold their default are left out, so
    equal frameworks give equal texts. Comments of the original file are not kept.
    """
    return yaml.safe_dump(_plain(framework), allow_unicode=True, sort_keys=False, width=100)


def framework_hash(framework: Framework) -> str:
    """SHA-256, in hexadecimal, of what the framework says: the same however it is written down."""
    canonical = json.dumps(
        _plain(framework), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(framework: Framework) -> dict[str, Any]:
    return framework.model_dump(mode="json", exclude_defaults=True)
