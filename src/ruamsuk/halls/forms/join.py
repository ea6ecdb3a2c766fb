"""What a phone is asked before it takes a seat."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruamsuk.communities.models import Community
from ruamsuk.halls.models import Hall, Seat


class JoinForm(forms.Form):
    """Whom one speaks for, by a button; a slip's code where one is needed; a name if wanted."""

    seat = forms.CharField(
        label=_("Code of the seat slip"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=Seat._meta.get_field("name").max_length,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    community = forms.ModelChoiceField(Community.objects.none(), required=False)

    def __init__(self, hall: Hall, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.communities = list(hall.expected().order_by("slug"))
        field = self.fields["community"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = hall.expected()
        if hall.entry == Hall.Entry.SLIPS:
            self.fields["seat"].required = True

    def clean_community(self) -> Community | None:
        """The one that was tapped, or the only one that there is."""
        if len(self.communities) == 1:
            return self.communities[0]
        chosen: Community | None = self.cleaned_data["community"]
        return chosen
