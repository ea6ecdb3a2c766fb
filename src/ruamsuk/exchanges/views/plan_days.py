"""The day of one meeting of a plan, set by hand."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.addresses import whole_number
from ruamsuk.exchanges.actions.plan_days import set_day
from ruamsuk.exchanges.forms.plan_days import MeetingDayForm
from ruamsuk.exchanges.plan_rules import plan_for
from ruamsuk.exchanges.plan_words import meetings_of
from ruamsuk.exchanges.views.plans import pairs_of, plan_frame


@require_http_methods(["GET", "POST"])
def plan_day(request: HttpRequest, pk: int, group: int) -> HttpResponseBase:
    """Choose the day and the part of the day, or none yet; what cannot be is said."""
    found = plan_for(request.user, pk, "facilitate")
    meeting = next((one for one in meetings_of(pairs_of(found)) if one.number == group), None)
    if meeting is None:
        raise Http404
    usual = {"day": meeting.day, "part": meeting.first.part}
    form = MeetingDayForm(request.POST or None, initial=usual)
    if form.is_valid():
        seen = whole_number(request.POST.get("revision", "")) or 0
        day, part = form.cleaned_data["day"], form.cleaned_data["part"]
        try:
            set_day(signed_in(request), found, seen, group, day, part)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The plan is changed. It can be taken back below."))
            return redirect("plan", pk)
    context = plan_frame(request, found, form=form, meeting=meeting)
    return render(request, "exchanges/plan_day.html", context)
