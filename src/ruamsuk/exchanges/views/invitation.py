"""Inviting people to a forum: link, QR, calendar file, letter; and what they answer."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ruamsuk.accounts.models import User
from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.addresses import absolute
from ruamsuk.base.files import as_file
from ruamsuk.base.templatetags.ruamsuk import language, local
from ruamsuk.booklets import letter
from ruamsuk.exchanges.actions import attendance as actions
from ruamsuk.exchanges.files.calendar import KIND, Event, calendar
from ruamsuk.exchanges.forms.attendance import AnswerForm, LetterForm
from ruamsuk.exchanges.models import Attendance, Forum
from ruamsuk.exchanges.papers.letter import letter_of, message_of
from ruamsuk.exchanges.rules import forum_for
from ruamsuk.exchanges.timetable import timetable
from ruamsuk.exchanges.views.frame import forum_frame
from ruamsuk.halls.views.links import qr

A_YEAR = 31_536_000


@require_http_methods(["GET", "POST"])
def forum_invite(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The link with its QR code, a message to send, a letter to print."""
    forum = forum_for(request.user, pk, "facilitate")
    if request.method == "POST":
        if request.POST.get("way") == "back":
            actions.take_back_invitation(signed_in(request), forum)
            messages.success(request, _("The link leads nowhere any more."))
        else:
            actions.invite(signed_in(request), forum)
        return redirect("forum_invite" if forum.takes_answers else "forum_people", pk)
    link = _link(request, forum)
    context = forum_frame(
        request,
        forum,
        link=link,
        code=qr(link) if link else "",
        message=message_of(forum, link, language()),
        form=LetterForm(initial={"signer": signed_in(request).display_name}),
    )
    return render(request, "exchanges/forum_invite.html", context)


def _link(request: HttpRequest, forum: Forum) -> str:
    if not forum.invitation:
        return ""
    return absolute(request, reverse("forum_invitation", args=[forum.invitation]))


@require_GET
def forum_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The invitation as a letter to print."""
    forum = forum_for(request.user, pk, "facilitate")
    form = LetterForm(request.GET)
    if not form.is_valid():
        raise Http404
    made = letter_of(forum, _link(request, forum), form.cleaned_data, language())
    name = f"ruamsuk-forum-{forum.day:%Y-%m-%d}-letter.pdf"
    return as_file(letter(made, timezone.now()), "application/pdf", name, saved=False)


@require_http_methods(["GET", "POST"])
@never_cache
def forum_invitation(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What somebody who is invited sees and answers, with or without an account."""
    forum = _invited(secret)
    mine = _mine(request, forum)
    shown = {
        "key": mine.key if mine else uuid.uuid4(),
        "name": mine.name if mine else _name(request),
        "community": mine.community if mine else None,
    }
    form = AnswerForm(forum, request.POST or None, initial=shown)
    if form.is_valid() and forum.takes_answers:
        user = request.user if request.user.is_authenticated else None
        try:
            kept = actions.answer(forum, user=user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            response = redirect("forum_invitation", secret)
            _remember(response, forum, kept)
            return response
    context = {
        "forum": forum,
        "form": form,
        "mine": mine,
        "day": timetable(forum, planned=True),
        "invitation_of": forum.place,
    }
    return render(request, "exchanges/forum_invitation.html", context)


def _invited(secret: str) -> Forum:
    places = Forum.objects.select_related("network", "community")
    found = places.filter(invitation=secret).first() if secret else None
    if found is None:
        raise Http404
    return found


def _name(request: HttpRequest) -> str:
    return request.user.display_name if request.user.is_authenticated else ""


def _mine(request: HttpRequest, forum: Forum) -> Attendance | None:
    """What this person has answered: by account, else by the phone's signed cookie."""
    lines = forum.attendances.select_related("community")
    if isinstance(request.user, User) and (own := lines.filter(user=request.user).first()):
        return own
    try:
        kept = request.get_signed_cookie(_cookie(forum), "", salt="invited")
    except signing.BadSignature:
        return None
    return lines.filter(key=kept, user=None).first() if kept else None


def _remember(response: HttpResponse, forum: Forum, line: Attendance) -> None:
    response.set_signed_cookie(
        _cookie(forum),
        str(line.key),
        salt="invited",
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _cookie(forum: Forum) -> str:
    return f"invited_{forum.pk}"


@require_GET
def forum_invited_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The forum for the calendar of somebody who is invited."""
    forum = _invited(secret)
    return _calendar(request, forum, _link(request, forum))


@require_GET
def forum_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The forum for one's calendar."""
    forum = forum_for(request.user, pk)
    return _calendar(request, forum, absolute(request, reverse("forum", args=[pk])))


def _calendar(request: HttpRequest, forum: Forum, link: str) -> HttpResponse:
    """The calendar's file; only the address of who was invited leads to the invitation."""
    name = f"ruamsuk-forum-{forum.day:%Y-%m-%d}.ics"
    return as_file(calendar([event_of(request, forum, link)]), KIND, name)


def event_of(request: HttpRequest, forum: Forum, link: str) -> Event:
    """A forum as an event of a calendar, with where to read about it."""
    day = timetable(forum, planned=True)
    return Event(
        uid=f"forum-{forum.pk}@{request.get_host().partition(':')[0]}",
        title=local(forum.title),
        starts=day.starts,
        ends=day.ends,
        changed=timezone.now(),
        where=forum.venue,
        text=local(forum.purpose),
        url=link,
        sequence=forum.revision,
        called_off=forum.state == Forum.State.CALLED_OFF,
    )
