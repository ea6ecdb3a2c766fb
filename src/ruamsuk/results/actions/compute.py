"""Freeze the rounds and compute them: enqueued, watched, and done only once."""

from __future__ import annotations

import datetime
import hashlib
import json
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from pyarrow import parquet as pq

from ruamsuk import __version__
from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import demand
from ruamsuk.engine import Assessment, Framework
from ruamsuk.engine.framework.dump import framework_hash
from ruamsuk.indicators.models import Version
from ruamsuk.lib.problem import Problem, ProblemsFound
from ruamsuk.lib.text import LocalText
from ruamsuk.results.computing import Computed, Frozen, compute_rounds, parquet
from ruamsuk.results.imports import round_table
from ruamsuk.results.models import Blob, Computation, Round, Snapshot
from ruamsuk.results.problems import without_values

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

log = logging.getLogger(__name__)

STALLED_AFTER = datetime.timedelta(minutes=5)
"""Time without a step after which whoever computed must have been killed."""

BROKEN = LocalText(
    "คำนวณไม่สำเร็จเพราะโปรแกรมผิดพลาด ข้อมูลของคุณยังอยู่ครบ ลองคำนวณอีกครั้ง "
    "ถ้ายังไม่ได้ โปรดแจ้งผู้ดูแลระบบพร้อมเลขที่การคำนวณนี้",
    "The program failed while computing. Your data are all kept. Compute again; if it fails "
    "again, tell the operator the number of this computation.",
)


def freeze(round_: Round) -> Snapshot:
    """The data of a round as they are now; the same content gives the same snapshot."""
    framework = round_.version.definition
    tables = {
        level: _canonical(round_table(round_, level), framework)
        for level in ("household", "person")
    }
    kept = {
        level: Blob.objects.keep(parquet(table)) if table is not None else None
        for level, table in tables.items()
    }
    return Snapshot.objects.get_or_create(
        round=round_,
        households=kept["household"],
        persons=kept["person"],
        framework_sha256=framework_hash(framework),
    )[0]


def _canonical(table: pa.Table | None, framework: Framework) -> pa.Table | None:
    """The table in an order that does not tell how it came in."""
    if table is None or not table.num_rows:
        return None
    keys = [k for k in (framework.keys.household, framework.keys.person) if k in table.column_names]
    return table.select(sorted(table.column_names)).sort_by([(key, "ascending") for key in keys])


def start_computation(by: User, community: Community, version: Version) -> tuple[Computation, bool]:
    """Compute all rounds of a community that share a version.

    What is computed already, or is being computed, is not computed again. What a killed worker
    left behind is put back in the queue.

    Returns:
        The computation, and whether there was anything to do.

    Raises:
        PermissionDenied: the person may not compute here.
        ValidationError: no round has a table yet.
    """
    demand(by, "facilitate", community)
    with transaction.atomic():
        Community.objects.select_for_update().get(pk=community.pk)  # two may press at once
        rounds = list(community.rounds.filter(version=version).select_related("version"))
        snapshots = [freeze(round_) for round_ in rounds]
        snapshots = [s for s in snapshots if s.households_id or s.persons_id]
        if not snapshots:
            raise ValidationError(
                _("No round has a table of households yet. Bring one in, then compute.")
            )
        recipe = _recipe(community, snapshots)
        same = version.computations.filter(community=community, manifest__recipe=recipe)
        found = same.exclude(state=Computation.State.FAILED).first()
        if found is not None:
            return found, resume(found)
        made = Computation.objects.create(
            community=community, version=version, by=by, manifest={"recipe": recipe}
        )
        made.snapshots.set(snapshots)
        remember(by, "computation.started", community, version, number=made.pk)
        compute.enqueue(made.pk)
    return made, True


def _recipe(community: Community, snapshots: Sequence[Snapshot]) -> str:
    """A hash over all that the numbers depend on."""
    rounds = [
        [s.round.label, s.round.design, s.households_id, s.persons_id, s.framework_sha256]
        for s in snapshots
    ]
    said = json.dumps([__version__, community.suppress, rounds], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def is_stalled(computation: Computation) -> bool:
    """Whether it claims to run although nothing has happened for long."""
    last = computation.step.get("at")
    moment = datetime.datetime.fromisoformat(last) if last else computation.started
    running = computation.state == Computation.State.RUNNING
    return running and moment is not None and timezone.now() - moment > STALLED_AFTER


def resume(computation: Computation) -> bool:
    """Put back in the queue what a killed worker left; whether there was a need."""
    if not is_stalled(computation):
        return False
    queue_again(computation)
    return True


def queue_again(computation: Computation) -> None:
    """Let a worker begin a computation anew."""
    _mark(computation.pk).update(state=Computation.State.QUEUED, step={})
    compute.enqueue(computation.pk)


def place_in_queue(computation: Computation) -> int:
    """How many computations must be done before this one; stalled ones hold nobody up."""
    waiting = (Computation.State.QUEUED, Computation.State.RUNNING)
    before = Computation.objects.filter(state__in=waiting, pk__lt=computation.pk)
    return sum(not is_stalled(one) for one in before)


@task()
def compute(pk: int) -> None:
    """Run the engine for a computation that waits; what fails is said in words on its page."""
    waiting = _mark(pk).filter(state=Computation.State.QUEUED)
    if not waiting.update(state=Computation.State.RUNNING, started=timezone.now()):
        return
    computation = _mark(pk).select_related("version", "community").get()
    try:
        computed = _computed(computation)
        _keep(computation, computed)
    except ProblemsFound as found:
        _fail(pk, [_told(problem) for problem in found.problems])
    except Exception:
        log.exception("computation failed", extra={"computation": pk})
        _fail(pk, [_words(BROKEN)])


def _computed(computation: Computation) -> Computed:
    snapshots = computation.snapshots.select_related("round").order_by("round__year", "round")
    rounds = [
        Frozen(
            s.round.label,
            s.round.design,
            _opened(s.households_id),
            _opened(s.persons_id),
        )
        for s in snapshots
    ]

    def tell(step: LocalText) -> None:
        said = {**_words(step), "at": timezone.now().isoformat()}
        _mark(computation.pk).update(step=said)

    tell(LocalText("เปิดข้อมูลของทุกรอบ", "Opening the data of all rounds"))
    definition = computation.version.definition
    return compute_rounds(definition, rounds, computation.community.suppress, tell)


def _opened(digest: str | None) -> pa.Table | None:
    if digest is None:
        return None
    data = Blob.objects.values_list("data", flat=True).get(pk=digest)
    return pq.read_table(pa.BufferReader(bytes(data)))


@transaction.atomic
def _keep(computation: Computation, computed: Computed) -> None:
    """Keep the tables and say that they are there."""
    titles = {i.id: i.title for i in computation.version.definition.indicators}
    full_estimates, full_changes = _blobs(computed.full)
    shown_estimates, shown_changes = _blobs(computed.shown)
    _mark(computation.pk).update(
        state=Computation.State.DONE,
        finished=timezone.now(),
        full_estimates=full_estimates,
        full_changes=full_changes,
        shown_estimates=shown_estimates,
        shown_changes=shown_changes,
        findings=[
            {"indicator": f.indicator, "kind": f.kind, "other": f.other}
            | _words(f.sentence(titles))
            for f in computed.findings
        ],
        manifest=computed.shown.manifest
        | {"recipe": computation.manifest["recipe"], "left_out": computed.left_out},
    )
    remember(computation.by, "computation.done", computation.community, number=computation.pk)


def _blobs(assessment: Assessment) -> tuple[Blob, Blob]:
    tables = (assessment.estimates(), assessment.changes())
    first, second = (Blob.objects.keep(parquet(table)) for table in tables)
    return first, second


def _fail(pk: int, problems: list[dict[str, Any]]) -> None:
    _mark(pk).update(
        state=Computation.State.FAILED, finished=timezone.now(), problems=problems[:200]
    )


def _told(problem: Problem) -> dict[str, Any]:
    plain = without_values(problem)
    said = {"th": plain.sentence("th"), "en": plain.sentence("en")}
    whole = {"th": problem.sentence("th"), "en": problem.sentence("en")}
    return said if said == whole else {**said, "whole": whole}


def _mark(pk: int) -> QuerySet[Computation]:
    """The computation as a query, so that a change of one field leaves the others alone."""
    return Computation.objects.filter(pk=pk)


def _words(text: LocalText) -> dict[str, Any]:
    return {"th": text.th, "en": text.en}
