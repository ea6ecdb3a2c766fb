"""Forms of a self-assessment: when and who, hands, and what is agreed."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.assessments.models import LEVELS, Hands, Level, PracticeTable
from ruamsuk.assessments.photos import picture_of
from ruamsuk.assessments.scale import NAMES, named
from ruamsuk.base.forms import OneByName
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import Place, allowed_in
from ruamsuk.lib.text import LocalText
from ruamsuk.results.forms.fields import DayField

PHONES, HANDS = "phones", "hands"
_MOST_HANDS = 9999


class SittingForm(forms.Form):
    """What is assessed, on which day, by whom, and how people say what they see."""

    table = OneByName(PracticeTable.objects.none(), label=_("Which table"), empty_label=None)
    held_on = DayField(label=_("Day"), initial=timezone.localdate)
    communities = forms.ModelMultipleChoiceField(
        Community.objects.none(),
        label=_("Who assesses themselves"),
        widget=forms.CheckboxSelectMultiple,
    )
    way = forms.ChoiceField(
        label=_("How people say what they see"),
        widget=forms.RadioSelect,
        initial=PHONES,
        choices=[
            (PHONES, _("On phones in the hall; hands can be counted too")),
            (HANDS, _("By raising hands, counted by you")),
        ],
    )

    def __init__(self, by: User, place: Place, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        tables = PracticeTable.objects.filter(retired=False)
        if isinstance(place, Community):
            usable = tables & PracticeTable.objects.for_community(place)
            del self.fields["communities"]
        else:
            usable = tables.filter(network=place)
            mine = allowed_in(by, "facilitate", place.communities.all())
            field: Any = self.fields["communities"]
            field.queryset = Community.objects.filter(pk__in=mine)
            field.initial = list(mine)
        self.place = place
        self.fields["table"].queryset = usable.distinct()  # type: ignore[attr-defined]
        self.fields["table"].initial = usable.last()

    def members(self) -> list[Community]:
        """Who was chosen."""
        if isinstance(self.place, Community):
            return [self.place]
        return list(self.cleaned_data["communities"])


class HandsForm(forms.Form):
    """How many hands at each of the five levels."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, kept: Hands | None, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kept = kept
        self.theirs = ""
        counts = kept.counts if kept else [0] * 5
        self.fields["seen"].initial = _line(counts) if kept else ""
        for level in LEVELS:
            self.fields[f"level{level}"] = forms.IntegerField(
                label=lazystr(_Named(NAMES[level - 1])),
                min_value=0,
                max_value=_MOST_HANDS,
                initial=counts[level - 1],
                required=False,
                widget=forms.NumberInput(
                    {
                        "inputmode": "numeric",
                        "class": "input w-16 shrink-0 px-1 text-center text-lg font-bold",
                    }
                ),
            )

    @property
    def counters(self) -> list[tuple[int, forms.BoundField]]:
        """The levels from the highest to the lowest, as a hall counts them."""
        return [(level, self[f"level{level}"]) for level in reversed(LEVELS)]

    def clean(self) -> dict[str, Any]:
        """The counts as one list; another's count is not overwritten unseen."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        counts = [cleaned.get(f"level{level}") or 0 for level in LEVELS]
        if not any(counts) and not self.errors and self.kept is None:
            raise ValidationError(_("No hand has been counted yet. Press + for each hand."))
        now = _line(self.kept.counts) if self.kept else ""
        if self.kept and cleaned.get("seen") != now and counts != self.kept.counts:
            self.theirs = " · ".join(map(str, reversed(self.kept.counts)))
            data = cast(QueryDict, self.data).copy()
            data["seen"] = now
            self.data = data
            raise ValidationError(
                _(
                    "Somebody else counted too: %(counts)s, highest level first. Yours is still "
                    "here. Keep it once more to let yours stand."
                )
                % {"counts": self.theirs}
            )
        return cleaned | {"counts": counts}


class _Named:
    """The name of a level, in the language of the page when it is asked."""

    def __init__(self, name: LocalText) -> None:
        self.name = name

    def __str__(self) -> str:
        return local(self.name)


def _line(counts: list[int]) -> str:
    return "/".join(map(str, counts))


def _level_field(label: Any) -> forms.TypedChoiceField:
    choices = [(level, lazystr(_Named(named(level)))) for level in LEVELS]
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, widget=forms.RadioSelect
    )


class LevelForm(CarefulForm[Level]):
    """What a community agreed on a practice."""

    current = _level_field(_("Where we stand"))
    wished = _level_field(_("Where we want to be"))
    evidence = forms.CharField(
        label=_("What shows that it is so"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("A case, a number, something that anyone can go and see."),
    )
    picture = forms.FileField(
        label=_("A picture"),
        required=False,
        help_text=_("JPEG or PNG. Where it was taken is removed from it. Ask those who are in it."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )
    no_picture = forms.BooleanField(label=_("Take the picture out, for good"), required=False)

    class Meta:
        model = Level
        fields: ClassVar = ["current", "wished", "by_when", "evidence"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["by_when"].label = _("By when")
        if self.instance.photo_id is None:
            del self.fields["no_picture"]

    def clean_picture(self) -> bytes:
        """The picture drawn anew; nothing where there is none."""
        upload = self.cleaned_data.get("picture")
        return picture_of(upload) if upload else b""

    def clean(self) -> dict[str, Any]:
        """Nobody wishes to fall."""
        cleaned = super().clean()
        current, wished = cleaned.get("current"), cleaned.get("wished")
        if current and wished and wished < current:
            self.add_error(
                "wished",
                _("The level we want is not below where we stand. To stay there, choose the same."),
            )
        return cleaned
