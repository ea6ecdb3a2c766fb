"""Forms of a forum and of the parts of its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.models import Practice
from ruamsuk.base.forms import AnyDayField, CountField, LocalTextFormField, ManyByName
from ruamsuk.base.templatetags.ruamsuk import local
from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.communities.models import Community, Network
from ruamsuk.exchanges.forms.fields import ClockField
from ruamsuk.exchanges.forms.once import OnceForm, SentOnce
from ruamsuk.exchanges.models import AgendaItem, Forum, Readers
from ruamsuk.exchanges.promises import offer_readers
from ruamsuk.exchanges.topics import indicators_of

if TYPE_CHECKING:
    from ruamsuk.communities.rules import Place

LONGEST = 600
"""Minutes that one part of a day may take."""


class ForumForm(OnceForm[Forum]):
    """What must be known of a forum; the rest comes from its kind's template.

    Args:
        place: whose forum it is.
        short: only what a new one needs.
    """

    title = LocalTextFormField(label=_("What it is called"))
    day = AnyDayField(label=_("Day"))
    starts = ClockField(label=_("Begins at"))
    venue = forms.CharField(label=_("Where"), max_length=200, required=False)
    purpose = LocalTextFormField(label=_("What we want to reach"), rows=2, required=False)
    question = LocalTextFormField(label=_("Question of the small groups"), rows=2, required=False)
    readers = forms.ChoiceField(
        label=_("Who can read what is written down"), choices=Readers.choices
    )
    communities = forms.ModelMultipleChoiceField(
        Community.objects.none(),
        label=_("Who is invited"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    practices = ManyByName(
        Practice.objects.none(),
        label=_("What it is about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is known on it is brought together for you."),
    )

    indicators = forms.MultipleChoiceField(
        label=_("Indicators that it is about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Forum
        fields: ClassVar = [
            "title",
            "day",
            "starts",
            "venue",
            "purpose",
            "question",
            "readers",
            "indicators",
        ]

    def __init__(self, place: Place, *args: Any, short: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        forum = self.instance
        offer_readers(self.fields["readers"], forum)
        if forum.pk:
            self.fields["communities"].initial = forum.communities.all()
            self.fields["practices"].initial = forum.practices.all()
        communities: Any = self.fields["communities"]
        communities.queryset = invitable(place)
        if isinstance(place, Network):
            communities.help_text = _("Tick nobody to invite the whole network.")
        practices: Any = self.fields["practices"]
        practices.queryset = practices_of(place)
        for name in ("communities", "practices"):
            if not self.fields[name].queryset.exists():  # type: ignore[attr-defined]
                del self.fields[name]
        known = [(one, local(title)) for one, title in indicators_of(place).items()]
        self.fields["indicators"].choices = known  # type: ignore[attr-defined]
        if not known or (short and forum.kind != Forum.Kind.INDICATORS):
            del self.fields["indicators"]
        if short:
            del self.fields["purpose"], self.fields["question"]


def invitable(place: Place) -> QuerySet[Community]:
    """The communities that a forum of a place can invite."""
    network = place if isinstance(place, Network) else place.network
    if network is None:
        return Community.objects.none()
    found = Community.objects.filter(network=network)
    return found.exclude(pk=place.pk) if isinstance(place, Community) else found


def practices_of(place: Place) -> QuerySet[Practice]:
    """The practices that a forum of a place can be about."""
    if isinstance(place, Network):
        here = Q(table__network=place)
    else:
        here = Q(table__community=place)
        if place.network_id:
            here |= Q(table__network=place.network_id)
    return Practice.objects.filter(here, retired=False, table__retired=False)


class AgendaForm(CarefulForm[AgendaItem]):
    """One part of the day."""

    title = LocalTextFormField(label=_("What happens"))
    does = forms.ChoiceField(label=_("What kind of part it is"), choices=AgendaItem.Does.choices)
    minutes = CountField(
        label=_("How many minutes"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST)]
    )
    who = LocalTextFormField(
        label=_("Whose turn it is"), required=False, help_text=_("By role rather than by name.")
    )
    needs = LocalTextFormField(label=_("What to have at hand"), required=False)

    class Meta:
        model = AgendaItem
        fields: ClassVar = ["title", "does", "minutes", "who", "needs"]


class AgainForm(SentOnce):
    """The day on which the same forum is held again."""

    day = AnyDayField(label=_("Day"))
