"""Tables of households and people: sent, matched, checked, brought in."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from ruamsuk.communities.rules import Verb
from ruamsuk.results.actions import imports as actions
from ruamsuk.results.forms.imports import UNUSED, ColumnsForm, UploadForm
from ruamsuk.results.imports.matching import targets_of
from ruamsuk.results.imports.task import level_of
from ruamsuk.results.models import Import
from ruamsuk.results.problems import unpack, without_values
from ruamsuk.results.rules import insider_for, round_for
from ruamsuk.web.api.problems import Problem, Problems, cleaned, refusing, told
from ruamsuk.web.api.visitors import signed_in

router = Router(tags=["imports"])


class ImportIn(Schema):
    """What comes with a file.

    Attributes:
        level: what one row is: ``household`` or ``person``.
        how: how the data were gathered.
        sheet: only where a workbook has several tables.
    """

    round: str
    level: str = "household"
    how: str = ""
    sheet: str = ""


class ColumnsIn(Schema):
    """Header → variable or key; an empty string for columns not used."""

    columns: dict[str, str]


class ImportOut(Schema):
    """A file and how far it has come.

    Attributes:
        columns: header → variable or key, as matched so far.
        done, total: rows worked on.
        problems: they quote cells only where the token has the scope ``households``.
    """

    id: int
    round: str
    level: str
    name: str
    sha256: str
    state: str
    rows: int
    done: int
    total: int
    columns: dict[str, str]
    problems: list[Problem]


@router.get("/communities/{slug:slug}/imports", response={200: list[ImportOut], 404: Problems})
def imports(request: HttpRequest, slug: str) -> list[ImportOut]:
    """Files of a community, newest first."""
    community, may = insider_for(request.user, slug, "collect")
    found = Import.objects.filter(round__community=community).select_related("round")
    return [_out(one, may) for one in found[:100]]


@router.post(
    "/communities/{slug:slug}/imports",
    response={200: ImportOut, 201: ImportOut, 404: Problems, 422: Problems},
)
def bring(request: HttpRequest, slug: str, given: Form[ImportIn], file: File[UploadedFile]) -> Any:
    """Send a file; it is checked in the background. The same file again answers 200."""
    round_, may = round_for(request.user, slug, given.round, "collect")
    with refusing():
        form = UploadForm(given.dict(exclude={"round"}), MultiValueDict({"file": [file]}))
        values = cleaned(form, {})
        made, new = actions.bring(
            signed_in(request),
            round_,
            values["level"],
            values["file"].name,
            values["file"].read(),
            sheet=values["sheet"],
            how=values["how"],
        )
    made.refresh_from_db()
    return Status(201 if new else 200, _out(made, may))


@router.get("/imports/{int:pk}", response={200: ImportOut, 404: Problems})
def one_import(request: HttpRequest, pk: int) -> ImportOut:
    """How far a file has come, and what is wrong with it."""
    return _out(*_scope(request, pk))


@router.post("/imports/{int:pk}/columns", response={200: ImportOut, 404: Problems, 422: Problems})
def match(request: HttpRequest, pk: int, given: ColumnsIn) -> ImportOut:
    """Say what the columns hold; it is remembered for the next file."""
    found, may = _scope(request, pk)
    headers = [header for header, _samples in found.headers]
    community = found.round.community
    typed = {f"column-{i}": given.columns.get(name) or UNUSED for i, name in enumerate(headers)}
    with refusing():
        form = ColumnsForm(
            typed,
            headers=[(header, samples) for header, samples in found.headers],
            targets=targets_of(found.round, level_of(found), community.villages.count()),
            matched=found.columns,
        )
        cleaned(form, {f"column-{i}": name for i, name in enumerate(headers)})
        actions.match_columns(signed_in(request), found, form.matched)
    found.refresh_from_db()
    return _out(found, may)


@router.post("/imports/{int:pk}/apply", response={200: ImportOut, 404: Problems, 422: Problems})
def apply(request: HttpRequest, pk: int) -> ImportOut:
    """Bring a checked table in, all or nothing."""
    found, may = _scope(request, pk)
    with refusing():
        actions.apply(signed_in(request), found)
    found.refresh_from_db()
    return _out(found, may)


def _scope(request: HttpRequest, pk: int) -> tuple[Import, frozenset[Verb]]:
    """An import of a community where the person may bring in data, and what they may do there.

    Raises:
        Http404: there is none, or the person may not.
    """
    found = Import.objects.select_related("round__community", "round__version__framework")
    brought = found.filter(pk=pk).first()
    if brought is None:
        raise Http404
    _community, may = insider_for(request.user, brought.round.community.slug, "collect")
    return brought, may


def _out(one: Import, may: frozenset[Verb]) -> ImportOut:
    problems = unpack(one.problems)
    if "see_households" not in may:
        problems = tuple(map(without_values, problems))
    return ImportOut(
        id=one.pk,
        round=one.round.label,
        level=one.level,
        name=one.name,
        sha256=one.digest,
        state=one.state,
        rows=one.rows,
        done=one.done,
        total=one.total,
        columns=one.columns,
        problems=[told(problem) for problem in problems],
    )
