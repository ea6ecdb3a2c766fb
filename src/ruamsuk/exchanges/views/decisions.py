"""What a forum decided."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruamsuk.exchanges.forms.captured import DecisionForm
from ruamsuk.exchanges.models import Decision
from ruamsuk.exchanges.rules import forum_for
from ruamsuk.exchanges.views.written import edit, take_out, thing_for


@require_http_methods(["GET", "POST"])
@transaction.atomic
def decision_new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down a decision."""
    new = Decision(forum=forum_for(request.user, pk, "write"))
    form = DecisionForm(request.POST or None, instance=new)
    return edit(request, new, form, _("Write down a decision"), "#decisions")


@require_http_methods(["GET", "POST"])
@transaction.atomic
def decision_edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change the words of a decision."""
    found = thing_for(request, Decision, pk, "write")
    if request.method == "POST":
        Decision.objects.select_for_update().get(pk=pk)
        found.refresh_from_db(fields=DecisionForm.Meta.fields)
    form = DecisionForm(request.POST or None, instance=found)
    return edit(request, found, form, _("Change the decision"), "#decisions")


@require_POST
def decision_take_out(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a decision out; its steps stay, and it can be put back."""
    found = thing_for(request, Decision, pk, "write")
    return take_out(request, found, found.text)
