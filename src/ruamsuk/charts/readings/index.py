"""An index in words: how many are below the line, how far, and the number that joins both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from ruamsuk.charts.model import Scale, Value, format_number
from ruamsuk.charts.readings.basis import MANY, ONE, Basis, absence, certainty, in_words, join
from ruamsuk.lib.text import LocalText

IndexKind = Literal["alkire-foster", "gnh", "mean"]

_SHARES = Scale()
_NAME = LocalText("ดัชนีรวม", "the index")
_COUNT: dict[str, LocalText] = {
    "alkire-foster": LocalText(
        "ใน 100 {many} มี{n} {one}ที่ขาดหลายด้านพร้อมกัน{sure}",
        "{n} in 100 {many} lack many things at once{sure}.",
    ),
    "gnh": LocalText(
        "ใน 100 {many} มี{n} {one}ที่ยังมีไม่พอถึงเกณฑ์ความสุข{sure}",
        "{n} in 100 {many} do not yet have enough to count as happy{sure}.",
    ),
}
_DEPTH = LocalText(
    "กลุ่มนี้ขาดเฉลี่ย{n} ใน 100 ส่วนของทุกเรื่องรวมกัน",
    "On average they lack {n} in 100 parts of everything counted.",
)
_INDEX: dict[str, LocalText] = {
    "alkire-foster": LocalText(
        "ดัชนีรวม (M0) เท่ากับ {n}{sure} ยิ่งใกล้ 0 ยิ่งดี",
        "The index (M0) is {n}{sure}; the nearer to 0 the better.",
    ),
    "gnh": LocalText(
        "ดัชนีรวม (GNH) เท่ากับ {n}{sure} ยิ่งใกล้ 1 ยิ่งดี",
        "The index (GNH) is {n}{sure}; the nearer to 1 the better.",
    ),
}
_SCORE = LocalText(
    "โดยเฉลี่ย{one}หนึ่งผ่าน{n} ใน 100 ส่วนของทุกเรื่องรวมกัน{sure}",
    "On average a {one} passes {n} in 100 parts of everything counted{sure}.",
)


def index_reading(kind: IndexKind, figures: Mapping[str, Value], basis: Basis) -> LocalText:
    """The index of ``kind`` in two or three sentences.

    Args:
        kind: how the indicators were joined.
        figures: ``H`` and ``A`` in per cent and ``M0`` or ``GNH`` from 0 to 1; for ``mean`` the
            ``score`` in per cent.
        basis: whom it is about.
    """
    main = {"alkire-foster": "M0", "gnh": "GNH", "mean": "score"}[kind]
    value = figures.get(main, Value(None))
    if value.shown is None:
        return absence(_NAME, value)
    words = {"one": ONE[basis.level], "many": MANY[basis.level]}
    if kind == "mean":
        amount = _amount(value.shown, basis)
        return _SCORE.format(n=amount, sure=_sure(value, basis), **words)
    said = []
    share, depth = figures.get("H", Value(None)), figures.get("A", Value(None))
    if share.shown is not None:
        amount = _amount(share.shown, basis)
        begins = LocalText(amount.th, amount.en[0].upper() + amount.en[1:])
        said.append(_COUNT[kind].format(n=begins, sure=_sure(share, basis), **words))
    if depth.shown is not None and share.shown:
        said.append(_DEPTH.format(n=_amount(depth.shown, basis)))
    low, high = (format_number(end, 3) for end in value.interval or (0.0, 0.0))
    sure = certainty(value, basis, low, high)
    said.append(_INDEX[kind].format(n=format_number(value.shown, 3), sure=sure))
    return join(*said)


def _amount(percent: float, basis: Basis) -> LocalText:
    """“about 23”; exactly that in a full count, and where it is nearly none or nearly all."""
    words = in_words(percent)
    if basis.full_count or not words.en.isdecimal():
        return words
    return LocalText(f"ราว{words.th}", f"about {words.en}")


def _sure(value: Value, basis: Basis) -> LocalText:
    low, high = map(_SHARES.number, value.interval or (0.0, 0.0))
    return certainty(value, basis, low, high)
