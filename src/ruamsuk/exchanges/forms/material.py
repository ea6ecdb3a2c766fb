"""The form of a material."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.forms import LocalTextFormField, OneByName
from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.exchanges.actions.material import checked_kind
from ruamsuk.exchanges.media import MOST_BYTES
from ruamsuk.exchanges.models import AgendaItem, Material


class MaterialForm(CarefulForm[Material]):
    """A file or a link, what it is called, and what is said in it."""

    title = LocalTextFormField(label=_("What it is called"))
    upload = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("A PDF, a picture, a video (MP4) or a document; 20 MB at most."),
    )
    link = forms.URLField(
        label=_("Or a link"), required=False, max_length=500, assume_scheme="https"
    )
    item = OneByName(
        AgendaItem.objects.none(),
        label=_("Which part of the day it is for"),
        required=False,
        empty_label=_("the whole day"),
    )
    transcript = forms.CharField(
        label=_("What is said in it"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("For those who cannot hear it or load it."),
    )

    class Meta:
        model = Material
        fields: ClassVar = ["title", "link", "item", "transcript"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        items: Any = self.fields["item"]
        items.queryset = self.instance.forum.agenda.all()
        self.keep_beside(upload=self.instance.name)

    def clean_upload(self) -> tuple[bytes, str]:
        """The file's bytes and its name."""
        upload = self.cleaned_data["upload"]
        if not upload:
            return b"", ""
        data = upload.read(MOST_BYTES + 1)
        checked_kind(data)
        return data, upload.name

    def _tell_of_theirs(self, typed: dict[str, Any]) -> None:
        """A file that somebody brought stays, unless another one was to take its place."""
        brings = typed.get("upload", (b"",))[0]
        super()._tell_of_theirs(typed if brings else {**typed, "upload": self.instance.name})

    def clean_link(self) -> str:
        """A page of the net, nothing else."""
        link: str = self.cleaned_data["link"]
        if link and not link.startswith(("https://", "http://")):
            raise ValidationError(_("A link begins with https://"))
        return link

    def clean(self) -> dict[str, Any]:
        """Either a file or a link."""
        cleaned = super().clean() or self.cleaned_data
        has_file = self.instance.file_id or cleaned.get("upload", (b"",))[0]
        if not self.errors and not has_file and not cleaned.get("link"):
            raise ValidationError(_("Bring a file or give a link."))
        return cleaned
