"""One community on one practice: what people said first, then what they agree on."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.visitors import signed_in
from ruamsuk.assessments.actions import sittings as actions
from ruamsuk.assessments.data import said_of
from ruamsuk.assessments.forms.sittings import HandsForm, LevelForm
from ruamsuk.assessments.models import Hands, Level, Practice, Sitting, Voice
from ruamsuk.assessments.photos import KIND
from ruamsuk.assessments.rules import seat_at
from ruamsuk.assessments.sheet import practices_of
from ruamsuk.assessments.spread import Spread, answering, spreads
from ruamsuk.assessments.views.frame import sitting_frame
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import Verb, allowed


@require_http_methods(["GET", "POST"])
@login_required
@transaction.atomic
def level(request: HttpRequest, pk: int, slug: str, practice: int) -> HttpResponseBase:
    """The spread, the voices, and what was agreed."""
    verb: Verb = "facilitate" if request.method == "POST" else "see"
    sitting, community, row = seat_at(request.user, pk, slug, practice, verb)
    about = {"sitting": sitting, "practice": row, "community": community}
    if request.method == "POST":
        Sitting.objects.select_for_update().get(pk=sitting.pk)
    kept = Level.objects.filter(**about).first()
    spread = spreads(sitting, [row.pk]).get((row.pk, community.pk), Spread())
    proposed = {} if kept else {"current": spread.middle}
    form = LevelForm(
        request.POST or None,
        request.FILES or None,
        instance=kept or Level(**about),
        initial=proposed,
    )
    if form.is_valid():
        try:
            made = form.save(commit=False)
            given = form.cleaned_data
            actions.agree(
                signed_in(request),
                made,
                form.changed_fields,
                given["picture"],
                no_photo=given.get("no_picture", False),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            said = _("Agreed: %(name)s") % {"name": local(row.name)}
            messages.success(request, said, extra_tags=_draft(request, sitting, community, row))
            return _onwards(request, sitting, community, row)
    status = 409 if form.theirs else 200
    return _page(request, sitting, community, row, spread, kept, form, status)


def _page(
    request: HttpRequest,
    sitting: Sitting,
    community: Community,
    row: Practice,
    spread: Spread,
    kept: Level | None,
    form: LevelForm | HandsForm,
    status: int = 200,
) -> HttpResponse:
    """The page of a level, with the form that did not fit or with empty ones."""
    about = {"sitting": sitting, "practice": row, "community": community}
    hands = (
        form if isinstance(form, HandsForm) else HandsForm(Hands.objects.filter(**about).first())
    )
    agreeing = form if isinstance(form, LevelForm) else _agreeing(about, kept, spread)
    order = practices_of(sitting)
    at = next((i for i, one in enumerate(order) if one.pk == row.pk), 0)
    asked = answering(sitting, row.pk)
    voices = Voice.objects.none() if asked else Voice.objects.filter(**about)
    voices = voices.order_by("level", "pk")
    leads = "facilitate" in allowed(request.user, community)
    context = sitting_frame(
        request,
        sitting,
        of=community,
        practice=row,
        spread=spread,
        answering=asked,
        voices=voices.filter(withdrawn=False),
        taken_out=voices.filter(withdrawn=True) if leads else [],
        leads=leads,
        level=kept,
        form=agreeing,
        hands=hands,
        counting=isinstance(form, HandsForm) or spread.total == 0,
        said=said_of(community, [row], request.user).get(row.pk),
        number=at + 1,
        count=len(order),
        before=order[at - 1] if at else None,
        after=order[at + 1] if at + 1 < len(order) else None,
        draft=_draft(request, sitting, community, row),
        open=sitting.closed is None and leads,
    )
    return render(request, "assessments/level.html", context, status=status)


def _draft(request: HttpRequest, sitting: Sitting, community: Community, practice: Practice) -> str:
    """Under which name a browser keeps what is half typed."""
    return f"level-{sitting.pk}-{community.pk}-{practice.pk}-{request.user.pk}"


def _agreeing(about: Mapping[str, Any], kept: Level | None, spread: Spread) -> LevelForm:
    proposed = {} if kept else {"current": spread.middle}
    return LevelForm(instance=kept or Level(**about), initial=proposed)


def _onwards(
    request: HttpRequest, sitting: Sitting, community: Community, row: Practice
) -> HttpResponseBase:
    """Back to the remote control, or on to the next practice that is not agreed yet."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return redirect(wanted)
    done = set(sitting.levels.filter(community=community).values_list("practice", flat=True))
    order = practices_of(sitting)
    at = next((i for i, one in enumerate(order) if one.pk == row.pk), 0)
    for one in [*order[at + 1 :], *order[:at]]:
        if one.pk not in done:
            return redirect("sitting_level", sitting.pk, community.slug, one.pk)
    return redirect("sitting", sitting.pk)


@require_http_methods(["GET", "POST"])
@login_required
@transaction.atomic
def hands(request: HttpRequest, pk: int, slug: str, practice: int) -> HttpResponseBase:
    """Count hands on one practice."""
    sitting, community, row = seat_at(request.user, pk, slug, practice, "facilitate")
    about = {"sitting": sitting, "practice": row, "community": community}
    if request.method == "POST":
        Sitting.objects.select_for_update().get(pk=sitting.pk)
    form = HandsForm(Hands.objects.filter(**about).first(), request.POST or None)
    if form.is_valid():
        try:
            counts = form.cleaned_data["counts"]
            actions.count_hands(signed_in(request), sitting, row, community, counts)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The hands are kept."))
            return redirect("sitting_level", pk, slug, practice)
    kept = Level.objects.filter(**about).first()
    spread = spreads(sitting, [row.pk]).get((row.pk, community.pk), Spread())
    status = 409 if form.theirs else 200
    return _page(request, sitting, community, row, spread, kept, form, status)


@require_POST
@login_required
def voice_withdraw(
    request: HttpRequest, pk: int, slug: str, practice: int, voice: uuid.UUID
) -> HttpResponseBase:
    """Take a reason out, or put it back."""
    sitting, community, row = seat_at(request.user, pk, slug, practice, "facilitate")
    said = Voice.objects.filter(sitting=sitting, practice=row, community=community)
    found = get_object_or_404(said, pk=voice)
    back = request.POST.get("way") == "back"
    actions.withdraw_voice(signed_in(request), found, withdrawn=not back)
    return redirect(reverse("sitting_level", args=[pk, slug, practice]) + "#voices")


@require_GET
@login_required
def photo(request: HttpRequest, pk: int, slug: str, practice: int) -> HttpResponse:
    """The picture that was kept as evidence."""
    sitting, community, row = seat_at(request.user, pk, slug, practice)
    levels = Level.objects.filter(sitting=sitting, practice=row, community=community)
    found = levels.select_related("photo").first()
    if found is None or found.photo is None:
        raise Http404
    return HttpResponse(
        bytes(found.photo.data),
        content_type=KIND,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Content-Disposition": 'inline; filename="evidence.jpg"',
            "Cache-Control": "private, no-cache",
        },
    )
