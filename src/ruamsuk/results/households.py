"""The roll: the households that a community knows by number, and in which rounds they answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Length

from ruamsuk.communities.models import Community, Household, Person
from ruamsuk.lib.thai import to_arabic_digits
from ruamsuk.results.imports.joining import keys_of, read_blob
from ruamsuk.results.models import Import, Round


@dataclass(frozen=True)
class Wanted:
    """Which households are looked for.

    Attributes:
        number: a part of their number, with Thai or Arabic digits.
        village: code of their village.
        missing: label of a round in which they have not answered yet.
    """

    number: str = ""
    village: str = ""
    missing: str = ""

    def __bool__(self) -> bool:
        return bool(self.number or self.village or self.missing)


@dataclass(frozen=True)
class Line:
    """A household on the roll.

    Attributes:
        people: numbers of its people, where the community keeps people.
        answered: for each round with tables whether it answered.
    """

    household: Household
    people: tuple[str, ...]
    answered: tuple[bool, ...]


class Roll:
    """The households of a community.

    Attributes:
        community: whose they are.
        rounds: the rounds that have tables of households, oldest first.
    """

    def __init__(self, community: Community) -> None:
        self.community = community
        self._numbers = _answered(community)
        self.rounds = tuple(self._numbers)

    def find(self, wanted: Wanted) -> list[int]:
        """The households that are looked for, village by village, by their place in the database.

        Short numbers come first, so that 9 stands before 10.
        """
        found = Household.objects.filter(self._fits(wanted))
        ordered = found.order_by("village__code", Length("key"), "key")
        rows = ordered.values_list("pk", "key")
        missing = [one for one in self.rounds if wanted.missing and one.label == wanted.missing]
        gone = self._numbers[missing[0]] if missing else frozenset[str]()
        return [pk for pk, key in rows if key not in gone]

    def _fits(self, wanted: Wanted) -> Q:
        fits = Q(community=self.community)
        if wanted.village:
            fits &= Q(village__code=wanted.village)
        if wanted.number:
            arabic = to_arabic_digits(wanted.number)
            fits &= Q(key__icontains=wanted.number) | Q(key__icontains=arabic)
        return fits

    def lines(self, households: Sequence[int]) -> list[Line]:
        """What is known of these households, in their order."""
        people = Prefetch("people", Person.objects.order_by(Length("key"), "key"))
        found: QuerySet[Household] = Household.objects.select_related("village")
        known = found.prefetch_related(people).in_bulk(list(households))
        return [self._line(known[pk]) for pk in households if pk in known]

    def _line(self, one: Household) -> Line:
        answered = tuple(one.key in numbers for numbers in self._numbers.values())
        return Line(one, tuple(person.key for person in one.people.all()), answered)


def _answered(community: Community) -> Mapping[Round, frozenset[str]]:
    """The numbers of the households that are in the tables of each round that has some."""
    applied = Import.objects.filter(state=Import.State.APPLIED, table__isnull=False)
    tables = Prefetch("imports", applied.only("round", "table"), to_attr="tables")
    found: dict[Round, frozenset[str]] = {}
    for round_ in community.rounds.prefetch_related("version", tables):
        if round_.tables:
            [key] = keys_of(round_.version.definition, "household")
            found[round_] = frozenset().union(
                *(_numbers(one.table_id, key) for one in round_.tables)
            )
    return found


@lru_cache(maxsize=64)
def _numbers(digest: str, key: str) -> frozenset[str]:
    """The numbers in a kept table. It never changes, so it is read once."""
    return frozenset(read_blob(digest, [key])[key].to_pylist())
