"""Who does what by when, and how it went: steps and follow-ups."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.communities.models import Community
from ruamsuk.exchanges.models.assist import Assist
from ruamsuk.exchanges.models.captured import Decision
from ruamsuk.exchanges.models.forum import Forum
from ruamsuk.exchanges.models.mentoring import Mentoring
from ruamsuk.exchanges.models.once import Once


class Step(Once):
    """Who does what by when; comes from a decision, a peer assist or a mentoring.

    Attributes:
        community: who does it; empty for the network as a whole.
        owner: the person who sees to it, as they want to be called; by account where there is one.
        due: by when.
        check_on: when we look again how it goes.
        told: what has happened so far.
        revision: goes up with every edit, so that no editor overwrites another.
    """

    class State(models.TextChoices):
        """How far it has come."""

        OPEN = "open", _("To do")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    forum = models.ForeignKey(Forum, models.CASCADE, null=True, blank=True, related_name="steps")
    decision = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, related_name="steps"
    )
    assist = models.ForeignKey(Assist, models.CASCADE, null=True, blank=True, related_name="steps")
    mentoring = models.ForeignKey(
        Mentoring, models.CASCADE, null=True, blank=True, related_name="steps"
    )
    text = models.TextField(_("what is to be done"), max_length=1000)
    community = models.ForeignKey(
        Community, models.CASCADE, null=True, blank=True, related_name="steps"
    )
    owner = models.CharField(_("who sees to it"), max_length=80)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    due = models.DateField(_("by when"))
    check_on = models.DateField(_("next check"), null=True, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    told = models.TextField(_("what has happened"), max_length=2000, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["due", "id"]

    def __str__(self) -> str:
        return self.text[:60]


class FollowUp(models.Model):
    """After 30 and 90 days: what was tried, and what happened.

    Attributes:
        step: the step that it asks about; empty where it asks about the assist as a whole.
        due: the day on which it is asked.
        tried, happened: the answer.
        level: where the asker stands now, from 1 to 5, if it has moved.
        would_offer: whether the asker would now help others on this.
    """

    assist = models.ForeignKey(Assist, models.CASCADE, related_name="follow_ups")
    step = models.ForeignKey(Step, models.CASCADE, null=True, blank=True, related_name="follow_ups")
    due = models.DateField(_("due"))
    tried = models.TextField(_("what was tried"), max_length=2000, blank=True)
    happened = models.TextField(_("what happened"), max_length=2000, blank=True)
    level = models.PositiveSmallIntegerField(
        _("level now"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    would_offer = models.BooleanField(_("we would now help others on this"), default=False)
    answered = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["due", "id"]

    def __str__(self) -> str:
        return f"{self.assist} {self.due:%Y-%m-%d}"
