"""Who is invited to a forum and who came."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.files import as_file
from ruamsuk.base.templatetags.ruamsuk import language, local
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.actions import attendance as actions
from ruamsuk.exchanges.files.people import people_file
from ruamsuk.exchanges.files.rows import KINDS
from ruamsuk.exchanges.forms.attendance import LineForm, NamesForm
from ruamsuk.exchanges.models import Attendance, Forum
from ruamsuk.exchanges.rules import forum_for, forum_verbs
from ruamsuk.exchanges.views.frame import forum_frame

PER_PAGE = 100
_COUNTS = ("comes", "away", "came")
EMPTY_LINES = 25
"""Lines of a sign-in sheet for people nobody expected."""


def counts(forum: Forum) -> list[dict[str, object]]:
    """How many of each community come, cannot come, and came."""
    rows = (
        forum.attendances.order_by()
        .values_list("community")
        .annotate(
            comes=Count("pk", filter=Q(answer=Attendance.Answer.COMES)),
            away=Count("pk", filter=Q(answer=Attendance.Answer.STAYS_AWAY)),
            present=Count("pk", filter=Q(came__isnull=False)),
        )
    )
    found: dict[int | None, dict[str, int]] = {
        community: dict(zip(_COUNTS, numbers, strict=True)) for community, *numbers in rows
    }
    known = Community.objects.in_bulk([pk for pk in found if pk])
    named: list[dict[str, object]]
    named = [{"name": local(known[pk].name), **found[pk]} for pk in sorted(known)]
    if None in found:
        named.append({"name": _("from elsewhere"), **found[None]})
    if len(named) > 1:
        together = {key: sum(row[key] for row in found.values()) for key in _COUNTS}
        named.append({"name": _("Together"), **together})
    return named


@require_http_methods(["GET", "POST"])
def forum_people(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The list: counts for everyone, names for those who come; facilitators write on it."""
    forum = forum_for(request.user, pk, "facilitate" if request.method == "POST" else "see")
    can = forum_verbs(request.user, forum)
    here = forum.state == Forum.State.RUNNING or forum.day == timezone.localdate()
    form = NamesForm(forum, request.POST or None, initial={"came": here})
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.write_down(
                signed_in(request),
                forum,
                given["names"],
                given["community"],
                key=given["key"],
                part=given["part"],
                came=given["came"],
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            words = ngettext(
                "%(n)s person is on the list.", "%(n)s people are on the list.", len(made)
            )
            messages.success(request, words % {"n": len(made)})
            return redirect("forum_people", pk)
    text = request.GET.get("q", "").strip()[:80]
    lines = _lines(forum, text) if "people" in can else forum.attendances.none()
    context = forum_frame(
        request,
        forum,
        form=form,
        counts=counts(forum),
        q=text,
        page=Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
    )
    return render(request, "exchanges/forum_people.html", context)


def _lines(forum: Forum, text: str = "") -> QuerySet[Attendance]:
    lines = forum.attendances.select_related("community").order_by("community", "name", "id")
    return lines.filter(name__icontains=text) if text else lines


def _line(request: HttpRequest, pk: int, line: int) -> Attendance:
    forum = forum_for(request.user, pk, "facilitate")
    found = forum.attendances.filter(pk=line).first()
    if found is None:
        raise Http404
    found.forum = forum
    return found


@require_POST
def attendance_tick(request: HttpRequest, pk: int, line: int) -> HttpResponseBase:
    """Say that somebody came, or that it was a slip."""
    found = _line(request, pk, line)
    came = request.POST.get("came") == "1"
    if found.user_id and found.forum.readers == "present":
        forum_for(request.user, pk, "read")
    actions.tick(signed_in(request), found, came)
    found.refresh_from_db()
    if request.headers.get("HX-Request") == "true":
        context = forum_frame(request, found.forum, line=found)
        return render(request, "exchanges/_attendance.html", context)
    return redirect("forum_people", pk)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def attendance_edit(request: HttpRequest, pk: int, line: int) -> HttpResponseBase:
    """Change a line of the list, or take it off."""
    found = _line(request, pk, line)
    if request.POST.get("take_off"):
        actions.take_off(signed_in(request), found)
        messages.success(request, _("Taken off the list."))
        return redirect("forum_people", pk)
    if request.method == "POST":
        Attendance.objects.select_for_update().get(pk=line)
        found.refresh_from_db(fields=LineForm.Meta.fields)
    form = LineForm(request.POST or None, instance=found)
    if form.is_valid():
        actions.change_line(signed_in(request), form.save(commit=False))
        messages.success(request, _("Saved."))
        return redirect("forum_people", pk)
    context = forum_frame(request, found.forum, form=form, line=found)
    status = 409 if form.theirs else 200
    return render(request, "exchanges/attendance_edit.html", context, status=status)


@require_GET
def forum_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet on which people sign, with those who said that they come and empty lines."""
    forum = forum_for(request.user, pk, "facilitate")
    expected = _lines(forum).exclude(answer=Attendance.Answer.STAYS_AWAY)
    first = expected.count() + 1
    context = forum_frame(request, forum, lines=expected, numbers=range(first, first + EMPTY_LINES))
    return render(request, "exchanges/forum_sheet.html", context)


@require_GET
def forum_people_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The list as a file."""
    forum = forum_for(request.user, pk, "facilitate")
    if kind not in KINDS:
        raise Http404
    made = people_file(forum, _lines(forum), kind, language())
    name = f"ruamsuk-forum-{forum.day:%Y-%m-%d}-people.{kind}"
    return as_file(made, KINDS[kind], name)
