"""Forms of those who ask and those who offer."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.models import LEVELS, Practice
from ruamsuk.assessments.scale import named
from ruamsuk.base.forms import AnyDayField, CountField, OneByName
from ruamsuk.base.templatetags.ruamsuk import language, local
from ruamsuk.communities.forms.careful import CarefulForm, M
from ruamsuk.communities.forms.ticks import TicksField
from ruamsuk.communities.setting import CONDITIONS
from ruamsuk.exchanges.models import Offer, Request
from ruamsuk.lib.text import LocalText

MOST_DAYS = 60
MOST_GUESTS = 50


class DaysField(forms.CharField):
    """Days to come, one to a line, as people type them; cleaned to days in ISO, in order."""

    widget = forms.Textarea({"rows": 3})

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("One to a line, such as 24/1/2026."))
        super().__init__(max_length=2000, required=False, **options)
        self._day = AnyDayField()

    def clean(self, value: Any) -> Any:
        """The days."""
        lines = [line.strip() for line in (super().clean(value) or "").splitlines()]
        found = {day.isoformat() for line in lines if line and (day := self._day.clean(line))}
        if len(found) > MOST_DAYS:
            raise ValidationError(_("These are too many days."), code="too-many")
        return sorted(found)

    def prepare_value(self, value: Any) -> Any:
        """The days in the era of the page; what was typed stays as it is."""
        if not isinstance(value, list):
            return value
        days = [datetime.date.fromisoformat(day) for day in value]
        return "\n".join(self._day.prepare_value(day) for day in days)


class _LevelField(forms.TypedChoiceField):
    """One of the five levels, by its number and name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, **options)
        self.choices = lambda: [(level, named(level).to(language())) for level in LEVELS]


class _ShareField(CountField):
    """A share in per cent, with or without its sign."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=100, **options)

    def to_python(self, value: Any) -> int | None:
        """The number."""
        return super().to_python(value.strip(" %") if isinstance(value, str) else value)


@dataclass(frozen=True)
class Choices:
    """What a request or an offer can be about.

    Attributes:
        practices: of the network's tables.
        indicators: titles by id.
        measured: where the community stands on these, in per cent.
        by_indicator: whether it is about an indicator; else about a practice.
    """

    practices: Sequence[Practice]
    indicators: Mapping[str, LocalText] = field(default_factory=dict)
    measured: Mapping[str, int] = field(default_factory=dict)
    by_indicator: bool = False


class _HelpForm(CarefulForm[M]):
    """What a request and an offer have in common: what it is about, and where the community stands.

    Attributes:
        now: the field of where it stands; wish: the one of where it wants to be, if any.
        others: the model in which the community says where it stands, too.
    """

    now: ClassVar[str]
    wish: ClassVar[str] = ""
    others: ClassVar[type[Request | Offer]]
    instance: Any

    def __init__(self, *args: Any, choices: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choices = choices
        if choices.by_indicator:
            self._choose_indicators()
        else:
            self._choose_practices()

    @property
    def about(self) -> str:
        """The field of what it is about."""
        return "indicator" if self.choices.by_indicator else "practice"

    def _choose_practices(self) -> None:
        del self.fields["indicator"]
        known = {one.pk for one in self.choices.practices} | {self.instance.practice_id or 0}
        found: Any = self.fields["practice"]
        found.queryset = Practice.objects.filter(pk__in=known).order_by(
            "table_id", "position", "pk"
        )

    def _choose_indicators(self) -> None:
        del self.fields["practice"]
        titles = {self.instance.indicator: self.instance.indicator_title, **self.choices.indicators}
        found: Any = self.fields["indicator"]
        found.choices = [("", _("choose"))] + [
            (key, self._measured(key, title)) for key, title in titles.items() if key
        ]
        self.fields[self.now] = _ShareField(
            label=_("Where we stand now, in %"),
            required=False,
            help_text=_("Leave it empty to take what was measured."),
        )
        if self.wish:
            self.fields[self.wish] = _ShareField(label=_("Where we want to be, in %"))

    def _measured(self, key: str, title: LocalText) -> str:
        share = self.choices.measured.get(key)
        words = local(title)
        if share is None:
            return words
        return _("%(indicator)s (measured: %(share)s%%)") % {"indicator": words, "share": share}

    def clean(self) -> dict[str, Any]:
        """The community says one level on one thing, and one thing once."""
        given = super().clean()
        if self.choices.by_indicator:
            self._clean_indicator(given)
        own, now = self._open(self.others).first(), given.get(self.now)
        if own and now is not None and own.now != now and not self._reached(own, now):
            words = (
                _("In your offer on this you say that you stand at %(level)s.")
                if self.others is Offer
                else _("In your request on this you say that you stand at %(level)s.")
            )
            level = local(own.standing(own.now))
            self.add_error(self.now, ValidationError(words, params={"level": level}))
        if self._open(self._meta.model).exclude(pk=self.instance.pk).exists():
            self.add_error(self.about, _("There is one on this already."))
        return given

    def _clean_indicator(self, given: dict[str, Any]) -> None:
        """Take what was measured where nothing was typed; keep what the indicator is called."""
        key = given.get("indicator", "")
        if given.get(self.now) is None and self.now not in self.errors and key:
            given[self.now] = self.choices.measured.get(key)
            if given[self.now] is None:
                self.add_error(self.now, _("This was not measured here. Please say it yourself."))
        self.instance.indicator_title = self.choices.indicators.get(
            key, self.instance.indicator_title
        )

    def _reached(self, own: Any, now: int) -> bool:
        """Whether the community now stands where it wanted to be."""
        return False

    def _open(self, kind: Any) -> Any:
        """What the community has already on this, of a kind."""
        about = self.cleaned_data.get(self.about)
        if not about:
            return kind.objects.none()
        return kind.objects.filter(
            community=self.instance.community, withdrawn=None, **{self.about: about}
        )


class RequestForm(_HelpForm[Request]):
    """What a community asks others for."""

    now = "current"
    wish = "wished"
    others = Offer

    practice = OneByName(Practice.objects.none(), label=_("What it is about"))
    indicator = forms.ChoiceField(label=_("What it is about"))
    current = _LevelField(label=_("Where we stand now"))
    wished = _LevelField(label=_("Where we want to be"))
    reach = forms.CharField(
        label=_("What we want to reach"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("So that others see what you mean: who will do what differently?"),
    )
    tried = forms.CharField(
        label=_("What we tried already"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    class Meta:
        model = Request
        fields: ClassVar = ["practice", "indicator", "current", "wished", "reach", "tried"]

    def clean(self) -> dict[str, Any]:
        """The wish lies above."""
        given = super().clean()
        current, wished = given.get("current"), given.get("wished")
        if current is not None and wished is not None and wished <= current:
            self.add_error(
                "wished",
                _("Choose a level above the one where you stand. Otherwise nobody can help."),
            )
        return given


class OfferForm(_HelpForm[Offer]):
    """What a community offers to others."""

    now = "level"
    others = Request

    practice = OneByName(Practice.objects.none(), label=_("What it is about"))
    indicator = forms.ChoiceField(label=_("What it is about"))
    level = _LevelField(label=_("Where we stand now"))
    did = forms.CharField(
        label=_("What we did"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    evidence = forms.CharField(
        label=_("What shows that it worked"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("A number, or something that one can go and see. Without it few will come."),
    )
    because = TicksField(
        CONDITIONS,
        label=_("What made it work here"),
        help_text=_("Communities that have the same are the first to be brought to you."),
    )
    why_here = forms.CharField(
        label=_("Tell more about why it worked here"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    capacity = CountField(
        label=_("How many communities we can take"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_GUESTS)],
    )
    days = DaysField(
        label=_("Days on which we can"),
        help_text=_("One to a line, such as 24/1/2026. Leave it empty if any day will do."),
    )

    class Meta:
        model = Offer
        fields: ClassVar = [
            "practice",
            "indicator",
            "level",
            "did",
            "evidence",
            "because",
            "why_here",
            "capacity",
            "days",
        ]

    def _reached(self, own: Any, now: int) -> bool:
        return bool(own.wished <= now)
