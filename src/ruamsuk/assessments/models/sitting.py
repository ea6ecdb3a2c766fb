"""One time of self-assessment: what each said, why some differ, and what was agreed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.models.practice import Practice, PracticeTable
from ruamsuk.base.fields import LocalTextField, PartialDateField
from ruamsuk.communities.models import Community
from ruamsuk.halls.models import Hall
from ruamsuk.results.models import Blob

_ON_THE_SCALE = [MinValueValidator(1), MaxValueValidator(5)]


class Sitting(models.Model):
    """One time at which communities assess themselves on the practices of a table.

    Sittings of one table are its rounds: levels are compared from one to the next.

    Attributes:
        communities: who assesses; one, or many in a forum of the network.
        hall: where phones vote; null where hands are counted.
        closed: levels are settled; a sitting can be opened again.
    """

    table = models.ForeignKey(PracticeTable, models.CASCADE, related_name="sittings")
    communities = models.ManyToManyField(Community, related_name="sittings")
    hall = models.ForeignKey(Hall, models.SET_NULL, null=True, blank=True, related_name="sittings")
    title = LocalTextField(verbose_name=_("title"))
    held_on = models.DateField(_("day"))
    closed = models.DateTimeField(null=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["held_on", "id"]

    def __str__(self) -> str:
        return self.title.to("th") or f"{self.table} {self.held_on:%Y-%m-%d}"


class Opinion(models.Model):
    """The level that one person in the hall sees, for their community.

    Attributes:
        voter: digest of the seat, another on each practice; never who.
        level: what counts; null while there is only a late one.
        stamp: counts up on the phone, so that an old opinion that arrives late does not replace a
            newer one; forgotten when the hall or the sitting closes.
        late: the level that arrived when opinions on this practice were no longer taken; it is
            kept, and counts when the practice is opened again.
    """

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="opinions")
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    voter = models.CharField(max_length=64)
    level = models.PositiveSmallIntegerField(null=True, validators=_ON_THE_SCALE)
    stamp = models.BigIntegerField(default=0)
    late = models.PositiveSmallIntegerField(null=True, validators=_ON_THE_SCALE)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sitting", "practice", "voter"], name="one_opinion_each"
            )
        ]

    def __str__(self) -> str:
        return str(self.level or self.late)


class Hands(models.Model):
    """Hands counted in the room: how many see each of the five levels."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="hands")
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    counts = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sitting", "practice", "community"], name="hands_counted_once"
            )
        ]

    def __str__(self) -> str:
        return "/".join(map(str, self.counts))


class Voice(models.Model):
    """Why somebody sees another level than most; never who said it.

    Attributes:
        id: made by the phone that sends it, so that it arrives once.
        withdrawn: taken out, such as one that names a neighbour; it can be put back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="voices")
    practice = models.ForeignKey(Practice, models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(validators=_ON_THE_SCALE)
    reason = models.TextField(_("reason"), max_length=1000)
    withdrawn = models.BooleanField(default=False, editable=False)

    def __str__(self) -> str:
        return self.reason[:60]


class Level(models.Model):
    """What a community agreed: where it stands on a practice, and where it wants to be.

    Attributes:
        current, wished: levels from 1 to 5; the wished one is never below the current one.
        by_when: when it wants to be there.
        evidence: what shows that the current level is so: a case, a document.
        seen: the result of the practice's indicator as it stood then, in words; never overwritten.
        photo: a picture as evidence.
        revision: goes up with every edit, so that no editor overwrites another.
    """

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="levels")
    practice = models.ForeignKey(Practice, models.RESTRICT, related_name="agreed")
    community = models.ForeignKey(Community, models.CASCADE, related_name="levels")
    current = models.PositiveSmallIntegerField(_("level now"), validators=_ON_THE_SCALE)
    wished = models.PositiveSmallIntegerField(_("level we want"), validators=_ON_THE_SCALE)
    by_when = PartialDateField(verbose_name=_("by when"), blank=True)
    evidence = models.TextField(_("what shows it"), max_length=2000, blank=True)
    seen = LocalTextField(editable=False)
    photo = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1, editable=False)
    agreed = models.DateTimeField(auto_now=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["sitting", "practice", "community"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sitting", "practice", "community"], name="one_level_agreed"
            ),
            models.CheckConstraint(
                condition=models.Q(current__range=(1, 5), wished__range=(1, 5)),
                name="levels_on_the_scale",
            ),
            models.CheckConstraint(
                condition=models.Q(wished__gte=models.F("current")), name="wished_not_below"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.current} → {self.wished}"
