"""Forms of the parts of a profile."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.base.forms import LocalTextFormField, PartialDateFormField
from ruamsuk.communities.forms.careful import CarefulForm, M
from ruamsuk.communities.models import Asset, Community, Learning, Partner, TimelineEvent


class PartForm(CarefulForm[M]):
    """A part of a profile; ``by`` is who fills it in."""

    def __init__(self, by: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)


class TimelineForm(PartForm[TimelineEvent]):
    """Something that happened."""

    date = PartialDateFormField(label=_("When"))
    title = LocalTextFormField(label=_("What happened"))
    text = LocalTextFormField(label=_("More about it"), rows=3, required=False)
    source = forms.CharField(label=_("Where we know it from"), max_length=200, required=False)

    class Meta:
        model = TimelineEvent
        fields: ClassVar = ["date", "title", "text", "source"]


class AssetForm(PartForm[Asset]):
    """Something to build on."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Asset.Kind.choices)
    name = LocalTextFormField(label=_("What it is"))
    text = LocalTextFormField(label=_("What it gives us"), rows=3, required=False)

    class Meta:
        model = Asset
        fields: ClassVar = ["kind", "name", "text"]


class PartnerForm(PartForm[Partner]):
    """Someone to work with."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Partner.Kind.choices)
    name = LocalTextFormField(label=_("Who it is"))
    does = LocalTextFormField(label=_("What it does with us"), rows=3, required=False)

    class Meta:
        model = Partner
        fields: ClassVar = ["kind", "name", "does"]


class LearningForm(PartForm[Learning]):
    """From whom this community learned."""

    teacher = forms.ModelChoiceField(
        Community.objects.none(), label=_("From which community"), empty_label=_("choose")
    )
    what = LocalTextFormField(label=_("What we learned"), rows=3, required=False)
    date = PartialDateFormField(label=_("Since when"), required=False)

    class Meta:
        model = Learning
        fields: ClassVar = ["teacher", "what", "date"]

    def __init__(self, by: User, *args: Any, **options: Any) -> None:
        super().__init__(by, *args, **options)
        learner = self.instance.learner
        known = learner.learned_from.exclude(pk=self.instance.pk).values("teacher")
        others = Community.objects.known_to(by).exclude(pk=learner.pk).exclude(pk__in=known)
        self.fields["teacher"].queryset = others  # type: ignore[attr-defined]
