"""What the parts of a framework are called, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from ruamsuk.lib.text import LocalText

FIELDS: Mapping[str, LocalText] = {
    "title": LocalText("ชื่อ", "name"),
    "description": LocalText("คำอธิบาย", "description"),
    "definition": LocalText("ความหมาย", "meaning"),
    "source": LocalText("แหล่งข้อมูล", "source"),
    "goal": LocalText("เป้าหมาย", "goal"),
    "counting": LocalText("วิธีนับ", "how it is counted"),
    "summary": LocalText("วิธีสรุป", "summary"),
    "level": LocalText("นับอะไร", "what is counted"),
    "unit": LocalText("หน่วย", "unit"),
    "target": LocalText("ค่าเป้าหมาย", "target"),
    "bands": LocalText("เส้นแบ่งห้าระดับ", "limits of the five steps"),
    "higher_is_better": LocalText("ยิ่งมากยิ่งดี", "more is better"),
    "missing": LocalText("ถ้าไม่มีคำตอบ", "missing answers"),
    "weight": LocalText("น้ำหนัก", "weight"),
    "order": LocalText("ลำดับของเป้าหมาย", "order of the goals"),
    "index": LocalText("ดัชนีรวม", "index"),
    "label": LocalText("คำถาม", "question"),
    "type": LocalText("แบบคำตอบ", "kind of answer"),
    "choices": LocalText("ตัวเลือก", "choices"),
    "min": LocalText("ค่าน้อยที่สุด", "least value"),
    "max": LocalText("ค่ามากที่สุด", "greatest value"),
    "kind": LocalText("วิธีรวม", "how it joins"),
    "cutoff": LocalText("เส้นแบ่ง", "cut-off"),
    "of": LocalText("ของใคร", "whose"),
}

VALUES: Mapping[tuple[str, str], LocalText] = {
    ("level", "household"): LocalText("ครัวเรือน", "households"),
    ("level", "person"): LocalText("คน", "people"),
    ("level", "community"): LocalText("ชุมชน", "communities"),
    ("of", "household"): LocalText("ครัวเรือน", "households"),
    ("of", "person"): LocalText("คน", "people"),
    ("type", "integer"): LocalText("จำนวนเต็ม", "whole number"),
    ("type", "decimal"): LocalText("ตัวเลข", "number"),
    ("type", "boolean"): LocalText("ใช่หรือไม่ใช่", "yes or no"),
    ("type", "text"): LocalText("ข้อความ", "text"),
    ("type", "date"): LocalText("วันที่", "date"),
    ("type", "select_one"): LocalText("เลือกหนึ่งข้อ", "one choice"),
    ("type", "select_multiple"): LocalText("เลือกได้หลายข้อ", "several choices"),
    ("summary", "mean"): LocalText("ค่าเฉลี่ย", "average"),
    ("summary", "median"): LocalText("ค่ากลาง", "middle value"),
    ("summary", "sum"): LocalText("ผลรวม", "total"),
    ("summary", "ratio"): LocalText("อัตราส่วน", "ratio"),
    ("higher_is_better", "yes"): LocalText("ใช่", "yes"),
    ("higher_is_better", "no"): LocalText("ไม่ใช่", "no"),
    ("missing", "exclude"): LocalText("ไม่นับ", "not counted"),
    ("missing", "not-achieved"): LocalText("ถือว่าไม่ผ่าน", "counted as not reached"),
    ("index_missing", "complete"): LocalText("นับเฉพาะผู้ที่ตอบครบ", "only complete answers"),
    ("index_missing", "listwise"): LocalText("ตัดผู้ที่ตอบไม่ครบทิ้ง", "without incomplete answers"),
    ("index_missing", "available"): LocalText("ใช้เท่าที่มีคำตอบ", "with what is answered"),
    ("index_missing", "not-achieved"): LocalText("ถือว่าไม่ผ่าน", "counted as not reached"),
    ("kind", "alkire-foster"): LocalText("ความขัดสนหลายด้าน", "poverty of many kinds"),
    ("kind", "gnh"): LocalText("ความสุขมวลรวม", "gross happiness"),
    ("kind", "mean"): LocalText("ค่าเฉลี่ย", "average"),
}

NOUNS: Mapping[str, LocalText] = {
    "framework": LocalText("ทั้งชุด", "the whole"),
    "goal": LocalText("เป้าหมาย", "goal"),
    "indicator": LocalText("ตัวชี้วัด", "indicator"),
    "variable": LocalText("คำถาม", "question"),
    "index": LocalText("ดัชนีรวม", "index"),
}
