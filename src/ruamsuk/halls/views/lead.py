"""What the facilitator sees: the remote control, seat slips, and the halls of a place."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamsuk.accounts.models import User
from ruamsuk.accounts.visitors import signed_in
from ruamsuk.base.addresses import whole_number
from ruamsuk.communities.views.frame import Kind, frame, place_for
from ruamsuk.halls import actions
from ruamsuk.halls.answers import MOST_LETTERS, question_of, said_now
from ruamsuk.halls.beside import pages_beside
from ruamsuk.halls.forms import HallForm, PeopleForm, QuestionForm, SlipsForm
from ruamsuk.halls.models import Hall
from ruamsuk.halls.now import board_shown, shown_scene
from ruamsuk.halls.rules import hall_for
from ruamsuk.halls.scenes import Choice, Scene, in_both, scenes
from ruamsuk.halls.shows import here
from ruamsuk.halls.views.links import join_link, qr

HALLS_SHOWN = 50

ACTS: dict[str, Callable[[User, Hall], Hall]] = {
    "next": lambda by, hall: actions.step(by, hall, 1),
    "previous": lambda by, hall: actions.step(by, hall, -1),
    "stop": lambda by, hall: actions.take(by, hall, taking=False),
    "take": lambda by, hall: actions.take(by, hall, taking=True),
    "hide": lambda by, hall: actions.reveal(by, hall, shown=False),
    "reveal": lambda by, hall: actions.reveal(by, hall, shown=True),
    "close": actions.close,
    "reopen": actions.reopen,
    "slips": lambda by, hall: actions.admit(by, hall, Hall.Entry.SLIPS),
    "anyone": lambda by, hall: actions.admit(by, hall, Hall.Entry.OPEN),
}
"""What buttons and keys do; besides these, ``show`` puts a scene on the screen, ``count`` keeps how
many people are in the room, ``off`` takes an answer off the screen and ``back`` puts it back."""


@require_http_methods(["GET", "POST"])
@login_required
def halls(request: HttpRequest, kind: Kind, slug: str) -> HttpResponseBase:
    """The halls of a place, and a form that opens another."""
    place = place_for(request, kind, slug, "facilitate")
    form = HallForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        made = actions.open_hall(signed_in(request), place, said["title"], entry=said["entry"])
        return redirect("hall", made.pk)
    context = frame(request, place, form=form)
    context["halls"] = Hall.objects.filter(**{kind: place})[:HALLS_SHOWN]
    return render(request, "halls/halls.html", context)


@require_GET
@login_required
def hall(request: HttpRequest, pk: int) -> HttpResponse:
    """The remote control."""
    found = hall_for(request.user, pk)
    return render(request, "halls/hall.html", _remote(request, found, QuestionForm()))


@require_POST
@login_required
def do(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A button of the remote control, or a key on the board."""
    found = hall_for(request.user, pk)
    act = request.POST.get("act", "")
    try:
        if act == "show":
            about = whole_number(request.POST.get("about", ""))
            actions.show(signed_in(request), found, request.POST.get("scene", ""), about)
        elif act == "count":
            form = PeopleForm(request.POST)
            if not form.is_valid():
                raise ValidationError(form.errors["people"].as_data())
            actions.count_people(signed_in(request), found, form.cleaned_data["people"])
        elif act in ("off", "back"):
            _take_off(request, found, off=act == "off")
        elif act in ACTS:
            ACTS[act](signed_in(request), found)
        else:
            raise BadRequest
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    if request.headers.get("Accept") == "application/json":
        return HttpResponse(status=204)
    return redirect("hall", pk)


def _take_off(request: HttpRequest, found: Hall, *, off: bool) -> None:
    question = question_of(found, whole_number(request.POST.get("about", "")))
    if question is None:
        raise BadRequest
    words = request.POST.get("words", "")[:MOST_LETTERS]
    actions.take_off(signed_in(request), found, question, words, off)


@require_http_methods(["GET", "POST"])
@login_required
def question(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask everyone a question that was typed just now."""
    found = hall_for(request.user, pk)
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.ask(signed_in(request), found, said["text"], said["options"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("hall", pk)
    return render(request, "halls/question.html", _framed(request, found, form=form))


@require_http_methods(["GET", "POST"])
@login_required
def slips(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Slips of paper with a seat's code each, to print and to cut."""
    found = hall_for(request.user, pk)
    form = SlipsForm(found, request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.make_slips(signed_in(request), found, said["count"], said["community"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("%(n)s slips made. Print them.") % {"n": len(made)})
            return redirect("hall_slips", pk)
    link = join_link(request, found)
    seats = found.seats.filter(device="", taken=None).select_related("community")
    rows = [(seat, qr(f"{link}?seat={seat.code}")) for seat in seats]
    context = _framed(request, found, form=form, slips=rows, link=link)
    return render(request, "halls/slips.html", context)


def _framed(request: HttpRequest, found: Hall, **more: object) -> dict[str, object]:
    return frame(request, found.place, hall=found, **more)


def _remote(request: HttpRequest, found: Hall, form: QuestionForm) -> dict[str, object]:
    shown = shown_scene(found)
    kinds = [(scene, choices) for scene in scenes() if (choices := list(scene.choices(found)))]
    link = join_link(request, found)
    context = board_shown(found, request.user).context if shown.controls else {}
    seats = found.seats.taken().count()
    asked, said = said_now(found)
    return _framed(
        request,
        found,
        **context,
        form=form,
        shown=shown,
        takes=shown.take is not None,  # a template would call it
        steps=any(scene is shown and len(choices) > 1 for scene, choices in kinds),
        alone=[pair for pair in kinds if _alone(*pair)],
        kinds=[pair for pair in kinds if not _alone(*pair)],
        seats=seats,
        surplus=seats - found.people if found.people else 0,
        people=PeopleForm(initial={"people": found.people}),
        here=here(found),
        asked=asked,
        said=said,
        beside=pages_beside(found),
        link=link,
        code=qr(link),
    )


def _alone(scene: Scene, choices: list[Choice]) -> bool:
    """Whether a scene's buttons need no heading, because they say what the scene is."""
    return choices[0].about is None or choices[0].label == in_both(scene.title)
