"""The rows of results that a visitor may take along, over all versions and rounds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ruamsuk import __version__
from ruamsuk.communities.models import Community
from ruamsuk.engine.export import plain
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.tidy import CHANGES, ESTIMATES
from ruamsuk.lib.text import LocalText
from ruamsuk.results.models import Computation
from ruamsuk.results.pages.measured import visible
from ruamsuk.results.pages.sight import Sight, asked
from ruamsuk.results.tables import Tables

SYNTHETIC = LocalText("ข้อมูลสมมุติ", "synthetic data")


@dataclass(frozen=True)
class Rows:
    """What is taken along.

    Attributes:
        community: whose results they are.
        tables: estimates and changes, with the engine's columns and its numbers to the digit.
        computations: where they come from.
        frameworks: the goals and indicators that they measure, newest version last.
    """

    community: Community
    tables: Tables
    computations: tuple[Computation, ...]
    frameworks: tuple[Framework, ...]

    @property
    def rounds(self) -> list[str]:
        """The rounds that there are numbers of."""
        names = pc.unique(self.tables.estimates["round"]).to_pylist()
        return [str(name) for name in names]

    def titles(self) -> dict[str, tuple[LocalText, LocalText]]:
        """Goal and title of each indicator."""
        return {
            indicator.id: (goal.title, indicator.title)
            for framework in self.frameworks
            for goal in framework.goals
            for indicator in goal.indicators
        }

    def units(self) -> dict[str, LocalText]:
        """What the numbers of each indicator count."""
        known = (indicator for framework in self.frameworks for indicator in framework.indicators)
        return {indicator.id: indicator.unit for indicator in known}

    def about(self) -> dict[str, Any]:
        """Where the numbers come from, and what must be known of them."""
        community = self.community
        return {
            "community": community.slug,
            "name": {"th": community.name.th, "en": community.name.en},
            "tambon": community.tambon_id,
            "synthetic": community.demo,
            "note": {"th": SYNTHETIC.th, "en": SYNTHETIC.en} if community.demo else None,
            "rounds": self.rounds,
            "program": f"ruamsuk {__version__}",
            "computed": [_origin(computation) for computation in self.computations],
            "shares": "0 to 1",
        }


def _origin(computation: Computation) -> dict[str, Any]:
    manifest, finished = computation.manifest, computation.finished
    return {
        "finished": finished.isoformat() if finished else None,
        "engine": manifest.get("engine"),
        "framework": manifest.get("framework"),
        "version": manifest.get("version"),
        "framework_sha256": manifest.get("framework_sha256"),
    }


def rows_of(sight: Sight, rounds: Collection[str] = (), indicators: Collection[str] = ()) -> Rows:
    """The rows that may be taken along.

    Args:
        sight: who looks at what.
        rounds: labels of the rounds; all where there are none. Changes lead to them, from any
            round that may be seen.
        indicators: ids of the indicators; all, and the index, where there are none.
    """
    seen = [found.label for found in sight.rounds]
    wanted = [found for found in sight.rounds if not rounds or found.label in rounds]
    estimates, changes, used = [], [], []
    for version, computation in sorted(sight.computations.items()):
        labels = [found.label for found in wanted if found.version_id == version]
        tables = _visible(sight, computation) if labels else None
        if tables is None:
            continue
        chosen = indicators or None
        estimates.append(_only(tables.estimates, chosen, round=labels))
        changes.append(_only(tables.changes, chosen, from_round=seen, to_round=labels))
        used.append(computation)
    return Rows(
        sight.community,
        Tables(_joined(estimates, ESTIMATES), _joined(changes, CHANGES)),
        tuple(used),
        tuple(computation.version.definition for computation in used),
    )


def _visible(sight: Sight, computation: Computation) -> Tables | None:
    """The newest round that was computed brings those before it along."""
    for round_ in reversed([r for r in sight.rounds if r.version_id == computation.version_id]):
        found = visible(asked(computation, round_, sight.rounds, sight.verbs))
        if found is not None:
            return found
    return None


def _only(
    table: pa.Table, indicators: Collection[str] | None, **columns: Collection[str]
) -> pa.Table:
    wanted = columns if indicators is None else {**columns, "indicator": indicators}
    table = plain(table)
    for column, values in wanted.items():
        table = table.filter(pc.is_in(table[column], value_set=pa.array(values, pa.string())))
    return table


def _joined(tables: Iterable[pa.Table], schema: pa.Schema) -> pa.Table:
    return pa.concat_tables([plain(schema.empty_table()), *tables])
