"""Changing a version that is still open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.indicators import actions
from ruamsuk.indicators.differences import Difference, differences
from ruamsuk.indicators.document import (
    Document,
    Kind,
    checked,
    free_name,
    move,
    placed,
    put,
    remove,
    users_of,
)
from ruamsuk.indicators.forms import AboutForm, GoalForm, IndexForm, IndicatorForm, VariableForm
from ruamsuk.indicators.forms.parts import PartForm
from ruamsuk.indicators.models import Version
from ruamsuk.indicators.rules import version_for
from ruamsuk.indicators.views.frame import version_frame
from ruamsuk.lib.problem import ProblemsFound

editing = require_http_methods(["GET", "POST"])


@editing
@login_required
def about(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what a framework is called and about."""
    version = _open_version(request, pk)
    form = AboutForm(
        request.POST or None,
        initial={**AboutForm.initial_of(version.definition), "revision": version.revision},
    )
    return _edit(request, version, form, "", _("Name and description"))


@editing
@login_required
def index(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change how the indicators join in one number."""
    version = _open_version(request, pk)
    shown = IndexForm.initial_of(version.definition.index)
    if version.definition.index is None:
        shown["kind"] = ""
    form = IndexForm(request.POST or None, initial={**shown, "revision": version.revision})
    return _edit(request, version, form, "", _("Index"))


@editing
@login_required
def goal(request: HttpRequest, pk: int, name: str = "") -> HttpResponseBase:
    """Add or change a goal."""
    version = _open_version(request, pk)
    shown: dict[str, Any] = {"weight": "1"}
    if name:
        found = next((one for one in version.definition.goals if one.id == name), None)
        shown = GoalForm.initial_of(_there(found)) | {"revision": version.revision}
    form = GoalForm(request.POST or None, initial=shown)
    return _edit(request, version, form, name, _("Goal") if name else _("New goal"))


@editing
@login_required
def variable(request: HttpRequest, pk: int, name: str = "") -> HttpResponseBase:
    """Add or change a question of the codebook."""
    version = _open_version(request, pk)
    shown: dict[str, Any] = {"type": "integer", "level": "household"}
    if name:
        found = _there(version.definition.variables.get(name))
        shown = VariableForm.initial_of(found) | {"revision": version.revision}
    form = VariableForm(request.POST or None, initial=shown, new=not name)
    return _edit(request, version, form, name, _("Question") if name else _("New question"))


@editing
@login_required
def indicator(request: HttpRequest, pk: int, name: str = "", within: str = "") -> HttpResponseBase:
    """Add or change an indicator; ``action=read`` only reads its condition aloud."""
    version = _open_version(request, pk)
    definition = version.definition
    found = next((one for one in definition.indicators if one.id == name), None)
    if name:
        within = definition.goal_of(_there(found)).id
    shown = IndicatorForm.initial_of(found, within)
    if found:
        shown["revision"] = version.revision
    form = IndicatorForm(
        request.POST or None, initial=shown, definition=definition, indicator=found
    )
    reading = "action" in request.POST or any(key.endswith("-remove") for key in request.POST)
    if reading:
        form.full_clean()
        form.errors.clear()
    title = _("Indicator") if name else _("New indicator")
    template = "indicators/indicator_form.html"
    return _edit(request, version, form, name, title, template=template, save=not reading)


def _edit(
    request: HttpRequest,
    version: Version,
    form: PartForm,
    name: str,
    heading: str,
    *,
    template: str = "indicators/part_form.html",
    save: bool = True,
) -> HttpResponseBase:
    """Show a form and, when it was sent and is sound, change the version by it."""
    clash: list[Difference] | None = None
    if save and form.is_valid():
        try:
            how = _how(form, name)
            actions.change(
                signed_in(request), version, how, form.part, name, form.cleaned_data["revision"]
            )
        except actions.Clash as found:
            clash = _clash(form, found.version, how, name)
        except ProblemsFound as found:
            document = _how(form, name)(version.document)
            form.tell(found.problems, document, name or _newest(document, form.part))
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(_back(version, form.part))
    context = version_frame(
        request,
        version,
        form=form,
        name=name,
        heading=heading,
        clash=clash,
        cancel=_back(version, form.part),
    )
    return render(request, template, context, status=409 if clash is not None else 200)


def _how(form: PartForm, name: str) -> Callable[[Document], Document]:
    """How a document is changed by what was filled in."""

    def how(document: Document) -> Document:
        made = name or _new_name(document, form)
        return put(document, form.part, made, form.content(), form.cleaned_data.get("goal", ""))

    return how


def _new_name(document: Document, form: PartForm) -> str:
    """A name for a new part.

    Raises:
        ValidationError: the name that was typed for a column is taken.
    """
    cleaned = form.cleaned_data
    if form.part == "variable":
        taken = [name.casefold() for name in document.get("variables", {})]
        typed = str(cleaned["name"])
        if typed.casefold() in taken:
            raise ValidationError(_("There is a column “%s” already. Choose another name.") % typed)
        return typed or free_name("q", taken, cleaned["label"].en, joint="_")
    if form.part in ("about", "index"):
        return ""
    goals = document["goals"]
    if form.part == "goal":
        return free_name("goal", [one["id"] for one in goals], cleaned["title"].en)
    members = [one["id"] for goal in goals for one in goal.get("indicators", [])]
    return free_name("indicator", members, cleaned["title"].en)


def _newest(document: Document, part: Kind) -> str:
    """The id or name of the part that was put in last."""
    if part == "variable":
        return str(list(document["variables"])[-1])
    if part == "goal":
        return str(document["goals"][-1]["id"])
    return ""


def _clash(
    form: PartForm, now: Version, how: Callable[[Document], Document], name: str
) -> list[Difference]:
    """What another has saved meanwhile against what was typed, which may now be saved over it."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data["revision"] = now.revision
    form.data = data
    try:
        mine = checked(how(now.document))
    except ProblemsFound as found:
        form.tell(found.problems, how(now.document), name)
        return []
    return [one for one in differences(now.definition, mine) if one.id == name]


@require_POST
@login_required
def part_move(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put a goal or an indicator one place up or down."""
    steps = -1 if request.POST.get("way") == "up" else 1
    return _rearrange(request, pk, lambda document, kind, name: move(document, kind, name, steps))


@require_POST
@login_required
def part_remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take out a goal, an indicator or a question; it can be undone."""
    return _rearrange(request, pk, remove)


def _rearrange(
    request: HttpRequest, pk: int, how: Callable[[Document, Kind, str], Document]
) -> HttpResponseBase:
    version = _open_version(request, pk)
    kinds: dict[str | None, Kind] = {
        "goal": "goal",
        "indicator": "indicator",
        "variable": "variable",
    }
    kind, name = kinds.get(request.POST.get("kind")), request.POST.get("name", "")
    if kind is None:
        raise Http404
    users = users_of(version.definition, name) if kind == "variable" and how is remove else []
    if users:
        titles = ", ".join(one.title.to(language()) for one in users)
        messages.error(request, _("Still needed by: %s. Change that first.") % titles)
        return redirect(_back(version, kind))
    try:
        actions.change(
            signed_in(request), version, lambda document: how(document, kind, name), kind, name
        )
    except ProblemsFound as found:
        for problem in found.problems:
            messages.error(request, placed(problem, version.document).sentence(language()))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        if how is remove:
            messages.success(request, _("Removed. It can be undone below."))
    return redirect(_back(version, kind))


@require_POST
@login_required
def undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take the last edit back."""
    version = version_for(signed_in(request), pk, "facilitate")
    try:
        actions.undo(signed_in(request), version)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Undone."))
    return redirect("version", pk)


def _open_version(request: HttpRequest, pk: int) -> Version:
    return version_for(signed_in(request), pk, "facilitate")


def _back(version: Version, kind: Kind) -> str:
    anchor = {"variable": "#codebook", "index": "#index"}.get(kind, "#goals")
    return reverse("version", args=[version.pk]) + anchor


def _there(found: Any) -> Any:
    if found is None:
        raise Http404
    return found
