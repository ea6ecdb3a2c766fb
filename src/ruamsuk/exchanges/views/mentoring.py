"""One mentoring: aims, meetings, steps, growth, and looking back at the end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.models import User
from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.drafts import draft_key, saved
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.communities.views.frame import frame
from ruamsuk.exchanges.actions import mentoring as actions
from ruamsuk.exchanges.forms.mentoring import (
    AimsForm,
    EncounterForm,
    MenteeReflectsForm,
    MentorReflectsForm,
)
from ruamsuk.exchanges.forms.step import StepForm
from ruamsuk.exchanges.mentoring_growth import growth_of
from ruamsuk.exchanges.mentoring_people import load_words, loads_of
from ruamsuk.exchanges.mentoring_rules import mentoring_for, mentoring_verbs, sides_of
from ruamsuk.exchanges.models import Encounter, Mentoring, Step


def _frame(request: HttpRequest, mentoring: Mentoring, **more: Any) -> dict[str, Any]:
    """The mentoring, what the reader may do (``can``), whose side they are, the way back."""
    network = mentoring.network
    crumbs = [(reverse("mentorings", args=[network.slug]), _("Mentoring"))]
    address = reverse("mentoring", args=[mentoring.pk])
    if request.path != address:
        pair = (
            f"{local(mentoring.mentor_community.name)} → {local(mentoring.mentee_community.name)}"
        )
        crumbs.append((address, pair))
    return frame(
        request,
        network,
        mentoring=mentoring,
        can=mentoring_verbs(request.user, mentoring),
        sides=sides_of(request.user, mentoring),
        readers="network" if mentoring.shared else "pair",
        crumbs=crumbs,
        back=address,
        **more,
    )


@require_GET
def mentoring(request: HttpRequest, pk: int) -> HttpResponse:
    """All that the two wrote, and how the accompanied community grew meanwhile."""
    found = mentoring_for(request.user, pk)
    own = sides_of(request.user, found)
    load = loads_of(found.network).get(found.mentor_community_id, 0)
    context = _frame(
        request,
        found,
        encounters=found.encounters.order_by("-held_on", "-pk"),
        steps=found.steps.select_related("community"),
        growth=growth_of(found),
        load=load_words(load) if load else "",
        willing=any(getattr(found, f"{side}_shares") for side in own),
        own_words=[(side, getattr(found, f"{side}_reflects")) for side in sorted(own)],
        today=timezone.localdate(),
    )
    return render(request, "exchanges/mentoring.html", context)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def mentoring_edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what is to be reached."""
    found = _locked(request, pk, "write")
    form, draft = AimsForm(request.POST or None, instance=found), draft_key(request, "aims", pk)

    def change(by: User, aims: Mentoring) -> None:
        actions.change(by, aims, form.cleaned_data.get("practices", ()))

    return _written(request, found, form, draft, change, heading=_("What we want to reach"))


@require_POST
def mentoring_share(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say whether one would share it with the network."""
    found = mentoring_for(request.user, pk, "write")
    actions.share(signed_in(request), found, bool(request.POST.get("willing")))
    return redirect(f"{reverse('mentoring', args=[pk])}#readers")


@require_POST
def mentoring_end(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End it, or go on."""
    found = mentoring_for(request.user, pk, "write")
    actions.end(signed_in(request), found, not request.POST.get("reopen"))
    return redirect("mentoring", pk)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def encounter_new(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down a meeting."""
    found = mentoring_for(request.user, pk, "write")
    form = EncounterForm(request.POST or None, instance=Encounter(mentoring=found))
    draft = draft_key(request, "encounter-new", pk)
    return _written(request, found, form, draft, actions.meet, heading=_("We met"))


@require_http_methods(["GET", "POST"])
@transaction.atomic
def encounter_edit(request: HttpRequest, pk: int, encounter: int) -> HttpResponseBase:
    """Change what is written of a meeting."""
    found = mentoring_for(request.user, pk, "write")
    met = get_object_or_404(found.encounters.select_for_update(), pk=encounter)
    met.mentoring = found
    form = EncounterForm(request.POST or None, instance=met)
    draft = draft_key(request, "encounter", encounter)
    return _written(request, found, form, draft, actions.note, heading=_("We met"))


@require_http_methods(["GET", "POST"])
@transaction.atomic
def mentoring_step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What the accompanied will do, by when."""
    found = mentoring_for(request.user, pk, "write")
    step = Step(mentoring=found, community=found.mentee_community)
    form = StepForm(request.POST or None, instance=step)
    draft = draft_key(request, "mentoring-step", pk)
    heading = _("Who does what by when")
    return _written(request, found, form, draft, actions.add_step, heading=heading)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def mentoring_reflect(request: HttpRequest, pk: int, side: str) -> HttpResponseBase:
    """Look back at the end, each for their own side."""
    found = _locked(request, pk, "reflect")
    if side not in sides_of(request.user, found):
        raise Http404
    kind = MentorReflectsForm if side == "mentor" else MenteeReflectsForm
    form = kind(request.POST or None, instance=found)
    draft = draft_key(request, "looks-back", side, pk)
    heading, reflect = _("Looking back"), partial(actions.reflect, side=side)
    return _written(request, found, form, draft, reflect, heading=heading, looking_back=True)


def _locked(request: HttpRequest, pk: int, verb: Any) -> Mentoring:
    """The mentoring of an address, under a lock where it is written."""
    if request.method == "POST":
        Mentoring.objects.select_for_update().filter(pk=pk).first()
    return mentoring_for(request.user, pk, verb)


def _written(
    request: HttpRequest,
    found: Mentoring,
    form: CarefulForm[Any],
    draft: str,
    write: Callable[[User, Any], object],
    **more: Any,
) -> HttpResponseBase:
    """The page of a form; once it is written, one is back at the mentoring."""
    if form.is_valid():
        write(signed_in(request), form.save(commit=False))
        saved(request, draft, _("Saved."))
        return redirect("mentoring", found.pk)
    context = _frame(request, found, form=form, draft=draft, **more)
    status = 409 if form.theirs else 200
    return render(request, "exchanges/mentoring_edit.html", context, status=status)
