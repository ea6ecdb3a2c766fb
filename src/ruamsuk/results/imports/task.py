"""The check of a file in the background: read, match, check; its page shows how far it has come."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace

from django.utils import timezone
from django_tasks import task

from ruamsuk.communities.models import Household
from ruamsuk.engine.codebook import Level
from ruamsuk.engine.tables.table import Grid
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.results.computing import parquet
from ruamsuk.results.imports.checking import Ground, check_grid
from ruamsuk.results.imports.joining import keys_of, round_table
from ruamsuk.results.imports.matching import VILLAGE, guess, known_names, settled, targets_of
from ruamsuk.results.imports.reading import read_grid
from ruamsuk.results.imports.villages import Villages
from ruamsuk.results.models import Blob, ColumnMapping, Import, Round
from ruamsuk.results.problems import pack

log = logging.getLogger(__name__)

_SAMPLES = 3  # first values that people see beside a header
_SECONDS = 0.5  # between two lines of progress


@task()
def check(pk: int, digest: str) -> None:
    """Check a file that waits; whatever is wrong is said on its page.

    Args:
        pk: the import.
        digest: of the file that is meant; another may have taken its place since.
    """
    waiting = Import.objects.filter(pk=pk, digest=digest, state=Import.State.CHECKING)
    brought = waiting.select_related("round__community", "round__version__framework").first()
    if brought is None:
        return
    try:
        changes = _look(brought)
    except ProblemsFound as found:
        changes = {"state": Import.State.FAULTY, "problems": pack(_for_people(found))}
    except Exception:
        log.exception("import could not be checked", extra={"import": pk})
        problem = Problem("upload.check-failed")
        changes = {"state": Import.State.FAULTY, "problems": pack([problem])}
    waiting.update(**changes, finished=timezone.now())


def _for_people(found: ProblemsFound) -> list[Problem]:
    """The problems with the ways out that the page offers."""
    unclear = "table.sheet-unclear"
    return [
        replace(p, code="upload.sheet-unclear") if p.code == unclear else p for p in found.problems
    ]


def _look(brought: Import) -> dict[str, object]:
    """What becomes of the import.

    Raises:
        ProblemsFound: the file is faulty.
    """
    assert brought.upload_id is not None
    data = bytes(Blob.objects.values_list("data", flat=True).get(pk=brought.upload_id))
    ground = ground_of(brought.round, level_of(brought))
    remembered = remembered_columns(brought)
    known = known_names(ground.targets, {**remembered, **brought.columns})
    grid = read_grid(data, brought.name, known, brought.sheet)
    changes: dict[str, object] = {"sheet": grid.source.sheet[:100], "rows": len(grid.rows)}
    changes["headers"] = _samples(grid)
    own = settled(grid.header, ground.targets, brought.columns)
    matched = own or settled(grid.header, ground.targets, remembered)
    if matched is None and not grid.troubles:
        guessed = guess(grid.header, ground.targets, {**remembered, **brought.columns})
        return {
            **changes,
            "state": Import.State.MAPPING,
            "columns": guessed,
        }
    Import.objects.filter(pk=brought.pk).update(
        **changes, columns=matched or {}, total=len(grid.rows), done=0
    )
    checked = check_grid(grid, matched or {}, ground, _teller(brought.pk))
    return {
        **changes,
        "state": Import.State.READY,
        "done": len(grid.rows),
        "table": Blob.objects.keep(parquet(checked.table)),
        "problems": pack(checked.notes),
    }


def level_of(brought: Import) -> Level:
    """What the rows of an import are."""
    return "person" if brought.level == "person" else "household"


def remembered_columns(brought: Import) -> dict[str, str]:
    """What the community said of the columns of earlier files."""
    round_ = brought.round
    kept = ColumnMapping.objects.filter(
        community=round_.community, framework=round_.version.framework, level=brought.level
    )
    return dict(kept.values_list("columns", flat=True).first() or {})


def ground_of(round_: Round, level: Level) -> Ground:
    """What a file for a round must fit."""
    community, framework = round_.community, round_.version.definition
    villages = {village.code: village.name for village in community.villages.all()}
    homes = Household.objects.filter(community=community) if level == "person" else None
    known = homes.values_list("key", "village__code") if homes is not None else ()
    return Ground(
        framework,
        level,
        targets_of(round_, level, len(villages)),
        Villages(villages),
        {key: code or "" for key, code in known},
        asked_in(round_) if level == "household" else {},
    )


def asked_in(round_: Round) -> dict[str, str]:
    """The village's code (empty where unknown) of each household that a round has."""
    table = round_table(round_, "household", [VILLAGE])
    if table is None:
        return {}
    ids = table[keys_of(round_.version.definition, "household")[0]].to_pylist()
    codes = table[VILLAGE].to_pylist()
    return {key: code or "" for key, code in zip(ids, codes, strict=True)}


def _samples(grid: Grid) -> list[list[object]]:
    """Each header with some of its first values."""
    heads = ((h, c[:200].to_pylist()) for h, c in zip(grid.header, grid.columns, strict=True))
    return [[h, [text[:40] for text in texts if text.strip()][:_SAMPLES]] for h, texts in heads]


def _teller(pk: int) -> Callable[[int], None]:
    """Writes the progress down, not too often."""
    last = time.monotonic()

    def tell(done: int) -> None:
        nonlocal last
        if time.monotonic() - last > _SECONDS:
            last = time.monotonic()
            Import.objects.filter(pk=pk).update(done=done)

    return tell
