"""Who asks and who can give, and the plan of who helps whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.models import Practice, Sitting
from ruamsuk.communities.models import Community, Network
from ruamsuk.lib.text import LocalText

_ON_THE_SCALE = [MinValueValidator(1), MaxValueValidator(5)]
ABOUT_ONE_THING = models.Q(practice__isnull=False, indicator="") | (
    models.Q(practice__isnull=True) & ~models.Q(indicator="")
)
"""A practice, or an indicator of the network's framework."""


class Request(models.Model):
    """A community asks others for help.

    Attributes:
        indicator: id in the network's framework, where it is about no practice.
        current, wished: levels from 1 to 5; taken from the self-assessment where there is one.
        reach: what we want to reach.
        tried: what we tried already.
        withdrawn: no longer asked for.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="requests")
    practice = models.ForeignKey(
        Practice, models.CASCADE, null=True, blank=True, related_name="requests"
    )
    indicator = models.CharField(max_length=64, blank=True)
    current = models.PositiveSmallIntegerField(_("level now"), validators=_ON_THE_SCALE)
    wished = models.PositiveSmallIntegerField(_("level we want"), validators=_ON_THE_SCALE)
    reach = models.TextField(_("what we want to reach"), max_length=2000)
    tried = models.TextField(_("what we tried"), max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    withdrawn = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-made"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ABOUT_ONE_THING, name="request_about_one_thing"),
            models.UniqueConstraint(
                fields=["community", "practice"],
                condition=models.Q(withdrawn=None),
                name="one_open_request_each",
            ),
        ]

    def __str__(self) -> str:
        return self.reach[:60]


class Offer(models.Model):
    """A community offers to help others.

    Attributes:
        indicator: id in the network's framework, where it is about no practice.
        level: where it stands itself, from 1 to 5.
        did: what we did.
        evidence: what shows that it worked.
        why_here: why it worked here: the setting that it needs.
        days: ISO days on which we can; empty for any day.
        capacity: how many communities we can take.
        withdrawn: no longer offered.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="offers")
    practice = models.ForeignKey(
        Practice, models.CASCADE, null=True, blank=True, related_name="offers"
    )
    indicator = models.CharField(max_length=64, blank=True)
    level = models.PositiveSmallIntegerField(_("our level"), validators=_ON_THE_SCALE)
    did = models.TextField(_("what we did"), max_length=2000)
    evidence = models.TextField(_("what shows that it worked"), max_length=2000, blank=True)
    why_here = models.TextField(_("why it worked here"), max_length=2000, blank=True)
    days = models.JSONField(_("days on which we can"), default=list, blank=True)
    capacity = models.PositiveSmallIntegerField(_("how many we can take"), default=2)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    withdrawn = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-made"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ABOUT_ONE_THING, name="offer_about_one_thing"),
            models.UniqueConstraint(
                fields=["community", "practice"],
                condition=models.Q(withdrawn=None),
                name="one_open_offer_each",
            ),
        ]

    def __str__(self) -> str:
        return self.did[:60]


class Plan(models.Model):
    """Who helps whom and when, as proposed, moved by hand, and agreed.

    Attributes:
        sitting: whose levels it goes by.
        policy: how pairs are weighed, as `ruamsuk.matching` takes it.
        days: ISO days that can be used; empty while no calendar is wanted.
        a_day: meetings that one community can have on one day, one after another.
        closed: numbers of requests that people left out.
        proof: value, bound, gap and seconds of the solution, and its need met and kilometres.
        unmet: who got nobody, and why: number of the request and the sentence.
        told: what else was found, in sentences: herding in the middle, meetings without a day.
        revision: goes up with every change, so that no editor overwrites another.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="plans")
    sitting = models.ForeignKey(
        Sitting, models.SET_NULL, null=True, blank=True, related_name="plans"
    )
    policy = models.JSONField(default=dict)
    days = models.JSONField(default=list)
    a_day = models.PositiveSmallIntegerField(default=2)
    closed = models.JSONField(default=list)
    proof = models.JSONField(default=dict)
    unmet = models.JSONField(default=list)
    told = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1, editable=False)
    made = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    agreed = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-made"]

    def __str__(self) -> str:
        return f"{self.network} {self.made:%Y-%m-%d}"


class PlanEdit(models.Model):
    """Who was to help whom before a change of a plan, so that the change can be taken back.

    Attributes:
        revision: of the plan before the change.
        before: pairs with their days, and requests left out, as `actions.plan` keeps them.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="edits")
    revision = models.PositiveIntegerField()
    before = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-revision"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "revision"], name="one_plan_edit_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.revision}"


class Match(models.Model):
    """One that helps one that asked.

    Attributes:
        group: matches of one plan with the same number meet together.
        day: ISO day on which they meet; empty while none is set.
        part: which meeting of that day it is, counted from 1.
        locked: stays when the plan is proposed anew.
        by_hand: a person has set it.
        reasons: why, as a sentence in both languages.
        gap: need met, in levels.
        value: what it adds to the plan.
        kilometres: how far one travels.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="matches")
    request = models.ForeignKey(Request, models.CASCADE, related_name="matches")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="matches")
    group = models.PositiveIntegerField(default=0)
    day = models.CharField(max_length=10, blank=True)
    part = models.PositiveSmallIntegerField(default=1)
    locked = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=False)
    reasons = models.JSONField(default=dict)
    gap = models.FloatField(default=0)
    value = models.FloatField(default=0)
    kilometres = models.FloatField(null=True)

    class Meta:
        ordering: ClassVar = ["plan", "group", "request"]
        verbose_name_plural = "matches"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "request"], name="one_match_per_request")
        ]

    def __str__(self) -> str:
        return f"{self.offer.community} → {self.request.community}"

    @property
    def why(self) -> LocalText:
        """Who learns what from whom, and why."""
        return LocalText(**self.reasons)
