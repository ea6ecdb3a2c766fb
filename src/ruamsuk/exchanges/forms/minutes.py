"""Forms of minutes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.forms import AnyDayField
from ruamsuk.exchanges.actions.minutes import LONGEST


class MinutesForm(forms.Form):
    """The text of the minutes, and the text that its writer started from."""

    before = forms.CharField(
        widget=forms.HiddenInput, required=False, strip=False, max_length=2 * LONGEST
    )
    text = forms.CharField(
        label=_("Text of the minutes"),
        widget=forms.Textarea({"rows": 28, "spellcheck": "true"}),
        strip=False,
        max_length=LONGEST,
        help_text=_(
            "A line that begins with # is a heading, with ## a smaller one, with - an item of a "
            "list, with | a row of a table."
        ),
    )


class AgreeForm(forms.Form):
    """On which day those present agreed."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)
    day = AnyDayField(label=_("Agreed on"))
    named = forms.BooleanField(
        label=_("People are named in it"),
        required=False,
        help_text=_("Then nobody outside the network can read it, even if the forum is public."),
    )
