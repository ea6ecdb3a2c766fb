"""Every kind of node says itself in Thai and in English, and writes itself back."""

from __future__ import annotations

import pytest
from hypothesis import given

from ruamsuk.engine.expressions import parse, pass_sentence
from ruamsuk.engine.expressions.nodes import Node
from ruamsuk.engine.expressions.writer import write
from ruamsuk.lib.text import LocalText

from .strategies import household_texts
from .village import CODEBOOK

SENTENCES = [
    ("debt = 0", "หนี้ค้างชำระ = 0", "overdue debt = 0"),
    ("debt > 50000", "หนี้ค้างชำระ > 50,000 บาท", "overdue debt > 50,000 baht"),
    ("debt ≤ -0.50", "หนี้ค้างชำระ ≤ −0.50 บาท", "overdue debt ≤ −0.50 baht"),
    ("2 < members", "2 คน < จำนวนสมาชิก", "2 persons < members"),
    ("has_debt = 'yes'", "มีหนี้ = ใช่", "has debt = yes"),
    ("has_debt <> 'no'", "มีหนี้ ≠ ไม่ใช่", "has debt ≠ no"),
    ("note = 'ก'", "บันทึก = “ก”", "note = “ก”"),
    ('"end" = 1', "end = 1", "end = 1"),
    ("toilet", "มีส้วม = ใช่", "has a toilet = yes"),
    ("toilet = FALSE", "มีส้วม = ไม่ใช่", "has a toilet = no"),
    ("TRUE", "ใช่", "yes"),
    (
        "toilet AND (debt = 0 OR members > 2)",
        "มีส้วม = ใช่ และ (หนี้ค้างชำระ = 0 หรือ จำนวนสมาชิก > 2 คน)",
        "has a toilet = yes and (overdue debt = 0 or members > 2 persons)",
    ),
    (
        "toilet AND debt = 0 OR members > 2",
        "(มีส้วม = ใช่ และ หนี้ค้างชำระ = 0) หรือ จำนวนสมาชิก > 2 คน",
        "(has a toilet = yes and overdue debt = 0) or members > 2 persons",
    ),
    ("NOT debt = 0", "ไม่ใช่ว่า (หนี้ค้างชำระ = 0)", "not (overdue debt = 0)"),
    ("members IN (1, 2, 3)", "จำนวนสมาชิก เป็น 1, 2 หรือ 3 คน", "members is 1, 2 or 3 persons"),
    ("members NOT IN (1, 2)", "จำนวนสมาชิก ไม่ใช่ 1 หรือ 2 คน", "members is not 1 or 2 persons"),
    ("has_debt IN ('yes')", "มีหนี้ = ใช่", "has debt = yes"),
    ("has_debt NOT IN ('yes')", "มีหนี้ ≠ ใช่", "has debt ≠ yes"),
    (
        "members BETWEEN 2 AND 5",
        "จำนวนสมาชิก อยู่ระหว่าง 2 ถึง 5 คน",
        "members is between 2 and 5 persons",
    ),
    (
        "members NOT BETWEEN 2 AND 5",
        "จำนวนสมาชิก ไม่อยู่ระหว่าง 2 ถึง 5 คน",
        "members is not between 2 and 5 persons",
    ),
    ("debt IS NULL", "ไม่ทราบ หนี้ค้างชำระ", "overdue debt is unknown"),
    ("toilet IS NOT NULL", "ทราบ มีส้วม", "has a toilet is known"),
    ("has(crops, 'rice')", "พืชที่ปลูก มี ข้าว", "crops includes rice"),
    ("NOT has(crops, 'corn')", "พืชที่ปลูก ไม่มี ข้าวโพด", "crops does not include maize"),
    (
        "(debt + 1 - members) * 2 / members",
        "(หนี้ค้างชำระ + 1 − จำนวนสมาชิก) × 2 ÷ จำนวนสมาชิก",
        "(overdue debt + 1 − members) × 2 ÷ members",
    ),
    ("-debt", "ค่าติดลบของ หนี้ค้างชำระ", "minus overdue debt"),
    (
        "CASE WHEN toilet THEN 1 WHEN debt = 0 THEN debt / 2 ELSE 0 END",
        "(ถ้า มีส้วม = ใช่ ให้เป็น 1 ถ้า หนี้ค้างชำระ = 0 ให้เป็น หนี้ค้างชำระ ÷ 2 นอกนั้น 0)",
        "(if has a toilet = yes then 1; if overdue debt = 0 then overdue debt ÷ 2; otherwise 0)",
    ),
    (
        "CASE WHEN toilet THEN 1 END",
        "(ถ้า มีส้วม = ใช่ ให้เป็น 1 นอกนั้น ไม่ทราบ)",
        "(if has a toilet = yes then 1; otherwise unknown)",
    ),
    (
        "COALESCE(debt, 0) = 0",
        "(หนี้ค้างชำระ หรือถ้าไม่ทราบ ใช้ 0) = 0",
        "(overdue debt, or if unknown 0) = 0",
    ),
    (
        "ABS(debt)",
        "ขนาดของ หนี้ค้างชำระ โดยไม่คิดเครื่องหมาย",
        "the size of overdue debt without its sign",
    ),
    (
        "LEAST(debt, members, 3)",
        "ค่าน้อยที่สุดของ (หนี้ค้างชำระ, จำนวนสมาชิก และ 3)",
        "the least of (overdue debt, members and 3)",
    ),
    (
        "GREATEST(debt, 0)",
        "ค่ามากที่สุดของ (หนี้ค้างชำระ และ 0)",
        "the greatest of (overdue debt and 0)",
    ),
    (
        "ROUND(debt / 3)",
        "(หนี้ค้างชำระ ÷ 3) ปัดเป็นจำนวนเต็ม",
        "(overdue debt ÷ 3) rounded to a whole number",
    ),
    (
        "ROUND(debt, 2)",
        "หนี้ค้างชำระ ปัดเหลือทศนิยม 2 ตำแหน่ง",
        "overdue debt rounded, keeping 2 after the point",
    ),
    ("visit >= DATE '2024-01-31'", "วันเยี่ยม ≥ 31 ม.ค. 2567", "day of the visit ≥ 31 Jan 2024"),
    ("year(visit) = 2024", "ปี ค.ศ. ของ วันเยี่ยม = 2024", "the year of day of the visit = 2024"),
    (
        "age(date, visit) < 5",
        "อายุเต็มปี นับจาก date ถึง วันเยี่ยม < 5",
        "age in whole years from date to day of the visit < 5",
    ),
    (
        "any_person(drinks = 'often')",
        "มีสมาชิกในครัวเรือนอย่างน้อยหนึ่งคนที่ (การดื่มสุรา = บ่อย)",
        "at least one person in the household has (drinking = often)",
    ),
    (
        "all_persons(reads AND age_years >= 15)",
        "สมาชิกในครัวเรือนทุกคน (อ่านหนังสือได้ = ใช่ และ อายุ ≥ 15 ปี)",
        "every person in the household has (can read = yes and age ≥ 15 years)",
    ),
    (
        "count_persons(age_years < 15) > 2",
        "จำนวนสมาชิกในครัวเรือนที่ (อายุ < 15 ปี) > 2",
        "the number of persons in the household with (age < 15 years) > 2",
    ),
    (
        "count_persons(TRUE) > 2",
        "จำนวนสมาชิกในครัวเรือน > 2",
        "the number of persons in the household > 2",
    ),
    (
        "share_of_persons(reads) >= 0.5",
        "สัดส่วนของสมาชิกในครัวเรือนที่ (อ่านหนังสือได้ = ใช่) ≥ 0.5",
        "the share of persons in the household with (can read = yes) ≥ 0.5",
    ),
    (
        "sum_persons(income) / members",
        "ผลรวมของ รายได้ จากสมาชิกทุกคน ÷ จำนวนสมาชิก",
        "the sum of income over all persons in the household ÷ members",
    ),
]


@pytest.mark.parametrize(("text", "th", "en"), SENTENCES)
def test_sentence(text: str, th: str, en: str) -> None:
    assert parse(text, CODEBOOK, "household").sentence() == LocalText(th, en)


def test_every_kind_of_node_is_in_the_table() -> None:
    said = {
        type(node).__name__
        for text, _, _ in SENTENCES
        for node in parse(text, CODEBOOK, "household").tree.walk()
    }
    assert said == {kind.__name__ for kind in Node.__subclasses__()}


def test_pass_sentence() -> None:
    achieved = parse("debt = 0", CODEBOOK, "household")
    eligible = parse("has_debt = 'yes'", CODEBOOK, "household")
    assert pass_sentence(achieved, eligible) == LocalText(
        "ผ่าน เมื่อ หนี้ค้างชำระ = 0 · นับเฉพาะ มีหนี้ = ใช่",
        "Passes when overdue debt = 0 · counts only has debt = yes",
    )
    assert pass_sentence(achieved) == LocalText(
        "ผ่าน เมื่อ หนี้ค้างชำระ = 0", "Passes when overdue debt = 0"
    )


@given(text=household_texts())
def test_any_tree_is_written_back_and_said(text: str) -> None:
    expression = parse(text, CODEBOOK, "household")
    assert parse(write(expression.tree), CODEBOOK, "household").tree == expression.tree
    assert expression.sentence().th
    assert expression.sentence().en
