"""The community's list of households and people: what was brought in stands on it, by number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from ruamsuk.communities.models import Community, Household, Person
from ruamsuk.engine.codebook import Level
from ruamsuk.results.imports.joining import keys_of, read_blob
from ruamsuk.results.imports.matching import VILLAGE
from ruamsuk.results.imports.task import level_of
from ruamsuk.results.models import Import

_BATCH = 5000
_PER_DELETE = 900  # databases take only so many values at once

Row = tuple[str, ...]


def keep(brought: Import) -> None:
    """Put those of a table on the list who are not there, and note where each household is."""
    assert brought.table_id is not None
    community = brought.round.community
    keys = keys_of(brought.round.version.definition, level_of(brought))
    table = read_blob(brought.table_id, [*keys, VILLAGE])
    _keep_households(community, table, keys[0])
    if len(keys) > 1:
        _keep_people(community, table, keys)


def _keep_households(community: Community, table: pa.Table, key: str) -> None:
    villages = dict(community.villages.values_list("code", "pk"))
    pairs = dict(zip(table[key].to_pylist(), table[VILLAGE].to_pylist(), strict=True))
    Household.objects.bulk_create(
        [
            Household(community=community, key=number, village_id=villages.get(code))
            for number, code in pairs.items()
        ],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["community", "key"],
        update_fields=["village"],
    )


def _keep_people(community: Community, table: pa.Table, keys: Sequence[str]) -> None:
    homes = dict(community.households.values_list("key", "pk"))
    Person.objects.bulk_create(
        [Person(household_id=homes[home], key=number) for home, number in _rows(table, keys)],
        batch_size=_BATCH,
        ignore_conflicts=True,
    )


def forget(undone: Import, digest: str) -> None:
    """Take those off the list whom only an import that was taken back had.

    Args:
        undone: the import; no longer applied.
        digest: of the table that it had.
    """
    community = undone.round.community
    gone = _standing(undone, digest, "household")
    people = _standing(undone, digest, "person")
    applied = Import.objects.filter(
        round__community=community, state=Import.State.APPLIED, table__isnull=False
    )
    for other in applied.select_related("round__version"):
        assert other.table_id is not None
        gone -= _standing(other, other.table_id, "household")
        people -= _standing(other, other.table_id, "person")
    listed = Person.objects.filter(household__community=community)
    rows = listed.values_list("pk", "household__key", "key") if people else ()
    _delete(Person, [pk for pk, *row in rows if tuple(row) in people])
    homes = community.households.values_list("pk", "key") if gone else ()
    _delete(Household, [pk for pk, key in homes if (key,) in gone])


def _standing(brought: Import, digest: str, level: Level) -> set[Row]:
    """The keys of the households or people in a table; none of people in one of households."""
    if level == "person" and level_of(brought) != "person":
        return set()
    keys = keys_of(brought.round.version.definition, level)
    return set(_rows(read_blob(digest, keys), keys))


def _rows(table: pa.Table, keys: Sequence[str]) -> Iterator[Row]:
    return zip(*(table[key].to_pylist() for key in keys), strict=True)


def _delete(model: type[Household] | type[Person], pks: Sequence[int]) -> None:
    for start in range(0, len(pks), _PER_DELETE):
        model._default_manager.filter(pk__in=pks[start : start + _PER_DELETE]).delete()
