"""Which indicators tell us nothing, and the sentence that says so."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamsuk.engine.insight import Finding, IndicatorFacts, PairCounts, findings
from ruamsuk.lib.text import LocalText

NAN = float("nan")
TITLES = {
    "water": LocalText("มีน้ำสะอาด", "Clean water"),
    "debt": LocalText("ไม่มีหนี้ค้างชำระ", "No overdue debt"),
}


def facts(share=0.6, lower=NAN, upper=NAN, missing=0.0, places=(0.4, 0.6, 0.8), ses=None):
    errors = None if ses is None else np.array(ses)
    return IndicatorFacts("water", share, lower, upper, missing, np.array(places), errors)


@pytest.mark.parametrize(
    ("what", "known", "kinds"),
    [
        ("an ordinary one", facts(), []),
        ("nearly all, in a full count", facts(share=0.96), ["ceiling"]),
        ("nearly all, surely", facts(share=0.97, lower=0.955, upper=0.98), ["ceiling"]),
        ("nearly all, perhaps", facts(share=0.97, lower=0.93, upper=0.99), []),
        ("hardly anyone", facts(share=0.02), ["floor"]),
        ("hardly anyone, perhaps", facts(share=0.02, lower=0.01, upper=0.07), []),
        ("a fifth without an answer is bearable", facts(missing=0.2), []),
        ("more is not", facts(missing=0.21), ["unanswered"]),
        ("both faults", facts(share=0.99, missing=0.5), ["ceiling", "unanswered"]),
        ("places alike in a full count", facts(places=(0.6, 0.61, 0.64)), ["alike"]),
        ("five points apart", facts(places=(0.60, 0.66)), []),
        ("one place has nothing to differ from", facts(places=(0.6, NAN)), []),
        ("noise", facts(places=(0.58, 0.60, 0.63), ses=(0.03, 0.03, 0.03)), ["alike"]),
        ("not noise", facts(places=(0.4, 0.6, 0.8), ses=(0.03, 0.03, 0.03)), []),
        ("too few asked to know", facts(places=(0.5, 0.6, 0.7), ses=(0.1, 0.1, 0.1)), []),
        ("a place where all achieve", facts(places=(1.0, 0.6, 0.6), ses=(0.0, 0.03, 0.03)), []),
        ("places without standard errors", facts(places=(0.6, 0.6), ses=(NAN, NAN)), []),
        ("one reason is enough", facts(share=0.99, places=(0.99, 0.99)), ["ceiling"]),
    ],
)
def test_findings_of_one(what, known, kinds):
    assert [finding.kind for finding in findings([known])] == kinds, what


@pytest.mark.parametrize(
    ("what", "counts", "overlap", "v", "found"),
    [
        ("the same people", (30, 0, 0, 70), 1, 1, True),
        ("nearly the same people", (30, 1, 1, 68), 30 / 31, 0.953, True),
        ("one inside the other", (10, 0, 40, 50), 1, 0.333, False),
        ("nothing to do with one another", (25, 25, 25, 25), 0.5, 0, False),
        ("opposites", (0, 50, 50, 0), 0, 1, False),
        ("nobody is deprived in one", (0, 0, 40, 60), NAN, NAN, False),
        ("nobody at all", (0, 0, 0, 0), NAN, NAN, False),
    ],
)
def test_redundant_pairs(what, counts, overlap, v, found):
    pair = PairCounts("water", "debt", *counts)
    assert pair.overlap() == pytest.approx(overlap, nan_ok=True), what
    assert pair.cramers_v() == pytest.approx(v, abs=1e-3, nan_ok=True), what
    assert bool(findings([], [pair])) == found, what


@given(st.tuples(*[st.floats(0, 1e9)] * 4))
def test_association_lies_between_0_and_1(counts):
    pair = PairCounts("water", "debt", *counts)
    for value in (pair.overlap(), pair.cramers_v()):
        assert np.isnan(value) or -1e-12 <= value <= 1 + 1e-9


@pytest.mark.parametrize(
    ("finding", "th", "en"),
    [
        (Finding("water", "ceiling", values={"share": 0.998}),
         "“มีน้ำสะอาด”: ใน 100 ผ่านแล้วราว 99 จึงแทบไม่บอกความต่าง "
         "ควรตั้งเกณฑ์ให้สูงขึ้น หรือเลิกถามข้อนี้",
         "“Clean water”: about 99 in 100 already achieve it, so it hardly tells anyone apart. "
         "Raise the bar, or stop asking."),
        (Finding("water", "floor", values={"share": 0.02}),
         "“มีน้ำสะอาด”: ใน 100 ผ่านเพียงราว 2 จึงแทบไม่บอกความต่าง "
         "ควรตั้งก้าวแรกที่ไปถึงได้ หรือเก็บไว้เป็นเป้าหมายระยะยาว",
         "“Clean water”: only about 2 in 100 achieve it, so it hardly tells anyone apart. "
         "Set a first step within reach, or keep it as a goal for later."),
        (Finding("debt", "unanswered", values={"missing": 0.31}),
         "“ไม่มีหนี้ค้างชำระ”: ใน 100 ไม่มีคำตอบราว 31 ตัวเลขจึงอาจทำให้เข้าใจผิด "
         "ควรถามให้ง่ายขึ้น หรือถามคนที่รู้คำตอบ",
         "“No overdue debt”: about 31 in 100 have no answer, so the figure may mislead. "
         "Ask more simply, or ask someone who knows."),
        (Finding("water", "redundant", "debt", {"overlap": 0.95, "v": 0.93}),
         "“มีน้ำสะอาด” กับ “ไม่มีหนี้ค้างชำระ” แทบเป็นเรื่องเดียวกัน: ใครยังไม่ผ่านข้อหนึ่ง "
         "มักไม่ผ่านอีกข้อด้วย (ราว 95 ใน 100) ถามข้อเดียวก็พอ",
         "“Clean water” and “No overdue debt” say nearly the same: those who have not achieved "
         "one mostly have not achieved the other (about 95 in 100). Ask only one of them."),
        (Finding("water", "alike", values={"q": 0.4, "p": 0.8}),
         "“มีน้ำสะอาด”: ทุกพื้นที่ใกล้เคียงกัน ต่างกันไม่เกินความบังเอิญของการสุ่มตัวอย่าง "
         "จึงไม่บอกว่าใครจะเรียนรู้จากใครได้ ควรถามให้ละเอียดขึ้น หรือไม่ใช้เทียบพื้นที่",
         "“Clean water”: the places differ by no more than the chance of the sample, so it does "
         "not tell who could learn from whom. Ask in finer steps, or leave it out of comparisons."),
        (Finding("water", "alike", values={"range": 0.041}),
         "“มีน้ำสะอาด”: ทุกพื้นที่ใกล้เคียงกัน ต่างกันไม่เกิน 5 ใน 100 "
         "จึงไม่บอกว่าใครจะเรียนรู้จากใครได้ ควรถามให้ละเอียดขึ้น หรือไม่ใช้เทียบพื้นที่",
         "“Clean water”: the places differ by no more than 5 in 100, so it does not tell who "
         "could learn from whom. Ask in finer steps, or leave it out of comparisons."),
    ],
)  # fmt: skip
def test_sentences(finding, th, en):
    assert finding.sentence(TITLES) == LocalText(th, en)
