"""Rounds of measuring, and the content-addressed bytes of tables."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.fields import LocalTextField
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.models import Community
from ruamsuk.indicators.models import Version
from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import named_year


class BlobManager(models.Manager["Blob"]):
    """Blobs."""

    def keep(self, data: bytes) -> Blob:
        """The blob of these bytes; the same bytes are kept once."""
        digest = hashlib.sha256(data).hexdigest()
        return self.get_or_create(digest=digest, defaults={"data": data, "size": len(data)})[0]


class Blob(models.Model):
    """Bytes by their sha256, in the database: a backup is one file, a transaction covers them."""

    digest = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()
    size = models.PositiveBigIntegerField()

    objects = BlobManager()

    def __str__(self) -> str:
        return self.digest[:12]


class Round(models.Model):
    """One time of measuring in a community.

    Attributes:
        year: of the Common Era; rounds of a network's communities are compared by it.
        label: what the tables of results call it, such as ``2568`` or ``2568-2``; unique in the
            community.
        version: the agreed version whose indicators are measured.
        design: how the households were drawn: nothing for a full count, else ``sample`` and the
            columns ``weight``, ``strata``, ``cluster`` and ``fpc`` of `ruamsuk.engine.Design`; and
            ``groups``, the columns by which results are told apart besides the village.
        closed: no more data come in.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="rounds")
    year = models.PositiveSmallIntegerField(_("year"))
    label = models.CharField(_("label"), max_length=20)
    title = LocalTextField(verbose_name=_("title"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="rounds")
    design = models.JSONField(default=dict, blank=True)
    closed = models.BooleanField(_("closed"), default=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["year", "label"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "label"], name="one_round_per_label")
        ]

    def __str__(self) -> str:
        return self.title.to(language()) or named_year(self.label).to(language())

    def called(self, indicator: str) -> LocalText:
        """What an indicator of the round is called; its id where the version has none of it."""
        titles = {one.id: one.title for one in self.version.definition.indicators}
        return titles.get(indicator) or LocalText(indicator)
