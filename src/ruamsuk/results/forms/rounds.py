"""The form of a round."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.communities.models import Community
from ruamsuk.indicators.models import Framework, Version
from ruamsuk.lib.thai import buddhist_year
from ruamsuk.results.forms.fields import YearField
from ruamsuk.results.models import Round

COLUMNS = ("weight", "strata", "cluster", "fpc")
TAKEN = {"new", "compute"}
"""Words of the addresses beside a round's."""


class VersionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An agreed version, by the framework's name and its number."""

    def label_from_instance(self, obj: Any) -> str:
        """What people read."""
        title = obj.framework.title.to(language())
        return gettext("%(title)s, version %(number)s") % {"title": title, "number": obj.number}


class RoundForm(forms.ModelForm[Round]):
    """When, by which version, and how the households were drawn."""

    year = YearField(label=_("Year"), help_text=_("Such as 2569."))
    label = forms.CharField(
        label=_("Short name"),
        required=False,
        max_length=20,
        validators=[
            RegexValidator(
                r"^[^/?#%\\\s]+$", _("Use letters, digits and dashes only, such as 2569-2.")
            )
        ],
        help_text=_(
            "The year if you leave it empty. For a second round in a year, such as 2569-2."
        ),
    )
    drawn = forms.ChoiceField(
        label=_("Who was asked"),
        choices=[
            ("census", _("Every household")),
            ("sample", _("Some households, drawn by chance")),
        ],
        widget=forms.RadioSelect,
    )
    groups = forms.MultipleChoiceField(
        label=_("Show results also by"), widget=forms.CheckboxSelectMultiple, required=False
    )
    weight = forms.CharField(
        label=_("Column of the weight"),
        help_text=_("How many households each one stands for."),
        max_length=64,
        required=False,
    )
    strata = forms.CharField(
        label=_("Column of the groups they were drawn from"),
        help_text=_("Such as village, where some were drawn in each village."),
        max_length=64,
        required=False,
    )
    cluster = forms.CharField(
        label=_("Column of what was drawn at once"),
        help_text=_("Where whole villages or blocks were drawn. Empty for single households."),
        max_length=64,
        required=False,
    )
    fpc = forms.CharField(
        label=_("Column of how many there were to draw from"),
        help_text=_("The same number in every row of a group."),
        max_length=64,
        required=False,
    )

    class Meta:
        model = Round
        fields: ClassVar = ["year", "label", "title", "version"]
        labels: ClassVar = {"title": _("Name")}

    def __init__(self, *args: Any, community: Community, **options: Any) -> None:
        super().__init__(*args, **options)
        self.community = community
        agreed = agreed_versions(community)
        self.fields["version"] = VersionField(
            Version.objects.filter(pk__in=[version.pk for version in agreed]).select_related(
                "framework"
            ),
            label=_("Goals and indicators"),
            help_text=_("The version that the community agreed on."),
            empty_label=None,
            initial=agreed[0] if agreed else None,
        )
        stored = self.instance.design
        self.initial["drawn"] = "sample" if stored.get("sample") else "census"
        self.initial.update({name: stored.get(name, "") for name in COLUMNS})
        self.initial["groups"] = stored.get("groups", [])
        groups = self.fields["groups"]
        assert isinstance(groups, forms.MultipleChoiceField)
        groups.choices = _groups(agreed)
        if not groups.choices:
            del self.fields["groups"]
        self.order_fields(["year", "title", "label", "version", "groups", "drawn", *COLUMNS])

    @property
    def sampling(self) -> list[forms.BoundField]:
        """The fields that only a sample needs."""
        return [self[name] for name in COLUMNS]

    @property
    def plain(self) -> list[forms.BoundField]:
        """All other fields."""
        return [field for field in self.visible_fields() if field.name not in COLUMNS]

    def clean(self) -> dict[str, Any]:
        """The design as a round keeps it; a label that no other round has."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("year") and not self.errors.get("label"):
            cleaned["label"] = cleaned.get("label") or str(buddhist_year(cleaned["year"]))
            self._check_label(cleaned["label"])
        design: dict[str, Any] = {}
        if cleaned.get("drawn") == "sample":
            design = {"sample": True} | {n: cleaned[n] for n in COLUMNS if cleaned.get(n)}
        if cleaned.get("groups"):
            design["groups"] = cleaned["groups"]
        cleaned["design"] = design
        return cleaned

    def _check_label(self, label: str) -> None:
        others = self.community.rounds.exclude(pk=self.instance.pk)
        if label in TAKEN or others.filter(label=label).exists():
            problem = _("Another round is called %(label)s. Give this one another short name.")
            self.add_error("label", ValidationError(problem, params={"label": label}))

    def fields_of_round(self) -> dict[str, Any]:
        """What the verb takes."""
        names = ("year", "label", "title", "version", "design")
        return {name: self.cleaned_data[name] for name in names}


def _groups(versions: list[Version]) -> list[tuple[str, str]]:
    """Questions with few answers, by which results can be told apart."""
    variables = {n: v for version in versions for n, v in version.definition.variables.items()}
    return [
        (name, variable.label.to(language()) or name)
        for name, variable in variables.items()
        if name != "village" and variable.type in ("select_one", "boolean")
    ]


def agreed_versions(community: Community) -> list[Version]:
    """The agreed versions that a community may measure by, the newest first."""
    frameworks = Framework.objects.for_community(community)
    return list(
        Version.objects.filter(framework__in=frameworks, state=Version.State.AGREED)
        .select_related("framework")
        .order_by("-agreed_on", "-number", "-pk")
    )
