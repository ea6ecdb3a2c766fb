"""What differs between two versions, in words: what came, what went, what changed from what."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from ruamsuk.engine.codebook import Part, Variable
from ruamsuk.engine.framework.models import Framework, Index, Indicator
from ruamsuk.indicators.words import FIELDS, NOUNS, VALUES
from ruamsuk.lib.text import LocalText
from ruamsuk.report.measured import counting_sentence

What = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class FieldChange:
    """One field: what it is called, what it said and what it says."""

    field: LocalText
    old: LocalText
    new: LocalText

    @classmethod
    def between(cls, field: str, old: LocalText, new: LocalText) -> FieldChange:
        """The change of a field; where one language says the same, the other stands in for it."""
        if old.to("en") == new.to("en"):
            old, new = LocalText(th=old.th), LocalText(th=new.th)
        elif old.to("th") == new.to("th"):
            old, new = LocalText(en=old.en), LocalText(en=new.en)
        return cls(FIELDS[field], old, new)


@dataclass(frozen=True)
class Difference:
    """One goal, indicator or variable that is not what it was.

    Attributes:
        kind: ``framework``, ``goal``, ``indicator``, ``variable`` or ``index``.
        id: its id or name.
        title: what people call it.
        what: whether it was added, removed or changed.
        fields: what changed inside it.
    """

    kind: str
    id: str
    title: LocalText
    what: What
    fields: tuple[FieldChange, ...] = ()

    @property
    def noun(self) -> LocalText:
        """What kind of thing it is, in words."""
        return NOUNS[self.kind]


def differences(old: Framework, new: Framework) -> list[Difference]:
    """All that differs, goals first, in the order of the newer version."""
    found = [
        *_changed("framework", "", new.title, _own_fields(old, new, _FRAMEWORK)),
        *_compare("goal", _goals(old), _goals(new)),
        *_compare("indicator", _indicators(old), _indicators(new)),
        *_compare("variable", _variables(old), _variables(new)),
        *_index(old.index, new.index),
    ]
    goals = [goal.id for goal in new.goals if goal.id in {other.id for other in old.goals}]
    if goals != [goal.id for goal in old.goals if goal.id in goals]:
        found.append(Difference("framework", "", new.title, "changed", (_ORDER,)))
    return found


@dataclass(frozen=True)
class _Entry:
    """A part as it is compared: its title, and its fields in words."""

    title: LocalText
    fields: dict[str, LocalText]


def _compare(kind: str, old: dict[str, _Entry], new: dict[str, _Entry]) -> list[Difference]:
    found = []
    for name, entry in new.items():
        if name not in old:
            found.append(Difference(kind, name, entry.title, "added"))
            continue
        before = old[name].fields
        fields = tuple(
            FieldChange.between(field, before[field], words)
            for field, words in entry.fields.items()
            if words != before[field]
        )
        found += _changed(kind, name, entry.title, fields)
    gone = [
        Difference(kind, name, entry.title, "removed")
        for name, entry in old.items()
        if name not in new
    ]
    return found + gone


def _changed(
    kind: str, name: str, title: LocalText, fields: tuple[FieldChange, ...]
) -> list[Difference]:
    return [Difference(kind, name, title, "changed", fields)] if fields else []


def _own_fields(old: Part, new: Part, names: tuple[str, ...]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange.between(name, said(name, getattr(old, name)), said(name, getattr(new, name)))
        for name in names
        if getattr(old, name) != getattr(new, name)
    )


def _goals(definition: Framework) -> dict[str, _Entry]:
    return {goal.id: _Entry(goal.title, _said(goal, _GOAL)) for goal in definition.goals}


def _indicators(definition: Framework) -> dict[str, _Entry]:
    return {
        one.id: _Entry(
            one.title,
            {
                "goal": definition.goal_of(one).title,
                "counting": counting_sentence(definition, one),
                "summary": said("summary", one.summary) if one.value else LocalText(),
                **_said(one, _INDICATOR),
            },
        )
        for one in definition.indicators
    }


def _variables(definition: Framework) -> dict[str, _Entry]:
    return {
        name: _Entry(_label(name, variable), _said(variable, _VARIABLE))
        for name, variable in definition.variables.items()
    }


def _label(name: str, variable: Variable) -> LocalText:
    return LocalText(variable.label.to("th") or name, variable.label.to("en") or name)


def _index(old: Index | None, new: Index | None) -> list[Difference]:
    title = FIELDS["index"]
    if old is None or new is None:
        what: What = "added" if new else "removed"
        return [] if old is new else [Difference("index", "", title, what)]
    return _changed("index", "", title, _own_fields(old, new, _INDEX))


def _said(part: Indicator | Part, names: tuple[str, ...]) -> dict[str, LocalText]:
    return {name: said(name, getattr(part, name)) for name in names}


def said(field: str, value: Any) -> LocalText:
    """The value of a field as people read it."""
    if isinstance(value, LocalText):
        return value
    for of in (field, f"index_{field}"):
        if isinstance(value, str) and (of, value) in VALUES:
            return VALUES[of, value]
    if isinstance(value, bool):
        return VALUES[field, "yes" if value else "no"]
    if isinstance(value, tuple):
        listed = [said(field, one) for one in value]
        return LocalText(
            ", ".join(words.to("th") for words in listed),
            ", ".join(words.to("en") for words in listed),
        )
    if isinstance(value, Part):  # a choice
        label = getattr(value, "label", LocalText())
        return label or LocalText(value.value, value.value)  # type: ignore[attr-defined]
    if value is None:
        return LocalText()
    text = str(value) if isinstance(value, Fraction | str) else f"{value:.15g}"
    return LocalText(text, text)


_ORDER = FieldChange(FIELDS["order"], LocalText(), LocalText())
_FRAMEWORK = ("title", "description", "source")
_GOAL = ("title", "definition", "weight")
_INDICATOR = (
    "title",
    "definition",
    "source",
    "level",
    "unit",
    "target",
    "bands",
    "higher_is_better",
    "missing",
    "weight",
)
_VARIABLE = ("label", "level", "type", "unit", "choices", "min", "max")
_INDEX = ("kind", "cutoff", "of", "missing", "bands")
