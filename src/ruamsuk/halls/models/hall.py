"""A hall in which people meet, and the seats that phones take in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.fields import LocalTextField
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.models.member import ONE_PLACE

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Place


class Hall(models.Model):
    """A room with one screen that all see and phones that follow it, without accounts.

    Attributes:
        communities: whose people are expected; none named means all of the place.
        code: what phones join by; short enough to be typed from the wall.
        entry: who may take a seat: any phone, or only those who hold a slip with a seat's code.
        people: how many the facilitator counted in the room, to compare the seats with.
        scene: what is shown now, by the key of a scene that some app has registered.
        about: the number of the thing that the scene is about; its meaning is the scene's own.
        taking: whether what phones send for this scene counts; late arrivals are kept and marked.
        shown: whether the screen shows the counts, or hides them until all have answered.
        revision: goes up whenever phones have something new to show.
    """

    class Entry(models.TextChoices):
        """Who may take a seat."""

        OPEN = "open", _("Any phone in the hall")
        SLIPS = "slips", _("Only with a seat slip")

    network = models.ForeignKey(Network, models.CASCADE, null=True, blank=True, related_name="+")
    community = models.ForeignKey(
        Community, models.CASCADE, null=True, blank=True, related_name="+"
    )
    communities = models.ManyToManyField(Community, blank=True, related_name="+")
    title = LocalTextField(verbose_name=_("title"), blank=False)
    code = models.CharField(max_length=12, unique=True, editable=False)
    entry = models.CharField(
        _("who may join"), max_length=5, choices=Entry.choices, default=Entry.OPEN
    )
    people = models.PositiveSmallIntegerField(_("people in the room"), null=True, editable=False)
    scene = models.CharField(max_length=30, default="welcome", editable=False)
    about = models.PositiveBigIntegerField(null=True, editable=False)
    taking = models.BooleanField(default=True, editable=False)
    shown = models.BooleanField(default=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    opened = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    closed = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-opened"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_PLACE, name="hall_of_one_place")
        ]

    def __str__(self) -> str:
        return self.title.to("th")

    @property
    def place(self) -> Place:
        """Whose hall it is."""
        place = self.community or self.network
        assert place is not None
        return place

    def expected(self) -> models.QuerySet[Community]:
        """The communities that somebody in the hall can speak for."""
        if self.communities.exists():
            return self.communities.all()
        of_place = models.Q(network=self.network_id) if self.network_id else models.Q()
        return Community.objects.filter(of_place or models.Q(pk=self.community_id))


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats."""

    def taken(self) -> SeatQuerySet:
        """Those on which somebody sits."""
        return self.exclude(device="")


class Seat(models.Model):
    """One person in a hall: one device, one vote.

    Attributes:
        code: on a slip of paper; lets the person move to another phone and keep the seat.
        device: digest of the phone that holds the seat now; empty until somebody sits.
        community: whom the person speaks for, where that matters.
        bound: the slip said whom, and that stays.
        name: only if wanted.
        taken: the day on which somebody first sat on it; the hour could tell whose vote came when.
    """

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="seats")
    code = models.CharField(max_length=8, editable=False)
    device = models.CharField(max_length=64, blank=True, editable=False)
    community = models.ForeignKey(
        Community, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    bound = models.BooleanField(default=False, editable=False)
    name = models.CharField(_("name"), max_length=80, blank=True)
    taken = models.DateField(null=True, editable=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hall", "code"], name="one_seat_per_code"),
            models.UniqueConstraint(
                fields=["hall", "device"],
                condition=~models.Q(device=""),
                name="one_seat_per_device",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.code

    def voter(self, subject: str) -> str:
        """What is kept of who answered: tells answers of one seat apart, within one subject."""
        return salted_hmac(f"halls.voter.{subject}", str(self.pk), algorithm="sha256").hexdigest()
