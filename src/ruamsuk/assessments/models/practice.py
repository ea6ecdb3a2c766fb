"""The table of freedom (ตารางแห่งอิสรภาพ): practices, each on five levels in one's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.fields import LocalTextField
from ruamsuk.communities.models import Community, Network
from ruamsuk.communities.models.member import ONE_PLACE

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Place

LEVELS = range(1, 6)
"""Aware, reacts, acts, systematic, way of life."""


class PracticeTableQuerySet(models.QuerySet["PracticeTable"]):
    """Tables of practices."""

    def for_community(self, community: Community) -> PracticeTableQuerySet:
        """Those of a community and those of its network."""
        own = models.Q(community=community)
        if community.network_id:
            own |= models.Q(network=community.network_id)
        return self.filter(own)


class PracticeTable(models.Model):
    """Practices that a network or a community assesses itself on.

    Attributes:
        revision: goes up with every edit, so that no editor overwrites another.
        retired: no longer used for new sittings.
    """

    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="practice_tables"
    )
    community = models.ForeignKey(
        Community, models.CASCADE, null=True, blank=True, related_name="practice_tables"
    )
    title = LocalTextField(verbose_name=_("title"), blank=False)
    about = LocalTextField(verbose_name=_("what it is for"))
    revision = models.PositiveIntegerField(default=1, editable=False)
    retired = models.BooleanField(default=False, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    created = models.DateTimeField(auto_now_add=True)

    objects = PracticeTableQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_PLACE, name="practice_table_of_one_place")
        ]

    def __str__(self) -> str:
        return self.title.to("th")

    @property
    def place(self) -> Place:
        """Whose it is."""
        place = self.community or self.network
        assert place is not None
        return place


class Practice(models.Model):
    """One practice of a table.

    Attributes:
        levels: what each of the five levels looks like, lowest first, as ``{"th", "en"}``.
        goal, indicator: ids in the agreed framework of the place, where the practice goes with one;
            its result then stands beside the level.
        retired: taken out of the table after it was assessed; what was said stays.
    """

    table = models.ForeignKey(PracticeTable, models.CASCADE, related_name="practices")
    position = models.PositiveSmallIntegerField(default=0)
    name = LocalTextField(verbose_name=_("practice"), blank=False)
    about = LocalTextField(verbose_name=_("what is meant"))
    levels = models.JSONField(default=list)
    goal = models.CharField(max_length=64, blank=True)
    indicator = models.CharField(max_length=64, blank=True)
    retired = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering: ClassVar = ["table", "position", "id"]

    def __str__(self) -> str:
        return self.name.to("th")


class TableEdit(models.Model):
    """What a table was before an edit, so that the edit can be taken back.

    Attributes:
        revision: of the table before the edit.
        before: the words of the table and of all its practices, as `edits.snapshot` keeps them.
    """

    table = models.ForeignKey(PracticeTable, models.CASCADE, related_name="edits")
    revision = models.PositiveIntegerField()
    before = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["revision"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "revision"], name="one_edit_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.revision}"
