"""Loads provinces, districts and tambons on their official codes, as geothai ships them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import geothai
from django.db import models, transaction

from ruamsuk.communities.models import District, Province, Tambon


@transaction.atomic
def load_areas() -> dict[str, int]:
    """Bring the tables of areas to what geothai ships; what is right already stays untouched.

    Returns:
        How many rows of each table were written.
    """
    provinces = [
        Province(code=p.code, name_th=p.name_th, name_en=p.name_en) for p in geothai.provinces()
    ]
    districts = [
        District(code=d.code, name_th=d.name_th, name_en=d.name_en, province_id=d.province_code)
        for p in provinces
        for d in geothai.districts(p.code)
    ]
    tambons = [
        Tambon(code=s.code, name_th=s.name_th, name_en=s.name_en, district_id=s.district_code)
        for d in districts
        for s in geothai.subdistricts(d.code)
    ]
    return {
        "provinces": _bring(Province, provinces),
        "districts": _bring(District, districts, "province_id"),
        "tambons": _bring(Tambon, tambons, "district_id"),
    }


def _bring(model: type[models.Model], wanted: Iterable[Any], *parents: str) -> int:
    fields = ["name_th", "name_en", *parents]
    there = {row[0]: row[1:] for row in model._default_manager.values_list("code", *fields)}
    changed = [
        area
        for area in wanted
        if there.get(area.code) != tuple(getattr(area, field) for field in fields)
    ]
    model._default_manager.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[field.removesuffix("_id") for field in fields],
    )
    return len(changed)
