# ruff: noqa: E501 -- a sentence stands on one line, as people read it
"""Ugly inputs and the exact sentence that each of them gets, in Thai and in English."""

from __future__ import annotations

import re

import pytest

from ruamsuk.engine.codebook import Level
from ruamsuk.engine.expressions import parse
from ruamsuk.lib.catalogue import expression as catalogue
from ruamsuk.lib.problem import Problem, ProblemsFound

from .village import CODEBOOK

# Each case is an expression (of a household, unless [another level] is named), then its sentences.
CASES = r"""
debt = 0 -- paid
    ตัวอักษรที่ 10: ในสูตรมีหมายเหตุ “--” ลบหมายเหตุออก ถ้าจะลบด้วยเลขติดลบ ให้เว้นวรรค เช่น 5 - -3
    character 10: The expression holds a comment “--”. Remove it. To subtract a negative number leave a space: 5 - -3.
debt = 'x /* y */' /* z
    ตัวอักษรที่ 20: ในสูตรมีหมายเหตุ “/*” ลบหมายเหตุออก ถ้าจะลบด้วยเลขติดลบ ให้เว้นวรรค เช่น 5 - -3
    character 20: The expression holds a comment “/*”. Remove it. To subtract a negative number leave a space: 5 - -3.
note = 'open
    ตัวอักษรที่ 8: เครื่องหมาย ' ตัวนี้ไม่มีตัวปิด ใส่ ' ปิดท้ายข้อความ
    character 8: This ' is never closed. Put a ' at the end of the text.
(debt = 0
    ตัวอักษรที่ 1: วงเล็บนี้ไม่มีวงเล็บปิด ใส่ ) ปิดท้าย
    character 1: This bracket is never closed. Put a ) where it ends.
debt = 0)
    ตัวอักษรที่ 9: วงเล็บปิดนี้ไม่มีวงเล็บเปิด ลบออก หรือใส่ ( ข้างหน้า
    character 9: This bracket closes nothing. Remove it, or put a ( before it.
debt =
    ตัวอักษรที่ 6: อ่านสูตรไม่เข้าใจตรง “=” ดูว่าขาดเครื่องหมาย ขาดค่าที่เทียบ หรือมีอะไรเกินมา
    character 6: The expression makes no sense at “=”. See whether a sign or a value is missing, or something is too many.
debt debt
    ตัวอักษรที่ 6: อ่านสูตรไม่เข้าใจตรง “debt” ดูว่าขาดเครื่องหมาย ขาดค่าที่เทียบ หรือมีอะไรเกินมา
    character 6: The expression makes no sense at “debt”. See whether a sign or a value is missing, or something is too many.
debt > 1,000
    ตัวอักษรที่ 9: เครื่องหมาย , ตรงนี้ไม่มีความหมาย เขียนตัวเลขติดกัน เช่น 1000
    character 9: The comma has no meaning here. Write numbers without commas, such as 1000.
debt ? 1
    ตัวอักษรที่ 6: ใช้เครื่องหมาย “?” ในสูตรไม่ได้ ใช้ได้คือ = <> < <= > >= + - * / ( ) , และใส่ข้อความในเครื่องหมาย '…'
    character 6: The sign “?” has no meaning here. Allowed are = <> < <= > >= + - * / ( ) , and texts stand between '…'.
has_debt = ‘yes’
    ตัวอักษรที่ 12: ใช้เครื่องหมาย “‘” ในสูตรไม่ได้ ใช้ได้คือ = <> < <= > >= + - * / ( ) , และใส่ข้อความในเครื่องหมาย '…'
    character 12: The sign “‘” has no meaning here. Allowed are = <> < <= > >= + - * / ( ) , and texts stand between '…'.
debt = 0; DROP TABLE households
    ตัวอักษรที่ 9: ใช้เครื่องหมาย “;” ในสูตรไม่ได้ ใช้ได้คือ = <> < <= > >= + - * / ( ) , และใส่ข้อความในเครื่องหมาย '…'
    character 9: The sign “;” has no meaning here. Allowed are = <> < <= > >= + - * / ( ) , and texts stand between '…'.
debt::integer = 0
    ตัวอักษรที่ 5: ใช้เครื่องหมาย “:” ในสูตรไม่ได้ ใช้ได้คือ = <> < <= > >= + - * / ( ) , และใส่ข้อความในเครื่องหมาย '…'
    character 5: The sign “:” has no meaning here. Allowed are = <> < <= > >= + - * / ( ) , and texts stand between '…'.
households.debt = 0
    ตัวอักษรที่ 11: ใช้เครื่องหมาย “.” ในสูตรไม่ได้ ใช้ได้คือ = <> < <= > >= + - * / ( ) , และใส่ข้อความในเครื่องหมาย '…'
    character 11: The sign “.” has no meaning here. Allowed are = <> < <= > >= + - * / ( ) , and texts stand between '…'.
select * from households
    ตัวอักษรที่ 1: ใช้คำว่า SELECT ในสูตรไม่ได้ ใช้ได้คือชื่อตัวแปร กับ AND OR NOT IN BETWEEN IS NULL CASE
    character 1: The word SELECT is not allowed here. Use names of variables with AND, OR, NOT, IN, BETWEEN, IS NULL and CASE.
debt = (SELECT 1)
    ตัวอักษรที่ 9: ใช้คำว่า SELECT ในสูตรไม่ได้ ใช้ได้คือชื่อตัวแปร กับ AND OR NOT IN BETWEEN IS NULL CASE
    character 9: The word SELECT is not allowed here. Use names of variables with AND, OR, NOT, IN, BETWEEN, IS NULL and CASE.
debt = 0 UNION debt = 1
    ตัวอักษรที่ 10: ใช้คำว่า UNION ในสูตรไม่ได้ ใช้ได้คือชื่อตัวแปร กับ AND OR NOT IN BETWEEN IS NULL CASE
    character 10: The word UNION is not allowed here. Use names of variables with AND, OR, NOT, IN, BETWEEN, IS NULL and CASE.
CAST(debt AS integer) = 1
    ตัวอักษรที่ 1: ไม่มีฟังก์ชันชื่อ CAST ลองใช้ coalesce, least, greatest, abs, round, has, age, year, any_person, all_persons, count_persons, share_of_persons, sum_persons
    character 1: There is no function CAST. Try coalesce, least, greatest, abs, round, has, age, year, any_person, all_persons, count_persons, share_of_persons, sum_persons.
read_csv('/etc/passwd') = 'x'
    ตัวอักษรที่ 1: ไม่มีฟังก์ชันชื่อ read_csv ลองใช้ coalesce, least, greatest, abs, round, has, age, year, any_person, all_persons, count_persons, share_of_persons, sum_persons
    character 1: There is no function read_csv. Try coalesce, least, greatest, abs, round, has, age, year, any_person, all_persons, count_persons, share_of_persons, sum_persons.
read_text('/etc/passwd')
    ตัวอักษรที่ 1: ไม่มีฟังก์ชันชื่อ read_text ลองใช้ coalesce, least, greatest, abs, round, has, age, year, any_person, all_persons, count_persons, share_of_persons, sum_persons
    character 1: There is no function read_text. Try coalesce, least, greatest, abs, round, has, age, year, any_person, all_persons, count_persons, share_of_persons, sum_persons.
SUM(debt) > 1
    ตัวอักษรที่ 1: ไม่มีฟังก์ชันชื่อ SUM ลองใช้ coalesce, least, greatest, abs, round, has, age, year, any_person, all_persons, count_persons, share_of_persons, sum_persons
    character 1: There is no function SUM. Try coalesce, least, greatest, abs, round, has, age, year, any_person, all_persons, count_persons, share_of_persons, sum_persons.
roundd(debt)
    ตัวอักษรที่ 1: ไม่มีฟังก์ชันชื่อ roundd ลองใช้ round
    character 1: There is no function roundd. Try round.
ABS(debt) OVER ()
    ตัวอักษรที่ 11: ไม่มีฟังก์ชันชื่อ OVER ลองใช้ coalesce, least, greatest, abs, round, has, age, year, any_person, all_persons, count_persons, share_of_persons, sum_persons
    character 11: There is no function OVER. Try coalesce, least, greatest, abs, round, has, age, year, any_person, all_persons, count_persons, share_of_persons, sum_persons.
dept = 0
    ตัวอักษรที่ 1: ไม่มีตัวแปรชื่อ “dept” ลองใช้ debt
    character 1: There is no variable “dept”. Try debt.
หนี้ค้างชำระ = 0
    ตัวอักษรที่ 1: ไม่มีตัวแปรชื่อ “หนี้ค้างชำระ” ลองใช้ debt
    character 1: There is no variable “หนี้ค้างชำระ”. Try debt.
xyzzy = 0
    ตัวอักษรที่ 1: ไม่มีตัวแปรชื่อ “xyzzy” ลองใช้ age_years, born, canal_km, crops, date, debt, drinks, end และอื่น ๆ
    character 1: There is no variable “xyzzy”. Try age_years, born, canal_km, crops, date, debt, drinks, end or others.
has_debt = "yes"
    ตัวอักษรที่ 12: ไม่มีตัวแปรชื่อ “yes” ถ้าเป็นข้อความ ให้เขียน 'yes'
    character 12: There is no variable “yes”. If it is a text, write 'yes'.
has_debt = yes
    ตัวอักษรที่ 12: ไม่มีตัวแปรชื่อ “yes” ถ้าเป็นข้อความ ให้เขียน 'yes'
    character 12: There is no variable “yes”. If it is a text, write 'yes'.
debt = 1e5
    ตัวอักษรที่ 8: อ่านตัวเลข 1e5 ไม่ได้ เขียนเป็นเลขธรรมดาไม่เกิน 15 หลัก เช่น 1500 หรือ 0.5
    character 8: The number 1e5 cannot be read. Write plain digits, 15 at most, such as 1500 or 0.5.
debt = 1234567890123456
    ตัวอักษรที่ 8: อ่านตัวเลข 1234567890123456 ไม่ได้ เขียนเป็นเลขธรรมดาไม่เกิน 15 หลัก เช่น 1500 หรือ 0.5
    character 8: The number 1234567890123456 cannot be read. Write plain digits, 15 at most, such as 1500 or 0.5.
debt = NULL
    ตัวอักษรที่ 1: ตรงนี้ใช้ NULL ไม่ได้ ถามว่าไม่มีคำตอบ ด้วย IS NULL หรือมีคำตอบ ด้วย IS NOT NULL
    character 1: NULL cannot stand here. Ask for missing answers with IS NULL, or for given ones with IS NOT NULL.
*
    ตัวอักษรที่ 1: สูตรเขียนแบบนี้ไม่ได้ ใช้การเทียบค่า, AND, OR, NOT, IN (…), BETWEEN, IS NULL หรือ CASE WHEN … THEN … END
    character 1: An expression cannot be written this way. Use comparisons, AND, OR, NOT, IN (…), BETWEEN, IS NULL or CASE WHEN … THEN … END.
ABS(*)
    ตัวอักษรที่ 5: สูตรเขียนแบบนี้ไม่ได้ ใช้การเทียบค่า, AND, OR, NOT, IN (…), BETWEEN, IS NULL หรือ CASE WHEN … THEN … END
    character 5: An expression cannot be written this way. Use comparisons, AND, OR, NOT, IN (…), BETWEEN, IS NULL or CASE WHEN … THEN … END.
toilet IS TRUE
    ตัวอักษรที่ 1: สูตรเขียนแบบนี้ไม่ได้ ใช้การเทียบค่า, AND, OR, NOT, IN (…), BETWEEN, IS NULL หรือ CASE WHEN … THEN … END
    character 1: An expression cannot be written this way. Use comparisons, AND, OR, NOT, IN (…), BETWEEN, IS NULL or CASE WHEN … THEN … END.
CASE members WHEN 1 THEN 2 END
    ตัวอักษรที่ 6: สูตรเขียนแบบนี้ไม่ได้ ใช้การเทียบค่า, AND, OR, NOT, IN (…), BETWEEN, IS NULL หรือ CASE WHEN … THEN … END
    character 6: An expression cannot be written this way. Use comparisons, AND, OR, NOT, IN (…), BETWEEN, IS NULL or CASE WHEN … THEN … END.
members IN ()
    ตัวอักษรที่ 1: สูตรเขียนแบบนี้ไม่ได้ ใช้การเทียบค่า, AND, OR, NOT, IN (…), BETWEEN, IS NULL หรือ CASE WHEN … THEN … END
    character 1: An expression cannot be written this way. Use comparisons, AND, OR, NOT, IN (…), BETWEEN, IS NULL or CASE WHEN … THEN … END.
members IN (debt)
    ตัวอักษรที่ 13: ตรงนี้ต้องเป็นค่าที่เขียนลงไปตรง ๆ เขียนแบบนี้: x IN (1, 2, 3)
    character 13: A written value must stand here. Write it like this: x IN (1, 2, 3).
has_debt = 'yess'
    ตัวอักษรที่ 12: “yess” ไม่ใช่คำตอบของ “has_debt” หมายถึง 'yes' หรือไม่ คำตอบที่มี: yes, no
    character 12: “yess” is not among the answers of “has_debt”. Did you mean 'yes'? The answers are: yes, no.
has_debt = 'ใช่'
    ตัวอักษรที่ 12: “ใช่” ไม่ใช่คำตอบของ “has_debt” หมายถึง 'yes' หรือไม่ คำตอบที่มี: yes, no
    character 12: “ใช่” is not among the answers of “has_debt”. Did you mean 'yes'? The answers are: yes, no.
has_debt IN ('yes', 'maybe')
    ตัวอักษรที่ 21: “maybe” ไม่ใช่คำตอบของ “has_debt” คำตอบที่มี: yes, no
    character 21: “maybe” is not among the answers of “has_debt”. The answers are: yes, no.
has(crops, 'rise')
    ตัวอักษรที่ 12: “rise” ไม่ใช่คำตอบของ “crops” หมายถึง 'rice' หรือไม่ คำตอบที่มี: rice, corn, o'neil_50%\
    character 12: “rise” is not among the answers of “crops”. Did you mean 'rice'? The answers are: rice, corn, o'neil_50%\.
has(crops, note)
    ตัวอักษรที่ 12: ตรงนี้ต้องเป็นค่าที่เขียนลงไปตรง ๆ เขียนแบบนี้: has(crops, 'rice')
    character 12: A written value must stand here. Write it like this: has(crops, 'rice').
has(note, 'rice')
    ตัวอักษรที่ 5: has ใช้ได้กับคำถามที่ตอบได้หลายข้อ เขียนตัวแปรแบบ select_multiple ก่อน เช่น has(crops, 'rice')
    character 5: has is for questions with several answers. Begin with a select_multiple variable, such as has(crops, 'rice').
crops = 'rice'
    ตัวอักษรที่ 1: “crops” ตอบได้หลายข้อ จึงเทียบแบบนี้ไม่ได้ เขียน has(crops, '…')
    character 1: “crops” holds several answers at once. Write has(crops, '…').
debt = 'a lot'
    ตัวอักษรที่ 1: ใช้ตัวเลขคู่กับข้อความไม่ได้ เขียนตัวเลขเปล่า ๆ ข้อความเป็น 'ก' วันที่เป็น DATE '2024-01-31'
    character 1: Here a number meets a text; they do not go together. Write numbers plainly, texts as 'a', dates as DATE '2024-01-31'.
visit = '2024-01-31'
    ตัวอักษรที่ 1: ใช้วันที่คู่กับข้อความไม่ได้ เขียนตัวเลขเปล่า ๆ ข้อความเป็น 'ก' วันที่เป็น DATE '2024-01-31'
    character 1: Here a date meets a text; they do not go together. Write numbers plainly, texts as 'a', dates as DATE '2024-01-31'.
has_debt < 'yes'
    ตัวอักษรที่ 1: ใช้ “<” กับข้อความไม่ได้ เพราะไม่มีมากน้อย ใช้ = <> หรือ IN (…)
    character 1: “<” cannot put a text in order. Use =, <> or IN (…).
visit = DATE '2567-01-31'
    ตัวอักษรที่ 14: ปี 2567 เป็น พ.ศ. เขียนปี ค.ศ.: DATE '2024-01-31'
    character 14: The year 2567 is of the Buddhist Era. Write the year CE: DATE '2024-01-31'.
visit = DATE '31/01/2024'
    ตัวอักษรที่ 14: “31/01/2024” ไม่ใช่วันที่ เขียนปี ค.ศ. เดือน วัน เช่น DATE '2024-01-31'
    character 14: “31/01/2024” is not a date. Write year, month and day, such as DATE '2024-01-31'.
visit = DATE '2024-02-30'
    ตัวอักษรที่ 14: “2024-02-30” ไม่ใช่วันที่ เขียนปี ค.ศ. เดือน วัน เช่น DATE '2024-01-31'
    character 14: “2024-02-30” is not a date. Write year, month and day, such as DATE '2024-01-31'.
year(visit) = 2567
    ตัวอักษรที่ 15: year(…) เป็นปี ค.ศ. แต่ 2567 เป็น พ.ศ. เขียน 2024
    character 15: year(…) gives years CE, but 2567 is of the Buddhist Era. Write 2024.
debt AND toilet
    ตัวอักษรที่ 1: ตรงนี้ต้องเป็นเงื่อนไข แต่เป็นตัวเลข แก้ให้เป็นเงื่อนไข
    character 1: This must be a condition, but it is a number. Change it into a condition.
debt + toilet
    ตัวอักษรที่ 8: ตรงนี้ต้องเป็นตัวเลข แต่เป็นเงื่อนไข แก้ให้เป็นตัวเลข
    character 8: This must be a number, but it is a condition. Change it into a number.
1 < members < 5
    ตัวอักษรที่ 1: ใช้เงื่อนไขคู่กับตัวเลขไม่ได้ เขียนตัวเลขเปล่า ๆ ข้อความเป็น 'ก' วันที่เป็น DATE '2024-01-31'
    character 1: Here a condition meets a number; they do not go together. Write numbers plainly, texts as 'a', dates as DATE '2024-01-31'.
ROUND(debt, members)
    ตัวอักษรที่ 13: ตรงนี้ต้องเป็นค่าที่เขียนลงไปตรง ๆ เขียนแบบนี้: ROUND(x, 1)
    character 13: A written value must stand here. Write it like this: ROUND(x, 1).
LEAST(debt)
    ตัวอักษรที่ 1: least ต้องมี 2-50 ค่า แต่มี 1 ค่า เขียนแบบนี้: LEAST(x, y)
    character 1: least takes 2-50 values, but has 1. Write it like this: LEAST(x, y).
age(visit) > 5
    ตัวอักษรที่ 1: age ต้องมี 2 ค่า แต่มี 1 ค่า เขียนแบบนี้: age(birth_date, DATE '2024-01-31')
    character 1: age takes 2 values, but has 1. Write it like this: age(birth_date, DATE '2024-01-31').
drinks = 'never'
    ตัวอักษรที่ 1: “drinks” เป็นข้อมูลรายคน ใช้กับครัวเรือนตรง ๆ ไม่ได้ ใส่ใน any_person(…), all_persons(…) หรือ count_persons(…)
    character 1: “drinks” belongs to a person, but here a household is meant. Put it inside any_person(…), all_persons(…) or count_persons(…).
any_person(debt = 0)
    ตัวอักษรที่ 12: “debt” เป็นข้อมูลครัวเรือน ใช้ใน any_person(…) ไม่ได้ ย้ายออกมานอกวงเล็บ
    character 12: “debt” belongs to the household and cannot stand inside any_person(…). Move it outside the brackets.
any_person(any_person(reads))
    ตัวอักษรที่ 12: ใช้ any_person ตรงนี้ไม่ได้ ใช้ได้เฉพาะกับครัวเรือน และซ้อนกันไม่ได้ เขียนเงื่อนไขโดยไม่ใช้ any_person
    character 12: any_person cannot stand here: it is for households, and not inside another. Write the condition without any_person.
canal_km < 2
    ตัวอักษรที่ 1: “canal_km” เป็นข้อมูลระดับชุมชน แต่สูตรนี้เป็นระดับครัวเรือน ใช้ตัวแปรระดับครัวเรือน หรือเปลี่ยนระดับของตัวชี้วัด
    character 1: “canal_km” belongs to a community, but the expression is about a household. Use variables of the household, or change the indicator's level.
[community] debt = 0
    ตัวอักษรที่ 1: “debt” เป็นข้อมูลระดับครัวเรือน แต่สูตรนี้เป็นระดับชุมชน ใช้ตัวแปรระดับชุมชน หรือเปลี่ยนระดับของตัวชี้วัด
    character 1: “debt” belongs to a household, but the expression is about a community. Use variables of the community, or change the indicator's level.
[person] any_person(reads)
    ตัวอักษรที่ 1: ใช้ any_person ตรงนี้ไม่ได้ ใช้ได้เฉพาะกับครัวเรือน และซ้อนกันไม่ได้ เขียนเงื่อนไขโดยไม่ใช้ any_person
    character 1: any_person cannot stand here: it is for households, and not inside another. Write the condition without any_person.
NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT NOT toilet
    ตัวอักษรที่ 65: สูตรซ้อนกันหลายชั้นเกินไป ลดวงเล็บ หรือแบ่งเป็นหลายตัวชี้วัด
    character 65: The expression is nested too deeply. Use fewer brackets, or split it into several indicators.
"""

UGLY = [
    (text, level or "household", th, en)
    for level, text, th, en in re.findall(
        r"^(?:\[(\w+)\] )?(\S.*)\n {4}(.+)\n {4}(.+)$", CASES, re.M
    )
]


def problems(text: str, level: Level = "household") -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        parse(text, CODEBOOK, level)
    return found.value.problems


def test_there_are_enough_ugly_inputs() -> None:
    assert len(UGLY) > 60


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_written(text: str) -> None:
    (problem,) = problems(text)
    assert problem.sentence("th") == "ยังไม่ได้เขียนสูตร เขียนเงื่อนไข เช่น debt = 0"
    assert problem.sentence("en") == "The expression is empty. Write a condition, such as debt = 0."


@pytest.mark.parametrize(("text", "level", "th", "en"), UGLY)
def test_sentence(text: str, level: Level, th: str, en: str) -> None:
    first = problems(text, level)[0]
    assert first.sentence("th") == th
    assert first.sentence("en") == en


def test_every_problem_of_the_catalogue_has_a_case() -> None:
    tested = {problem.code for text, level, _, _ in UGLY for problem in problems(text, level)}
    tested |= {problems(text)[0].code for text in ("", "debt = 0 AND " * 200)}
    assert tested == set(catalogue.WORDS)


def test_problems_are_collected() -> None:
    found = problems("has_debt = 'yess' AND (debt = 'x' OR toilet + 1 = 2) AND drinks = 'never'")
    assert [(problem.code, problem.place.position) for problem in found] == [
        ("expression.unknown-choice", 12),
        ("expression.different-types", 24),
        ("expression.wrong-type", 38),
        ("expression.person-outside", 58),
    ]


def test_unknown_names_are_collected() -> None:
    found = problems("dept = 0 AND memberz = 1 AND roundd(debt) = 1")
    assert [problem.place.position for problem in found] == [1, 14, 30]


def test_position_counts_characters_as_they_were_typed() -> None:
    (problem,) = problems("members ≥ ๑๐ AND note = 'น้ำ' AND dept = 0")
    assert problem.place.position == 35
    assert problem.place.words().th == "ตัวอักษรที่ 35"


def test_path_and_wanted_type() -> None:
    with pytest.raises(ProblemsFound) as found:
        parse("debt", CODEBOOK, "household", path="goals[0].achieved", wants="boolean")
    assert found.value.problems[0].sentence("th") == (
        "goals[0].achieved ตัวอักษรที่ 1: ตรงนี้ต้องเป็นเงื่อนไข แต่เป็นตัวเลข แก้ให้เป็นเงื่อนไข"
    )
    assert parse("debt", CODEBOOK, "household", wants="number").type == "number"
