"""Estimates, changes and splits as tidy Arrow tables: one row a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ruamsuk.engine.measure.cells import Label, Level
from ruamsuk.engine.measure.change import Changes
from ruamsuk.engine.measure.decompose import Split
from ruamsuk.engine.measure.design import Floats
from ruamsuk.engine.measure.estimate import Estimates
from ruamsuk.engine.measure.totals import Measure

Hidden = npt.NDArray[np.bool_]
WORD = pa.dictionary(pa.int32(), pa.string())

ESTIMATES = pa.schema(
    [
        ("round", WORD),
        ("by", WORD),
        ("group", WORD),
        ("measure", WORD),
        ("indicator", WORD),
        ("k", pa.float64()),
        ("estimate", pa.float64()),
        ("se", pa.float64()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("n", pa.int64()),
        ("missing", pa.float64()),
        ("unit", WORD),
        ("hidden", pa.bool_()),
    ]
)
CHANGES = pa.schema(
    [
        ("from_round", WORD),
        ("to_round", WORD),
        ("by", WORD),
        ("group", WORD),
        ("measure", WORD),
        ("indicator", WORD),
        ("k", pa.float64()),
        ("kind", WORD),
        ("estimate", pa.float64()),
        ("se", pa.float64()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
        ("unit", WORD),
        ("hidden", pa.bool_()),
    ]
)
SPLITS = pa.schema(
    [
        ("from_round", WORD),
        ("to_round", WORD),
        ("by", WORD),
        ("group", WORD),
        ("k", pa.float64()),
        ("split", WORD),
        ("part", WORD),
        ("subgroup", WORD),
        ("estimate", pa.float64()),
        ("se", pa.float64()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
        ("hidden", pa.bool_()),
    ]
)


_SEPARATOR = " · "
_KEPT_SPACE = "\N{NO-BREAK SPACE}"


def group_name(labels: Sequence[Label]) -> str:
    """A group as people read it: its labels joined by a middle dot; empty for everyone.

    Beside a middle dot inside one of several labels stand no-break spaces, so that no two groups
    share a name and `group_labels` finds the labels again.
    """
    words = ["" if label is None else str(label) for label in labels]
    if len(words) > 1:
        words = [w.replace(" ·", f"{_KEPT_SPACE}·").replace("· ", f"·{_KEPT_SPACE}") for w in words]
    return _SEPARATOR.join(words)


def group_labels(name: str, count: int) -> list[str]:
    """The labels that `group_name` joined; the whole name where they are not ``count``."""
    if count == 1 or name.count(_SEPARATOR) != count - 1:
        return [name]
    return [
        label.replace(f"{_KEPT_SPACE}·", " ·").replace(f"·{_KEPT_SPACE}", "· ")
        for label in name.split(_SEPARATOR)
    ]


def estimates_table(parts: Iterable[tuple[Estimates, Hidden]]) -> pa.Table:
    """The tidy table of estimates; a hidden number is null and says that it is hidden."""
    return _table(ESTIMATES, [_estimates(e, hidden) for e, hidden in parts])


def changes_table(parts: Iterable[tuple[Changes, Hidden]]) -> pa.Table:
    """The tidy table of changes between rounds."""
    return _table(CHANGES, [_changes(c, hidden) for c, hidden in parts])


def splits_table(parts: Iterable[tuple[Split, str, float, Hidden]]) -> pa.Table:
    """The tidy table of splits of changes in M0: (split, its name, k, hidden)."""
    return _table(SPLITS, [_split(*part) for part in parts])


def _table(schema: pa.Schema, batches: list[dict[str, pa.Array]]) -> pa.Table:
    tables = [pa.table(batch, schema=schema) for batch in batches]
    return pa.concat_tables(tables).unify_dictionaries() if tables else schema.empty_table()


def _estimates(e: Estimates, hidden: Hidden) -> dict[str, pa.Array]:
    measures, groups = e.measures, e.level.group
    shape = (len(measures), len(groups))
    return {
        "round": _across([str(group[0]) for group in groups], shape),
        "by": _same(",".join(e.level.by), shape),
        "group": _across([group_name(group[1:]) for group in groups], shape),
        **_measures(measures, shape),
        "estimate": _numbers(e.estimate, hidden),
        "se": _numbers(e.error, hidden),
        "lower": _numbers(e.lower, hidden),
        "upper": _numbers(e.upper, hidden),
        "numerator": _numbers(e.numerator, hidden),
        "denominator": _numbers(e.denominator, hidden),
        "n": pa.array(e.count.ravel().astype(np.int64), mask=hidden.ravel()),
        "missing": _numbers(e.missing, hidden),
        "unit": _down([m.unit for m in measures], shape),
        "hidden": pa.array(hidden.ravel()),
    }


def _changes(c: Changes, hidden: Hidden) -> dict[str, pa.Array]:
    measures, level = c.estimates.measures, c.estimates.level
    shape = (len(measures), len(c.pair.before))
    groups = [level.group[g][1:] for g in c.pair.after]
    units = ["share" if "relative" in c.kind else m.unit for m in measures]
    return {
        **_rounds(level, c.pair.earlier, c.pair.later, shape),
        "group": _across([group_name(group) for group in groups], shape),
        **_measures(measures, shape),
        "kind": _same(c.kind, shape),
        "estimate": _numbers(c.estimate, hidden),
        "se": _numbers(c.error, hidden),
        "lower": _numbers(c.lower, hidden),
        "upper": _numbers(c.upper, hidden),
        "unit": _down(units, shape),
        "hidden": pa.array(hidden.ravel()),
    }


def _split(split: Split, name: str, k: float, hidden: Hidden) -> dict[str, pa.Array]:
    level = split.level
    shape = (len(split.parts), len(split.pair.before))
    groups = [level.group[g][1:] for g in split.pair.after]
    return {
        **_rounds(level, split.pair.earlier, split.pair.later, shape),
        "group": _across([group_name(group) for group in groups], shape),
        "k": pa.array(np.full(shape, k).ravel()),
        "split": _same(name, shape),
        "part": _down([part for part, _ in split.parts], shape),
        "subgroup": _down(["" if s is None else str(s) for _, s in split.parts], shape),
        "estimate": _numbers(split.estimate, hidden),
        "se": _numbers(split.error, hidden),
        "lower": _numbers(split.lower, hidden),
        "upper": _numbers(split.upper, hidden),
        "hidden": pa.array(hidden.ravel()),
    }


def _rounds(level: Level, earlier: int, later: int, shape: tuple[int, int]) -> dict[str, pa.Array]:
    rounds = level.cells.rounds
    return {
        "from_round": _same(str(rounds[earlier]), shape),
        "to_round": _same(str(rounds[later]), shape),
        "by": _same(",".join(level.by), shape),
    }


def _measures(measures: Sequence[Measure], shape: tuple[int, int]) -> dict[str, pa.Array]:
    cutoffs = np.array([np.nan if m.k is None else float(m.k) for m in measures])
    return {
        "measure": _down([m.name for m in measures], shape),
        "indicator": _down([m.indicator for m in measures], shape),
        "k": pa.array(np.repeat(cutoffs, shape[1]), from_pandas=True),
    }


def _numbers(values: Floats, hidden: Hidden) -> pa.Array:
    flat = values.ravel()
    return pa.array(flat, mask=hidden.ravel() | np.isnan(flat))


def _words(codes: npt.NDArray[np.int32], words: Sequence[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(words, pa.string()))


def _same(word: str, shape: tuple[int, int]) -> pa.Array:
    return _words(np.zeros(shape[0] * shape[1], np.int32), [word])


def _down(words: Sequence[str], shape: tuple[int, int]) -> pa.Array:
    distinct = list(dict.fromkeys(words))
    codes = np.array([distinct.index(word) for word in words], np.int32)
    return _words(np.repeat(codes, shape[1]), distinct)


def _across(words: Sequence[str], shape: tuple[int, int]) -> pa.Array:
    distinct = {word: i for i, word in enumerate(dict.fromkeys(words))}
    codes = np.array([distinct[word] for word in words], np.int32)
    return _words(np.tile(codes, shape[0]), list(distinct))
