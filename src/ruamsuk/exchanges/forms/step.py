"""Forms of steps: who does what by when, and what has happened."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.base.forms import AnyDayField
from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.communities.models import Community, Network
from ruamsuk.exchanges.forms.once import OnceForm
from ruamsuk.exchanges.models import Step
from ruamsuk.exchanges.rules import taking_part
from ruamsuk.exchanges.step_rules import place_of

USUAL_DAYS = 30
"""After so many days a step is due, unless somebody says otherwise."""


class StepForm(OnceForm[Step]):
    """What is to be done, by whom, by when, and when we look again."""

    text = forms.CharField(
        label=_("What is to be done"), max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    community = forms.ModelChoiceField(
        Community.objects.none(),
        label=_("Which community"),
        required=False,
        empty_label=_("all of us together"),
    )
    owner = forms.CharField(
        label=_("Who sees to it"),
        max_length=80,
        help_text=_("A name, or a role such as: the savings group."),
    )
    user = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Their account, if they have one"),
        required=False,
        help_text=_("Then it stands on their first page when it is due."),
    )
    due = AnyDayField(label=_("By when"))
    check_on = AnyDayField(label=_("When we look again"), required=False)

    class Meta:
        model = Step
        fields: ClassVar = ["text", "community", "owner", "user", "due", "check_on"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        step, place = self.instance, place_of(self.instance)
        communities: Any = self.fields["community"]
        if step.forum:
            communities.queryset = taking_part(step.forum)
        elif step.mentoring:
            pair = (step.mentoring.mentor_community_id, step.mentoring.mentee_community_id)
            communities.queryset = Community.objects.filter(pk__in=pair)
        else:
            communities.queryset = Community.objects.filter(pk=step.community_id or 0)
        if not step.pk:
            self.initial["due"] = timezone.localdate() + datetime.timedelta(USUAL_DAYS)
        people: Any = self.fields["user"]
        people.queryset = _people(place, step)
        people.label_from_instance = lambda user: user.display_name or user.username
        if not people.queryset.exists():
            del self.fields["user"]


def _people(place: Network | Community, step: Step) -> Any:
    """Who has a role in the place, or in a community that takes part; of a mentoring the two."""
    if step.mentoring:
        return User.objects.filter(
            pk__in=[step.mentoring.mentor_id or 0, step.mentoring.mentee_id or 0]
        )
    here = (
        Q(memberships__network=place)
        if isinstance(place, Network)
        else Q(memberships__community=place)
    )
    if step.forum:
        here |= Q(memberships__community__in=taking_part(step.forum).values("pk"))
    return User.objects.filter(here, is_active=True).distinct().order_by("display_name", "username")


class TellForm(CarefulForm[Step]):
    """What has happened so far."""

    told = forms.CharField(
        label=_("What has happened"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Also what is in the way: then others can help."),
    )
    check_on = AnyDayField(label=_("When we look again"), required=False)

    class Meta:
        model = Step
        fields: ClassVar = ["told", "check_on"]
