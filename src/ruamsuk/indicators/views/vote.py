"""Voting on a phone: whoever holds the code may, with or without an account."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ruamsuk.indicators import actions
from ruamsuk.indicators.ballots import outcome
from ruamsuk.indicators.models import Ballot, Poll
from ruamsuk.indicators.overview import goal_views

DEVICE = "vote_device"
"""The signed cookie by which a phone is known again."""
_A_DAY = 86_400


@require_http_methods(["GET", "POST"])
@never_cache
def vote(request: HttpRequest, code: str) -> HttpResponseBase:
    """Vote, and change one's vote until the poll is closed."""
    poll = get_object_or_404(Poll.objects.select_related("version__framework"), code=code)
    device = request.get_signed_cookie(DEVICE, "", salt=DEVICE, max_age=_A_DAY) or ""
    phone = _digest(poll, device)
    user = request.user
    voter = _digest(poll, f"person {user.pk}") if user.is_authenticated else phone
    if request.method == "POST":
        _cast(request, poll, voter, phone)
        return redirect("vote", code)
    mine = poll.ballots.filter(voter=voter).first() if voter else None
    context = {
        "poll": poll,
        "version": poll.version,
        "goals": goal_views(poll.version, []),
        "mine": mine,
        "choices": Ballot.Choice,
        "outcome": outcome(poll).sentence if poll.closed else None,
    }
    response = render(request, "indicators/vote.html", context)
    if not device:
        _remember_device(response)
    return response


def _cast(request: HttpRequest, poll: Poll, voter: str, phone: str) -> None:
    choice = request.POST.get("choice", "")
    if not voter:
        messages.error(request, _("To vote, allow cookies on this phone, then try again."))
    elif choice not in Ballot.Choice.values:
        messages.error(request, _("Choose for, against or abstain."))
    else:
        try:
            actions.vote(poll, voter, choice, phone if phone != voter else "")
        except ValidationError as refused:
            messages.error(request, refused.messages[0])


def _digest(poll: Poll, who: str) -> str:
    """What stands for a voter: it says nothing of who it is, and differs from poll to poll."""
    return salted_hmac(f"vote {poll.code}", who, algorithm="sha256").hexdigest() if who else ""


def _remember_device(response: HttpResponse) -> None:
    response.set_signed_cookie(
        DEVICE,
        secrets.token_urlsafe(16),
        salt=DEVICE,
        max_age=_A_DAY,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
