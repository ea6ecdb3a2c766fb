"""The nouns of the app."""

from ruamsuk.results.models.boundary import Boundary
from ruamsuk.results.models.computed import Computation, Publication, Snapshot, Verdict
from ruamsuk.results.models.round import Blob, Round
from ruamsuk.results.models.source import ColumnMapping, Figure, HandCount, Import

__all__ = [
    "Blob",
    "Boundary",
    "ColumnMapping",
    "Computation",
    "Figure",
    "HandCount",
    "Import",
    "Publication",
    "Round",
    "Snapshot",
    "Verdict",
]
