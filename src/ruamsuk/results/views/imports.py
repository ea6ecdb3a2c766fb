"""Pages of tables that are brought in."""

from __future__ import annotations

import csv
import datetime
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from pyarrow import parquet as pq

from ruamsuk.accounts.models import User
from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.files import harmless
from ruamsuk.base.templatetags.ruamsuk import be_date, language, local
from ruamsuk.communities.rules import Verb
from ruamsuk.results.actions import imports as actions
from ruamsuk.results.forms.imports import ColumnsForm, MendForm, UploadForm
from ruamsuk.results.imports.matching import VILLAGE, Target, targets_of
from ruamsuk.results.imports.task import level_of
from ruamsuk.results.models import Blob, Import
from ruamsuk.results.problems import Told, told, unpack
from ruamsuk.results.rules import insider_for
from ruamsuk.results.views.scope import round_scope, way_back

_FIRST_ROWS = 8
_PROBLEMS = 50  # on a page


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """Choose a file to bring in."""
    round_, context = round_scope(request, slug, label, "collect")
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            brought, new = actions.bring(
                signed_in(request),
                round_,
                given["level"],
                given["file"].name,
                given["file"].read(),
                sheet=given["sheet"],
                how=given["how"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if not new:
                messages.info(request, _same(brought))
            return redirect("import", brought.pk)
    context |= {"form": form, "crumbs": way_back(round_)}
    return render(request, "results/import_new.html", context, status=400 if form.errors else 200)


def _same(brought: Import) -> str:
    if brought.state == Import.State.APPLIED:
        return _("This very file has been brought in already. Nothing was changed.")
    return _("This very file is here already. Go on with it below.")


@login_required
@require_GET
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a file has come, what is wrong with it, and what can be done next."""
    brought, may = _scope(request, pk)
    if request.htmx and brought.state == Import.State.CHECKING:  # type: ignore[attr-defined]
        return render(request, "results/import.html#progress", {"brought": brought})
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true"})
    return _page(request, brought, may)


def _page(
    request: HttpRequest, brought: Import, may: frozenset[Verb], **forms: Any
) -> HttpResponse:
    state = brought.state
    problems = unpack(brought.problems)
    faults = _faults(brought)
    editable = state in (Import.State.MAPPING, Import.State.FAULTY, Import.State.READY)
    context: dict[str, Any] = {
        "community": brought.round.community,
        "round": brought.round,
        "crumbs": way_back(brought.round),
        "may": may,
        "brought": brought,
        "stalled": actions.is_stalled(brought),
        "faults": Paginator(faults, _PROBLEMS).get_page(request.GET.get("page")),
        "notes": [told(p, language()) for p in problems if p.severity == "note"],
    }
    if editable:
        context |= {"mend": MendForm(same=_lacks_sheet(brought)), **forms}
        if brought.headers:
            context.setdefault("columns", _columns_form(brought))
    if state == Import.State.READY:
        context["tally"] = actions.tally(brought)
    if brought.table_id and "see_households" in may:
        context["preview"] = _preview(brought)
    failed = any(form.errors for form in forms.values())
    return render(request, "results/import.html", context, status=400 if failed else 200)


def _faults(brought: Import) -> list[Told]:
    """What is wrong, from the first row to the last; what is about no row comes last."""
    wrong = [p for p in unpack(brought.problems) if p.severity == "error"]
    wrong.sort(key=lambda p: p.place.row or sys.maxsize)
    return [told(p, language()) for p in wrong]


def _lacks_sheet(brought: Import) -> bool:
    """Whether all that is wrong is which sheet is meant."""
    return {p["code"] for p in brought.problems} & {
        "upload.sheet-unclear",
        "table.sheet-unknown",
    } != set()


def _preview(brought: Import) -> dict[str, object]:
    """The first rows of the table as they were read."""
    data = Blob.objects.values_list("data", flat=True).get(pk=brought.table_id)
    with pq.ParquetFile(pa.BufferReader(bytes(data))) as file:
        first = next(file.iter_batches(_FIRST_ROWS), None)
        names = file.schema_arrow.names
    labels = {target.name: local(target.label) for target in _targets(brought)}
    words = _words(brought)
    rows = [] if first is None else first.to_pylist()
    return {
        "headers": [labels.get(name, name) for name in names],
        "rows": [[_cell(row[name], words.get(name, {})) for name in names] for row in rows],
    }


def _words(brought: Import) -> dict[str, dict[str, str]]:
    """What people read in place of the kept values: villages and choices by their column."""
    villages = brought.round.community.villages.all()
    words = {VILLAGE: {village.code: local(village.name) for village in villages}}
    for name, variable in brought.round.version.definition.variables.items():
        words[name] = {choice.value: local(choice.label) for choice in variable.choices}
    return words


def _cell(value: object, words: Mapping[str, str]) -> object:
    """A value as people read it."""
    if isinstance(value, datetime.date):
        return be_date(value)
    if isinstance(value, float):
        return f"{value:,.10g}"
    if isinstance(value, str) and words:
        return ", ".join(words.get(one) or one for one in value.split(" "))
    return value


def _targets(brought: Import) -> Sequence[Target]:
    community = brought.round.community
    return targets_of(brought.round, level_of(brought), community.villages.count())


def _columns_form(brought: Import, data: Any = None) -> ColumnsForm:
    return ColumnsForm(
        data,
        headers=[(header, samples) for header, samples in brought.headers],
        targets=_targets(brought),
        matched=brought.columns,
    )


@login_required
@require_POST
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the columns hold."""
    brought, may = _scope(request, pk)
    form = _columns_form(brought, request.POST)
    if not form.is_valid():
        return _page(request, brought, may, columns=form)
    return _do(request, brought, lambda by: actions.match_columns(by, brought, form.matched))


@login_required
@require_POST
def import_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a mended file, or read another sheet."""
    brought, may = _scope(request, pk)
    form = MendForm(request.POST, request.FILES, same=_lacks_sheet(brought))
    if not form.is_valid():
        return _page(request, brought, may, mend=form)
    file: UploadedFile[Any] | None = form.cleaned_data["file"]
    data = file.read() if file else None
    name = (file.name if file else "") or ""
    sheet = form.cleaned_data["sheet"]
    return _do(request, brought, lambda by: actions.mend(by, brought, name, data, sheet))


@login_required
@require_POST
def import_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Check anew what was left behind."""
    brought, _may = _scope(request, pk)
    return _do(request, brought, lambda by: actions.check_again(by, brought))


@login_required
@require_POST
def import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the checked table in."""
    brought, _may = _scope(request, pk)

    def apply(by: User) -> None:
        if not actions.apply(by, brought):
            messages.error(request, _("Another file came first. See what has to be mended."))

    return _do(request, brought, apply)


@login_required
@require_POST
def import_give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a file away that is not in yet."""
    brought, _may = _scope(request, pk)
    return _do(request, brought, lambda by: actions.give_up(by, brought))


@login_required
@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was brought in."""
    brought, may = _scope(request, pk)
    if "facilitate" not in may:
        raise Http404
    return _do(request, brought, lambda by: actions.undo(by, brought))


@login_required
@require_GET
def import_problems(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is wrong with a file, as CSV for a spreadsheet."""
    brought, _may = _scope(request, pk)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="problems-{brought.pk}.csv"'
    writer = csv.writer(response)
    head = (_("Sheet"), _("Row"), _("Column"), _("Value"), _("What is wrong"), _("What to do"))
    writer.writerow(head)
    writer.writerows(_cells(one) for one in _faults(brought))
    return response


def _cells(one: Told) -> Iterable[object]:
    """A row in which no spreadsheet takes what people typed for a formula."""
    texts = (one.sheet, one.row or "", one.column, one.value, one.what, one.remedy)
    return map(harmless, texts)


def _scope(request: HttpRequest, pk: int) -> tuple[Import, frozenset[Verb]]:
    """An import of a community where the person may bring in data."""
    found = Import.objects.select_related(
        "round__community", "round__version__framework", "by"
    ).filter(pk=pk)
    brought = found.first()
    if brought is None:
        raise Http404
    community, may = insider_for(request.user, brought.round.community.slug, "collect")
    brought.round.community = community
    return brought, may


def _do(
    request: HttpRequest, brought: Import, verb: Callable[[User], None]
) -> HttpResponseRedirect:
    """Do it and go back to the import's page, which says why when it could not be done."""
    try:
        verb(signed_in(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("import", brought.pk)
