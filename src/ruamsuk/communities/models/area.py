"""Provinces, districts and tambons on the official codes of the Ministry of Interior."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Area(models.Model):
    """A place of the administration, by its official code."""

    name_th = models.CharField(max_length=80, db_index=True)
    name_en = models.CharField(max_length=80, db_index=True)

    class Meta:
        abstract = True


class Province(Area):
    """One of 77 provinces; two digits."""

    code = models.CharField(max_length=2, primary_key=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name_th


class District(Area):
    """One of 928 districts; four digits."""

    code = models.CharField(max_length=4, primary_key=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="districts")

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name_th


class Tambon(Area):
    """One of 7,436 tambons; six digits.

    Attributes:
        latitude, longitude: its middle in degrees, where the operator has loaded its outline.
    """

    code = models.CharField(max_length=6, primary_key=True)
    district = models.ForeignKey(District, models.PROTECT, related_name="tambons")
    latitude = models.FloatField(null=True, editable=False)
    longitude = models.FloatField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return f"{self.name_th} ({self.code})"
