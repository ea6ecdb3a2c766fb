"""Tables of households, persons and communities, read and checked against the codebook."""

from ruamsuk.engine.tables.read import read_table
from ruamsuk.engine.tables.table import Table

__all__ = ["Table", "read_table"]
