"""The four communities of the example: official codes, invented sizes and strengths.

Codes and names of provinces, districts and tambons are the official ones. Numbers of households
and everything about how well a community does are invented.
"""

from __future__ import annotations

from dataclasses import dataclass

GOALS = (
    "debt",
    "water",
    "forest",
    "youth",
    "elders",
    "livelihood",
    "health",
    "leaders",
    "funds",
)


@dataclass(frozen=True)
class Community:
    """A tambon of the example.

    Attributes:
        code: official 6-digit code; its first two and four digits are province and district.
        name: Thai and English name.
        households: number of households in each village (หมู่ 1, 2, …).
        shares: for each of ``GOALS``, roughly how many of 100 reach it in the last round.
        trends: for each of ``GOALS``, the change of the log odds from one round to the next.
    """

    code: str
    name: tuple[str, str]
    households: tuple[int, ...]
    shares: tuple[int, ...]
    trends: tuple[float, ...]

    @property
    def villages(self) -> tuple[str, ...]:
        """Official 8-digit codes of the villages."""
        return tuple(f"{self.code}{number:02d}" for number in range(1, len(self.households) + 1))


COMMUNITIES = (
    Community(
        code="700704",
        name=("บ้านเลือก", "Ban Lueak"),
        households=(212, 168, 143, 187, 96, 121, 154, 78, 131),
        shares=(44, 68, 85, 24, 80, 32, 88, 70, 93),
        trends=(0.25, 0.30, -0.25, -0.15, 0.05, 0.20, 0.00, 0.15, 0.30),
    ),
    Community(
        code="701003",
        name=("หนองพันจันทร์", "Nong Phan Chan"),
        households=(176, 204, 133, 158, 189, 92, 117, 147),
        shares=(62, 90, 83, 62, 79, 45, 84, 46, 84),
        trends=(0.10, 0.40, -0.10, 0.35, 0.00, 0.10, 0.20, -0.25, 0.05),
    ),
    Community(
        code="710911",
        name=("หนองสาหร่าย", "Nong Sarai"),
        households=(134, 118, 97, 142, 88, 126, 73, 109, 124),
        shares=(56, 92, 69, 33, 85, 38, 72, 78, 90),
        trends=(0.45, 0.10, -0.30, 0.25, 0.10, 0.15, 0.10, 0.30, 0.15),
    ),
    Community(
        code="740309",
        name=("คลองตัน", "Khlong Tan"),
        households=(261, 188, 224, 139, 172, 203, 114),
        shares=(55, 94, 58, 36, 77, 60, 74, 63, 80),
        trends=(-0.10, 0.05, -0.40, 0.00, 0.15, 0.25, 0.05, 0.00, 0.20),
    ),
)
