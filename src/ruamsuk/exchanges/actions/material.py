"""What is brought along to a forum: files and links."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ruamsuk.communities.audit import remember
from ruamsuk.exchanges.media import ENDINGS, MOST_BYTES, kind_of
from ruamsuk.exchanges.rules import demand_forum
from ruamsuk.results.models import Blob

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User
    from ruamsuk.exchanges.models import Material

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
def take_out_material(by: User, material: Material) -> None:
    """Take a material out."""
    demand_forum(by, "facilitate", material.forum)
    remember(by, "material.taken_out", material.forum.place, material)
    material.delete()
