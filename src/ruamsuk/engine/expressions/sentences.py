"""Expressions in words: every kind of node says itself in plain Thai and English."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import singledispatch

from ruamsuk.engine.expressions.nodes import (
    Between,
    Calculation,
    Call,
    Case,
    Column,
    Compare,
    Constant,
    In,
    IsNull,
    Junction,
    Negative,
    Node,
    Not,
    OverPersons,
    precedence,
)
from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import format_date

_SIGNS = {"<>": "≠", "<=": "≤", ">=": "≥", "-": "−", "*": "×", "/": "÷"}
_YES = LocalText("ใช่", "yes")
_NO = LocalText("ไม่ใช่", "no")
_AND = LocalText("{left} และ {right}", "{left} and {right}")
_OR = LocalText("{left} หรือ {right}", "{left} or {right}")
_LISTED = LocalText("{left}, {right}", "{left}, {right}")
_IN_BRACKETS = LocalText("({words})", "({words})")
_EQUALS = LocalText("{left} = {right}", "{left} = {right}")
_UNEQUAL = LocalText("{left} ≠ {right}", "{left} ≠ {right}")
_IS_ONE_OF = LocalText("{value} เป็น {answers}", "{value} is {answers}")
_IS_NONE_OF = LocalText("{value} ไม่ใช่ {answers}", "{value} is not {answers}")
_BETWEEN = LocalText("{value} อยู่ระหว่าง {low} ถึง {high}", "{value} is between {low} and {high}")
_OUTSIDE = LocalText(
    "{value} ไม่อยู่ระหว่าง {low} ถึง {high}", "{value} is not between {low} and {high}"
)
_UNKNOWN = LocalText("ไม่ทราบ {value}", "{value} is unknown")
_KNOWN = LocalText("ทราบ {value}", "{value} is known")
_NULL = LocalText("ไม่ทราบ", "unknown")
_NOT = LocalText("ไม่ใช่ว่า {condition}", "not {condition}")
_NEGATIVE = LocalText("ค่าติดลบของ {value}", "minus {value}")
_HAS = LocalText("{value} มี {answer}", "{value} includes {answer}")
_HAS_NOT = LocalText("{value} ไม่มี {answer}", "{value} does not include {answer}")
_BRANCH = LocalText("ถ้า {condition} ให้เป็น {value}", "if {condition} then {value}")
_OTHERWISE = LocalText("นอกนั้น {value}", "otherwise {value}")
_NEXT = LocalText("{left} {right}", "{left}; {right}")
_WITH_UNIT = LocalText("{value} {unit}", "{value} {unit}")

_CALLS: Mapping[str, LocalText] = {
    "abs": LocalText("ขนาดของ {0} โดยไม่คิดเครื่องหมาย", "the size of {0} without its sign"),
    "least": LocalText("ค่าน้อยที่สุดของ {0}", "the least of {0}"),
    "greatest": LocalText("ค่ามากที่สุดของ {0}", "the greatest of {0}"),
    "age": LocalText("อายุเต็มปี นับจาก {0} ถึง {1}", "age in whole years from {0} to {1}"),
    "year": LocalText("ปี ค.ศ. ของ {0}", "the year of {0}"),
    "any_person": LocalText(
        "มีสมาชิกในครัวเรือนอย่างน้อยหนึ่งคนที่ {0}", "at least one person in the household has {0}"
    ),
    "all_persons": LocalText("สมาชิกในครัวเรือนทุกคน {0}", "every person in the household has {0}"),
    "count_persons": LocalText(
        "จำนวนสมาชิกในครัวเรือนที่ {0}", "the number of persons in the household with {0}"
    ),
    "share_of_persons": LocalText(
        "สัดส่วนของสมาชิกในครัวเรือนที่ {0}", "the share of persons in the household with {0}"
    ),
    "sum_persons": LocalText(
        "ผลรวมของ {0} จากสมาชิกทุกคน", "the sum of {0} over all persons in the household"
    ),
}
_HOUSEHOLD_SIZE = LocalText("จำนวนสมาชิกในครัวเรือน", "the number of persons in the household")
_COALESCE = LocalText("{left} หรือถ้าไม่ทราบ ใช้ {right}", "{left}, or if unknown {right}")
_ROUND = LocalText("{0} ปัดเป็นจำนวนเต็ม", "{0} rounded to a whole number")
_ROUND_TO = LocalText("{0} ปัดเหลือทศนิยม {1} ตำแหน่ง", "{0} rounded, keeping {1} after the point")


@singledispatch
def phrase(node: Node) -> LocalText:
    """What ``node`` means, in words."""
    raise TypeError(node)


def _inside(node: Node, at_least: int) -> LocalText:
    """A part of something larger, in brackets where its words could be read two ways."""
    words = phrase(node)
    # "A = yes" reads as a comparison, although the tree holds only the variable.
    loose = isinstance(node, Column) and node.type == "boolean"
    holds = 4 if loose else precedence(node)
    return words if holds >= at_least else _IN_BRACKETS.format(words=words)


def _label(column: Column) -> LocalText:
    label = column.variable.label
    return LocalText(label.to("th") or column.name, label.to("en") or column.name)


def _join(template: LocalText, parts: Sequence[LocalText]) -> LocalText:
    words, *others = parts
    for other in others:
        words = template.format(left=words, right=other)
    return words


def _value(node: Node, about: Node) -> LocalText:
    """A value as it is said about ``about``: with the label of its choice, or with its unit."""
    unit = about.variable.unit if isinstance(about, Column) else None
    words = _answer(node, about)
    # Nothing is nothing in any unit.
    if unit and isinstance(node, Constant) and node.value:
        return _WITH_UNIT.format(value=words, unit=unit)
    return words


def _answer(node: Node, about: Node) -> LocalText:
    if not isinstance(node, Constant):
        return _inside(node, 5)
    if isinstance(about, Call) and about.name == "year":
        return LocalText(str(node.value), str(node.value))  # 2024, not 2,024
    for choice in about.variable.choices if isinstance(about, Column) else ():
        if choice.value == node.value:
            return LocalText(
                choice.label.to("th") or choice.value, choice.label.to("en") or choice.value
            )
    return phrase(node)


def _listed(node: In, several: LocalText, one: LocalText) -> LocalText:
    *others, last = node.values
    value, final = _inside(node.operand, 5), _value(last, node.operand)
    if not others:
        return one.format(left=value, right=final)
    answers = [_answer(other, node.operand) for other in others]
    final = _OR.format(left=_join(_LISTED, answers), right=final)
    return several.format(value=value, answers=final)


@phrase.register
def _(node: Constant) -> LocalText:
    value = node.value
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, datetime.date):
        return LocalText(format_date(value, "th"), format_date(value, "en"))
    if isinstance(value, Decimal):
        number = f"{value:,f}".replace("-", "−")
        return LocalText(number, number)
    return LocalText(f"“{value}”", f"“{value}”") if value is not None else _NULL


@phrase.register
def _(node: Column) -> LocalText:
    if node.type == "boolean":
        return _EQUALS.format(left=_label(node), right=_YES)
    return _label(node)


@phrase.register
def _(node: Negative) -> LocalText:
    return _NEGATIVE.format(value=_inside(node.operand, 8))


@phrase.register
def _(node: Calculation) -> LocalText:
    own = precedence(node)
    left, right = _inside(node.left, own), _inside(node.right, own + 1)
    return _sign(node.sign).format(left=left, right=right)


@phrase.register
def _(node: Compare) -> LocalText:
    left, right = _value(node.left, node.right), _value(node.right, node.left)
    return _sign(node.sign).format(left=left, right=right)


def _sign(sign: str) -> LocalText:
    template = f"{{left}} {_SIGNS.get(sign, sign)} {{right}}"
    return LocalText(template, template)


@phrase.register
def _(node: Junction) -> LocalText:
    template = _AND if node.join == "and" else _OR
    return _join(template, [_inside(operand, 3) for operand in node.operands])


@phrase.register
def _(node: Not) -> LocalText:
    operand = node.operand
    if isinstance(operand, Column):
        return _EQUALS.format(left=_label(operand), right=_NO)
    if isinstance(operand, In):
        return _listed(operand, _IS_NONE_OF, _UNEQUAL)
    if isinstance(operand, Between):
        return _between(operand, _OUTSIDE)
    if isinstance(operand, IsNull):
        return _KNOWN.format(value=_named(operand.operand))
    if isinstance(operand, Call) and operand.name == "has":
        return _has(operand, _HAS_NOT)
    return _NOT.format(condition=_IN_BRACKETS.format(words=phrase(operand)))


@phrase.register
def _(node: In) -> LocalText:
    return _listed(node, _IS_ONE_OF, _EQUALS)


@phrase.register
def _(node: Between) -> LocalText:
    return _between(node, _BETWEEN)


def _between(node: Between, template: LocalText) -> LocalText:
    low, high = _answer(node.low, node.operand), _value(node.high, node.operand)
    return template.format(value=_inside(node.operand, 5), low=low, high=high)


@phrase.register
def _(node: IsNull) -> LocalText:
    return _UNKNOWN.format(value=_named(node.operand))


def _named(node: Node) -> LocalText:
    return _label(node) if isinstance(node, Column) else _inside(node, 5)


@phrase.register
def _(node: Case) -> LocalText:
    said = [
        _BRANCH.format(condition=_inside(condition, 3), value=_inside(value, 5))
        for condition, value in node.branches
    ]
    said.append(_OTHERWISE.format(value=_inside(node.otherwise, 5)))
    return _IN_BRACKETS.format(words=_join(_NEXT, said))


@phrase.register
def _(node: Call) -> LocalText:
    if node.name == "has":
        return _has(node, _HAS)
    values = [_inside(argument, 8) for argument in node.arguments]
    if node.name == "round":
        return _fill(_ROUND_TO if len(values) > 1 else _ROUND, values)
    if node.name == "coalesce":
        return _IN_BRACKETS.format(words=_join(_COALESCE, values))
    if node.name in ("least", "greatest"):
        listed = _AND.format(left=_join(_LISTED, values[:-1]), right=values[-1])
        values = [_IN_BRACKETS.format(words=listed)]
    return _fill(_CALLS[node.name], values)


@phrase.register
def _(node: OverPersons) -> LocalText:
    if node.name == "count_persons" and node.argument == Constant("boolean", True):
        return _HOUSEHOLD_SIZE
    if node.name == "sum_persons":
        return _fill(_CALLS[node.name], [_inside(node.argument, 8)])
    return _fill(_CALLS[node.name], [_IN_BRACKETS.format(words=phrase(node.argument))])


def _has(node: Call, template: LocalText) -> LocalText:
    several, answer = node.arguments
    return template.format(value=_named(several), answer=_value(answer, several))


def _fill(template: LocalText, values: Sequence[LocalText]) -> LocalText:
    """``template`` with ``{0}``, ``{1}`` filled in."""
    th = template.th.format(*(value.th for value in values))
    en = template.en.format(*(value.en for value in values))
    return LocalText(th, en)
