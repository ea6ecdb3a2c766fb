"""Who asks and who can give, and the plan of who helps whom."""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.models import Practice, Sitting
from ruamsuk.base.fields import LocalTextField
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.setting import CONDITIONS, words
from ruamsuk.exchanges.models.once import Once
from ruamsuk.lib.text import LocalText

STALLED_AFTER = datetime.timedelta(minutes=10)
"""Time after which a plan that waits waits in vain."""
_PER_CENT = [MaxValueValidator(100)]
ABOUT_ONE_THING = models.Q(practice__isnull=False, indicator="") | (
    models.Q(practice__isnull=True) & ~models.Q(indicator="")
)
"""A practice, or an indicator of the network's framework."""


def on_the_scale(*levels: str) -> models.Q:
    """A practice has five levels; where a community stands on an indicator is a share in %."""
    five, share = models.Q(practice__isnull=False), models.Q(practice__isnull=True)
    for level in levels:
        five &= models.Q(**{f"{level}__gte": 1, f"{level}__lte": 5})
        share &= models.Q(**{f"{level}__lte": 100})
    return five | share


class Topical(models.Model):
    """Something that is about a practice, or about an indicator of the network's framework.

    Attributes:
        indicator: its id, where it is about no practice.
        indicator_title: what the indicator was called when this was written.
    """

    practice = models.ForeignKey(
        Practice, models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    indicator = models.CharField(max_length=64, blank=True)
    indicator_title = LocalTextField(editable=False)

    class Meta:
        abstract = True

    @property
    def topic(self) -> LocalText:
        """What it is about."""
        return self.practice.name if self.practice else self.indicator_title

    @property
    def topic_code(self) -> str:
        """What addresses and the matching call what it is about."""
        return topic_code(self.practice_id, self.indicator)

    def standing(self, level: int) -> LocalText:
        """A level in words: “level 3”, “46%”."""
        if self.practice_id:
            return LocalText("ระดับ {n}", "level {n}").format(n=level)
        return LocalText(f"{level}%", f"{level}%")


def topic_code(practice: int | None, indicator: str = "") -> str:
    """What addresses and the matching call a practice or an indicator."""
    return f"practice-{practice}" if practice else f"indicator-{indicator}"


class Request(Topical):
    """A community asks others for help.

    Attributes:
        current, wished: levels from 1 to 5, or shares in %; taken from the self-assessment or the
            results where there are some.
        reach: what we want to reach.
        tried: what we tried already.
        withdrawn: no longer asked for.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="requests")
    current = models.PositiveSmallIntegerField(_("level now"), validators=_PER_CENT)
    wished = models.PositiveSmallIntegerField(_("level we want"), validators=_PER_CENT)
    reach = models.TextField(_("what we want to reach"), max_length=2000)
    tried = models.TextField(_("what we tried"), max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    withdrawn = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-made"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ABOUT_ONE_THING, name="request_about_one_thing"),
            models.CheckConstraint(
                condition=on_the_scale("current", "wished"), name="request_on_the_scale"
            ),
            models.UniqueConstraint(
                fields=["community", "practice"],
                condition=models.Q(withdrawn=None),
                name="one_open_request_each",
            ),
            models.UniqueConstraint(
                fields=["community", "indicator"],
                condition=models.Q(withdrawn=None) & ~models.Q(indicator=""),
                name="one_open_request_per_indicator",
            ),
        ]

    def __str__(self) -> str:
        return self.reach[:60]

    @property
    def now(self) -> int:
        """Where the community says that it stands."""
        return self.current

    @property
    def climb(self) -> str:
        """From where to where: “2 → 4”, “46% → 80%”."""
        sign = "" if self.practice_id else "%"
        return f"{self.current}{sign} → {self.wished}{sign}"


class Offer(Topical):
    """A community offers to help others.

    Attributes:
        level: where it stands itself, from 1 to 5, or the share in %.
        did: what we did.
        evidence: what shows that it worked.
        why_here: why it worked here: the setting that it needs.
        because: the same in words that other communities tick too: `communities.setting`.
        days: ISO days on which we can; empty for any day.
        capacity: how many communities we can take.
        withdrawn: no longer offered.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="offers")
    level = models.PositiveSmallIntegerField(_("our level"), validators=_PER_CENT)
    did = models.TextField(_("what we did"), max_length=2000)
    evidence = models.TextField(_("what shows that it worked"), max_length=2000, blank=True)
    why_here = models.TextField(_("why it worked here"), max_length=2000, blank=True)
    because = models.JSONField(_("what made it work here"), default=list, blank=True)
    days = models.JSONField(_("days on which we can"), default=list, blank=True)
    capacity = models.PositiveSmallIntegerField(_("how many we can take"), default=2)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    withdrawn = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-made"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ABOUT_ONE_THING, name="offer_about_one_thing"),
            models.CheckConstraint(condition=on_the_scale("level"), name="offer_on_the_scale"),
            models.UniqueConstraint(
                fields=["community", "practice"],
                condition=models.Q(withdrawn=None),
                name="one_open_offer_each",
            ),
            models.UniqueConstraint(
                fields=["community", "indicator"],
                condition=models.Q(withdrawn=None) & ~models.Q(indicator=""),
                name="one_open_offer_per_indicator",
            ),
        ]

    def __str__(self) -> str:
        return self.did[:60]

    @property
    def now(self) -> int:
        """Where the community says that it stands."""
        return self.level

    @property
    def at(self) -> LocalText:
        """The same in words."""
        return self.standing(self.level)

    @property
    def reasons(self) -> list[LocalText]:
        """What made it work there, in words."""
        return words(self.because, CONDITIONS)


class Plan(Once):
    """Who helps whom and when, as proposed, moved by hand, and agreed.

    Attributes:
        sitting: whose levels it goes by.
        policy: how pairs are weighed, as `ruamsuk.matching` takes it.
        days: ISO days that can be used; empty while no calendar is wanted.
        a_day: meetings that one community can have on one day, one after another.
        closed: numbers of requests that people left out.
        proof: value, bound, gap and seconds of the solution, and its need met and kilometres.
        unmet: who got nobody, and why: number of the request and the sentence.
        told: what else was found, in sentences: herding in the middle, meetings without a day
            (these with the number of their group).
        waiting: since when it is being worked out; None where it is done.
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
    waiting = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    made = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    agreed = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-made"]

    def __str__(self) -> str:
        return f"{self.network} {timezone.localdate(self.made)}"

    @property
    def stalled(self) -> bool:
        """Whether it waits so long that whoever worked it out must have been killed."""
        return self.waiting is not None and timezone.now() - self.waiting > STALLED_AFTER


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
        day_by_hand: a person has set the day.
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
    day_by_hand = models.BooleanField(default=False)
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
