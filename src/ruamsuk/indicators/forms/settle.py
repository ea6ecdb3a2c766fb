"""Forms of the talk about a version, its vote, and its ties to the version before."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.indicators.forms.fields import INPUT, SELECT, TEXTAREA
from ruamsuk.indicators.models import Comment, Poll, Version
from ruamsuk.indicators.series import Thread, threads


class CommentForm(forms.ModelForm[Comment]):
    """What someone wants to say."""

    class Meta:
        model = Comment
        fields: ClassVar = ["text", "indicator"]
        widgets: ClassVar = {
            "text": forms.Textarea({**TEXTAREA, "rows": 3}),
            "indicator": forms.HiddenInput,
        }


class PollForm(forms.ModelForm[Poll]):
    """How the community votes."""

    class Meta:
        model = Poll
        fields: ClassVar = ["way", "rule", "quorum"]
        widgets: ClassVar = {
            "way": forms.RadioSelect,
            "rule": forms.RadioSelect,
            "quorum": forms.NumberInput({**INPUT, "inputmode": "numeric", "min": 0}),
        }
        help_texts: ClassVar = {"quorum": _("How many must vote for it to count; 0 for no limit.")}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["way"].choices = Poll.Way.choices  # type: ignore[attr-defined]
        self.fields["way"].initial = Poll.Way.HANDS


class HandsForm(forms.ModelForm[Poll]):
    """The hands that were counted."""

    class Meta:
        model = Poll
        fields: ClassVar = ["yes", "no", "abstain"]
        widgets: ClassVar = {
            name: forms.NumberInput({**INPUT, "inputmode": "numeric", "min": 0})
            for name in ("yes", "no", "abstain")
        }


BREAKS = "-"
"""The choice that a series does not go on."""


class SeriesForm(forms.Form):
    """For each indicator, whether it goes on from one of the version before."""

    def __init__(self, *args: Any, version: Version, **options: Any) -> None:
        super().__init__(*args, **options)
        assert version.based_on is not None
        before = version.based_on.definition.indicators
        self.threads = sorted(threads(version), key=lambda thread: thread.link != "asks")
        for thread in self.threads:
            others = [
                (one.id, _("Goes on from: %s") % one.title.to(language()))
                for one in [
                    *(one for one in before if one.id == thread.indicator.id),
                    *(one for one in before if one.id != thread.indicator.id),
                ]
            ]
            self.fields[thread.indicator.id] = forms.ChoiceField(
                label=thread.indicator.title.to(language()),
                choices=[*_first(thread), *others],
                initial=_initial(thread),
                widget=forms.Select(SELECT),
                error_messages={"required": _("Say whether it goes on.")},
            )

    def mapping(self) -> dict[str, str | None]:
        """What was chosen, as the version keeps it."""
        return {
            name: None if chosen == BREAKS else chosen for name, chosen in self.cleaned_data.items()
        }

    def clean(self) -> dict[str, Any]:
        """No series can go on in two."""
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for name, chosen in cleaned.items():
            if chosen != BREAKS and chosen in seen:
                self.add_error(name, _("Another indicator already goes on from this one."))
            seen[chosen] = name
        return cleaned


def _first(thread: Thread) -> list[tuple[str, Any]]:
    new = _("Is new") if thread.origin is None or thread.link == "new" else _("Breaks: start anew")
    asked = [("", _("Choose …"))] if thread.link == "asks" else []
    return [*asked, (BREAKS, new)]


def _initial(thread: Thread) -> str:
    if thread.link == "asks":
        return ""
    return thread.origin.id if thread.link == "goes on" and thread.origin else BREAKS
