"""Disclosure control: small cells are hidden, and so is what would give them away.

Start with :func:`hidden` for one family of counts and :func:`hidden_index` for an index.
"""

from __future__ import annotations

from ruamsuk.engine.disclosure.cells import Cells
from ruamsuk.engine.disclosure.index import IndexCells, IndexHidden, hidden_index
from ruamsuk.engine.disclosure.protect import hidden

__all__ = ["Cells", "IndexCells", "IndexHidden", "hidden", "hidden_index"]
