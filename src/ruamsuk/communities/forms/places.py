"""Forms of networks and communities."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.base.forms import CountField, LocalTextFormField
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.communities.forms.tambon import TambonField
from ruamsuk.communities.forms.ticks import TicksField
from ruamsuk.communities.models import Community, Network, Role, Wording
from ruamsuk.communities.setting import CONDITIONS, LIVELIHOODS
from ruamsuk.communities.wording import USUAL
from ruamsuk.lib.text import LocalText


class NetworkForm(CarefulForm[Network]):
    """A network and what it stands for."""

    name = LocalTextFormField(label=_("Name of the network"), max_length=100)
    purpose = LocalTextFormField(label=_("What we work together for"), rows=3, required=False)
    principles = LocalTextFormField(
        label=_("What we hold to"), rows=4, required=False, help_text=_("One principle to a line.")
    )
    seats = CountField(
        label=_("How many communities we have room for"), min_value=1, max_value=7436
    )
    public = forms.BooleanField(label=_("Anyone may read the network's page"), required=False)

    class Meta:
        model = Network
        fields: ClassVar = ["name", "purpose", "principles", "seats", "public"]


class CommunityStartForm(forms.Form):
    """A new community: where it is, and perhaps its villages."""

    tambon = TambonField(
        label=_("Tambon"),
        help_text=_("Type its name, and the district when several share it: บ้านเลือก โพธาราม"),
    )
    name = LocalTextFormField(
        label=_("Name of the community"),
        help_text=_("Leave it empty to use the tambon's name."),
        required=False,
        max_length=100,
    )
    network = forms.ModelChoiceField(
        Network.objects.none(), label=_("Network"), required=False, empty_label=_("no network")
    )
    villages = CountField(
        label=_("How many villages it has"),
        help_text=_("Their names can be filled in later."),
        required=False,
        min_value=0,
        max_value=99,
    )

    def __init__(self, by: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["network"].queryset = led_by(by)  # type: ignore[attr-defined]

    def community(self) -> Community:
        """The community as it was filled in, not yet saved."""
        given = self.cleaned_data
        tambon = given["tambon"]
        own = LocalText(tambon.name_th, tambon.name_en)
        return Community(name=given["name"] or own, tambon=tambon, network=given["network"])


def led_by(user: User) -> Any:
    """The networks that a person coordinates."""
    return Network.objects.filter(memberships__user=user, memberships__role=Role.COORDINATOR)


class CommunityForm(CarefulForm[Community]):
    """Who the community is."""

    name = LocalTextFormField(label=_("Name of the community"), max_length=100)
    about = LocalTextFormField(label=_("About us"), rows=5, required=False)
    population = CountField(
        label=_("How many people live here"), required=False, min_value=0, max_value=1_000_000
    )
    livelihoods = TicksField(
        LIVELIHOODS,
        label=_("What people here live on"),
        help_text=_("Communities that live on the same learn well from one another."),
    )
    conditions = TicksField(
        CONDITIONS,
        label=_("What we have to build on"),
        help_text=_("What made something work elsewhere, and is here too."),
    )
    latitude = forms.FloatField(
        label=_("Latitude"),
        required=False,
        help_text=_("For distances, such as 13.72. Empty: the middle of the tambon, where known."),
        validators=[MinValueValidator(5.0), MaxValueValidator(21.0)],
    )
    longitude = forms.FloatField(
        label=_("Longitude"),
        required=False,
        help_text=_("For distances, such as 99.85."),
        validators=[MinValueValidator(97.0), MaxValueValidator(106.0)],
    )

    class Meta:
        model = Community
        fields: ClassVar = [
            "name",
            "about",
            "population",
            "livelihoods",
            "conditions",
            "latitude",
            "longitude",
        ]


class SettingsForm(CarefulForm[Community]):
    """Who may read what, and in which network the community works."""

    public = forms.BooleanField(
        label=_("Anyone may read what we publish"),
        required=False,
        help_text=_("Results are shown only after you publish them, one round at a time."),
    )
    suppress = CountField(
        label=_("Hide counts below"),
        min_value=3,
        max_value=50,
        help_text=_("So that nobody can tell a household from a small number. 5 is usual."),
    )
    network = forms.ModelChoiceField(
        Network.objects.none(), label=_("Network"), required=False, empty_label=_("no network")
    )
    named_outside = forms.BooleanField(
        label=_("Our name may stand beside our levels outside the network"),
        required=False,
        help_text=_(
            "Inside the network, the levels that we agreed on always stand beside our name."
        ),
    )

    class Meta:
        model = Community
        fields: ClassVar = ["public", "suppress", "network", "named_outside"]

    def __init__(self, by: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        own = Network.objects.filter(communities=self.instance)
        self.fields["network"].queryset = (led_by(by) | own).distinct()  # type: ignore[attr-defined]


class WordingForm(CarefulForm[Wording]):
    """What the community calls things."""

    class Meta:
        model = Wording
        fields: ClassVar = ["goal", "indicator", "round", "wellbeing"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for noun, usual in USUAL.items():
            field = LocalTextFormField(
                label=_("Instead of “%(word)s” we say") % {"word": usual.to(language())},
                required=False,
                max_length=40,
            )
            self.fields[noun] = field
