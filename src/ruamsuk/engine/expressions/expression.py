"""An expression that has been read and checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ruamsuk.engine.codebook import Level, Variable
from ruamsuk.engine.expressions.nodes import Calculation, Column, Node, OverPersons, Type
from ruamsuk.engine.expressions.parser import parse_tree
from ruamsuk.engine.expressions.scope import TYPE_WORDS
from ruamsuk.engine.expressions.sentences import phrase
from ruamsuk.engine.expressions.writer import write
from ruamsuk.lib.problem import Place, Problem, ProblemsFound
from ruamsuk.lib.text import LocalText


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition or a value of one row.

    Attributes:
        text: what was typed.
        level: what one row is: a household, a person or a community.
        tree: what it means.
    """

    text: str
    level: Level
    tree: Node

    @property
    def type(self) -> Type:
        """``boolean``, ``number``, ``text`` or ``date``."""
        return self.tree.type

    @property
    def variables(self) -> frozenset[str]:
        """Variables that are read from the row itself (and, for a person, from its household)."""
        return frozenset(_own_columns(self.tree))

    @property
    def person_variables(self) -> frozenset[str]:
        """Variables that a household's expression reads from its people."""
        functions = (node for node in self.tree.walk() if isinstance(node, OverPersons))
        return frozenset(name for node in functions for name in _own_columns(node.argument))

    def may_be_unknown(self, known: Collection[str]) -> bool:
        """False when the value is never NULL as long as the columns in ``known`` hold no NULL.

        It is cautious: True may also be the answer where NULL could be ruled out by more thought.
        """
        return self.tree.may_be_unknown(known)

    def division(self) -> tuple[Expression, Expression] | None:
        """Numerator and denominator when the expression is a division, which a ratio needs."""
        if not (isinstance(self.tree, Calculation) and self.tree.sign == "/"):
            return None
        numerator, denominator = (
            Expression(write(side), self.level, side) for side in self.tree.children
        )
        return numerator, denominator

    def sentence(self) -> LocalText:
        """The expression in words, with the labels of the codebook."""
        return phrase(self.tree)


def parse(
    text: str,
    framework_variables: Mapping[str, Variable],
    level: Level,
    *,
    path: str = "",
    wants: Literal["boolean", "number"] | None = None,
) -> Expression:
    """Read an expression and check it against the codebook.

    Args:
        text: the expression as it was typed, 2,000 characters at most.
        framework_variables: the codebook by name, of all levels.
        level: what one row is.
        path: where the expression stands in its file, for problems.
        wants: the type that the caller needs; any when None.

    Raises:
        ProblemsFound: everything that is wrong, each at its character.
    """
    tree = parse_tree(text, framework_variables, level, path)
    if wants and tree.type != wants:
        values = {"needed": TYPE_WORDS[wants], "found": TYPE_WORDS[tree.type]}
        raise ProblemsFound(
            [Problem("expression.wrong-type", Place(path=path, position=1), values)]
        )
    return Expression(text, level, tree)


def pass_sentence(achieved: Expression, eligible: Expression | None = None) -> LocalText:
    """When a row passes and which rows count, such as ``ผ่าน เมื่อ หนี้ = 0 · นับเฉพาะ …``."""
    passes = _PASSES.format(condition=achieved.sentence())
    if eligible is None:
        return passes
    return _AMONG.format(passes=passes, condition=eligible.sentence())


_PASSES = LocalText("ผ่าน เมื่อ {condition}", "Passes when {condition}")
_AMONG = LocalText("{passes} · นับเฉพาะ {condition}", "{passes} · counts only {condition}")


def _own_columns(node: Node) -> Iterator[str]:
    if isinstance(node, Column):
        yield node.name
    elif not isinstance(node, OverPersons):
        for child in node.children:
            yield from _own_columns(child)
