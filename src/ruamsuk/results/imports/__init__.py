"""Tables of households and people that a community brings in.

A file becomes a grid of text (`reading`), its columns are matched to the codebook (`matching`), its
cells are checked and typed (`checking`), and what was brought in joins to one table a round
(`joining`). The verbs stand in `ruamsuk.results.actions.imports`.
"""

from ruamsuk.results.imports.joining import round_table

__all__ = ["round_table"]
