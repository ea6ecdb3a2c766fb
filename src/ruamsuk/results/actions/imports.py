"""Bring tables of households and people in: all or nothing, once, and so that it can be undone."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import demand
from ruamsuk.lib.problem import Place, Problem
from ruamsuk.lib.text import LocalText
from ruamsuk.results.imports.checking import elsewhere
from ruamsuk.results.imports.joining import joined_keys, keys_of, read_blob, round_table
from ruamsuk.results.imports.keeping import forget, keep
from ruamsuk.results.imports.matching import VILLAGE
from ruamsuk.results.imports.reading import plain_name
from ruamsuk.results.imports.task import asked_in, check, level_of
from ruamsuk.results.models import Blob, ColumnMapping, Import, Round
from ruamsuk.results.problems import pack

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

STALLED_AFTER = datetime.timedelta(minutes=3)
"""Time after which a check that has not ended must have been killed."""

_OVER = (Import.State.GIVEN_UP, Import.State.UNDONE)


def bring(
    by: User, round_: Round, level: str, name: str, data: bytes, *, sheet: str, how: str
) -> tuple[Import, bool]:
    """Take a file in and have it checked.

    The same file for the same round is taken in once.

    Returns:
        The import, and whether it is new.

    Raises:
        PermissionDenied: the person may not bring in data here.
        ValidationError: the round is closed.
    """
    demand(by, "collect", round_.community)
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=round_.pk)
        _refuse_closed(locked)
        same = locked.imports.filter(level=level, digest=digest).exclude(state__in=_OVER)
        found = (same.filter(sheet=sheet) if sheet else same).first()
        if found is not None:
            return found, False
        made = Import.objects.create(
            round=round_,
            level=level,
            name=plain_name(name),
            digest=digest,
            upload=Blob.objects.keep(data),
            sheet=sheet,
            how=how,
            state=Import.State.CHECKING,
            by=by,
        )
        remember(by, "import.started", round_.community, made, number=made.pk, level=level)
        check.enqueue(made.pk, digest)
    return made, True


def match_columns(by: User, brought: Import, columns: Mapping[str, str]) -> None:
    """Say what the columns hold, remember it for the next file, and check the file.

    Raises:
        PermissionDenied: the person may not bring in data here.
        ValidationError: the import has gone on meanwhile, or the round is closed.
    """
    round_ = brought.round
    demand(by, "collect", round_.community)
    with transaction.atomic():
        locked = _locked(brought, Import.State.MAPPING, Import.State.READY, Import.State.FAULTY)
        mapping, _made = ColumnMapping.objects.select_for_update().get_or_create(
            community=round_.community, framework=round_.version.framework, level=brought.level
        )
        mapping.columns = {**mapping.columns, **columns}
        mapping.save()
        locked.columns = dict(columns)
        remember(by, "import.columns_matched", round_.community, brought, number=brought.pk)
        _check_again(locked)


def mend(by: User, brought: Import, name: str, data: bytes | None, sheet: str) -> None:
    """Check a mended file in place of the faulty one, or another sheet of the same file.

    Raises:
        PermissionDenied: the person may not bring in data here.
        ValidationError: the import has gone on meanwhile, or the round is closed.
    """
    demand(by, "collect", brought.round.community)
    with transaction.atomic():
        locked = _locked(brought, Import.State.FAULTY, Import.State.MAPPING, Import.State.READY)
        old = locked.upload
        if data is not None:
            locked.name, locked.upload = plain_name(name), Blob.objects.keep(data)
            locked.digest = locked.upload.digest
        locked.sheet = sheet
        remember(by, "import.mended", brought.round.community, locked, number=brought.pk)
        _check_again(locked)
        if data is not None:
            _release(old)


def check_again(by: User, brought: Import) -> None:
    """Check anew what a killed worker left behind.

    Raises:
        PermissionDenied: the person may not bring in data here.
        ValidationError: it is being checked, or done.
    """
    demand(by, "collect", brought.round.community)
    with transaction.atomic():
        locked = _locked(brought, Import.State.CHECKING)
        if not is_stalled(locked):
            raise ValidationError(_("The file is being checked."))
        _check_again(locked)


def is_stalled(brought: Import) -> bool:
    """Whether its check should have ended long ago."""
    began = brought.finished or brought.at
    checking = brought.state == Import.State.CHECKING
    return checking and timezone.now() - began > STALLED_AFTER


def queue_again(brought: Import) -> None:
    """Let a worker begin a check anew, unless it has ended meanwhile."""
    with transaction.atomic():
        locked = Import.objects.select_for_update().get(pk=brought.pk)
        if locked.state == Import.State.CHECKING:
            _check_again(locked)


def _check_again(locked: Import) -> None:
    table, locked.table = locked.table, None
    locked.state, locked.problems, locked.headers = Import.State.CHECKING, [], []
    locked.rows = locked.done = locked.total = 0
    locked.finished = timezone.now()
    locked.save()
    _release(table)
    check.enqueue(locked.pk, locked.digest)


@dataclass(frozen=True)
class Tally:
    """What bringing a table in would do: rows that are new, and rows that take another's place."""

    new: int
    replaced: int


def tally(brought: Import) -> Tally:
    """What bringing a checked table in would do to its round now."""
    assert brought.table_id is not None
    level = level_of(brought)
    keys = keys_of(brought.round.version.definition, level)
    ids = joined_keys(read_blob(brought.table_id, keys), keys)
    there = round_table(brought.round, level, [])
    if there is None:
        return Tally(len(ids), 0)
    known = pc.is_in(ids, value_set=joined_keys(there, keys).combine_chunks())
    replaced = int(pc.sum(known).as_py() or 0)
    return Tally(len(ids) - replaced, replaced)


def apply(by: User, brought: Import) -> bool:
    """Bring a checked table in: its households and the rows of the round, all or nothing.

    Returns:
        Whether it is in now. It is not when another file has meanwhile put one of its households
        in another village; then its page says so.

    Raises:
        PermissionDenied: the person may not bring in data here.
        ValidationError: the import is not ready, or the round is closed.
    """
    community = brought.round.community
    demand(by, "collect", community)
    with transaction.atomic():
        _hold_list(brought)
        locked = _locked(brought, Import.State.READY)
        assert locked.table_id is not None
        key = keys_of(locked.round.version.definition, "household")[0]
        homes = read_blob(locked.table_id, [key, VILLAGE])
        if level_of(locked) == "household" and (problems := _moved(locked, homes, key)):
            locked.state, locked.problems = Import.State.FAULTY, pack(problems)
            locked.save()
            return False
        counts = tally(locked)
        keep(locked)
        upload, locked.upload = locked.upload, None
        locked.state, locked.finished = Import.State.APPLIED, timezone.now()
        locked.headers = []
        locked.save()
        _release(upload)
        remember(
            by,
            "import.applied",
            community,
            locked,
            number=locked.pk,
            round=locked.round.label,
            new=counts.new,
            replaced=counts.replaced,
        )
    return True


def _moved(brought: Import, homes: pa.Table, key: str) -> list[Problem]:
    """Households that the round has in another village since the file was checked."""
    codes = homes[VILLAGE].combine_chunks()
    names = {v.code: v.name for v in brought.round.community.villages.all()}
    ids = homes[key].to_pylist()
    return [
        Problem(
            "upload.household-elsewhere",
            Place(file=brought.name, sheet=brought.sheet),
            {"value": ids[at], "village": names.get(code) or LocalText(code, code)},
        )
        for at, code in elsewhere(homes[key], codes, asked_in(brought.round))[:200]
    ]


def give_up(by: User, brought: Import) -> None:
    """Throw away a file that has not been brought in.

    Raises:
        PermissionDenied: the person may not bring in data here.
        ValidationError: it is in, or over, already.
    """
    demand(by, "collect", brought.round.community)
    with transaction.atomic():
        waiting = (s for s in Import.State if s not in (*_OVER, Import.State.APPLIED))
        locked = _locked(brought, *waiting, even_closed=True)
        _end(locked, Import.State.GIVEN_UP)
        remember(by, "import.given_up", brought.round.community, locked, number=locked.pk)


def undo(by: User, brought: Import) -> None:
    """Take back what was brought in, until the round is closed; what it replaced counts again.

    Households and people that no other file of any round has leave the community's list.

    Raises:
        PermissionDenied: only a facilitator takes back.
        ValidationError: it is not in, or the round is closed.
    """
    for verb in ("collect", "facilitate"):
        demand(by, verb, brought.round.community)
    with transaction.atomic():
        _hold_list(brought)
        locked = _locked(brought, Import.State.APPLIED)
        digest = locked.table_id
        assert digest is not None
        locked.state = Import.State.UNDONE
        locked.save(update_fields=["state"])
        forget(locked, digest)
        _end(locked, Import.State.UNDONE)
        remember(by, "import.undone", brought.round.community, locked, number=locked.pk)


def _end(locked: Import, state: Import.State) -> None:
    blobs = (locked.upload, locked.table)
    locked.upload = locked.table = None
    locked.state, locked.problems, locked.headers = state, [], []
    locked.finished = timezone.now()
    locked.save()
    for blob in blobs:
        _release(blob)


def _hold_list(brought: Import) -> None:
    """Let nobody else change the community's list of households until the transaction ends."""
    held = Community.objects.select_for_update(no_key=True)
    held.get(pk=brought.round.community_id)


def _locked(brought: Import, *states: str, even_closed: bool = False) -> Import:
    """The import as it is now, held until the transaction ends; its round is held first.

    Raises:
        ValidationError: it is in none of the states, or its round is closed.
    """
    round_ = Round.objects.select_for_update().get(pk=brought.round_id)
    if not even_closed:
        _refuse_closed(round_)
    locked = Import.objects.select_for_update().get(pk=brought.pk)
    if locked.state not in states:
        raise ValidationError(_("Someone has gone on with this file meanwhile."))
    locked.round = brought.round
    return locked


def _refuse_closed(round_: Round) -> None:
    if round_.closed:
        raise ValidationError(_("This round is closed. Open it again to bring in data."))


def _release(blob: Blob | None) -> None:
    """Delete bytes that nothing needs any more."""
    if blob is None or Import.objects.filter(Q(upload=blob) | Q(table=blob)).exists():
        return
    try:
        with transaction.atomic():
            blob.delete()
    except ProtectedError:
        pass  # a snapshot holds the same bytes
