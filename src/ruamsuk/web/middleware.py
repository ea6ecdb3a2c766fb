"""What holds for every request and every answer."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.utils.cache import patch_cache_control

Answer = Callable[[HttpRequest], HttpResponse]


def no_nul(get_response: Answer) -> Answer:
    """Refuse the sign NUL in addresses and forms: nobody types it, and PostgreSQL keeps none."""

    def answer(request: HttpRequest) -> HttpResponse:
        try:
            held = "\0" in request.path or _holds_nul(request.GET) or _holds_nul(request.POST)
        except UnreadablePostError:  # whoever sent the form has gone away
            held = True
        if held:
            raise BadRequest
        return get_response(request)

    return answer


def _holds_nul(fields: QueryDict) -> bool:
    return any("\0" in text for name, texts in fields.lists() for text in (name, *texts))


def private(get_response: Answer) -> Answer:
    """Let no cache that people share keep an answer: what it says depends on who asks."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        patch_cache_control(response, private=True)
        return response

    return answer
