"""The form of an indicator, with the editor of its conditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ruamsuk.base.forms import LocalTextFormField
from ruamsuk.base.templatetags.ruamsuk import language
from ruamsuk.engine.codebook import Level, Variable
from ruamsuk.engine.framework.models import Framework, Indicator
from ruamsuk.indicators.conditions import (
    Book,
    Condition,
    Control,
    Row,
    comparisons,
    control,
    from_text,
    read_condition,
    read_value,
    value_parts,
)
from ruamsuk.indicators.document import Document, Kind
from ruamsuk.indicators.forms.fields import (
    SELECT,
    NumberField,
    NumbersField,
    WeightField,
    value_choices,
)
from ruamsuk.indicators.forms.parts import PartForm
from ruamsuk.lib.text import LocalText

Option = tuple[str, str, bool]
"""Value, words, whether it is chosen."""

_COMPARISONS: dict[str, Any] = {
    "=": _("is"),
    "<>": _("is not"),
    "<": _("less than"),
    "<=": _("at most"),
    ">": _("more than"),
    ">=": _("at least"),
    "in": _("is one of"),
    "not in": _("is none of"),
    "between": _("from … to …"),
    "not between": _("outside … to …"),
    "has": _("includes"),
    "has not": _("does not include"),
    "is null": _("is unknown"),
    "is not null": _("is known"),
}


@dataclass(frozen=True)
class RowView:
    """One row of the editor as the page shows it.

    Attributes:
        name: start of the names of its inputs.
        variables: what can be picked.
        comparisons: how the picked variable can be compared.
        control: how values are given.
        values: what is typed.
        choices: the answers of the variable, or yes and no.
        unit: of the variable.
    """

    name: str
    variables: list[Option]
    comparisons: list[Option]
    control: Control
    values: tuple[str, ...]
    choices: list[Option]
    unit: str

    @property
    def low(self) -> str:
        """The only or the first value."""
        return self.values[0] if self.values else ""

    @property
    def high(self) -> str:
        """The second of a pair."""
        return self.values[1] if len(self.values) > 1 else ""

    @property
    def joined(self) -> str:
        """Several values in one input."""
        return "; ".join(self.values)


@dataclass(frozen=True)
class Editor:
    """A condition with all that can be picked in it."""

    prefix: str
    legend: Any
    empty: Any
    condition: Condition
    book: Book

    @property
    def rows(self) -> list[RowView]:
        """The rows, and an empty one to go on with."""
        rows = [*(self.condition.rows or ()), Row()]
        return [self._view(f"{self.prefix}-{number}", row) for number, row in enumerate(rows)]

    def _view(self, name: str, row: Row) -> RowView:
        usable = self.book.usable
        offered = usable if row.variable in usable or not row.variable else self.book.variables
        variable = offered.get(row.variable)
        return RowView(
            name,
            [(key, words_of(key, one), key == row.variable) for key, one in offered.items()],
            [(c, _COMPARISONS[c], c == row.comparison) for c in comparisons(variable)]
            if variable
            else [],
            control(variable, row.comparison) if variable else "none",
            row.values,
            _choices(variable, row) if variable else [],
            variable.unit.to(language()) if variable else "",
        )


def words_of(name: str, variable: Variable) -> str:
    """What a variable is called; its column's name where it has no label."""
    return variable.label.to(language()) or name


def _choices(variable: Variable, row: Row) -> list[Option]:
    if variable.type == "boolean":
        return [(key, str(words), key in row.values) for key, words in _YES_NO]
    return [
        (one.value, one.label.to(language()) or one.value, one.value in row.values)
        for one in variable.choices
    ]


_YES_NO = (("yes", _("yes")), ("no", _("no")))


class IndicatorForm(PartForm):
    """An indicator: what people read, what is counted, what is aimed at."""

    part: ClassVar[Kind] = "indicator"
    written: ClassVar = (
        "title",
        "definition",
        "source",
        "level",
        "target",
        "bands",
        "weight",
        "unit",
    )
    title = LocalTextFormField(label=_("Name of the indicator"))
    definition = LocalTextFormField(label=_("What it means"), rows=3, required=False)
    source = LocalTextFormField(label=_("Where the data come from"), rows=2, required=False)
    goal = forms.ChoiceField(label=_("Goal"), widget=forms.Select(SELECT))
    level = forms.ChoiceField(label=_("What is counted"), widget=forms.Select(SELECT))
    measure = forms.ChoiceField(
        label=_("How it is counted"),
        widget=forms.RadioSelect,
        choices=[
            ("share", _("How many of a hundred reach something")),
            ("value", _("A number: an average, a total, a ratio")),
        ],
    )
    summary = forms.ChoiceField(
        label=_("Which number"), required=False, widget=forms.Select(SELECT)
    )
    unit = LocalTextFormField(label=_("Unit, such as baht"), required=False)
    higher_is_better = forms.BooleanField(label=_("More is better"), required=False)
    missing = forms.ChoiceField(
        label=_("When an answer is missing"), required=False, widget=forms.Select(SELECT)
    )
    target = NumberField(
        label=_("Target"), help_text=_("Of a hundred; of a number, in its own unit.")
    )
    bands = NumbersField(
        label=_("Limits of the five steps"),
        help_text=_("Four numbers from small to large, such as 20, 40, 60, 80."),
    )
    weight = WeightField(help_text=_("Only for the index; 0 keeps it out."))

    def __init__(
        self, *args: Any, definition: Framework, indicator: Indicator | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["summary"].required = not self.is_share
        self.fields["missing"].required = self.is_share
        for field in ("level", "summary", "missing"):
            self.fields[field].choices = value_choices(field)  # type: ignore[attr-defined]
        self.fields["goal"].choices = [  # type: ignore[attr-defined]
            (goal.id, goal.title.to(language())) for goal in definition.goals
        ]
        data = self.data if isinstance(self.data, QueryDict) else QueryDict()
        level = (data if self.is_bound else self.initial).get("level")
        levels: dict[Any, Level] = {"person": "person", "community": "community"}
        self.book = Book(definition.variables, levels.get(level, "household"))
        self._read(data, indicator)

    def _read(self, data: QueryDict, indicator: Indicator | None) -> None:
        """What is counted: as sent, or as the indicator has it."""
        if self.is_bound:
            achieved, eligible = (
                read_condition(data, name, self.book) for name in ("achieved", "eligible")
            )
            self.value, self.value_fault = read_value(data, self.book)
        else:
            achieved, eligible = (
                from_text(getattr(indicator, name, ""), self.book)
                for name in ("achieved", "eligible")
            )
            self.value, self.value_fault = getattr(indicator, "value", ""), ""
        self.achieved = Editor(
            "achieved",
            _("Who reaches it"),
            _("Pick a question to say when it is reached."),
            achieved,
            self.book,
        )
        self.eligible = Editor(
            "eligible", _("Who it is about"), _("Everyone counts."), eligible, self.book
        )

    @property
    def is_share(self) -> bool:
        """Whether a share is counted rather than a number."""
        return bool(self["measure"].value() != "value")

    @property
    def is_ratio(self) -> bool:
        """Whether one number is divided by another."""
        return not self.is_share and bool(self["summary"].value() == "ratio")

    @property
    def value_shown(self) -> bool:
        """Whether picks can show the formula of the value."""
        return not self.value or bool(value_parts(self.value, self.is_ratio))

    @property
    def numbers(self) -> list[Option]:
        """The numbers that can be picked."""
        return self._numbers(0)

    @property
    def divisors(self) -> list[Option]:
        """The numbers that a ratio can divide by."""
        return self._numbers(1)

    def _numbers(self, place: int) -> list[Option]:
        picked = [*value_parts(self.value, self.is_ratio).split(" / "), ""][place]
        return [
            (name, words_of(name, variable), name == picked)
            for name, variable in self.book.usable.items()
            if variable.type in ("integer", "decimal")
        ]

    @property
    def sentence(self) -> LocalText:
        """What is counted, in words, as far as it can be read."""
        return self.achieved.condition.sentence

    @classmethod
    def initial_of(cls, indicator: Indicator | None, goal: str) -> dict[str, Any]:
        """What the form shows at first."""
        if indicator is None:
            start = {"measure": "share", "level": "household", "missing": "exclude"}
            return {**start, "goal": goal, "weight": "1", "higher_is_better": True}
        same = ("title", "definition", "source", "level", "summary", "unit", "missing", "target")
        return {name: getattr(indicator, name) for name in (*same, "higher_is_better")} | {
            "goal": goal,
            "measure": "value" if indicator.value else "share",
            "bands": ", ".join(f"{band:.15g}" for band in indicator.bands),
            "weight": str(indicator.weight),
        }

    def clean(self) -> dict[str, Any]:
        """What cannot be read keeps the form from being saved."""
        cleaned = super().clean() or {}
        used = [self.eligible, *([self.achieved] if self.is_share else [])]
        for editor in used:
            if editor.condition.faults:
                self.add_error(None, f"{editor.legend}: {' '.join(editor.condition.faults)}")
        if self.is_share and not self.achieved.condition.text and self.is_valid_so_far:
            self.add_error(None, _("Say who reaches it: pick a question, compare, give a value."))
        if not self.is_share and (self.value_fault or not self.value):
            self.add_error(None, self.value_fault or _("Pick the number that is summed up."))
        return cleaned

    @property
    def is_valid_so_far(self) -> bool:
        """Whether nothing is wrong with the conditions themselves."""
        return not self.achieved.condition.faults

    def content(self) -> Document:
        """The indicator as the document has it."""
        content = super().content() or {}
        cleaned = self.cleaned_data
        content["eligible"] = self.eligible.condition.text
        if self.is_share:
            content["achieved"] = self.achieved.condition.text
            content["missing"] = cleaned["missing"]
        else:
            content |= {"value": self.value, "summary": cleaned["summary"]}
            content["higher_is_better"] = cleaned["higher_is_better"]
        return content
