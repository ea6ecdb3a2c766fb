"""The form that begins a forum's self-assessment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.models import PracticeTable
from ruamsuk.base.forms import OneByName
from ruamsuk.communities.models import Community
from ruamsuk.exchanges.models import Forum
from ruamsuk.exchanges.rules import taking_part


class SittingForm(forms.Form):
    """What is assessed, by whom, and how."""

    table = OneByName(PracticeTable.objects.none(), label=_("Table of practices"))
    communities = forms.ModelMultipleChoiceField(
        Community.objects.none(),
        label=_("Who assesses"),
        widget=forms.CheckboxSelectMultiple,
    )
    way = forms.ChoiceField(
        label=_("How"),
        choices=[("phones", _("By phone in the hall")), ("hands", _("We count hands"))],
        widget=forms.RadioSelect,
        initial="phones",
    )

    def __init__(self, forum: Forum, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        tables: Any = self.fields["table"]
        here = Q(network=forum.network_id) if forum.network_id else Q(community=forum.community_id)
        if forum.community and forum.community.network_id:
            here |= Q(network=forum.community.network_id)
        tables.queryset = PracticeTable.objects.filter(here, retired=False)
        tables.initial = tables.queryset.first()
        communities: Any = self.fields["communities"]
        communities.queryset = taking_part(forum)
        communities.initial = communities.queryset
