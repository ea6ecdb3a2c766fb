"""The nouns of the app."""

from ruamsuk.assessments.models.practice import Practice, PracticeTable
from ruamsuk.assessments.models.sitting import Hands, Level, Opinion, Sitting, Voice

__all__ = ["Hands", "Level", "Opinion", "Practice", "PracticeTable", "Sitting", "Voice"]
