"""Taking a seat, and what a phone on it sends."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.communities.models import Community
from ruamsuk.halls.actions.lead import MOST_SEATS, new_code
from ruamsuk.halls.devices import digest
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.halls.scenes import scene_named, scenes


def sit(
    hall: Hall, device: str, *, code: str = "", community: Community | None = None, name: str = ""
) -> Seat:
    """Take a seat with a phone, come back to it, or bring it along from another phone.

    Args:
        hall: where.
        device: name of the phone.
        code: of a seat, from a slip of paper or from the phone before.
        community: whom the person speaks for; where a slip has said so already, that stands.
        name: only if wanted; a seat that is brought along brings its name.

    Raises:
        ValidationError: there is no such seat, one needs a slip, the hall is full or closed, or the
            seat has spoken for another community already.
    """
    with transaction.atomic():
        seat = _seat(hall, digest(hall, device), code.strip().lower())
        if community and community.pk != seat.community_id and not seat.bound:
            _must_not_have_spoken(hall, seat, community)
            seat.community = community
        seat.name = name.strip() or (seat.name if code else "")
        seat.taken = seat.taken or timezone.localdate()
        seat.save()
    return seat


def _must_not_have_spoken(hall: Hall, seat: Seat, community: Community) -> None:
    """Refuse that one seat speaks for two communities."""
    for scene in scenes():
        for other in scene.spoken(hall, seat) if scene.spoken else ():
            if other != community:
                words = _("You have answered for %(community)s already. This seat stays with it.")
                raise ValidationError(words % {"community": local(other.name)}, code="spoken")


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
