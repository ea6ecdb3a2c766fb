"""Who a community is: its history, what it has, whom it works with, and its own words."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.fields import LocalTextField, PartialDateField
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.models.community import Community, Network


class TimelineEvent(models.Model):
    """Something that happened while the work grew."""

    community = models.ForeignKey(
        Community, models.CASCADE, null=True, blank=True, related_name="timeline"
    )
    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="timeline"
    )
    date = PartialDateField(verbose_name=_("when"))
    title = LocalTextField(verbose_name=_("what happened"), blank=False)
    text = LocalTextField(verbose_name=_("more"))
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["date", "id"]

    def __str__(self) -> str:
        return self.title.to(language())


class Asset(models.Model):
    """What a community has to build on."""

    class Kind(models.TextChoices):
        """What kind of potential it is."""

        PEOPLE = "people", _("People and knowledge")
        GROUP = "group", _("Groups and funds")
        NATURE = "nature", _("Land, water, forest")
        CULTURE = "culture", _("Faith and culture")
        PLACE = "place", _("Places and tools")

    community = models.ForeignKey(Community, models.CASCADE, related_name="assets")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    name = LocalTextField(verbose_name=_("name"), blank=False)
    text = LocalTextField(verbose_name=_("what it gives us"))

    class Meta:
        ordering: ClassVar = ["kind", "id"]

    def __str__(self) -> str:
        return self.name.to(language())


class Partner(models.Model):
    """Temple, school, health station or agency that a community works with."""

    class Kind(models.TextChoices):
        """What kind of partner it is."""

        TEMPLE = "temple", _("Temple")
        SCHOOL = "school", _("School")
        HEALTH = "health", _("Health station")
        GOVERNMENT = "government", _("Government office")
        UNIVERSITY = "university", _("University")
        OTHER = "other", _("Other")

    community = models.ForeignKey(Community, models.CASCADE, related_name="partners")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = LocalTextField(verbose_name=_("name"), blank=False)
    does = LocalTextField(verbose_name=_("what it does with us"))

    class Meta:
        ordering: ClassVar = ["kind", "id"]

    def __str__(self) -> str:
        return self.name.to(language())


class Learning(models.Model):
    """One community learned something from another."""

    learner = models.ForeignKey(
        Community, models.CASCADE, related_name="learned_from", verbose_name=_("who learned")
    )
    teacher = models.ForeignKey(
        Community, models.CASCADE, related_name="taught", verbose_name=_("from whom")
    )
    what = LocalTextField(verbose_name=_("what"))
    date = PartialDateField(verbose_name=_("since"), blank=True)

    class Meta:
        ordering: ClassVar = ["date", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["learner", "teacher"], name="one_learning_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(learner=models.F("teacher")), name="not_from_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner} ← {self.teacher}"

    def clean(self) -> None:
        """Nobody learns from themselves."""
        if self.learner_id and self.learner_id == self.teacher_id:
            raise ValidationError({"teacher": _("Choose another community.")})


class Wording(models.Model):
    """What a community calls goals, indicators and rounds."""

    community = models.OneToOneField(Community, models.CASCADE, related_name="wording")
    goal = LocalTextField(verbose_name=_("goal"))
    indicator = LocalTextField(verbose_name=_("indicator"))
    round = LocalTextField(verbose_name=_("round"))
    wellbeing = LocalTextField(verbose_name=_("well-being"))

    def __str__(self) -> str:
        return str(self.community)
