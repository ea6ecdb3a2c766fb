"""The program as a shell starts it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder

from ruamsuk.cli import main


class _WithoutPandas(MetaPathFinder):
    """Says that there is no pandas.

    pyarrow loads it wherever it is installed, which takes longer than assessing a village, and
    works as well without it.
    """

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


def run() -> None:
    """Run the command that the shell asks for, and exit."""
    sys.meta_path.insert(0, _WithoutPandas())
    main()
