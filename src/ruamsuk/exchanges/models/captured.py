"""What is written down in a forum: cases, cards of small groups, decisions, minutes."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.models import Practice
from ruamsuk.base.fields import LocalTextField
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.models.forum import Forum
from ruamsuk.exchanges.models.once import Once


class Case(Once):
    """What a community tells of its own way, in the order in which it is told.

    Attributes:
        developed: how it developed (พัฒนาการ).
        succeeded: what concretely succeeded (รูปธรรมความสำเร็จ).
        evidence: what shows it.
        why_here: why it worked there.
        told_by: by role, not by name.
    """

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="cases")
    community = models.ForeignKey(Community, models.CASCADE, related_name="cases")
    practice = models.ForeignKey(
        Practice, models.SET_NULL, null=True, blank=True, related_name="cases"
    )
    position = models.PositiveSmallIntegerField(default=0)
    title = LocalTextField(verbose_name=_("title"), blank=False)
    developed = LocalTextField(verbose_name=_("how it developed"))
    succeeded = LocalTextField(verbose_name=_("what concretely succeeded"))
    evidence = LocalTextField(verbose_name=_("what shows it"))
    why_here = LocalTextField(verbose_name=_("why it worked there"))
    told_by = models.CharField(_("told by"), max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["forum", "position", "id"]

    def __str__(self) -> str:
        return self.title.to("th")


class Group(Once):
    """A small group of a forum with one question."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="groups")
    position = models.PositiveSmallIntegerField(default=0)
    name = LocalTextField(verbose_name=_("name"), blank=False)
    question = LocalTextField(verbose_name=_("question"))

    class Meta:
        ordering: ClassVar = ["forum", "position", "id"]

    def __str__(self) -> str:
        return self.name.to("th")


class Card(models.Model):
    """One answer of a small group, on a card that can be moved.

    Attributes:
        id: made by whoever sends it, so that it arrives once.
        list: a main goal for all communities, or a sub-goal that each must do.
        community: whose sub-goal it is; empty where each is meant.
        heading: cards with the same heading stand together.
        withdrawn: taken off the wall; it can be put back.
    """

    class List(models.TextChoices):
        """Which of the two lists."""

        MAIN = "main", _("Main goals: what all do together")
        SUB = "sub", _("Sub-goals: what each must do")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    group = models.ForeignKey(Group, models.CASCADE, related_name="cards")
    list = models.CharField(_("list"), max_length=4, choices=List.choices, default=List.MAIN)
    text = models.CharField(_("answer"), max_length=300)
    community = models.ForeignKey(
        Community, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    heading = models.CharField(_("heading"), max_length=80, blank=True)
    position = models.PositiveIntegerField(default=0)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["list", "heading", "position", "id"]

    def __str__(self) -> str:
        return self.text


class Decision(Once):
    """What a forum decided.

    Attributes:
        card: the card of a small group that it comes from.
    """

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="decisions")
    card = models.OneToOneField(
        Card, models.SET_NULL, null=True, blank=True, related_name="decision"
    )
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("decision"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["forum", "position", "id"]

    def __str__(self) -> str:
        return self.text[:60]


class Minutes(models.Model):
    """The minutes of a forum; every version is kept.

    Attributes:
        number: counts up from 1 in its forum.
        text: in paragraphs; lines that begin with ``# `` or ``## `` are headings, with ``- ``
            items, with ``| `` rows of a table.
        agreed_on: the day on which those present agreed to it.
        named: whether people are named in it; then it is never shown outside the network.
        revision: goes up with every edit, so that no editor overwrites another.
    """

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("text of the minutes"))
    agreed_on = models.DateField(null=True, blank=True)
    named = models.BooleanField(_("people are named in it"), default=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["forum", "number"]
        verbose_name_plural = "minutes"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["forum", "number"], name="minutes_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.forum} {self.number}"


class MinutesBefore(models.Model):
    """What minutes said before a save that took words away, so that no word is ever lost.

    Attributes:
        revision: of the minutes when they said this.
        by: who wrote what it was before.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="before")
    revision = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["minutes", "-revision"]
        verbose_name_plural = "minutes before"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["minutes", "revision"], name="one_text_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.minutes} {self.revision}"
