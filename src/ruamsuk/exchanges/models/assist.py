"""Peer assist (เพื่อนช่วยเพื่อน): one community asks, others who have done it help it think."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.models import Practice
from ruamsuk.base.fields import LocalTextField
from ruamsuk.communities.models import Community, Network
from ruamsuk.exchanges.models.forum import Forum
from ruamsuk.exchanges.models.offer import Match
from ruamsuk.exchanges.models.readers import Readers
from ruamsuk.halls.models import Hall
from ruamsuk.lib.text import LocalText


class Assist(models.Model):
    """A peer assist from its purpose to what is tried afterwards.

    Attributes:
        network: in which it is held.
        asker: the community that asks.
        givers: communities that help.
        practice, indicator: what it is about.
        indicator_title: what the indicator was called when it was prepared.
        match: the pair of the plan that it fulfils.
        hall: where phones write along, if it is not the forum's.
        purpose: what the asker wants to leave with.
        helpers: how many people help; each has so much time to speak in a stage.
        stage: where the meeting is now.
        minutes: how long each stage is meant to take, by its name.
        stage_started: since when the stage runs.
        readers: who can read what is said in it. That it took place, between whom, on what and
            when, everyone in the network sees.
        present: the accounts of those who were there.
        closed: when it was run to its end.
        revision: goes up with every edit, so that no editor overwrites another.
    """

    class Stage(models.TextChoices):
        """The stages in their order."""

        PURPOSE = "purpose", _("Purpose")
        SOLVED = "solved", _("Has someone solved it?")
        CONTEXT = "context", _("How it is with the asker")
        QUESTIONS = "questions", _("Questions of the givers")
        OPTIONS = "options", _("What could be done")
        DIFFERENT = "different", _("What differs here")
        FEEDBACK = "feedback", _("What the givers advise")
        ACTIONS = "actions", _("What the asker will do")
        TAKE_HOME = "take-home", _("What the givers take home")

    network = models.ForeignKey(Network, models.CASCADE, related_name="assists")
    forum = models.ForeignKey(Forum, models.SET_NULL, null=True, blank=True, related_name="assists")
    match = models.ForeignKey(Match, models.SET_NULL, null=True, blank=True, related_name="assists")
    hall = models.ForeignKey(Hall, models.SET_NULL, null=True, blank=True, related_name="assists")
    asker = models.ForeignKey(Community, models.CASCADE, related_name="assists_asked")
    givers = models.ManyToManyField(Community, blank=True, related_name="assists_given")
    practice = models.ForeignKey(
        Practice, models.SET_NULL, null=True, blank=True, related_name="assists"
    )
    indicator = models.CharField(max_length=64, blank=True)
    indicator_title = LocalTextField(editable=False)
    purpose = models.TextField(_("what the asker wants to leave with"), max_length=2000)
    held_on = models.DateField(_("day"))
    helpers = models.PositiveSmallIntegerField(
        _("how many people help"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.PURPOSE)
    minutes = models.JSONField(default=dict)
    stage_started = models.DateTimeField(null=True, editable=False)
    readers = models.CharField(
        _("who can read it"), max_length=7, choices=Readers.choices, default=Readers.PRESENT
    )
    present = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("who was there")
    )
    closed = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-held_on", "-id"]

    def __str__(self) -> str:
        return f"{self.asker} {self.held_on:%Y-%m-%d}"  # no word of what is said: trails show it

    @property
    def topic(self) -> LocalText:
        """What it is about; empty where nobody said."""
        return self.practice.name if self.practice else self.indicator_title


class AssistNote(models.Model):
    """What was said in one stage of a peer assist.

    Attributes:
        id: made by whoever sends it, so that it arrives once.
        community: whose people said it; no account and no seat is kept.
        withdrawn: taken out; it can be put back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    assist = models.ForeignKey(Assist, models.CASCADE, related_name="notes")
    stage = models.CharField(max_length=9, choices=Assist.Stage.choices)
    text = models.TextField(_("what was said"), max_length=2000)
    community = models.ForeignKey(
        Community, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["assist", "at", "id"]

    def __str__(self) -> str:
        return self.text[:60]
