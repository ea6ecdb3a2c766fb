"""Forms of tables of practices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ruamsuk.assessments.actions.tables import copy_of
from ruamsuk.assessments.models import Practice, PracticeTable
from ruamsuk.assessments.scale import named
from ruamsuk.assessments.starting import TEMPLATES, Start, of_framework, template
from ruamsuk.base.forms import LocalTextFormField, LocalTextWidget
from ruamsuk.base.templatetags.ruamsuk import language, local
from ruamsuk.communities.forms.careful import CarefulForm
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import Place
from ruamsuk.indicators.models import Framework, Version
from ruamsuk.lib.text import LocalText


def agreed_versions(place: Place) -> list[Version]:
    """The newest agreed version of each framework that a place works with."""
    frameworks = (
        Framework.objects.for_community(place)
        if isinstance(place, Community)
        else Framework.objects.filter(network=place)
    )
    return [version for framework in frameworks if (version := framework.agreed) is not None]


class StartForm(forms.Form):
    """What a table starts from, and what it is called."""

    source = forms.ChoiceField(label=_("Start from"), widget=forms.RadioSelect, initial="learning")
    title = LocalTextFormField(
        label=_("Name"),
        required=False,
        max_length=100,
        help_text=_("Leave it empty to keep the name that it has."),
    )

    def __init__(self, place: Place, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.versions = {f"goals-{one.pk}": one for one in agreed_versions(place)}
        shared = PracticeTable.objects.filter(network=getattr(place, "network_id", None) or 0)
        self.tables = {f"copy-{one.pk}": one for one in shared.filter(retired=False)}
        self.fields["source"].choices = list(self._sources())  # type: ignore[attr-defined]

    def _sources(self) -> Iterator[tuple[str, str]]:
        for name, words in TEMPLATES.items():
            yield name, words.to(language())
        for name, version in self.versions.items():
            said = {"title": local(version.definition.title)}
            yield name, _("Our goals: %(title)s, one practice for each goal") % said
        for name, table in self.tables.items():
            yield (
                name,
                _("A copy of the network's table: %(title)s") % {"title": local(table.title)},
            )

    def start(self) -> Start:
        """What was chosen."""
        source: str = self.cleaned_data["source"]
        if source in self.versions:
            return of_framework(self.versions[source])
        return copy_of(self.tables[source]) if source in self.tables else template(source)


class TableForm(CarefulForm[PracticeTable]):
    """What a table is called and for."""

    title = LocalTextFormField(label=_("Name of the table"), max_length=100)
    about = LocalTextFormField(label=_("What it is for"), rows=3, required=False)

    class Meta:
        model = PracticeTable
        fields: ClassVar = ["title", "about"]


class LevelsWidget(forms.MultiWidget):
    """Five texts, each in two languages, lowest level first."""

    template_name = "assessments/levels_widget.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([LocalTextWidget(rows=2) for _level in range(5)], attrs)

    def decompress(self, value: Any) -> list[LocalText]:
        """Five empty texts; what is kept is a list, which `get_context` reads."""
        return [LocalText()] * 5

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each text beside the name of its level."""
        if isinstance(value, list):  # as it is kept, or as it was typed
            texts = [LocalText(**one) if isinstance(one, dict) else one for one in value]
            value = [*texts, *[LocalText()] * 5][:5]
        context = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        context["levels"] = [(level, named(level), one) for level, one in enumerate(parts, start=1)]
        return context

    def id_for_label(self, id_: str) -> str:
        """The label of the whole is a legend."""
        return ""


class LevelsField(forms.MultiValueField):
    """The five levels of a practice in the community's own words."""

    widget = LevelsWidget

    def __init__(self, **options: Any) -> None:
        parts = [LocalTextFormField(rows=2, max_length=300, required=False) for _level in range(5)]
        super().__init__(fields=parts, require_all_fields=False, **options)

    def compress(self, data_list: list[LocalText]) -> list[dict[str, str]]:
        """The texts as JSON keeps them."""
        texts = [*(data_list or []), *[LocalText()] * 5][:5]
        return [{"th": (one or LocalText()).th, "en": (one or LocalText()).en} for one in texts]


class PracticeForm(CarefulForm[Practice]):
    """A practice and its five levels."""

    name = LocalTextFormField(label=_("Practice"), max_length=120)
    about = LocalTextFormField(label=_("What is meant"), rows=2, required=False)
    levels = LevelsField(
        label=_("The five levels in our own words"),
        required=False,
        help_text=_("What would we see at each level? Short, as we say it."),
    )
    indicator = forms.ChoiceField(
        label=_("Indicator that stands beside it"),
        required=False,
        help_text=_("Its result is shown beside the level. It never changes the level."),
    )

    class Meta:
        model = Practice
        fields: ClassVar = ["name", "about", "levels", "indicator"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.goals: dict[str, str] = {}
        choices: list[Any] = [("", _("none"))]
        for version in agreed_versions(self.instance.table.place):
            for goal in version.definition.goals:
                self.goals |= {one.id: goal.id for one in goal.indicators}
                members = [(one.id, local(one.title)) for one in goal.indicators]
                choices.append((local(goal.title), members))
        kept = self.instance.indicator
        if kept and kept not in self.goals:
            choices.append((kept, kept))
        self.fields["indicator"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The goal goes with the indicator; texts of others are shown as texts."""
        cleaned = super().clean()
        if cleaned.get("indicator") in self.goals:
            self.instance.goal = self.goals[cleaned["indicator"]]
        self.theirs = [(label, _spoken(value)) for label, value in self.theirs]
        return cleaned


def _spoken(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    texts = [local(LocalText(**words)) for words in value]
    return "\n".join(f"{number} {text}" for number, text in enumerate(texts, start=1))
