"""Forms of a peer assist, and of what came of it."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.assessments.models import Practice
from ruamsuk.assessments.scale import named
from ruamsuk.base.forms import AnyDayField, CountField, OneByName
from ruamsuk.base.templatetags.ruamsuk import language, local
from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.assist_guide import LONGEST, guide, minutes_of
from ruamsuk.exchanges.forms.forum import practices_of
from ruamsuk.exchanges.models import Assist, FollowUp, Readers, Step
from ruamsuk.exchanges.promises import offer_readers

_MINUTES = "minutes_"


class AssistForm(CarefulForm[Assist]):
    """What is set before a peer assist begins; minutes of the stages have a field each."""

    field_order = ("practice", "givers", "held_on", "readers", "purpose", "helpers")

    purpose = forms.CharField(
        label=_("What do you want to leave with?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("In one or two sentences, as you would say it to a friend."),
    )
    practice = OneByName(
        Practice.objects.none(),
        label=_("What it is about"),
        required=False,
        empty_label=_("something else"),
    )
    givers = forms.ModelMultipleChoiceField(
        Community.objects.none(),
        label=_("Who helps"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    held_on = AnyDayField(label=_("Day"))
    helpers = CountField(
        label=_("How many people help"),
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Six to eight talk best. If more come, sit in several groups."),
    )
    readers = forms.ChoiceField(
        label=_("Who can read what is said"),
        choices=Readers.choices,
        help_text=_(
            "Everyone in the network sees that it took place: who asked, who helped, on what, and "
            "when. What is said is read only by those chosen here. Steps that come of it are also "
            "read by members of the community that asks."
        ),
    )

    class Meta:
        model = Assist
        fields: ClassVar = ["purpose", "practice", "held_on", "helpers", "readers"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        assist, fields = self.instance, self.fields
        offer_readers(fields["readers"], assist)
        others = Community.objects.filter(network=assist.network).exclude(pk=assist.asker_id)
        fields["givers"].queryset = others  # type: ignore[attr-defined]
        if assist.pk:
            fields["givers"].initial = assist.givers.all()
        practices: Any = fields["practice"]
        practices.queryset = practices_of(assist.asker)
        if assist.indicator_title:
            practices.empty_label = local(assist.indicator_title)
        if not practices.queryset.exists():
            del fields["practice"]
        for part in guide():
            fields[f"{_MINUTES}{part.stage.value}"] = CountField(
                label=part.stage.label,
                initial=minutes_of(assist, part.stage),
                validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
            )
        self.keep_beside(**{one.name: one.field.initial for one in self.stages})

    @property
    def stages(self) -> list[forms.BoundField]:
        """The fields with the minutes, in the order of the stages."""
        return [self[name] for name in self.fields if name.startswith(_MINUTES)]

    @property
    def plain(self) -> list[forms.BoundField]:
        """The other fields that are seen."""
        seen = [name for name in self.fields if not name.startswith(_MINUTES)]
        return [self[name] for name in seen if not self[name].is_hidden]

    def save(self, commit: bool = True) -> Assist:
        """The assist with the minutes of its stages."""
        given = self.cleaned_data
        self.instance.minutes = {
            part.stage.value: given[f"{_MINUTES}{part.stage.value}"] for part in guide()
        }
        return super().save(commit)


class NoteForm(forms.Form):
    """What was said; ``key`` is made when the form is first shown."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = forms.CharField(
        label=_("What was said"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    community = forms.ModelChoiceField(
        Community.objects.none(), label=_("Who said it"), required=False, empty_label=_("not said")
    )

    def __init__(self, assist: Assist, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["community"].queryset = around(assist)  # type: ignore[attr-defined]


def around(assist: Assist) -> QuerySet[Community]:
    """The communities at the table."""
    return Community.objects.filter(
        Q(pk=assist.asker_id) | Q(pk__in=assist.givers.values("pk"))
    ).distinct()


class ActionForm(forms.ModelForm[Step]):
    """What the asker will do."""

    text = forms.CharField(
        label=_("What will be done"), max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    owner = forms.CharField(label=_("Who sees to it"), max_length=80)
    due = AnyDayField(label=_("By when"))

    class Meta:
        model = Step
        fields: ClassVar = ["text", "owner", "due"]


class _People(forms.ModelMultipleChoiceField[User]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class PresentForm(forms.Form):
    """Whose accounts were there: people of the asker, and those who came in by the link."""

    people = _People(
        User.objects.none(),
        label=_("Who was there"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, assist: Assist, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = Q(memberships__community=assist.asker_id) | Q(pk__in=assist.present.values("pk"))
        field: Any = self.fields["people"]
        field.queryset = User.objects.filter(known).distinct().order_by("display_name", "pk")
        field.initial = assist.present.all()


class FollowUpForm(CarefulForm[FollowUp]):
    """What the asker tells after 30 or 90 days."""

    tried = forms.CharField(
        label=_("What did you try?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    happened = forms.CharField(
        label=_("What happened?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    level = forms.TypedChoiceField(
        label=_("Where do you stand now?"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_(
            "It is a proposal. You agree on the level together the next time that you assess "
            "yourselves. Everyone who sees your levels sees the proposal."
        ),
    )
    would_offer = forms.BooleanField(label=_("We would now help others on this"), required=False)

    class Meta:
        model = FollowUp
        fields: ClassVar = ["tried", "happened", "level", "would_offer"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.assist.practice_id is None:
            del self.fields["level"]
        else:
            steps = [(step, named(step).to(language())) for step in range(1, 6)]
            choices: Any = self.fields["level"]
            choices.choices = [("", _("no change that we could name")), *steps]


class StepToldForm(CarefulForm[Step]):
    """What has become of one step."""

    state = forms.ChoiceField(label=_("How far is it?"), choices=Step.State.choices)
    told = forms.CharField(
        label=_("What happened with it?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    class Meta:
        model = Step
        fields: ClassVar = ["state", "told"]
