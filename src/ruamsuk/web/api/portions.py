"""Which rows of a long list a program asks for."""

from __future__ import annotations

from ninja import Field, Schema

MOST_ROWS = 1000


class Portion(Schema):
    """From ``offset`` on, at most ``limit`` rows."""

    offset: int = Field(0, ge=0, le=10_000_000)
    limit: int = Field(200, ge=1, le=MOST_ROWS)

    @property
    def rows(self) -> slice:
        """What to take of a list."""
        return slice(self.offset, self.offset + self.limit)
