"""Forms of what is written down in a forum: cases, small groups, cards, decisions."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.models import Practice
from ruamsuk.base.forms import LocalTextFormField, OneByName
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.forms.forum import practices_of
from ruamsuk.exchanges.forms.once import OnceForm
from ruamsuk.exchanges.models import Card, Case, Decision, Forum, Group
from ruamsuk.exchanges.rules import taking_part


class CaseForm(OnceForm[Case]):
    """What a community tells of its own way, in the order in which it is told."""

    community = forms.ModelChoiceField(Community.objects.none(), label=_("Whose story it is"))
    title = LocalTextFormField(label=_("What it is about"))
    told_by = forms.CharField(
        label=_("Told by"),
        max_length=120,
        required=False,
        help_text=_("By role rather than by name, such as: head of the savings group."),
    )
    developed = LocalTextFormField(label=_("How it developed"), rows=5, required=False)
    succeeded = LocalTextFormField(label=_("What concretely succeeded"), rows=4, required=False)
    evidence = LocalTextFormField(
        label=_("What shows it"),
        rows=3,
        required=False,
        help_text=_("Numbers, a result of an indicator, something one can go and see."),
    )
    why_here = LocalTextFormField(label=_("Why it worked there"), rows=3, required=False)
    practice = OneByName(
        Practice.objects.none(),
        label=_("The practice that it belongs to"),
        required=False,
        help_text=_("Whoever prepares a forum on it finds the story there."),
    )

    class Meta:
        model = Case
        fields: ClassVar = [
            "community",
            "title",
            "told_by",
            "developed",
            "succeeded",
            "evidence",
            "why_here",
            "practice",
        ]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        forum, fields = self.instance.forum, self.fields
        fields["community"].queryset = taking_part(forum)  # type: ignore[attr-defined]
        practices: Any = fields["practice"]
        practices.queryset = practices_of(forum.place)
        if not practices.queryset.exists():
            del fields["practice"]


class GroupForm(OnceForm[Group]):
    """A small group and its question."""

    name = LocalTextFormField(label=_("Name of the group"))
    question = LocalTextFormField(label=_("Its question"), rows=3, required=False, max_length=1000)

    class Meta:
        model = Group
        fields: ClassVar = ["name", "question"]


class CardForm(CarefulForm[Card]):
    """One card: what stands on it, in which list, and under which heading."""

    text = forms.CharField(
        label=_("What stands on the card"), max_length=300, widget=forms.Textarea({"rows": 2})
    )
    list = forms.ChoiceField(label=_("Which list"), choices=Card.List.choices)
    community = forms.ModelChoiceField(
        Community.objects.none(),
        label=_("Whose sub-goal"),
        required=False,
        empty_label=_("every community’s"),
    )
    heading = forms.CharField(
        label=_("Heading"),
        max_length=80,
        required=False,
        help_text=_("Cards with the same heading stand together."),
        widget=forms.TextInput({"list": "headings"}),
    )

    class Meta:
        model = Card
        fields: ClassVar = ["text", "list", "community", "heading"]

    def __init__(self, forum: Forum, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["community"].queryset = taking_part(forum)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A main goal is of no single community."""
        cleaned = super().clean()
        if cleaned.get("list") == Card.List.MAIN:
            cleaned["community"] = None
        return cleaned


class NewCardForm(forms.Form):
    """A card that a facilitator writes; ``key`` is made when the form is first shown."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    group = forms.ModelChoiceField(Group.objects.none(), label=_("Small group"))
    text = forms.CharField(
        label=_("What stands on the card"), max_length=300, widget=forms.Textarea({"rows": 2})
    )
    list = forms.ChoiceField(
        label=_("Which list"), choices=Card.List.choices, widget=forms.RadioSelect
    )
    community = forms.ModelChoiceField(
        Community.objects.none(),
        label=_("Whose sub-goal"),
        required=False,
        empty_label=_("every community’s"),
    )
    heading = forms.CharField(
        label=_("Heading"),
        max_length=80,
        required=False,
        widget=forms.TextInput({"list": "headings"}),
    )

    def __init__(self, forum: Forum, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        groups: Any = self.fields["group"]
        groups.queryset = forum.groups.all()
        groups.empty_label = None
        groups.label_from_instance = lambda group: local(group.name)
        self.fields["community"].queryset = taking_part(forum)  # type: ignore[attr-defined]
        self.fields["list"].initial = Card.List.MAIN


class DecisionForm(OnceForm[Decision]):
    """What was decided."""

    text = forms.CharField(
        label=_("What was decided"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )

    class Meta:
        model = Decision
        fields: ClassVar = ["text"]
