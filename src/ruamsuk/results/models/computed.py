"""What the engine made of the data, and what a meeting made of the result."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.fields import LocalTextField
from ruamsuk.communities.models import Community
from ruamsuk.results.models.round import Blob, Round


class Snapshot(models.Model):
    """The data of a round, frozen: every result can be computed again to the digit.

    Attributes:
        households, persons: Parquet tables, addressed by their content.
        framework_sha256: hash of the framework, as the engine's manifest gives it.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="snapshots")
    households = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    persons = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    framework_sha256 = models.CharField(max_length=64)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-created", "-id"]

    def __str__(self) -> str:
        return f"{self.round} {timezone.localdate(self.created)}"


class Computation(models.Model):
    """One run of the engine over all rounds of a community that share a framework's version.

    Attributes:
        snapshots: what it was computed from.
        full: tidy tables for those who may see households: estimates.
        shown: the same with small counts hidden, for everyone else.
        manifest: the engine's own record of inputs and version; ``recipe``, a hash over all that
            the numbers depend on; ``left_out``, ids of indicators that no table can answer.
        findings: which indicators tell us nothing, as ``{indicator, kind, other, th, en}``.
        step: what is being done, in Thai and English.
        problems: why it failed, each a sentence as ``{th, en}``; where it quotes what households
            answered it does so only in ``whole``, as ``{th, en}`` for those who may see them.
    """

    class State(models.TextChoices):
        """How far it has come."""

        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Being computed")
        DONE = "done", _("Computed")
        FAILED = "failed", _("Failed")

    community = models.ForeignKey(Community, models.CASCADE, related_name="computations")
    version = models.ForeignKey("indicators.Version", models.PROTECT, related_name="computations")
    snapshots = models.ManyToManyField(Snapshot, related_name="computations")
    state = models.CharField(max_length=7, choices=State.choices, default=State.QUEUED)
    step = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    queued = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    full_estimates = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    full_changes = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    shown_estimates = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    shown_changes = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    findings = models.JSONField(default=list)
    manifest = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-queued", "-id"]

    def __str__(self) -> str:
        return f"{self.community} {self.get_state_display()}"


class Verdict(models.Model):
    """What a meeting concluded about a result. It stands beside the number for ever.

    Attributes:
        indicator: empty when it is about the round as a whole.
        seen: the number that the meeting saw, as it was shown.
        attended: how many were there.
        withdrawn: struck through, and still to be read.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="verdicts")
    indicator = models.CharField(max_length=64, blank=True)
    text = models.TextField(_("what we concluded"), max_length=4000)
    seen = LocalTextField(editable=False)
    held_on = models.DateField(_("date of the meeting"))
    attended = models.PositiveIntegerField(_("how many were there"))
    who = models.CharField(_("who was there"), max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-held_on", "-id"]

    def __str__(self) -> str:
        return self.text[:60]


class Publication(models.Model):
    """What a community lets everyone read of a round.

    Attributes:
        indicators: ids of the indicators that are shown.
        withdrawn: when it was taken back.
    """

    round = models.OneToOneField(Round, models.CASCADE, related_name="publication")
    indicators = models.JSONField(default=list)
    words = models.TextField(_("a word from the community"), max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)
    withdrawn = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.round)
