"""A quick question to everyone in the hall."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.halls.models.hall import Hall


class Question(models.Model):
    """A question that the facilitator asks on the spot, in the language of the room.

    Attributes:
        options: two to five choices; none where phones answer in their own words.
        taken_off: words that are not shown on the screen, whoever sends them.
    """

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=200)
    options = models.JSONField(_("choices"), default=list, blank=True)
    taken_off = models.JSONField(default=list, editable=False)
    asked = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """What one phone answered; never who.

    Attributes:
        id: made by the phone that sends it, so that it arrives once.
        voter: digest of the seat.
        choice: index of the option; null for words.
        stamp: of two choices of one voter the later one counts; forgotten when the hall closes.
        late: arrived when answers were no longer taken; kept beside what counts, and counts instead
            of it when answers are taken again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    voter = models.CharField(max_length=64)
    choice = models.PositiveSmallIntegerField(null=True)
    words = models.CharField(max_length=200, blank=True)
    stamp = models.BigIntegerField(default=0)
    late = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["stamp", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["question", "voter", "late"],
                condition=models.Q(choice__isnull=False),
                name="one_choice_each",
            )
        ]

    def __str__(self) -> str:
        return self.words or str(self.choice)
