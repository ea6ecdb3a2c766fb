"""Mentoring (พี่เลี้ยง): someone further on accompanies someone who wants to get there."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.models import Practice
from ruamsuk.communities.models import Community, Network


class Mentoring(models.Model):
    """A mentor and a mentee, each a community or one person of it, and what they aim at.

    For a community those read and write who facilitate in it.

    Attributes:
        mentor_community, mentee_community: whose people they are.
        mentor, mentee: the persons, where it is persons; empty too once their account is gone.
        mentor_is_person, mentee_is_person: whether it is a person or the community; it stays when
            the account is gone, so that nobody else steps into a private talk.
        aims: what the mentee wants to reach.
        practices: those on which growth is looked at.
        mentor_reflects, mentee_reflects: what each says at the end; both read once both wrote.
        mentor_shares, mentee_shares: whether each would share with the network.
        shared: whether the network reads it, because both would share it.
        revision: goes up with every edit, so that no editor overwrites another.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="mentorings")
    mentor_community = models.ForeignKey(Community, models.CASCADE, related_name="mentors")
    mentee_community = models.ForeignKey(Community, models.CASCADE, related_name="mentees")
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="mentors"
    )
    mentee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="mentored"
    )
    mentor_is_person = models.BooleanField(default=False, editable=False)
    mentee_is_person = models.BooleanField(default=False, editable=False)
    practices = models.ManyToManyField(Practice, blank=True, related_name="mentorings")
    aims = models.TextField(_("aims"), max_length=2000)
    begun = models.DateField(_("begins"))
    ended = models.DateField(_("ended"), null=True, blank=True, editable=False)
    mentor_reflects = models.TextField(_("the mentor looks back"), max_length=4000, blank=True)
    mentee_reflects = models.TextField(_("the mentee looks back"), max_length=4000, blank=True)
    mentor_shares = models.BooleanField(default=False, editable=False)
    mentee_shares = models.BooleanField(default=False, editable=False)
    shared = models.BooleanField(_("share with the network"), default=False, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["-begun", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(mentor_community=models.F("mentee_community"))
                | models.Q(mentor_is_person=True),
                name="nobody_mentors_itself",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mentor_community} → {self.mentee_community}"

    @property
    def both_reflected(self) -> bool:
        """Whether both have looked back; then each reads what the other wrote."""
        return bool(self.mentor_reflects and self.mentee_reflects)


class Encounter(models.Model):
    """One meeting of a mentor and a mentee."""

    mentoring = models.ForeignKey(Mentoring, models.CASCADE, related_name="encounters")
    held_on = models.DateField(_("day"))
    note = models.TextField(_("what we talked about"), max_length=4000)
    next = models.TextField(_("what we do until next time"), max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["held_on", "id"]

    def __str__(self) -> str:
        return f"{self.mentoring} {self.held_on:%Y-%m-%d}"
