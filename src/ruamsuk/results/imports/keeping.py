"""The community's list of households and people: what was brought in stands on it, by number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from ruamsuk.communities.models import Community, Household, Person
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
    _keep_households(community, _villages(table, keys[0]))
    if len(keys) > 1:
        _keep_people(community, table, keys)


def _villages(table: pa.Table, key: str) -> dict[str, str | None]:
    """The village's code of each household in a table."""
    return dict(zip(table[key].to_pylist(), table[VILLAGE].to_pylist(), strict=True))


def _keep_households(community: Community, pairs: Mapping[str, str | None]) -> None:
    villages = dict(community.villages.values_list("code", "pk"))
    Household.objects.bulk_create(
        [
            Household(community=community, key=number, village_id=villages.get(code or ""))
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

    The others are again in the village in which the newest other import has them.

    Args:
        undone: the import; no longer applied.
        digest: of the table that it had.
    """
    community = undone.round.community
    [key] = keys_of(undone.round.version.definition, "household")
    homes = set(read_blob(digest, [key])[key].to_pylist())
    people = _people(undone, digest)
    villages: dict[str, str | None] = {}
    applied = Import.objects.filter(
        round__community=community, state=Import.State.APPLIED, table__isnull=False
    )
    for other in applied.select_related("round__version").order_by("finished", "id"):
        assert other.table_id is not None
        [key] = keys_of(other.round.version.definition, "household")
        villages |= _villages(read_blob(other.table_id, [key, VILLAGE]), key)
        people -= _people(other, other.table_id)
    gone = homes - villages.keys()
    _keep_households(community, {number: villages[number] for number in homes - gone})
    listed = Person.objects.filter(household__community=community)
    rows = listed.values_list("pk", "household__key", "key") if people else ()
    _delete(Person, [pk for pk, *row in rows if tuple(row) in people])
    listed_homes = community.households.values_list("pk", "key") if gone else ()
    _delete(Household, [pk for pk, number in listed_homes if number in gone])


def _people(brought: Import, digest: str) -> set[Row]:
    """The keys of the people in a table; none in one of households."""
    if level_of(brought) != "person":
        return set()
    keys = keys_of(brought.round.version.definition, "person")
    return set(_rows(read_blob(digest, keys), keys))


def _rows(table: pa.Table, keys: Sequence[str]) -> Iterator[Row]:
    return zip(*(table[key].to_pylist() for key in keys), strict=True)


def _delete(model: type[Household] | type[Person], pks: Sequence[int]) -> None:
    for start in range(0, len(pks), _PER_DELETE):
        model._default_manager.filter(pk__in=pks[start : start + _PER_DELETE]).delete()
