"""Forms of those who ask and those who offer."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.models import LEVELS, Practice
from ruamsuk.assessments.scale import named
from ruamsuk.base.forms import CountField
from ruamsuk.base.templatetags.ruamsuk import language, local
from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.exchanges.forms.fields import AnyDayField
from ruamsuk.exchanges.models import Offer, Request

MOST_DAYS = 60
MOST_GUESTS = 50


class DaysField(forms.CharField):
    """Days to come, one to a line, as people type them; cleaned to days in ISO, in order."""

    widget = forms.Textarea({"rows": 3})

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("One to a line, such as 24/1/2569."))
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


class PracticeChoice(forms.ModelChoiceField[Practice]):
    """A practice by its name in the language of the page."""

    def label_from_instance(self, obj: Any) -> str:
        """Its name."""
        return local(obj.name)


class _LevelField(forms.TypedChoiceField):
    """One of the five levels, by its number and name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, **options)
        self.choices = [(level, named(level).to(language())) for level in LEVELS]


class RequestForm(CarefulForm[Request]):
    """What a community asks others for."""

    practice = PracticeChoice(Practice.objects.none(), label=_("What it is about"))
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
        fields: ClassVar = ["practice", "current", "wished", "reach", "tried"]

    def __init__(self, *args: Any, practices: list[Practice], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, practices)

    def clean(self) -> dict[str, Any]:
        """The wish lies above, and the community does not say two levels on one practice."""
        given = super().clean()
        current, wished = given.get("current"), given.get("wished")
        if current and wished and wished <= current:
            self.add_error(
                "wished", _("Choose a level above the one where you stand. Else nobody can help.")
            )
        own = _open(Offer, self).first()
        if own and current and own.level != current:
            words = _("In your offer on this practice you say that you stand at level %(level)s.")
            self.add_error("current", ValidationError(words, params={"level": own.level}))
        return _alone(self, given)


class OfferForm(CarefulForm[Offer]):
    """What a community offers to others."""

    practice = PracticeChoice(Practice.objects.none(), label=_("What it is about"))
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
    why_here = forms.CharField(
        label=_("Why it worked here"),
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
        help_text=_("One to a line, such as 24/1/2569. Leave it empty if any day will do."),
    )

    class Meta:
        model = Offer
        fields: ClassVar = [
            "practice",
            "level",
            "did",
            "evidence",
            "why_here",
            "capacity",
            "days",
        ]

    def __init__(self, *args: Any, practices: list[Practice], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, practices)

    def clean(self) -> dict[str, Any]:
        """The community does not say two levels on one practice."""
        given = super().clean()
        own, level = _open(Request, self).first(), given.get("level")
        if own and level and own.current != level:
            words = _("In your request on this practice you say that you stand at level %(level)s.")
            self.add_error("level", ValidationError(words, params={"level": own.current}))
        return _alone(self, given)


def _choose(form: RequestForm | OfferForm, practices: list[Practice]) -> None:
    known = {one.pk for one in practices} | {form.instance.practice_id or 0}
    field: Any = form.fields["practice"]
    field.queryset = Practice.objects.filter(pk__in=known).order_by("table_id", "position", "pk")


def _open(kind: Any, form: RequestForm | OfferForm) -> Any:
    """What the community has already on the practice, of a kind."""
    practice = form.cleaned_data.get("practice")
    return kind.objects.filter(
        community=form.instance.community, practice=practice or 0, withdrawn=None
    )


def _alone(form: RequestForm | OfferForm, given: dict[str, Any]) -> dict[str, Any]:
    others = _open(form._meta.model, form).exclude(pk=form.instance.pk)
    if others.exists():
        form.add_error("practice", _("There is one on this practice already."))
    return given
