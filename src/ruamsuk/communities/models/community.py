"""Networks, communities, villages, households and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.fields import LocalTextField
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.models.area import Tambon

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


class NetworkQuerySet(models.QuerySet["Network"]):
    """Networks."""

    def visible_to(self, user: User | AnonymousUser) -> NetworkQuerySet:
        """Networks with a public page, one's own, and those of one's communities."""
        if not user.is_authenticated:
            return self.filter(public=True)
        mine = models.Q(memberships__user=user) | models.Q(communities__memberships__user=user)
        return self.filter(models.Q(public=True) | mine).distinct()


class Network(models.Model):
    """Communities that work together.

    Attributes:
        slug: its part of the address of its pages.
        purpose: why it works together.
        principles: what it holds to, one to a line.
        seats: communities that it has room for; those without a community are open.
        public: whether everyone may read its page.
        demo: invented for the demonstration.
    """

    slug = models.SlugField(max_length=40, unique=True)
    name = LocalTextField(verbose_name=_("name"), blank=False)
    purpose = LocalTextField(verbose_name=_("purpose"))
    principles = LocalTextField(verbose_name=_("principles"))
    seats = models.PositiveSmallIntegerField(_("seats"), default=14)
    public = models.BooleanField(_("public"), default=False)
    demo = models.BooleanField(default=False, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.name.to(language())

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("network", args=[self.slug])


class CommunityQuerySet(models.QuerySet["Community"]):
    """Communities."""

    def visible_to(self, user: User | AnonymousUser) -> CommunityQuerySet:
        """Communities with a public page, one's own, and those of one's networks."""
        if not user.is_authenticated:
            return self.filter(public=True)
        mine = models.Q(memberships__user=user) | models.Q(network__memberships__user=user)
        return self.filter(models.Q(public=True) | mine).distinct()

    def known_to(self, user: User | AnonymousUser) -> CommunityQuerySet:
        """Communities whose name one may read: those visible, and the neighbours in one's networks.

        A neighbour's pages stay closed; but who learned from whom can be said, and a network shows
        its members who belongs to it.
        """
        if not user.is_authenticated:
            return self.visible_to(user)
        everywhere = CommunityQuerySet(self.model, using=self.db)
        networks = everywhere.filter(memberships__user=user, network__isnull=False)
        known = models.Q(pk__in=everywhere.visible_to(user).values("pk"))
        return self.filter(known | models.Q(network__in=networks.values("network")))

    def with_area(self) -> CommunityQuerySet:
        """With tambon, district, province, network and wording in the same query."""
        return self.select_related("tambon__district__province", "network", "wording")


class Community(models.Model):
    """A tambon that runs the circle.

    Attributes:
        slug: its part of the address; the tambon's code unless several share the tambon.
        network: the network that it works in, if any.
        about: who the community is, in its own words.
        public: whether everyone may read what it publishes.
        suppress: counts below this number are hidden from all who may not see households.
        livelihoods: what people live on: keys of `setting.LIVELIHOODS` and words of its own.
        conditions: what it has to build on: keys of `setting.CONDITIONS` and words of its own.
        latitude, longitude: where it lies, in degrees; `lies_at` knows more.
        named_outside: its name may stand beside its levels where people outside the network read.
        revision: goes up with every edit of the profile, so that no editor overwrites another.
    """

    slug = models.SlugField(max_length=40, unique=True)
    name = LocalTextField(verbose_name=_("name"), blank=False)
    tambon = models.ForeignKey(
        Tambon, models.PROTECT, related_name="communities", verbose_name=_("tambon")
    )
    network = models.ForeignKey(
        Network, models.SET_NULL, null=True, blank=True, related_name="communities"
    )
    about = LocalTextField(verbose_name=_("about us"))
    population = models.PositiveIntegerField(_("people"), null=True, blank=True)
    livelihoods = models.JSONField(_("what people live on"), default=list, blank=True)
    conditions = models.JSONField(_("what we have"), default=list, blank=True)
    public = models.BooleanField(_("public"), default=False)
    suppress = models.PositiveSmallIntegerField(_("hide counts below"), default=5)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    named_outside = models.BooleanField(_("named outside the network"), default=False)
    demo = models.BooleanField(default=False, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["slug"]
        verbose_name = _("community")
        verbose_name_plural = _("communities")

    def __str__(self) -> str:
        return self.name.to(language())

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("community", args=[self.slug])

    @property
    def lies_at(self) -> tuple[float, float] | None:
        """Latitude and longitude: its own, else the middle of its tambon; None where unknown."""
        for place in (self, self.tambon):
            if place.latitude is not None and place.longitude is not None:
                return place.latitude, place.longitude
        return None


class Village(models.Model):
    """A village (หมู่บ้าน) of a community, by its 8-digit code."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="villages")
    code = models.CharField(
        _("code"),
        max_length=8,
        validators=[RegexValidator(r"^\d{8}$", _("A village's code has 8 digits."))],
    )
    name = LocalTextField(verbose_name=_("name"))

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "code"], name="one_village_per_code")
        ]

    def __str__(self) -> str:
        return self.name.to(language()) or self.code

    @property
    def number(self) -> int:
        """The village's number in its tambon (หมู่ที่)."""
        return int(self.code[-2:])


class Household(models.Model):
    """A household by its lasting number. What it answered lies in `results`."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="households")
    village = models.ForeignKey(
        Village, models.SET_NULL, null=True, blank=True, related_name="households"
    )
    key = models.CharField(_("household's number"), max_length=64)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "key"], name="one_household_per_key")
        ]

    def __str__(self) -> str:
        return self.key


class Person(models.Model):
    """Someone of a household, where the community keeps people; by a number, not by name."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="people")
    key = models.CharField(_("person's number"), max_length=64)

    class Meta:
        ordering: ClassVar = ["key"]
        verbose_name_plural = "people"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["household", "key"], name="one_person_per_key")
        ]

    def __str__(self) -> str:
        return self.key
