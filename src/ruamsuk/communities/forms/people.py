"""Forms for invitations and roles."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ruamsuk.communities.models import Invitation, Membership, Role

DOES = {
    Role.COORDINATOR: _("looks after people and invitations, and all that a facilitator does"),
    Role.FACILITATOR: _("leads goals, indicators, rounds and conclusions"),
    Role.COLLECTOR: _("brings in data and sees single households"),
    Role.MENTOR: _("comes from elsewhere to help, and joins the discussion"),
    Role.MEMBER: _("joins the discussion and votes"),
    Role.VIEWER: _("looks only"),
}
"""What each role does, in a line."""


def _with_what_it_does(role: Role) -> str:
    return format_html("<strong>{}</strong>: {}", role.label, DOES[role])


def _choices() -> list[tuple[str, str]]:
    return [(role.value, _with_what_it_does(role)) for role in Role]


class InviteForm(forms.ModelForm[Invitation]):
    """For which role, for whom, for how many people and how long."""

    role = forms.ChoiceField(label=_("Role"), choices=_choices, widget=forms.RadioSelect)
    days = forms.IntegerField(
        label=_("For how many days"),
        initial=14,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )

    class Meta:
        model = Invitation
        fields: ClassVar = ["role", "note", "most"]
        labels: ClassVar = {"note": _("For whom"), "most": _("For how many people")}
        help_texts: ClassVar = {
            "note": _("So that you recognise it in the list. Only coordinators see this."),
            "most": _("One link for a whole meeting? Say how many people may use it."),
        }
        widgets: ClassVar = {"most": forms.NumberInput({"inputmode": "numeric"})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("role", Role.MEMBER)
        self.fields["most"].validators += [MinValueValidator(1), MaxValueValidator(500)]


class RoleForm(forms.ModelForm[Membership]):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Role"), choices=_choices, widget=forms.RadioSelect)

    class Meta:
        model = Membership
        fields: ClassVar = ["role"]
