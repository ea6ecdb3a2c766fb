"""The three kinds of source: tables of households, hands in a meeting, figures of others."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.fields import PartialDateField
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.models import Community, Village
from ruamsuk.indicators.models import Framework
from ruamsuk.results.models.round import Blob, Round


class ColumnMapping(models.Model):
    """Which column of a community's files holds which variable; asked once and remembered.

    Attributes:
        columns: header → variable or key of the framework; an empty string for columns not used.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    framework = models.ForeignKey(Framework, models.CASCADE, related_name="+")
    level = models.CharField(max_length=10)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "framework", "level"], name="one_mapping_per_level"
            )
        ]

    def __str__(self) -> str:
        return f"{self.community} {self.level}"


class Import(models.Model):
    """A file that someone brings in, from upload to applied or refused.

    Attributes:
        level: what its rows are: ``household`` or ``person``.
        name: the file's name as the person knows it.
        digest: sha256 of the file, so that the same file twice changes nothing.
        upload: the file itself, until it is applied or given up.
        table: the rows as checked, normalised Parquet with the codebook's columns, the keys and
            ``village``; set once nothing is wrong.
        headers: the file's columns, each as ``[header, first values]``, until they are matched.
        columns: header → variable or key; an empty string for columns not used.
        problems: what is wrong or worth knowing, as ``{code, place, values, severity}``.
        done, total: rows worked on.
    """

    class State(models.TextChoices):
        """How far it has come."""

        MAPPING = "mapping", _("Match the columns")
        CHECKING = "checking", _("Being checked")
        FAULTY = "faulty", _("Needs mending")
        READY = "ready", _("Ready to bring in")
        APPLIED = "applied", _("Brought in")
        GIVEN_UP = "given-up", _("Given up")
        UNDONE = "undone", _("Taken back")

    round = models.ForeignKey(Round, models.CASCADE, related_name="imports")
    level = models.CharField(
        max_length=10,
        choices=[("household", _("Households")), ("person", _("People"))],
        default="household",
    )
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    upload = models.ForeignKey(Blob, models.SET_NULL, null=True, related_name="+")
    table = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+")
    sheet = models.CharField(max_length=100, blank=True)
    headers = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.MAPPING)
    problems = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    how = models.CharField(_("how the data were gathered"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return self.name


class HandCount(models.Model):
    """Hands that were counted in a meeting on one indicator.

    Attributes:
        counts: how many at each of the steps, from worst to best; two steps for yes and no.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="hand_counts")
    indicator = models.CharField(max_length=64)
    village = models.ForeignKey(
        Village, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("village")
    )
    counts = models.JSONField()
    held_on = models.DateField(_("date of the meeting"))
    where = models.CharField(_("where"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        counts = " + ".join(map(str, self.counts))
        return f"{self.round.called(self.indicator).to(language())}: {counts}"


class Figure(models.Model):
    """A figure that others counted: จปฐ, the health station.

    Attributes:
        numerator, denominator: what it is a share of; the denominator is empty for a plain value.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="figures")
    indicator = models.CharField(max_length=64)
    village = models.ForeignKey(
        Village, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("village")
    )
    numerator = models.FloatField(_("how many, or the value"))
    denominator = models.FloatField(_("out of how many"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    as_of = PartialDateField(verbose_name=_("as of"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        parts = [f"{part:g}" for part in (self.numerator, self.denominator) if part is not None]
        return f"{self.round.called(self.indicator).to(language())}: {' / '.join(parts)}"
