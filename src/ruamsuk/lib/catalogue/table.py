"""Problems of a table of data."""

from ruamsuk.lib.problem import ProblemWords
from ruamsuk.lib.text import LocalText

_SAVE_AGAIN = LocalText(
    "เปิดใน Excel แล้วบันทึกใหม่เป็น .xlsx หรือ CSV UTF-8",
    "Open it in Excel and save it again as .xlsx or CSV UTF-8.",
)
_USE_PARQUET = LocalText(
    "แปลงเป็นไฟล์ Parquet ซึ่งอ่านได้ทุกขนาด หรือแบ่งเป็นหลายไฟล์",
    "Convert it to Parquet, which is read at any size, or split it into several files.",
)
_NOTHING_TO_DO = LocalText("ไม่ต้องแก้ไข ถ้าถูกต้องแล้ว", "Nothing to do if this is right.")

FILE_WORDS: dict[str, ProblemWords] = {
    "table.file-missing": ProblemWords(
        LocalText("ไม่พบไฟล์นี้", "there is no such file."),
        LocalText("ตรวจชื่อไฟล์และโฟลเดอร์ที่เก็บ", "Check the file's name and its folder."),
    ),
    "table.is-folder": ProblemWords(
        LocalText("นี่เป็นโฟลเดอร์ ไม่ใช่ไฟล์", "this is a folder, not a file."),
        LocalText("ระบุชื่อไฟล์ที่อยู่ในโฟลเดอร์นี้", "Name a file inside this folder."),
    ),
    "table.file-unreadable": ProblemWords(
        LocalText("เปิดไฟล์นี้ไม่ได้", "this file cannot be opened."),
        LocalText(
            "ปิดโปรแกรมที่เปิดไฟล์อยู่ และตรวจสิทธิ์การอ่านไฟล์",
            "Close the program that holds it and check that you may read it.",
        ),
    ),
    "table.file-empty": ProblemWords(
        LocalText("ไฟล์นี้ว่างเปล่า", "this file is empty."),
        LocalText(
            "ใส่ชื่อคอลัมน์ในแถวแรก และข้อมูลในแถวถัดไป",
            "Put the column names in the first row and the data below.",
        ),
    ),
    "table.header-only": ProblemWords(
        LocalText("มีแต่ชื่อคอลัมน์ ไม่มีข้อมูล", "there are column names but no data."),
        LocalText("ใส่ข้อมูลตั้งแต่แถวที่ 2", "Enter the data from row 2 on."),
    ),
    "table.not-a-table": ProblemWords(
        LocalText("ไฟล์นี้เป็น{kind} ไม่ใช่ตาราง", "this file is {kind}, not a table."),
        LocalText(
            "บันทึกตารางเป็น CSV, XLSX หรือ Parquet แล้วลองใหม่",
            "Save the table as CSV, XLSX or Parquet and try again.",
        ),
    ),
    "table.old-excel": ProblemWords(
        LocalText(
            "ไฟล์ Excel นี้เป็นรุ่นเก่า (.xls) หรือมีรหัสผ่าน",
            "this Excel file is of the old kind (.xls) or locked with a password.",
        ),
        LocalText(
            "เปิดใน Excel เอารหัสผ่านออก แล้วบันทึกเป็น .xlsx",
            "Open it in Excel, remove the password and save it as .xlsx.",
        ),
    ),
    "table.macros": ProblemWords(
        LocalText(
            "สมุดงานนี้มีมาโคร ซึ่งอาจเป็นอันตราย",
            "this workbook holds macros, which may do harm.",
        ),
        LocalText(
            "บันทึกเป็น .xlsx แบบไม่มีมาโคร แล้วลองใหม่",
            "Save it as .xlsx without macros and try again.",
        ),
    ),
    "table.external-links": ProblemWords(
        LocalText(
            "สมุดงานนี้ดึงค่าจากไฟล์อื่น จึงอาจไม่ใช่ค่าล่าสุด",
            "this workbook takes values from other files, so they may be out of date.",
        ),
        LocalText(
            "ใน Excel เลือก ข้อมูล > แก้ไขการเชื่อมโยง > ตัดการเชื่อมโยง แล้วบันทึก",
            "In Excel choose Data > Edit Links > Break Link, then save.",
        ),
    ),
    "table.workbook-damaged": ProblemWords(
        LocalText("สมุดงานนี้เสียหาย อ่านไม่ได้", "this workbook is damaged and cannot be read."),
        _SAVE_AGAIN,
    ),
    "table.workbook-too-large": ProblemWords(
        LocalText("สมุดงานนี้ใหญ่เกินไป", "this workbook is too large."), _USE_PARQUET
    ),
    "table.file-too-large": ProblemWords(
        LocalText("ไฟล์นี้ใหญ่เกินไป", "this file is too large."), _USE_PARQUET
    ),
    "table.sheet-unknown": ProblemWords(
        LocalText("ไม่มีแผ่นงานชื่อ “{wanted}”", "there is no sheet “{wanted}”."),
        LocalText("เลือกจาก: {sheets}", "Choose among: {sheets}."),
    ),
    "table.sheet-unclear": ProblemWords(
        LocalText("มีหลายแผ่นงานที่เป็นตาราง: {sheets}", "several sheets hold a table: {sheets}."),
        LocalText(
            "เก็บแผ่นงานที่จะใช้ไว้ แล้วลบหรือซ่อนแผ่นอื่น",
            "Keep the sheet to be used and delete or hide the others.",
        ),
    ),
    "table.parquet-damaged": ProblemWords(
        LocalText(
            "ไฟล์ Parquet นี้เสียหาย อ่านไม่ได้", "this Parquet file is damaged and cannot be read."
        ),
        LocalText("ส่งออกไฟล์ใหม่จากต้นทาง", "Export it again from its source."),
    ),
    "table.binary-bytes": ProblemWords(
        LocalText(
            "มีข้อมูลที่ไม่ใช่ตัวอักษรปนอยู่ ไฟล์อาจเสียหาย",
            "there are bytes that are not text; the file may be damaged.",
        ),
        _SAVE_AGAIN,
    ),
    "table.encoding-unknown": ProblemWords(
        LocalText("อ่านตัวอักษรในแถวนี้ไม่ออก", "the letters in this row cannot be read."),
        LocalText("บันทึกไฟล์ใหม่เป็น CSV UTF-8", "Save the file again as CSV UTF-8."),
    ),
    "table.quote-not-closed": ProblemWords(
        LocalText(
            'เครื่องหมาย " ในเซลล์นี้ไม่มีตัวปิด แถวถัดไปจึงรวมเข้ามาด้วย',
            'a " in this cell is not closed, so that it swallows the rows below.',
        ),
        LocalText('ลบเครื่องหมาย " หรือใส่ตัวปิดให้ครบคู่', 'Remove the " or close it.'),
    ),
    "table.cell-too-long": ProblemWords(
        LocalText("เซลล์นี้ยาวเกิน {most} ตัวอักษร", "this cell is longer than {most} characters."),
        LocalText(
            'ตัดข้อความให้สั้นลง หรือตรวจว่าเครื่องหมาย " ปิดครบคู่',
            'Shorten the text, or check that each " is closed.',
        ),
    ),
}

ROW_WORDS: dict[str, ProblemWords] = {
    "table.title-above": ProblemWords(
        LocalText(
            "ชื่อคอลัมน์อยู่แถวที่ {header} ไม่ใช่แถวแรกของตาราง",
            "the column names stand in row {header}, below other text.",
        ),
        LocalText("ลบแถวที่อยู่เหนือแถวที่ {header} ออก", "Delete the rows above row {header}."),
    ),
    "table.header-blank": ProblemWords(
        LocalText("คอลัมน์ {letters} มีข้อมูลแต่ไม่มีชื่อ", "column {letters} holds data but has no name."),
        LocalText("ตั้งชื่อคอลัมน์ หรือลบคอลัมน์นี้", "Name the column or delete it."),
    ),
    "table.header-repeated": ProblemWords(
        LocalText("มีชื่อคอลัมน์ซ้ำกันที่ {letters}", "this column name stands more than once: {letters}."),
        LocalText("เก็บไว้คอลัมน์เดียว หรือตั้งชื่อให้ต่างกัน", "Keep one of them or rename the others."),
    ),
    "table.header-alike": ProblemWords(
        LocalText(
            "ชื่อคอลัมน์ต่างกันแค่ตัวพิมพ์ใหญ่เล็ก: {names}",
            "these column names differ only in capitals: {names}.",
        ),
        LocalText("เก็บไว้คอลัมน์เดียว หรือตั้งชื่อให้ต่างกัน", "Keep one of them or rename the others."),
    ),
    "table.column-missing": ProblemWords(
        LocalText("ไม่มีคอลัมน์ “{wanted}”", "there is no column “{wanted}”."),
        LocalText(
            "เพิ่มคอลัมน์นี้ หรือตรวจว่าใช้ไฟล์ถูกต้อง",
            "Add the column, or check that this is the right file.",
        ),
    ),
    "table.columns-missing": ProblemWords(
        LocalText("ไม่มีคอลัมน์ {count} คอลัมน์: {wanted}", "{count} columns are not there: {wanted}."),
        LocalText(
            "เพิ่มคอลัมน์เหล่านี้ หรือตรวจว่าใช้ไฟล์ถูกต้อง ตารางต้องมีอะไรบ้าง ดูใน docs/tables.md",
            "Add them, or check that this is the right file; "
            "docs/tables.md says what a table must hold.",
        ),
    ),
    "table.column-asked-near": ProblemWords(
        LocalText("ไม่มีคอลัมน์ “{wanted}”", "there is no column “{wanted}”."),
        LocalText("หมายถึง “{near}” หรือไม่", "Is “{near}” meant?"),
    ),
    "table.column-missing-near": ProblemWords(
        LocalText("ไม่มีคอลัมน์ “{wanted}”", "there is no column “{wanted}”."),
        LocalText(
            "ถ้าหมายถึง “{near}” ให้เปลี่ยนชื่อเป็น “{wanted}”",
            "If “{near}” is meant, rename it to “{wanted}”.",
        ),
    ),
    "table.row-short": ProblemWords(
        LocalText(
            "แถวนี้มี {found} ช่อง แต่หัวตารางมี {expected} ช่อง",
            "this row has {found} cells but the header has {expected}.",
        ),
        LocalText("เติมช่องที่ขาดให้ครบ", "Add the cells that are missing."),
    ),
    "table.row-long": ProblemWords(
        LocalText(
            "แถวนี้มี {found} ช่อง แต่หัวตารางมี {expected} ช่อง",
            "this row has {found} cells but the header has {expected}.",
        ),
        LocalText(
            'ถ้าข้อความมีเครื่องหมาย , อยู่ข้างใน ให้ครอบด้วย "…"',
            'If a text holds a comma, put it in "…".',
        ),
    ),
    "table.merged-cells": ProblemWords(
        LocalText("เซลล์ {cells} ถูกผสานรวมกัน", "cells {cells} are merged."),
        LocalText("ยกเลิกการผสาน แล้วใส่ค่าให้ครบทุกเซลล์", "Unmerge them and fill in every cell."),
    ),
    "table.key-blank": ProblemWords(
        LocalText("ไม่มีรหัสในแถวนี้", "this row has no id."),
        LocalText("ใส่รหัสให้ทุกแถว", "Give every row its id."),
    ),
    "table.key-repeated": ProblemWords(
        LocalText(
            "รหัส “{value}” ซ้ำกับแถว {first}", "the id “{value}” stands in row {first} already."
        ),
        LocalText(
            "ถ้าไฟล์มีหลายรอบ ให้บอกคอลัมน์รอบด้วย --rounds ถ้าไม่ใช่ ลบแถวที่ซ้ำ หรือแก้รหัสให้ถูก",
            "If the file holds several rounds, name their column with --rounds; "
            "else delete the row or correct its id.",
        ),
    ),
    "table.key-repeated-inside": ProblemWords(
        LocalText(
            "รหัส “{value}” ซ้ำกับแถว {first} ใน {inside} เดียวกัน",
            "the id “{value}” stands in row {first} already, in the same {inside}.",
        ),
        LocalText("ลบแถวที่ซ้ำ หรือแก้รหัสให้ถูก", "Delete the row or correct its id."),
    ),
    "table.key-shortened": ProblemWords(
        LocalText(
            "Excel ย่อรหัสเป็น “{value}” ตัวเลขท้ายหายไป",
            "Excel shortened the id to “{value}” and its last digits are lost.",
        ),
        LocalText(
            "ตั้งคอลัมน์เป็นข้อความในไฟล์ต้นทาง แล้วบันทึกใหม่",
            "Format the column as text in the original file and save it again.",
        ),
    ),
    "table.more-problems": ProblemWords(
        LocalText("ยังมีอีก {count} จุด", "problems not shown here: {count}."),
        LocalText("แก้จุดข้างบนก่อน แล้วตรวจใหม่", "Correct those above first, then check again."),
    ),
}

VALUE_WORDS: dict[str, ProblemWords] = {
    "table.error-cell": ProblemWords(
        LocalText(
            "เซลล์นี้มีข้อผิดพลาดของ Excel: {value}", "this cell holds an error of Excel: {value}."
        ),
        LocalText(
            "แก้สูตร หรือพิมพ์ค่าแทน หรือเว้นว่าง", "Correct the formula, type the value or empty it."
        ),
    ),
    "table.formula-not-calculated": ProblemWords(
        LocalText("สูตร {value} ยังไม่ได้คำนวณ", "the formula {value} has not been calculated."),
        LocalText(
            "เปิดใน Excel แล้วบันทึก หรือพิมพ์ค่าแทนสูตร",
            "Open it in Excel and save it, or type the value instead.",
        ),
    ),
    "table.not-a-number": ProblemWords(
        LocalText("“{value}” ไม่ใช่ตัวเลข", "“{value}” is not a number."),
        LocalText(
            "พิมพ์เป็นตัวเลข เช่น 1250 หรือเว้นว่างถ้าไม่มีคำตอบ",
            "Type a number such as 1250, or leave it empty when there is no answer.",
        ),
    ),
    "table.not-finite": ProblemWords(
        LocalText("“{value}” ไม่ใช่ตัวเลขที่นับได้", "“{value}” is not a number that counts."),
        LocalText("เว้นว่างถ้าไม่มีคำตอบ", "Leave it empty when there is no answer."),
    ),
    "table.not-an-integer": ProblemWords(
        LocalText("“{value}” ไม่ใช่จำนวนเต็ม", "“{value}” is not a whole number."),
        LocalText("พิมพ์จำนวนเต็ม ไม่มีทศนิยม", "Type a whole number without decimals."),
    ),
    "table.number-too-large": ProblemWords(
        LocalText("“{value}” ใหญ่เกินไป", "“{value}” is too large."),
        LocalText("ตรวจจำนวนหลักของตัวเลข", "Check how many digits it should have."),
    ),
    "table.below-minimum": ProblemWords(
        LocalText("{value} น้อยกว่าค่าต่ำสุด {limit}", "{value} is less than the minimum {limit}."),
        LocalText("ตรวจค่ากับแบบสอบถาม", "Check the value with the questionnaire."),
    ),
    "table.above-maximum": ProblemWords(
        LocalText("{value} มากกว่าค่าสูงสุด {limit}", "{value} is more than the maximum {limit}."),
        LocalText("ตรวจค่ากับแบบสอบถาม", "Check the value with the questionnaire."),
    ),
    "table.number-blank": ProblemWords(
        LocalText("ไม่มีตัวเลข แต่คอลัมน์นี้ว่างไม่ได้", "there is no number, and this column needs one."),
        LocalText("ใส่ตัวเลขตั้งแต่ 0 ขึ้นไปให้ทุกแถว", "Give every row a number of 0 or more."),
    ),
    "table.number-needed": ProblemWords(
        LocalText(
            "“{value}” ไม่ใช่ตัวเลข และคอลัมน์นี้ว่างไม่ได้",
            "“{value}” is not a number, and this column needs one.",
        ),
        LocalText("ใส่ตัวเลขตั้งแต่ 0 ขึ้นไปให้ทุกแถว", "Give every row a number of 0 or more."),
    ),
    "table.not-a-boolean": ProblemWords(
        LocalText("“{value}” ไม่ใช่คำตอบใช่หรือไม่ใช่", "“{value}” is neither yes nor no."),
        LocalText("พิมพ์ ใช่ หรือ ไม่ใช่ (หรือ 1 หรือ 0)", "Type yes or no (or 1 or 0)."),
    ),
    "table.not-a-date": ProblemWords(
        LocalText("“{value}” ไม่ใช่วันที่", "“{value}” is not a date."),
        LocalText(
            "พิมพ์ วัน/เดือน/ปี โดยใส่ปีสี่หลัก เช่น 24/01/2553",
            "Type day/month/year with four digits for the year, such as 24/01/2010.",
        ),
    ),
    "table.not-a-choice": ProblemWords(
        LocalText("“{answer}” ไม่อยู่ในตัวเลือก", "“{answer}” is not among the choices."),
        LocalText("ใช้คำตอบจาก: {choices}", "Use one of: {choices}."),
    ),
    "table.not-a-choice-near": ProblemWords(
        LocalText("“{answer}” ไม่อยู่ในตัวเลือก", "“{answer}” is not among the choices."),
        LocalText("หมายถึง “{near}” หรือไม่", "Is “{near}” meant?"),
    ),
    "table.parquet-type": ProblemWords(
        LocalText(
            "คอลัมน์นี้เก็บเป็น {found} แต่ควรเป็น{wanted}",
            "this column is stored as {found} but should hold {wanted}.",
        ),
        LocalText(
            "แปลงชนิดข้อมูลก่อนส่งออก หรือส่งออกเป็น CSV",
            "Convert it before exporting, or export as CSV.",
        ),
    ),
    "table.parquet-buddhist-date": ProblemWords(
        LocalText(
            "วันที่ {value} เป็นปี พ.ศ. หรือปีที่เป็นไปไม่ได้",
            "the date {value} is of the Buddhist Era or impossible.",
        ),
        LocalText(
            "เก็บเป็นปี ค.ศ. (ลบ 543) หรือส่งออกเป็น CSV",
            "Store years of the Common Era (minus 543), or export as CSV.",
        ),
    ),
}

NOTE_WORDS: dict[str, ProblemWords] = {
    "table.thai-digits-read": ProblemWords(
        LocalText(
            "อ่านเลขไทยเป็นตัวเลขแล้ว {count} ค่า", "values in Thai digits that were read: {count}."
        ),
        _NOTHING_TO_DO,
    ),
    "table.number-signs-read": ProblemWords(
        LocalText(
            "อ่านตัวเลขที่มีจุลภาค ช่องว่าง หรือคำว่าบาทแล้ว {count} ค่า",
            "numbers read without their commas, blanks or baht signs: {count}.",
        ),
        _NOTHING_TO_DO,
    ),
    "table.buddhist-dates-read": ProblemWords(
        LocalText(
            "แปลงวันที่ พ.ศ. เป็น ค.ศ. แล้ว {count} ค่า",
            "dates of the Buddhist Era turned into the Common Era: {count}.",
        ),
        _NOTHING_TO_DO,
    ),
    "table.serial-dates-read": ProblemWords(
        LocalText(
            "อ่านเลขลำดับวันของ Excel เป็นวันที่แล้ว {count} ค่า",
            "serial numbers of Excel read as dates: {count}.",
        ),
        _NOTHING_TO_DO,
    ),
    "table.times-dropped": ProblemWords(
        LocalText("ใช้เฉพาะวันที่ ไม่ใช้เวลา {count} ค่า", "dates without their time of day: {count}."),
        _NOTHING_TO_DO,
    ),
    "table.missing-words-read": ProblemWords(
        LocalText(
            "ถือว่าไม่มีคำตอบ {count} ค่า ({examples})",
            "values read as missing: {count} ({examples}).",
        ),
        _NOTHING_TO_DO,
    ),
    "table.choices-read": ProblemWords(
        LocalText(
            "อ่านเป็นรหัสตัวเลือกแล้ว {count} ค่า ({examples})",
            "answers read as the choice they mean: {count} ({examples}).",
        ),
        _NOTHING_TO_DO,
    ),
    "table.spaces-trimmed": ProblemWords(
        LocalText(
            "ตัดช่องว่างหน้าหลังข้อความแล้ว {count} ค่า",
            "values without the blanks around them: {count}.",
        ),
        _NOTHING_TO_DO,
    ),
    "table.columns-outside-codebook": ProblemWords(
        LocalText("มีคอลัมน์ที่ไม่อยู่ในสมุดรหัส: {columns}", "columns outside the codebook: {columns}."),
        LocalText("เก็บไว้ตามเดิม", "They are kept as they are."),
    ),
    "table.read-as-thai-encoding": ProblemWords(
        LocalText(
            "อ่านตัวอักษรแบบ TIS-620 (Windows-874)", "the letters were read as TIS-620 (Windows-874)."
        ),
        LocalText("ครั้งหน้าบันทึกเป็น CSV UTF-8 จะแน่นอนกว่า", "Saving as CSV UTF-8 is safer next time."),
    ),
    "table.name-differs": ProblemWords(
        LocalText(
            "ชื่อไฟล์ลงท้ายไม่ตรงกับเนื้อใน อ่านเป็น {kind} แล้ว",
            "the name's ending does not fit the content, which was read as {kind}.",
        ),
        _NOTHING_TO_DO,
    ),
    "table.sheet-chosen": ProblemWords(
        LocalText("ใช้แผ่นงานนี้", "this sheet was used."),
        LocalText("แผ่นงานอื่นไม่ได้อ่าน: {others}", "Not read: {others}."),
    ),
    "table.keys-not-compared": ProblemWords(
        LocalText(
            "ไม่ได้ตรวจรหัสซ้ำ เพราะตารางมีเกิน {most} แถว",
            "repeated ids were not looked for, because there are over {most} rows.",
        ),
        LocalText("ตรวจรหัสซ้ำก่อนส่งออก", "Check for repeated ids before exporting."),
    ),
}

WORDS: dict[str, ProblemWords] = {**FILE_WORDS, **ROW_WORDS, **VALUE_WORDS, **NOTE_WORDS}
