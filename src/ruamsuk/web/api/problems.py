"""What the API says when something is wrong: a code, a place, and a sentence in two languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, Throttled
from ninja.errors import ValidationError as WrongShape

from ruamsuk.lib.problem import Problem as Found
from ruamsuk.lib.problem import ProblemsFound
from ruamsuk.lib.text import LANGUAGES, LocalText


class Words(Schema):
    """Words in Thai and in English; one of them may be empty where only the other was written."""

    th: str
    en: str


class Problem(Schema):
    """One thing that is wrong.

    Attributes:
        place: where: a field, or the file, sheet, row and column of a table.
    """

    code: str
    severity: str = "error"
    place: dict[str, str | int] = Field({})
    sentence: Words


class Problems(Schema):
    """Everything that is wrong."""

    problems: list[Problem]


class Refused(Exception):
    """An answer other than what was asked for."""

    def __init__(self, status: int, problems: Iterable[Problem]) -> None:
        self.status = status
        self.problems = list(problems)
        super().__init__(status, [problem.code for problem in self.problems])


def said(code: str, words: LocalText, **place: str | int) -> Problem:
    """A problem in given words."""
    return Problem(code=code, place=place, sentence=words_of(words))


def words_of(text: LocalText) -> Words:
    """Words as the API gives them."""
    return Words(th=text.th, en=text.en)


def told(found: Found) -> Problem:
    """A problem of the engine."""
    parts = ("file", "path", "sheet", "row", "column", "position")
    place = {name: getattr(found.place, name) for name in parts}
    return Problem(
        code=found.code,
        severity=found.severity,
        place={name: part for name, part in place.items() if part},
        sentence=Words(**{language: found.sentence(language) for language in LANGUAGES}),
    )


@contextmanager
def refusing() -> Iterator[None]:
    """Do a verb, and tell in both languages why it was refused.

    Inside, the language is English: what was translated on the way is then still the key under
    which the Thai words are found.
    """
    with override("en"):
        try:
            yield
        except ValidationError as error:
            raise Refused(422, _of_error(error)) from error


def cleaned(form: BaseForm, names: Mapping[str, str]) -> dict[str, Any]:
    """What a form made of its input.

    Args:
        form: the form.
        names: what the API calls the form's fields, where it has other names.

    Raises:
        Refused: with a problem for each field.
    """
    if form.is_valid():
        return dict(form.cleaned_data)
    raise Refused(
        422,
        [
            problem
            for field, errors in form.errors.as_data().items()
            for error in errors
            for problem in _of_error(error, names.get(field, field))
        ],
    )


def _of_error(error: ValidationError, field: str = "") -> Iterator[Problem]:
    if hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            for one in errors:
                yield from _of_error(one, name)
        return
    place: dict[str, str | int] = {} if field in ("", "__all__") else {"field": field}
    for one in error.error_list:
        words = Words(**{language: _spoken(one, language) for language in LANGUAGES})
        yield Problem(code=one.code or "refused", place=place, sentence=words)


def _spoken(error: ValidationError, language: str) -> str:
    with override(language):
        message: Any = error.message
        if not isinstance(message, Promise):
            message = gettext(str(message))
        return str(message % error.params if error.params else message)


NOT_FOUND = LocalText(
    "ไม่พบสิ่งนี้ หรือคุณไม่มีสิทธิ์ดู ตรวจที่อยู่และสิทธิ์ของรหัสอีกครั้ง",
    "There is no such thing, or you may not see it. Check the address, and what your token may do.",
)
_FORBIDDEN = LocalText(
    "คุณไม่มีสิทธิ์ทำสิ่งนี้ ขอให้ผู้ประสานงานของชุมชนช่วย",
    "You may not do this. Ask the coordinator of the community.",
)
_SHAPE = LocalText(
    "ค่าที่ส่งมาไม่ตรงกับที่ตกลงไว้ ({hint}) ดูรูปแบบใน openapi.json",
    "What was sent does not fit ({hint}). See openapi.json for the format.",
)
_SLOWLY = LocalText(
    "ขอมาถี่เกินไป รอสักครู่แล้วลองใหม่", "Too many requests. Wait a moment, then try again."
)


def answer_problems(api: NinjaAPI) -> None:
    """Have an API answer with problems where something goes wrong."""

    def answer(request: HttpRequest, status: int, problems: Iterable[Problem]) -> HttpResponse:
        return api.create_response(request, Problems(problems=list(problems)), status=status)

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        response = answer(request, error.status, error.problems)
        if error.status == 401:
            response["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return answer(request, 404, [said("not-found", NOT_FOUND)])

    @api.exception_handler(PermissionDenied)
    def forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return answer(request, 403, [said("forbidden", _FORBIDDEN)])

    @api.exception_handler(ProblemsFound)
    def found(request: HttpRequest, error: ProblemsFound) -> HttpResponse:
        return answer(request, 422, map(told, error.problems))

    @api.exception_handler(WrongShape)
    def wrong_shape(request: HttpRequest, error: WrongShape) -> HttpResponse:
        problems = (
            said("shape", _SHAPE.format(hint=one["msg"]), field=".".join(map(str, one["loc"][1:])))
            for one in error.errors
        )
        return answer(request, 422, problems)

    @api.exception_handler(Throttled)
    def slowly(request: HttpRequest, error: Throttled) -> HttpResponse:
        response = answer(request, 429, [said("too-many-requests", _SLOWLY)])
        response["Retry-After"] = str(error.wait or 60)
        return response

    @api.exception_handler(HttpError)
    def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
        words = _SHAPE.format(hint=error.message)
        return answer(request, error.status_code, [said("shape", words)])
