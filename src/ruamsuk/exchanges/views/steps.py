"""Steps: those of a place, one by one, and what became of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.addresses import absolute
from ruamsuk.base.drafts import draft_key, saved
from ruamsuk.base.files import as_file
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import allowed
from ruamsuk.communities.views.frame import Kind, frame, place_for
from ruamsuk.exchanges.actions import step as actions
from ruamsuk.exchanges.files.calendar import KIND
from ruamsuk.exchanges.files.rows import KINDS
from ruamsuk.exchanges.files.steps import steps_calendar, steps_file
from ruamsuk.exchanges.forms.step import StepForm, TellForm
from ruamsuk.exchanges.models import Step
from ruamsuk.exchanges.rules import forum_for
from ruamsuk.exchanges.step_rules import place_of, step_for, step_verbs, steps_for, steps_of
from ruamsuk.exchanges.views.frame import forum_frame, list_url

PER_PAGE = 50
CALENDAR = "ics"
FILES = {**KINDS, CALENDAR: KIND}
"""Files of steps by their ending, with the media type of each."""
SOON = datetime.timedelta(days=14)
STATES = (
    ("open", gettext_lazy("To do")),
    ("late", gettext_lazy("Past their day")),
    ("soon", gettext_lazy("Due soon")),
    ("done", gettext_lazy("Done")),
    ("dropped", gettext_lazy("Dropped")),
)


def in_state(steps: QuerySet[Step], state: str) -> QuerySet[Step]:
    """Steps that have come so far."""
    today = timezone.localdate()
    if state == "late":
        return steps.filter(state=Step.State.OPEN, due__lt=today)
    if state == "soon":
        return steps.filter(state=Step.State.OPEN, due__range=(today, today + SOON))
    return steps.filter(state=state)


def _wanted(request: HttpRequest, steps: QuerySet[Step]) -> tuple[str, str, QuerySet[Step]]:
    state, text = request.GET.get("state", ""), request.GET.get("q", "").strip()[:100]
    state = state if state in dict(STATES) else "open"
    found = in_state(steps, state)
    if text:
        found = found.filter(Q(text__icontains=text) | Q(owner__icontains=text))
    return state, text, found.order_by("due" if state in {"open", "late", "soon"} else "-due", "pk")


def _name(kind: Kind, name: str) -> str:
    return name if kind == "community" else f"network_{name}"


@require_GET
def steps(request: HttpRequest, kind: Kind, slug: str) -> HttpResponse:
    """The steps of a place: what is to be done, what is past its day, what was done."""
    place = place_for(request, kind, slug)
    state, text, found = _wanted(request, steps_of(request.user, place))
    context = frame(
        request,
        place,
        page=Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        states=STATES,
        state=state,
        q=text,
        crumbs=[(list_url(place), _("Forums"))],
        today=timezone.localdate(),
        named="see" in allowed(request.user, place),
        files=[(reverse(_name(kind, "steps_file"), args=[slug, one]), one) for one in FILES],
    )
    return render(request, "exchanges/steps.html", context)


@require_GET
def steps_as_file(request: HttpRequest, kind: Kind, slug: str, form: str) -> HttpResponse:
    """The steps that the page lists, as a file."""
    place = place_for(request, kind, slug)
    if form not in FILES:
        raise Http404
    state, _text, found = _wanted(request, steps_of(request.user, place))
    named = "see" in allowed(request.user, place)
    if form == CALENDAR:
        made = steps_calendar(found, str(place), language(), _address(request), named=named)
    else:
        made = steps_file(found, form, str(place), language(), named=named)
    return as_file(made, FILES[form], f"ruamsuk-{slug}-steps-{state}.{form}")


@require_GET
@login_required
def my_steps(request: HttpRequest) -> HttpResponse:
    """What the person sees to, wherever it comes from, as a calendar file."""
    user = signed_in(request)
    found = steps_for(user).filter(user=user, state=Step.State.OPEN).select_related("community")
    made = steps_calendar(found, _("My steps"), language(), _address(request), named=True)
    return as_file(made, FILES[CALENDAR], "ruamsuk-steps.ics")


def _address(request: HttpRequest) -> Callable[[Step], str]:
    return lambda step: absolute(request, reverse("step", args=[step.pk]))


@require_http_methods(["GET", "POST"])
@transaction.atomic
def step_new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add a step to a forum, mostly to one of its decisions."""
    forum = forum_for(request.user, pk, "write")
    wanted = request.GET.get("decision", "")
    decision = forum.decisions.filter(pk=wanted).first() if wanted.isdecimal() else None
    step = Step(forum=forum, decision=decision)
    initial = {"text": decision.text} if decision and not decision.steps.exists() else {}
    form = StepForm(request.POST or None, instance=step, initial=initial)
    draft = draft_key(request, "step-new", pk, wanted)
    back = reverse("forum_written", args=[pk]) + "#decisions"
    if form.is_valid():
        actions.add_step(signed_in(request), form.save(commit=False))
        saved(request, draft, _("Saved."))
        return redirect(back)
    heading = _("Who does what by when")
    context = forum_frame(
        request, forum, form=form, heading=heading, draft=draft, back=back, decision=decision
    )
    return render(request, "exchanges/written_edit.html", context)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One step; whoever sees to it tells what has happened, and that it is done or dropped."""
    found = step_for(request.user, pk, "tell" if request.method == "POST" else "read")
    form, draft = _form(request, TellForm, found), draft_key(request, "step-told", pk)
    state = request.POST.get("state", Step.State.OPEN)
    if form.is_valid() and state in Step.State.values:
        actions.tell_of_step(signed_in(request), form.save(commit=False), Step.State(state))
        words = {"open": _("Saved."), "done": _("Done: well done."), "dropped": _("Dropped.")}
        saved(request, draft, words[state])
        return redirect("step", pk)
    return _page(request, "exchanges/step.html", found, form, draft)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def step_edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what is to be done, by whom and by when."""
    found = step_for(request.user, pk, "change")
    form, draft = _form(request, StepForm, found), draft_key(request, "step", pk)
    if form.is_valid():
        actions.change_step(signed_in(request), form.save(commit=False))
        saved(request, draft, _("Saved."))
        return redirect("step", pk)
    return _page(request, "exchanges/step_edit.html", found, form, draft)


def _form(
    request: HttpRequest, kind: type[StepForm] | type[TellForm], found: Step
) -> StepForm | TellForm:
    """The form of a step, read under its lock when it is sent."""
    if request.method == "POST":
        Step.objects.select_for_update().get(pk=found.pk)
        found.refresh_from_db(fields=kind.Meta.fields)
    return kind(request.POST or None, instance=found)


def _readers_of_pair(found: Step) -> str:
    """Who reads a step of a mentoring, by the words of the template that says so."""
    return "network" if found.mentoring and found.mentoring.shared else "pair"


def _page(
    request: HttpRequest, template: str, found: Step, form: StepForm | TellForm, draft: str
) -> HttpResponse:
    place = place_of(found)
    name = "steps" if isinstance(place, Community) else "network_steps"
    back = reverse(name, args=[place.slug])
    source = found.assist or found.forum
    context = frame(
        request,
        place,
        step=found,
        form=form,
        draft=draft,
        readers=source.readers if source else _readers_of_pair(found),
        verbs=step_verbs(request.user, found),
        today=timezone.localdate(),
        named="see" in allowed(request.user, place) or found.user == request.user,
        crumbs=[(back, _("Steps"))],
        back=back,
    )
    return render(request, template, context, status=409 if form.theirs else 200)
