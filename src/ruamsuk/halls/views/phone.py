"""What phones ask for: a seat, what is shown now, and to have their answer kept."""

from __future__ import annotations

import time
import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.halls import actions, devices, guessing
from ruamsuk.halls.forms import JoinForm
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.now import hall_by_code, phone_html

MOST_VALUES, MOST_LETTERS = 20, 4000
_MOST_DIGITS = 15
OURS = frozenset({"token", "scene", "key", "stamp"})
"""Fields of what a phone sends that are not its answer."""


@require_GET
def find(request: HttpRequest) -> HttpResponseBase:
    """Where somebody types the code from the wall."""
    code = request.GET.get("code", "").strip().lower()
    if code and guessing.too_many(request, "hall"):
        return _wait(request)
    if code and (hall := hall_by_code(code)):
        return redirect("hall_join", hall.code)
    if code:
        guessing.missed(request, "hall")
    return render(request, "halls/find.html", {"code": code[:20]})


@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take a seat; for those who have one, what is shown now."""
    hall = _hall(request, code)
    device = devices.device_of(request)
    seat = devices.seat_of(hall, device)
    if seat is None and guessing.too_many(request, "hall"):
        return _wait(request)
    if request.method == "POST":
        return _sit(request, hall, device or devices.new_device())
    wanted = request.GET.get("seat", "")
    if seat and wanted in ("", seat.code) and "change" not in request.GET:
        return render(request, "halls/phone.html", _phone(request, hall, seat, device))
    known = {"seat": wanted[:20], "name": seat.name if seat else ""}
    return render(request, "halls/join.html", _join(hall, JoinForm(hall, initial=known), seat))


def _sit(request: HttpRequest, hall: Hall, device: str) -> HttpResponseBase:
    form = JoinForm(hall, request.POST)
    if hall.entry == Hall.Entry.SLIPS and devices.seat_of(hall, device):
        form.fields["seat"].required = False  # a change of one's own seat
    if form.is_valid():
        said = form.cleaned_data
        if said["seat"] and guessing.too_many(request, "seat"):
            return _wait(request)
        try:
            actions.sit(
                hall, device, code=said["seat"], community=said["community"], name=said["name"]
            )
        except ValidationError as refused:
            form.add_error(None, refused)
            if refused.code == "seat":
                guessing.missed(request, "seat")
        else:
            response = redirect("hall_join", hall.code)
            devices.remember_device(response, device)
            return response
    return render(request, "halls/join.html", _join(hall, form, None))


def _join(hall: Hall, form: JoinForm, seat: Seat | None) -> dict[str, object]:
    asks_code = hall.entry == Hall.Entry.SLIPS and not seat
    return {"hall": hall, "form": form, "seat": seat, "asks_code": asks_code}


def _phone(request: HttpRequest, hall: Hall, seat: Seat, device: str) -> dict[str, object]:
    token = devices.token(hall, device)
    return {
        "hall": hall,
        "seat": seat,
        "token": token,
        "html": phone_html(hall, seat, token),
        "now": _milliseconds(),
        "kept": "kept" in request.GET,
    }


@never_cache
@require_GET
def now(request: HttpRequest, code: str) -> HttpResponse:
    """What is shown now: 204 where the phone has seen it, 205 where it has no seat any more."""
    hall = _hall(request, code)
    if request.GET.get("seen") == str(hall.revision):
        return HttpResponse(status=204)
    device = devices.device_of(request)
    seat = devices.seat_of(hall, device)
    if seat is None:
        return HttpResponse(status=404 if guessing.too_many(request, "hall") else 205)
    html = phone_html(hall, seat, devices.token(hall, device))
    return HttpResponse(html, headers={"Hall-Revision": str(hall.revision)})


@csrf_exempt  # the token of the phone's seat stands for it, and does not run out
@require_POST
def send(request: HttpRequest, code: str) -> HttpResponseBase:
    """Keep what a phone sends; the same again changes nothing."""
    hall = _hall(request, code)
    device = devices.device_of(request)
    seat = devices.seat_of(hall, device)
    if seat is None or not devices.is_token(hall, device, request.POST.get("token", "")):
        return _answer(request, hall, 409, _("Take your seat again; then it will be sent."))
    values = {name: str(text) for name, text in request.POST.items()}
    if len(values) > MOST_VALUES or any(len(text) > MOST_LETTERS for text in values.values()):
        return _answer(request, hall, 422, _("That is too long. Say it in fewer words."))
    scene = values.get("scene", "")
    said = {name: text for name, text in values.items() if name not in OURS}
    said["stamp"] = str(_stamp(values.get("stamp", "")))
    try:
        actions.send(seat, scene, _key(values.get("key", "")), said)
    except ValidationError as refused:
        return _answer(request, hall, 422, refused.messages[0])
    return _answer(request, hall, 200, "")


def _hall(request: HttpRequest, code: str) -> Hall:
    hall = hall_by_code(code.lower())
    if hall is None:
        guessing.missed(request, "hall")
        raise Http404
    return hall


def _wait(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


def _answer(request: HttpRequest, hall: Hall, status: int, message: str) -> HttpResponseBase:
    """For the phone's script its JSON; for a phone without scripts a page."""
    if request.accepts("text/html") and request.headers.get("Accept") != "application/json":
        if status == 200:
            response = redirect("hall_join", hall.code)
            response["Location"] += "?kept"
            return response
        context = {"hall": hall, "message": message}
        return render(request, "halls/refused.html", context, status=status)
    return JsonResponse({"message": message}, status=status)


def _key(text: str) -> str:
    """The key that the phone made; without a script it made none."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return str(uuid.uuid4())


def _stamp(text: str) -> int:
    """When the phone says that it was answered: one without a script says nothing, so now.

    It may lie after now: where the clock of the server was put back in the middle of a meeting, the
    phones count on from where they were.
    """
    sensible = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if sensible else _milliseconds()


def _milliseconds() -> int:
    return time.time_ns() // 1_000_000
