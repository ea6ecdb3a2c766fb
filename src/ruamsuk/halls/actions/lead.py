"""Leading a hall: opening it, putting scenes on the screen, closing it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.rules import demand
from ruamsuk.halls.models import Hall, Question, Seat
from ruamsuk.halls.now import forget
from ruamsuk.halls.scenes import Choice, scene_named, scene_of, scenes
from ruamsuk.lib.text import LocalText

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User
    from ruamsuk.communities.rules import Place

_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # none is mistaken for another
_LENGTH = 6
MOST_SEATS = 1000


def new_code() -> str:
    """A code that is easy to type and hard to guess."""
    return "".join(secrets.choice(_SIGNS) for _sign in range(_LENGTH))


def open_hall(
    by: User,
    place: Place,
    title: LocalText,
    *,
    entry: str = Hall.Entry.OPEN,
    communities: Iterable[Community] = (),
) -> Hall:
    """Open a hall.

    Args:
        by: who leads it.
        place: the network or community whose meeting it is.
        title: what the screen is headed with.
        entry: who may take a seat.
        communities: whose people are expected; none named means all of the place.
    """
    demand(by, "facilitate", place)
    owner = {"network" if isinstance(place, Network) else "community": place}
    with transaction.atomic():
        made = Hall.objects.create(title=title, entry=entry, code=new_code(), opened_by=by, **owner)
        made.communities.set(communities)
        remember(by, "hall.opened", place, made)
    return made


def show(by: User, hall: Hall, scene: str, about: int | None = None) -> Hall:
    """Put a scene on the screen and on the phones. What phones send for it counts from now on.

    Raises:
        ValidationError: the hall is closed, or has no such thing to show.
    """
    wanted = scene_named(scene)
    if wanted is None or about not in {choice.about for choice in wanted.choices(hall)}:
        raise ValidationError(_("There is no such thing to show in this hall."), code="scene")
    with transaction.atomic():
        now = _held(by, hall)
        if now.closed:
            raise ValidationError(_("The hall is closed. Open it again first."), code="closed")
        now.scene, now.about = scene, about
        now.taking, now.shown = True, not wanted.hidden
        if wanted.opened:
            wanted.opened(now)
        return _changed(now)


def step(by: User, hall: Hall, places: int) -> Hall:
    """Go on to the next thing of the kind that is shown, or back to the one before."""
    scene = scene_of(hall)
    order: list[Choice] = list(scene.choices(hall)) if scene else []
    at = next((i for i, choice in enumerate(order) if choice.about == hall.about), None)
    if scene is None or at is None or not 0 <= at + places < len(order):
        return hall
    return show(by, hall, scene.key, order[at + places].about)


def take(by: User, hall: Hall, taking: bool) -> Hall:
    """Stop taking what phones send for the scene, or begin again."""
    with transaction.atomic():
        now = _held(by, hall)
        scene = scene_of(now)
        if taking and not now.taking and scene and scene.opened:
            scene.opened(now)
        now.taking = taking
        return _changed(now)


def reveal(by: User, hall: Hall, shown: bool) -> Hall:
    """Show the counts, or hide them."""
    with transaction.atomic():
        now = _held(by, hall)
        now.shown = shown
        return _changed(now)


def close(by: User, hall: Hall) -> Hall:
    """Send everyone home: phones say thank you. What they still have to send is kept as late."""
    with transaction.atomic():
        now = _held(by, hall)
        if not now.closed:
            now.closed = timezone.now()
            for scene in scenes():
                if scene.closed:
                    scene.closed(now)
            remember(by, "hall.closed", now.place, now)
        return _changed(now)


def reopen(by: User, hall: Hall) -> Hall:
    """Open a closed hall again, with the same seats and the same scene."""
    with transaction.atomic():
        now = _held(by, hall)
        if now.closed:
            now.closed = None
            remember(by, "hall.reopened", now.place, now)
        return _changed(now)


def admit(by: User, hall: Hall, entry: str) -> Hall:
    """Say who may take a seat from now on; seats that are taken stay."""
    with transaction.atomic():
        now = _held(by, hall)
        if now.entry != entry:
            now.entry = entry
            remember(by, "hall.entry", now.place, now, entry=entry)
        return _changed(now)


def count_people(by: User, hall: Hall, people: int | None) -> Hall:
    """Keep how many people were counted in the room; None takes the count back."""
    with transaction.atomic():
        now = _held(by, hall)
        now.people = people
        return _changed(now)


def refresh(hall: Hall) -> None:
    """Have phones fetch the scene anew, because what it shows has changed."""
    with transaction.atomic():
        _changed(Hall.objects.select_for_update().get(pk=hall.pk))


def refresh_where(halls: QuerySet[Hall]) -> None:
    """Have the phones of those halls that are open fetch their scene anew."""
    for hall in halls.filter(closed=None).order_by("pk"):
        refresh(hall)


def make_slips(by: User, hall: Hall, count: int, community: Community | None = None) -> list[Seat]:
    """Make seats whose codes are given out on paper.

    Raises:
        ValidationError: more seats than a hall holds.
    """
    demand(by, "facilitate", hall.place)
    with transaction.atomic():
        now = Hall.objects.select_for_update().get(pk=hall.pk)
        if now.seats.count() + count > MOST_SEATS:
            raise ValidationError(
                _("A hall holds %(most)s seats.") % {"most": MOST_SEATS}, code="full"
            )
        codes: set[str] = set()
        held = set(now.seats.values_list("code", flat=True))
        while len(codes) < count:
            codes |= {new_code()} - held
        made = Seat.objects.bulk_create(
            Seat(hall=now, code=code, community=community, bound=community is not None)
            for code in sorted(codes)
        )
        remember(by, "hall.slips", hall.place, hall, count=count)
    return made


def ask(by: User, hall: Hall, text: str, options: list[str]) -> Question:
    """Ask everyone in the hall a question, at once.

    Raises:
        ValidationError: the hall is closed.
    """
    demand(by, "facilitate", hall.place)
    with transaction.atomic():
        made = Question.objects.create(hall=hall, text=text, options=options)
        show(by, hall, "question", made.pk)
    return made


def take_off(by: User, hall: Hall, question: Question, words: str, off: bool) -> None:
    """Take an answer in words off the screen, whoever sends it again, or put it back."""
    with transaction.atomic():
        _held(by, hall)
        kept = Question.objects.select_for_update().get(pk=question.pk)
        others = [one for one in kept.taken_off if one != words]
        kept.taken_off = [*others, words] if off else others
        kept.save(update_fields=["taken_off"])
        remember(by, "hall.answer_off" if off else "hall.answer_back", hall.place, hall)


def _held(by: User, hall: Hall) -> Hall:
    """The hall as it stands, locked, for someone who leads it."""
    demand(by, "facilitate", hall.place)
    return Hall.objects.select_for_update().get(pk=hall.pk)


def _changed(hall: Hall) -> Hall:
    hall.revision += 1
    hall.save()
    forget(hall)
    transaction.on_commit(lambda: forget(hall))  # a phone may have asked in between
    return hall
