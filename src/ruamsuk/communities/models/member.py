"""Who has which role where, and invitations to a role."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import digest
from ruamsuk.communities.models.community import Community, Network


class Role(models.TextChoices):
    """What a person is in a network or a community."""

    COORDINATOR = "coordinator", _("Coordinator")
    FACILITATOR = "facilitator", _("Facilitator")
    COLLECTOR = "collector", _("Collector")
    MENTOR = "mentor", _("Mentor")
    MEMBER = "member", _("Member")
    VIEWER = "viewer", _("Viewer")

    def reaches(self, other: str) -> bool:
        """Whether the role stands as high as another. They are listed from the highest down."""
        ranks = list(Role)
        return ranks.index(self) <= ranks.index(Role(other))


ONE_PLACE = models.Q(network__isnull=False, community__isnull=True) | models.Q(
    network__isnull=True, community__isnull=False
)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships."""

    def coordinators(self) -> MembershipQuerySet:
        """Those of coordinators."""
        return self.filter(role=Role.COORDINATOR)


class Membership(models.Model):
    """A person's role in one network or one community."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    community = models.ForeignKey(
        Community, models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    since = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_PLACE, name="membership_in_one_place"),
            models.UniqueConstraint(fields=["user", "network"], name="one_role_per_network"),
            models.UniqueConstraint(fields=["user", "community"], name="one_role_per_community"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    @property
    def place(self) -> Network | Community:
        """Where the role holds."""
        place = self.community or self.network
        assert place is not None
        return place


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations."""

    def open(self) -> InvitationQuerySet:
        """Those that can still be accepted."""
        return self.filter(revoked=None, expires__gt=timezone.now(), uses__lt=models.F("most"))

    def of(self, secret: str) -> Invitation | None:
        """The invitation with this secret."""
        with_places = self.select_related("network", "community__tambon__district__province")
        return with_places.filter(digest=digest(secret)).first()


class Invitation(models.Model):
    """A link that gives a role in a place. Only a digest of its secret is kept.

    Attributes:
        note: for whom it was made.
        most: how many people may accept it.
        uses: how many have.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    community = models.ForeignKey(
        Community, models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    note = models.CharField(_("for whom"), max_length=100, blank=True)
    most = models.PositiveSmallIntegerField(_("for how many people"), default=1)
    uses = models.PositiveSmallIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="invitations"
    )
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(_("expires"))
    revoked = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class State(models.TextChoices):
        """Whether it can still be accepted, and if not, why."""

        OPEN = "open", _("Open")
        USED = "used", _("Used up")
        EXPIRED = "expired", _("Expired")
        REVOKED = "revoked", _("Revoked")

    class Meta:
        ordering: ClassVar = ["-created"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=ONE_PLACE, name="invitation_to_one_place")
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.place}"

    @property
    def place(self) -> Network | Community:
        """Where the role will hold."""
        place = self.community or self.network
        assert place is not None
        return place

    @property
    def state(self) -> State:
        """What became of it."""
        if self.revoked:
            return self.State.REVOKED
        if self.uses >= self.most:
            return self.State.USED
        return self.State.EXPIRED if self.expires <= timezone.now() else self.State.OPEN
