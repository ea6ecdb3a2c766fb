"""A forum: when and where, what happens in it, and who is there."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.models import Practice, Sitting
from ruamsuk.base.fields import LocalTextField
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.models.member import ONE_PLACE
from ruamsuk.exchanges.models.once import Once
from ruamsuk.exchanges.models.readers import Readers
from ruamsuk.halls.models import Hall, Seat
from ruamsuk.results.models import Blob

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Place


class Forum(Once):
    """A meeting of a network or of a community.

    Attributes:
        communities: who is invited; all of the network where none is named.
        practices, indicators: what it is about; indicators by their ids in the place's framework.
        question: what the small groups work on.
        readers: who can read what is written down in it.
        invitation: secret of the link that invites; empty until somebody invites.
        hall: the live board, once it is opened.
        sitting: the self-assessment that is done in it, if any.
        factual: whether it tells what is known to have been, in a network of invented data.
        revision: goes up with every edit, so that no editor overwrites another.
    """

    class Kind(models.TextChoices):
        """What kind of forum it is."""

        ASSIST = "assist", _("Peer assist")
        MENTORING = "mentoring", _("Mentoring meeting")
        MARKET = "market", _("Knowledge market")
        INDICATORS = "indicators", _("Indicator forum")
        PLANNING = "planning", _("Planning")
        REVIEW = "review", _("After action review")
        MEETING = "meeting", _("Meeting")

    class State(models.TextChoices):
        """How far it has come."""

        PLANNED = "planned", _("Being prepared")
        RUNNING = "running", _("Running")
        HELD = "held", _("Held")
        CALLED_OFF = "called-off", _("Called off")

    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="forums"
    )
    community = models.ForeignKey(
        Community, models.CASCADE, null=True, blank=True, related_name="forums"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = LocalTextField(verbose_name=_("title"), blank=False)
    purpose = LocalTextField(verbose_name=_("what we want to reach"))
    question = LocalTextField(verbose_name=_("question of the small groups"))
    communities = models.ManyToManyField(
        Community, blank=True, related_name="invited_to", verbose_name=_("communities")
    )
    practices = models.ManyToManyField(Practice, blank=True, related_name="forums")
    indicators = models.JSONField(default=list, blank=True)
    day = models.DateField(_("day"))
    starts = models.TimeField(_("begins at"))
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    readers = models.CharField(
        _("who can read it"), max_length=7, choices=Readers.choices, default=Readers.NETWORK
    )
    invitation = models.CharField(max_length=43, blank=True, db_index=True, editable=False)
    hall = models.OneToOneField(Hall, models.SET_NULL, null=True, blank=True, related_name="forum")
    sitting = models.ForeignKey(
        Sitting, models.SET_NULL, null=True, blank=True, related_name="forums"
    )
    factual = models.BooleanField(default=False, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-day", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_PLACE, name="forum_of_one_place")
        ]

    def __str__(self) -> str:
        return self.title.to("th")

    @property
    def takes_answers(self) -> bool:
        """Whether those who are invited can still say if they come."""
        return self.state in (self.State.PLANNED, self.State.RUNNING)

    @property
    def place(self) -> Place:
        """Whose it is."""
        place = self.community or self.network
        assert place is not None
        return place

    @property
    def synthetic(self) -> bool:
        """Whether what it tells is invented."""
        return self.place.demo and not self.factual


class AgendaItem(models.Model):
    """One part of the day.

    Attributes:
        does: what kind of part it is; decides what the board offers while it runs.
        minutes: how long it is meant to take.
        who: whose turn it is, by role rather than by name.
        needs: materials to have at hand.
        started, ended: when it really ran.
    """

    class Does(models.TextChoices):
        """What is done in it."""

        TALK = "talk", _("Presentation")
        CASE = "case", _("Case")
        ASSESS = "assess", _("Self-assessment")
        GROUPS = "groups", _("Small groups")
        ASSIST = "assist", _("Peer assist")
        DECIDE = "decide", _("Decisions")
        REVIEW = "review", _("Review")
        BREAK = "break", _("Break")
        OTHER = "other", _("Other")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(default=0)
    does = models.CharField(
        _("what is done"), max_length=7, choices=Does.choices, default=Does.OTHER
    )
    title = LocalTextField(verbose_name=_("title"), blank=False)
    minutes = models.PositiveSmallIntegerField(_("how many minutes"), default=15)
    who = LocalTextField(verbose_name=_("who"))
    needs = LocalTextField(verbose_name=_("what to have at hand"))
    started = models.DateTimeField(null=True, editable=False)
    ended = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["forum", "position", "id"]

    def __str__(self) -> str:
        return self.title.to("th")


class Attendance(models.Model):
    """Somebody who is invited, comes, or both; with a phone or without.

    Attributes:
        key: made by whoever sends it, so that it arrives once.
        name: as the person wants to be called; empty for someone who wants no name written.
        part: what the person does in the forum, such as "tells the case".
        seat: of the phone that signed in in the hall.
    """

    class Answer(models.TextChoices):
        """What the person answered to the invitation."""

        COMES = "comes", _("Comes")
        STAYS_AWAY = "away", _("Cannot come")

    class Way(models.TextChoices):
        """How it is known that the person came."""

        PHONE = "phone", _("By phone")
        HAND = "hand", _("Written down")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="attendances")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    community = models.ForeignKey(
        Community, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=80, blank=True)
    part = models.CharField(_("part in the forum"), max_length=80, blank=True)
    answer = models.CharField(max_length=5, choices=Answer.choices, blank=True)
    came = models.DateTimeField(null=True, editable=False)
    way = models.CharField(max_length=5, choices=Way.choices, blank=True, editable=False)
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["forum", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["forum", "key"], name="one_attendance_per_key"),
            models.UniqueConstraint(fields=["forum", "user"], name="one_attendance_per_user"),
            models.UniqueConstraint(fields=["forum", "seat"], name="one_attendance_per_seat"),
        ]

    def __str__(self) -> str:
        return self.name


class Material(models.Model):
    """A presentation, a video, a sheet: a file or a link.

    Attributes:
        item: the part of the agenda that it belongs to.
        link: where it lies, if not here.
        file, name, kind: the file itself, its name and its media type.
        transcript: what is said in it, for those who cannot hear or load it.
    """

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="materials")
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, blank=True, related_name="materials"
    )
    title = LocalTextField(verbose_name=_("title"), blank=False)
    link = models.URLField(_("link"), blank=True, max_length=500)
    file = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True, editable=False)
    kind = models.CharField(max_length=100, blank=True, editable=False)
    transcript = models.TextField(_("transcript"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["forum", "id"]

    def __str__(self) -> str:
        return self.title.to("th")

    @property
    def is_image(self) -> bool:
        """Whether it is a picture that a page can show."""
        return self.kind.startswith("image/")
