"""Reading a framework: from a file or a text to a Framework that the engine can trust."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from ruamsuk.engine.framework.check import check_framework
from ruamsuk.engine.framework.explain import explain
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.framework.source import read_source
from ruamsuk.lib.problem import Problem, ProblemsFound


def load_framework(source: Path | str | bytes, *, name: str = "") -> Framework:
    """Read a framework and check all of it.

    Args:
        source: a path, or the YAML itself as text or bytes.
        name: what to call the file in problems; a path's own name when empty.

    Raises:
        ProblemsFound: everything that is wrong, each with its path in the file and its row. The
            fields come first; the rules between them are checked once every field can be read.
    """
    values, origin = read_source(source, name)
    if values is None:
        raise ProblemsFound([Problem("framework.empty", origin.place())])
    if not isinstance(values, dict):
        raise ProblemsFound([Problem("framework.not-a-framework", origin.place())])
    try:
        framework = Framework.model_validate(values)
    except ValidationError as error:
        raise ProblemsFound(explain(error, origin)) from None
    check_framework(framework, origin)
    return framework
