"""Forms of a mentoring: who accompanies whom, what they talked about, what each says at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.models import Practice
from ruamsuk.base.forms import AnyDayField, ManyByName
from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.exchanges.forms.forum import practices_of
from ruamsuk.exchanges.mentoring_people import Someone, mentees_of, mentors_for
from ruamsuk.exchanges.models import Encounter, Mentoring


class AimsForm(CarefulForm[Mentoring]):
    """What the accompanied wants to reach, and on which practices growth is looked at."""

    aims = forms.CharField(
        label=_("What we want to reach"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("So that both will know when it is reached."),
    )
    practices = ManyByName(
        Practice.objects.none(),
        label=_("On which practices we look for growth"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Mentoring
        fields: ClassVar = ["aims"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        mentoring: Mentoring = self.instance
        field: Any = self.fields["practices"]
        field.queryset = practices_of(mentoring.mentee_community)
        if mentoring.pk:
            chosen = mentoring.practices.all()
            field.queryset = (field.queryset | chosen).distinct()
            field.initial = chosen
        field.queryset = field.queryset.order_by("table_id", "position", "pk")
        if not field.queryset.exists():
            del self.fields["practices"]


class MentoringForm(AimsForm):
    """A new mentoring: who accompanies whom from when, and the aims."""

    field_order = ("mentor", "mentee", "aims", "practices", "begun")

    mentor = forms.ChoiceField(
        label=_("Who accompanies"),
        help_text=_(
            "Those who accompany many already may lack the time. Ask them before you write it here."
        ),
    )
    mentee = forms.ChoiceField(label=_("Who is accompanied"))
    begun = AnyDayField(label=_("Begins"))

    class Meta(AimsForm.Meta):
        fields: ClassVar = ["aims", "begun"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["begun"] = timezone.localdate()
        community = self.instance.mentee_community
        self._people = {"mentor": mentors_for(community), "mentee": mentees_of(community)}
        for name, known in self._people.items():
            field: Any = self.fields[name]
            field.choices = [*([("", _("choose"))] if name == "mentor" else []), *_grouped(known)]

    def clean(self) -> dict[str, Any]:
        """The two are not the same."""
        given = super().clean()
        sides = {name: known.get(given.get(name, "")) for name, known in self._people.items()}
        mentor, mentee = sides["mentor"], sides["mentee"]
        if mentor and mentee:
            if mentor.user and mentor.user == mentee.user:
                self.add_error("mentee", _("Nobody accompanies themselves. Choose somebody else."))
            self.instance.mentor_community, self.instance.mentor = mentor.community, mentor.user
            self.instance.mentor_is_person = mentor.user is not None
            self.instance.mentee, self.instance.mentee_is_person = mentee.user, bool(mentee.user)
        return given


def _grouped(known: Mapping[str, Someone]) -> list[tuple[Any, list[tuple[str, str]]]]:
    communities = [(key, str(one)) for key, one in known.items() if one.user is None]
    people = [(key, str(one)) for key, one in known.items() if one.user]
    groups = [
        (_("A community, with those who lead its work"), communities),
        (_("One of its people"), people),
    ]
    return [(label, rows) for label, rows in groups if rows]


class EncounterForm(CarefulForm[Encounter]):
    """What the two talked about."""

    held_on = AnyDayField(label=_("Day"))
    note = forms.CharField(
        label=_("What we talked about"), max_length=4000, widget=forms.Textarea({"rows": 6})
    )
    next = forms.CharField(
        label=_("What we do until next time"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    class Meta:
        model = Encounter
        fields: ClassVar = ["held_on", "note", "next"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.instance.pk:
            self.initial["held_on"] = timezone.localdate()


class _ReflectionField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Looking back"),
            max_length=4000,
            widget=forms.Textarea({"rows": 6}),
            help_text=_("What grew? What did you learn yourself? What would you do otherwise?"),
        )


class MentorReflectsForm(CarefulForm[Mentoring]):
    """What the mentor says at the end."""

    mentor_reflects = _ReflectionField()

    class Meta:
        model = Mentoring
        fields: ClassVar = ["mentor_reflects"]


class MenteeReflectsForm(CarefulForm[Mentoring]):
    """What the mentee says at the end."""

    mentee_reflects = _ReflectionField()

    class Meta:
        model = Mentoring
        fields: ClassVar = ["mentee_reflects"]
