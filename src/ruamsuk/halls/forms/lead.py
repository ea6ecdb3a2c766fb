"""Forms of whoever leads a hall."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.forms import CountField
from ruamsuk.communities.models import Community
from ruamsuk.halls.models import Hall, Question

MOST_OPTIONS = 5


class HallForm(forms.ModelForm[Hall]):
    """A new hall."""

    class Meta:
        model = Hall
        fields: ClassVar = ["title", "entry"]
        widgets: ClassVar = {"entry": forms.RadioSelect}
        help_texts: ClassVar = {
            "entry": _(
                "Without slips, whoever has two phones or clears what a phone remembers can take "
                "two seats. With a slip each person has one seat; print them before the meeting."
            )
        }


class PeopleForm(forms.Form):
    """How many people were counted in the room; empty takes the count back."""

    people = CountField(
        label=_("People counted in the room"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(5000)],
    )


class SlipsForm(forms.Form):
    """How many seat slips, and for whom."""

    count = CountField(
        label=_("How many slips"),
        initial=30,
        validators=[MinValueValidator(1), MaxValueValidator(300)],
    )
    community = forms.ModelChoiceField(
        Community.objects.none(),
        label=_("For people of"),
        required=False,
        empty_label=_("anyone who is given the slip"),
    )

    def __init__(self, hall: Hall, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["community"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = hall.expected()


class QuestionForm(forms.ModelForm[Question]):
    """A question with choices, one to a line; without any, phones answer in words."""

    options = forms.CharField(
        label=_("Choices, one to a line"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Two to five. Leave it empty, and everyone answers in their own words."),
    )

    class Meta:
        model = Question
        fields: ClassVar = ["text"]
        widgets: ClassVar = {"text": forms.TextInput({"autocomplete": "off"})}

    def clean_options(self) -> list[str]:
        """The choices."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["options"].splitlines()]
        options = list(dict.fromkeys(line for line in lines if line))
        if options and not 2 <= len(options) <= MOST_OPTIONS:
            raise forms.ValidationError(
                _("Write two to five different choices, or none."), code="options"
            )
        if any(len(option) > 100 for option in options):
            raise forms.ValidationError(
                _("A choice has at most 100 letters: it stands on a button."), code="long"
            )
        return options
