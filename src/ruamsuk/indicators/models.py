"""Frameworks as versioned documents, what is said about them, and the votes that settle them.

A version's document is the engine's own file as JSON, so what the community agreed is to the letter
what is computed. People refer to goals and indicators by the stable ids inside it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.fields import LocalTextField
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.models.member import ONE_PLACE

if TYPE_CHECKING:
    from ruamsuk import engine
    from ruamsuk.communities.rules import Place


class FrameworkQuerySet(models.QuerySet["Framework"]):
    """Frameworks."""

    def for_community(self, community: Community) -> FrameworkQuerySet:
        """Those of a community and those of its network."""
        own = models.Q(community=community)
        if community.network_id:
            own |= models.Q(network=community.network_id)
        return self.filter(own)


class Framework(models.Model):
    """A set of goals and indicators through all its versions; a network's or a community's.

    Attributes:
        key: the engine's id of the framework, the same in every version.
    """

    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="frameworks"
    )
    community = models.ForeignKey(
        Community, models.CASCADE, null=True, blank=True, related_name="frameworks"
    )
    key = models.SlugField(max_length=64)
    title = LocalTextField(verbose_name=_("title"), blank=False)
    created = models.DateTimeField(auto_now_add=True)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_PLACE, name="framework_of_one_place"),
            models.UniqueConstraint(
                fields=["network", "key"], name="one_framework_per_network_key"
            ),
            models.UniqueConstraint(
                fields=["community", "key"], name="one_framework_per_community_key"
            ),
        ]

    def __str__(self) -> str:
        return self.title.to("th")

    @property
    def place(self) -> Place:
        """Whose it is."""
        place = self.community or self.network
        assert place is not None
        return place

    @property
    def agreed(self) -> Version | None:
        """The newest agreed version."""
        return self.versions.filter(state=Version.State.AGREED).order_by("-number").first()


class Version(models.Model):
    """One version of a framework.

    Attributes:
        number: counts up from 1 in its framework.
        document: the engine's framework file as JSON.
        based_on: the version that it amends.
        mapping: where the facilitator has said so, the id of the indicator of ``based_on`` that an
            indicator's series goes on from; null where the series breaks. See `series.series`.
        proposed: the document as it was when it was last proposed.
        revision: goes up with every edit, so that no editor overwrites another.
    """

    class State(models.TextChoices):
        """How far the community has come with it."""

        DRAFT = "draft", _("Draft")
        PROPOSED = "proposed", _("Proposed")
        VOTING = "voting", _("Being voted on")
        AGREED = "agreed", _("Agreed")
        REJECTED = "rejected", _("Not agreed")

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    document = models.JSONField()
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="amended_by"
    )
    mapping = models.JSONField(default=dict)
    proposed = models.JSONField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)
    agreed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["framework", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["framework", "number"], name="versions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.framework} {self.number}"

    @cached_property
    def definition(self) -> engine.Framework:
        """The goals and indicators as the engine computes them."""
        from ruamsuk import engine  # large: a process that only waits for tasks does without

        return engine.Framework.model_validate(self.document)

    @property
    def editable(self) -> bool:
        """Whether it may still be amended."""
        return self.state in (self.State.DRAFT, self.State.PROPOSED)

    @property
    def discardable(self) -> bool:
        """Whether its framework may be thrown away: nothing of it was ever agreed."""
        return self.number == 1 and (self.editable or self.state == self.State.REJECTED)


class Edit(models.Model):
    """What a version was before one edit, so that the edit can be undone and clashes be seen."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="edits")
    revision = models.PositiveIntegerField()
    before = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["revision"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "revision"], name="edits_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.version} · {self.revision}"


class Comment(models.Model):
    """What someone said on a version, or on one of its indicators."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="comments")
    indicator = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="framework_comments"
    )
    text = models.TextField(_("comment"), max_length=4000)
    at = models.DateTimeField(auto_now_add=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return self.text[:60]


class Poll(models.Model):
    """A vote on a version: hands counted in the room, or a choice on each phone.

    Attributes:
        rule: share of the votes for or against that must be for it.
        quorum: people who must be there, or vote.
        code: lets phones in the room vote without an account; empty when hands are counted.
        yes, no, abstain: the counts once it is closed.
        outcome: whether it passed; null while it is open.
    """

    class Way(models.TextChoices):
        """How people vote."""

        HANDS = "hands", _("Show of hands")
        PHONES = "phones", _("On phones")

    class Rule(models.TextChoices):
        """How many must be for it."""

        MAJORITY = "majority", _("More than half")
        TWO_THIRDS = "two-thirds", _("Two thirds or more")
        CONSENSUS = "consensus", _("Nobody against")

    version = models.ForeignKey(Version, models.CASCADE, related_name="polls")
    way = models.CharField(_("how people vote"), max_length=6, choices=Way.choices)
    rule = models.CharField(_("rule"), max_length=10, choices=Rule.choices, default=Rule.MAJORITY)
    quorum = models.PositiveSmallIntegerField(_("quorum"), default=0)
    code = models.CharField(max_length=20, blank=True, db_index=True, editable=False)
    opened = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    closed = models.DateTimeField(null=True, editable=False)
    yes = models.PositiveIntegerField(_("for"), default=0)
    no = models.PositiveIntegerField(_("against"), default=0)
    abstain = models.PositiveIntegerField(_("abstaining"), default=0)
    outcome = models.BooleanField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-opened"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(closed=None),
                name="one_open_poll_per_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {timezone.localdate(self.opened)}"


class Ballot(models.Model):
    """One vote on a phone; one for each member or device."""

    class Choice(models.TextChoices):
        """What one votes."""

        YES = "yes", _("For")
        NO = "no", _("Against")
        ABSTAIN = "abstain", _("Abstain")

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="ballots")
    voter = models.CharField(max_length=64)  # digest of a person or device; never who
    choice = models.CharField(max_length=7, choices=Choice.choices)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "voter"], name="one_vote_each")
        ]

    def __str__(self) -> str:
        return self.choice
