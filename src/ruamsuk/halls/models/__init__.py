"""The nouns of the app."""

from ruamsuk.halls.models.hall import Hall, Seat

__all__ = ["Hall", "Seat"]
