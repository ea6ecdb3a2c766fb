"""Outlines of tambons, which the operator may load for the maps."""

from __future__ import annotations

from django.db import models

from ruamsuk.communities.models import Tambon


class Boundary(models.Model):
    """The outline of a tambon, simplified.

    Attributes:
        polygons: each a list of rings, of longitude and latitude in degrees.
        source: the file that it came from.
    """

    tambon = models.OneToOneField(Tambon, models.CASCADE, primary_key=True, related_name="boundary")
    polygons = models.JSONField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "boundaries"

    def __str__(self) -> str:
        return str(self.tambon_id)
