"""What people call the columns, groups and rounds of the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ruamsuk.charts import Label
from ruamsuk.engine.framework.models import Framework
from ruamsuk.engine.tidy import group_labels
from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import named_year

_SEPARATOR = " · "
_ROUND = LocalText("รอบ {name}", "round {name}")
_NOW = LocalText("ครั้งนี้", "now")


@dataclass(frozen=True)
class Names:
    """The codebook's words for columns and values.

    Attributes:
        columns: words by column name.
        values: words by column name and value.
    """

    columns: Mapping[str, LocalText]
    values: Mapping[tuple[str, str], LocalText]

    def grouping(self, by: str) -> LocalText:
        """``community,village`` as people say it."""
        return _joined([self.columns.get(name, LocalText(name, name)) for name in by.split(",")])

    def groups(self, by: str, groups: tuple[str, ...]) -> dict[str, Label]:
        """A label for each group; only its last part where that alone tells the groups apart."""
        columns = by.split(",")
        parts = {group: group_labels(group, len(columns)) for group in groups}
        last = [part[-1] for part in parts.values()]
        alone = len(set(last)) == len(last)
        return {
            group: Label(
                self._words(columns[-1:], part[-1:]) if alone else self._words(columns, part)
            )
            for group, part in parts.items()
        }

    def _words(self, columns: list[str], values: list[str]) -> LocalText:
        pairs = zip(columns[-len(values) :], values, strict=True)
        return _joined([self.values.get(pair, LocalText(pair[1], pair[1])) for pair in pairs])


def names_of(framework: Framework) -> Names:
    """The words that a framework's codebook has."""
    columns, values = {}, {}
    for name, variable in framework.variables.items():
        if variable.label:
            columns[name] = variable.label
        for choice in variable.choices:
            if choice.label:
                values[name, choice.value] = choice.label
    return Names(columns, values)


def as_title(words: LocalText) -> LocalText:
    """Words with a capital first letter, as a title has it."""
    return LocalText(words.th[:1].upper() + words.th[1:], words.en[:1].upper() + words.en[1:])


def round_name(name: str) -> LocalText:
    """``รอบ 2569``; ``ครั้งนี้`` where there is only one round without a name."""
    return _ROUND.format(name=named_year(name)) if name else _NOW


def round_mark(name: str) -> LocalText:
    """The same below a line over the rounds, where the word itself would only be repeated."""
    return named_year(name) if name else _NOW


def _joined(words: list[LocalText]) -> LocalText:
    return LocalText(
        _SEPARATOR.join(w.to("th") for w in words), _SEPARATOR.join(w.to("en") for w in words)
    )
