"""Reviews before and after action (BAR, AAR)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.exchanges.models.forum import Forum


class Remark(models.Model):
    """One answer to one question of a review.

    Nothing here leads to whoever said it: no account, no seat, no time, and an id at random that
    makes it arrive once. Not even the order of the rows tells which came first. A name stands only
    where the person wrote one.

    Attributes:
        withdrawn: taken out by whoever keeps the review; it can be put back.
    """

    class Question(models.TextChoices):
        """The questions, those before the forum and those after it."""

        EXPECTED = "expected", _("Before: what do we want to happen?")
        WORRY = "worry", _("Before: what could go wrong?")
        MEANT = "meant", _("What was to happen?")
        HAPPENED = "happened", _("What did happen?")
        WHY = "why", _("Why?")
        NEXT = "next", _("What next?")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="remarks")
    question = models.CharField(max_length=8, choices=Question.choices)
    text = models.TextField(_("answer"), max_length=1000)
    name = models.CharField(_("name, if you like"), max_length=80, blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["question", "id"]

    def __str__(self) -> str:
        return self.text[:60]
