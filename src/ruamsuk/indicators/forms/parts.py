"""Forms of the parts of a version: what it is about, goals, questions, the index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.forms import LocalTextFormField
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.engine.codebook import Choice, Variable
from ruamsuk.engine.framework.models import Framework, Goal, Index
from ruamsuk.indicators.document import Document, Kind, path_of, placed
from ruamsuk.indicators.forms.fields import (
    INPUT,
    SELECT,
    TEXTAREA,
    NumberField,
    NumbersField,
    WeightField,
    value_choices,
)
from ruamsuk.lib.problem import Place, Problem
from ruamsuk.lib.text import LocalText


class PartForm(forms.Form):
    """A form of one part of a version.

    Attributes:
        part: what kind of part.
        written: the fields that say something in the document.
    """

    part: ClassVar[Kind]
    written: ClassVar[tuple[str, ...]] = ()
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def content(self) -> Document | None:
        """The part as the document has it."""
        return {
            name: plain_words(value)
            for name, value in self.cleaned_data.items()
            if name in self.written and value not in (None, "", LocalText(), [])
        }

    def tell(self, problems: Sequence[Problem], document: Document, name: str) -> None:
        """Show the engine's problems, each at the field that it is about.

        Args:
            problems: what the engine found.
            document: the document that it looked at.
            name: the id or name of this part in it.
        """
        own = path_of(document, self.part, name)
        for problem in problems:
            path = problem.place.path
            if not path.startswith(own) or self.part == "about":
                self.add_error(None, placed(problem, document).sentence(language()))
                continue
            inside: list[str] = re.findall("[a-z_]+", path[len(own) :])
            field = next((step for step in inside if step in self.fields), None)
            here = replace(problem, place=Place(position=problem.place.position))
            self.add_error(field, here.sentence(language()))


def plain_words(value: Any) -> Any:
    """Words as the document has them; anything else as it is."""
    return {"th": value.th, "en": value.en} if isinstance(value, LocalText) else value


class AboutForm(PartForm):
    """What a framework is called and about."""

    part: ClassVar[Kind] = "about"
    written: ClassVar = ("title", "description", "source")
    title = LocalTextFormField(label=_("Name"))
    description = LocalTextFormField(label=_("What it is about"), rows=4, required=False)
    source = LocalTextFormField(label=_("Where it comes from"), rows=2, required=False)

    @classmethod
    def initial_of(cls, definition: Framework) -> dict[str, Any]:
        """What the form shows at first."""
        return {name: getattr(definition, name) for name in cls.written}

    def content(self) -> Document:
        """All three, because what is emptied is emptied."""
        return {name: plain_words(self.cleaned_data[name]) for name in self.written}


class GoalForm(PartForm):
    """A goal."""

    part: ClassVar[Kind] = "goal"
    written: ClassVar = ("title", "definition", "weight")
    title = LocalTextFormField(label=_("Name of the goal"))
    definition = LocalTextFormField(label=_("What we mean by it"), rows=3, required=False)
    weight = WeightField(
        help_text=_("Only for the index: how much this goal counts against the others.")
    )

    @classmethod
    def initial_of(cls, goal: Goal) -> dict[str, Any]:
        """What the form shows at first."""
        return {"title": goal.title, "definition": goal.definition, "weight": str(goal.weight)}


class VariableForm(PartForm):
    """A question of the codebook, or a column of a table."""

    part: ClassVar[Kind] = "variable"
    written: ClassVar = ("label", "type", "level", "unit", "min", "max")
    label = LocalTextFormField(label=_("Question, or what the column holds"), max_length=300)
    type = forms.ChoiceField(label=_("Kind of answer"), widget=forms.Select(SELECT))
    level = forms.ChoiceField(label=_("Asked of each"), widget=forms.Select(SELECT))
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        max_length=20000,
        widget=forms.Textarea({**TEXTAREA, "rows": 5}),
        help_text=_(
            "One to a line. Where the table holds a number for it, write it first: 1 = own house."
        ),
    )
    unit = LocalTextFormField(label=_("Unit, such as baht"), required=False)
    min = NumberField(label=_("Least answer that can be true"))
    max = NumberField(label=_("Greatest answer that can be true"))
    name = forms.RegexField(
        r"^[A-Za-z_][A-Za-z0-9_]*$",
        label=_("Name of the column"),
        required=False,
        max_length=64,
        widget=forms.TextInput(INPUT),
        help_text=_("As in your table, in English letters. Leave it empty and one is made."),
        error_messages={
            "invalid": _("Use English letters, digits and _ only, with a letter first.")
        },
    )

    def __init__(self, *args: Any, new: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in ("type", "level"):
            self.fields[field].choices = value_choices(field)  # type: ignore[attr-defined]
        if not new:
            del self.fields["name"]

    @classmethod
    def initial_of(cls, variable: Variable) -> dict[str, Any]:
        """What the form shows at first."""
        shown = {name: getattr(variable, name) for name in cls.written}
        return shown | {"choices": "\n".join(map(_choice_line, variable.choices))}

    def content(self) -> Document:
        """The variable; its choices only where the kind of answer has any."""
        kept = super().content() or {}
        if self.cleaned_data["type"] in ("select_one", "select_multiple"):
            joined = self.cleaned_data["type"] == "select_multiple"
            lines = map(str.strip, self.cleaned_data["choices"].splitlines())
            kept["choices"] = [_read_choice(line, joined) for line in lines if line]
        if self.cleaned_data["type"] not in ("integer", "decimal"):
            kept = {name: value for name, value in kept.items() if name not in ("min", "max")}
        return kept


def _choice_line(choice: Choice) -> str:
    label = choice.label
    if label.th == label.en:
        return choice.value if label.th == choice.value else f"{choice.value} = {label.th}"
    return f"{choice.value} = {label.th} = {label.en}"


def _read_choice(line: str, joined: bool) -> Document:
    """``1 = เป็นเจ้าของ = own`` or only ``เป็นเจ้าของ``, which then is its own value."""
    value, *labels = (text.strip() for text in line.split("=", 2))
    th, en = (labels + labels[:1])[:2] if labels else (value, value)
    if joined and not labels:
        value = "_".join(value.split())
    return {"value": value, "label": {"th": th, "en": en}}


class IndexForm(PartForm):
    """How the indicators join in one number."""

    part: ClassVar[Kind] = "index"
    written: ClassVar = ("kind", "cutoff", "of", "missing", "bands")
    kind = forms.ChoiceField(label=_("How the indicators join"), widget=forms.RadioSelect)
    cutoff = WeightField(
        label=_("Cut-off"),
        help_text=_("Share of the weights, such as 1/3. The average needs none."),
    )
    of = forms.ChoiceField(label=_("Whose index"), widget=forms.Select(SELECT))
    missing = forms.ChoiceField(label=_("When answers are missing"), widget=forms.Select(SELECT))
    bands = NumbersField(
        label=_("Limits between the four bands of happiness"),
        help_text=_("Three shares, such as 0.5, 0.66, 0.77. Only for gross happiness."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        none = ("", _("No index: each indicator stands for itself"))
        kinds = [none, *value_choices("kind")]
        missing = value_choices("index_missing")
        for field, choices in (
            ("kind", kinds),
            ("of", value_choices("of")),
            ("missing", missing),
        ):
            self.fields[field].choices = choices  # type: ignore[attr-defined]
        self.fields["kind"].required = False

    @classmethod
    def initial_of(cls, index: Index | None) -> dict[str, Any]:
        """What the form shows at first."""
        index = index or Index(kind="mean")
        return {
            "kind": index.kind,
            "cutoff": str(index.cutoff),
            "of": index.of,
            "missing": index.missing,
            "bands": ", ".join(map(str, index.bands)),
        }

    def content(self) -> Document | None:
        """The index; None where there shall be none."""
        return super().content() if self.cleaned_data["kind"] else None
