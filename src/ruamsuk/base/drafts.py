"""Long texts that a phone keeps until they are saved; web/static/js/draft.js is the other half.

A form carries ``data-draft="{{ draft }}"`` and the component ``draft.html``; the view gives
``draft=draft_key(request, "case", pk)`` and says with `saved` that the text has arrived.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise


def draft_key(request: HttpRequest, *parts: object) -> str:
    """By what a phone keeps a text: the form and its writer, for a phone may be shared."""
    return "-".join(str(part) for part in (*parts, request.user.pk))


def saved(request: HttpRequest, draft: str, words: str | Promise) -> None:
    """Tell the writer that it is saved, and the phone that it need not keep it any longer."""
    messages.success(request, str(words), extra_tags=draft)
