"""What is brought along to a forum: files and links."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ruamsuk.accounts.models import User
from ruamsuk.communities.audit import remember
from ruamsuk.exchanges.media import ENDINGS, MOST_BYTES, is_heic, kind_of
from ruamsuk.exchanges.models import Forum, Material
from ruamsuk.exchanges.rules import demand_forum
from ruamsuk.results.models import Blob

MOST = 60
"""Materials that one forum may have."""


def checked_kind(data: bytes) -> str:
    """The media type of a file that may be kept.

    Raises:
        ValidationError: it is too large, or of a kind that is not taken.
    """
    if len(data) > MOST_BYTES:
        words = _("The file is larger than %(most)s MB. Put it elsewhere and give the link.")
        raise ValidationError(words % {"most": MOST_BYTES // 2**20}, code="size")
    if is_heic(data):
        raise ValidationError(
            _(
                "This picture is kept the way of iPhones (HEIC), which most devices cannot show. "
                "Save or send it as JPEG, and bring that."
            ),
            code="heic",
        )
    kind = kind_of(data)
    if kind is None:
        raise ValidationError(
            _("Bring a PDF, a picture, a video (MP4), or a document of an office program."),
            code="kind",
        )
    return kind


@transaction.atomic
def keep_material(by: User, material: Material, data: bytes = b"", name: str = "") -> None:
    """Add a material, or keep what was changed about it.

    Raises:
        ValidationError: the file may not be kept, or the forum has as many as it may have.
    """
    demand_forum(by, "facilitate", material.forum)
    if material.pk is None:
        if material.forum.materials.count() >= MOST:
            raise ValidationError(_("A forum has room for %(most)s materials.") % {"most": MOST})
        material.by = by
    if data:
        material.kind = checked_kind(data)
        material.file = Blob.objects.keep(data)
        stem = PurePath(name.replace("\\", "/")).stem[:150] or "file"
        material.name = f"{stem}.{ENDINGS[material.kind]}"
    material.save()
    remember(by, "material.added", material.forum.place, material)


@transaction.atomic
def take_out_material(by: User, material: Material) -> dict[str, Any]:
    """Take a material out.

    Returns:
        What `put_back_material` needs to put it back; the bytes of its file stay where they are.
    """
    demand_forum(by, "facilitate", material.forum)
    kept = {"material": serializers.serialize("json", [material])}
    remember(by, "material.taken_out", material.forum.place, material)
    material.delete()
    return kept


@transaction.atomic
def put_back_material(by: User, forum: Forum, kept: dict[str, Any]) -> None:
    """Put a material back that was taken out.

    Raises:
        ValidationError: it is there already.
    """
    demand_forum(by, "facilitate", forum)
    (found,) = serializers.deserialize("json", kept["material"])
    material = found.object
    assert isinstance(material, Material)
    if material.forum_id != forum.pk or forum.materials.filter(pk=material.pk).exists():
        raise ValidationError(_("There is nothing to put back any more."))
    material.item = forum.agenda.filter(pk__in=[material.item_id]).first()
    material.by = User.objects.filter(pk__in=[material.by_id]).first()
    found.save()
    remember(by, "material.put_back", forum.place, material)
