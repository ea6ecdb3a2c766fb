"""The nouns of the app."""

from ruamsuk.assessments.models.practice import LEVELS, Practice, PracticeTable, TableEdit
from ruamsuk.assessments.models.sitting import Hands, Level, Opinion, Sitting, Voice

__all__ = [
    "LEVELS",
    "Hands",
    "Level",
    "Opinion",
    "Practice",
    "PracticeTable",
    "Sitting",
    "TableEdit",
    "Voice",
]
