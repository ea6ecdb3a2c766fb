"""What somebody took out of a forum last can be put back: their session keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ruamsuk.accounts.models import User
from ruamsuk.accounts.visitors import signed_in
from ruamsuk.exchanges.models import Forum


def keep(request: HttpRequest, noun: str, forum: Forum, name: str, kept: dict[str, Any]) -> None:
    """Keep what was taken out, under the noun of the page that offers to put it back."""
    words = _("“%(part)s” was taken out.") % {"part": name[:60]}
    request.session[_key(noun)] = {"forum": forum.pk, "words": words, "kept": kept}


def taken_out(request: HttpRequest, noun: str, forum: Forum) -> str:
    """What was taken out of this forum last, in words."""
    found = request.session.get(_key(noun))
    return found["words"] if found and found["forum"] == forum.pk else ""


def put_back(
    request: HttpRequest,
    noun: str,
    forum: Forum,
    act: Callable[[User, Forum, dict[str, Any]], object],
) -> None:
    """Put back what was taken out last, by the action that can."""
    if not taken_out(request, noun, forum):
        messages.info(request, _("There is nothing to put back any more."))
        return
    try:
        act(signed_in(request), forum, request.session[_key(noun)]["kept"])
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    request.session.pop(_key(noun))


def _key(noun: str) -> str:
    return f"{noun}_taken_out"
