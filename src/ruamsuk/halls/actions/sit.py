"""Taking a seat, and what a phone on it sends."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ruamsuk.communities.models import Community
from ruamsuk.halls.actions.lead import new_code
from ruamsuk.halls.devices import digest
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.scenes import scene_named

MOST_SEATS = 1000


def sit(
    hall: Hall, device: str, *, code: str = "", community: Community | None = None, name: str = ""
) -> Seat:
    """Take a seat with a phone, come back to it, or bring it along from another phone.

    Args:
        hall: where.
        device: name of the phone.
        code: of a seat, from a slip of paper or from the phone before.
        community: whom the person speaks for; a slip may have said so already.
        name: only if wanted.

    Raises:
        ValidationError: there is no such seat, one needs a slip, or the hall is full or closed.
    """
    with transaction.atomic():
        seat = _seat(hall, digest(hall, device), code.strip().lower())
        seat.community = community or seat.community
        seat.name = name.strip()
        seat.taken = seat.taken or timezone.now()
        seat.save()
    return seat


def _seat(hall: Hall, device: str, code: str) -> Seat:
    """The seat of a code, or else the phone's own, or a new one."""
    own = hall.seats.select_for_update().filter(device=device).first()
    if not code:
        return own or _new_seat(hall, device)
    wanted = hall.seats.select_for_update().filter(code=code).first()
    if wanted is None:
        raise ValidationError(
            _("No seat has this code. Look at the slip again, sign by sign."), code="seat"
        )
    if own and own.pk != wanted.pk:
        own.device = ""
        own.save(update_fields=["device"])
    wanted.device = device
    return wanted


def _new_seat(hall: Hall, device: str) -> Seat:
    if hall.closed:
        raise ValidationError(_("This hall is closed."), code="closed")
    if hall.entry == Hall.Entry.SLIPS:
        raise ValidationError(
            _("Type the code of your seat slip. The facilitator gives them out."), code="slip"
        )
    if hall.seats.count() >= MOST_SEATS:
        raise ValidationError(_("The hall is full."), code="full")
    for _attempt in range(5):
        try:
            with transaction.atomic():
                return Seat.objects.create(hall=hall, code=new_code(), device=device)
        except IntegrityError:  # two taps at once, or a code that is in use
            if own := hall.seats.filter(device=device).first():
                return own
    raise ValidationError(_("The hall is full."), code="full")


def send(seat: Seat, scene: str, key: str, values: Mapping[str, str]) -> None:
    """Keep what a phone sends. Sending the same again changes nothing; nothing is too late.

    Args:
        seat: the phone's.
        scene: key of the scene that it answers.
        key: made by the phone; the same at every attempt.
        values: what it says.

    Raises:
        ValidationError: it makes no sense.
    """
    found = scene_named(scene)
    if found is None or found.take is None:
        raise ValidationError(_("Nothing is asked here."), code="scene")
    with transaction.atomic():
        found.take(Hall.objects.get(pk=seat.hall_id), seat, key, values)
