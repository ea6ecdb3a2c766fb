"""Stories that communities tell of their own way."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.exchanges.actions.captured import move
from ruamsuk.exchanges.forms.captured import CaseForm
from ruamsuk.exchanges.models import Case
from ruamsuk.exchanges.rules import forum_for
from ruamsuk.exchanges.views.frame import forum_frame
from ruamsuk.exchanges.views.written import edit, take_out, thing_for


@require_GET
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One story, as it was told."""
    found = thing_for(request, Case, pk, "read")
    return render(request, "exchanges/case.html", forum_frame(request, found.forum, case=found))


@require_http_methods(["GET", "POST"])
@transaction.atomic
def case_new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down a story."""
    new = Case(forum=forum_for(request.user, pk, "write"))
    form = CaseForm(request.POST or None, instance=new)
    return edit(request, new, form, _("Write down a story"), "#cases")


@require_http_methods(["GET", "POST"])
@transaction.atomic
def case_edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a story; two who do it at once lose nothing."""
    found = thing_for(request, Case, pk, "write")
    if request.method == "POST":
        Case.objects.select_for_update().get(pk=pk)
        found.refresh_from_db(fields=CaseForm.Meta.fields)
    form = CaseForm(request.POST or None, instance=found)
    return edit(request, found, form, _("Change the story"), "#cases")


@require_POST
def case_move(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Move a story one place up or down."""
    found = thing_for(request, Case, pk, "write")
    move(signed_in(request), found, -1 if request.POST.get("way") == "up" else 1)
    return redirect(reverse("forum_written", args=[found.forum.pk]) + "#cases")


@require_POST
def case_take_out(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a story out; it can be put back."""
    found = thing_for(request, Case, pk, "write")
    return take_out(request, found, local(found.title))
