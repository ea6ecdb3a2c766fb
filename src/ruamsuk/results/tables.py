"""What was computed, for whoever may read it: with every count, or with small ones hidden."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet as pq

from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import may
from ruamsuk.indicators.models import Version
from ruamsuk.results.models import Blob, Computation

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Visitor


@dataclass(frozen=True)
class Tables:
    """The engine's tidy tables, as `ruamsuk.engine.Assessment` gives them.

    Attributes:
        estimates: one row a number.
        changes: one row a change between two rounds.
    """

    estimates: pa.Table
    changes: pa.Table

    @cached_property
    def rounds(self) -> tuple[str, ...]:
        """The rounds that have numbers, from first to last."""
        names = pc.unique(pc.cast(self.estimates["round"], pa.string())).to_pylist()
        return tuple(str(name or "") for name in names)


def latest(community: Community, version: Version | None = None) -> Computation | None:
    """The newest finished computation, of one version of a framework or of any."""
    done = community.computations.filter(state=Computation.State.DONE)
    if version is not None:
        done = done.filter(version=version)
    return done.select_related("version").first()


def tables_for(computation: Computation, user: Visitor) -> Tables:
    """The tables of a finished computation.

    Whoever may see households gets every count; for all others small counts are hidden, so that
    nobody can work them out.
    """
    return tables_of(computation, full=may(user, "see_households", computation.community))


def tables_of(computation: Computation, *, full: bool) -> Tables:
    """The tables of a finished computation, with every count or with the small ones hidden."""
    kind = "full" if full else "shown"
    return Tables(
        _table(getattr(computation, f"{kind}_estimates_id")),
        _table(getattr(computation, f"{kind}_changes_id")),
    )


@lru_cache(maxsize=64)
def _table(digest: str) -> pa.Table:
    """The table of a blob. A blob never changes, so it is read once."""
    data = Blob.objects.values_list("data", flat=True).get(pk=digest)
    return pq.read_table(pa.BufferReader(bytes(data)))
