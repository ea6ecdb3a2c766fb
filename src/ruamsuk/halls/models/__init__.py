"""The nouns of the app."""

from ruamsuk.halls.models.hall import Hall, Seat
from ruamsuk.halls.models.question import Answer, Question

__all__ = ["Answer", "Hall", "Question", "Seat"]
