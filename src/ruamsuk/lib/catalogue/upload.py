"""Problems of a table that a community brings in."""

from ruamsuk.lib.problem import ProblemWords
from ruamsuk.lib.text import LocalText

_NAME_THE_VILLAGE = LocalText(
    "พิมพ์เลขหมู่ ชื่อ หรือรหัส 8 หลักของหมู่บ้าน", "Type the village's number, name or code of 8 digits."
)

WORDS: dict[str, ProblemWords] = {
    "upload.village-blank": ProblemWords(
        LocalText("ไม่ได้บอกหมู่บ้าน", "the village is not said."), _NAME_THE_VILLAGE
    ),
    "upload.village-unknown": ProblemWords(
        LocalText("ไม่มีหมู่บ้าน “{value}” ในชุมชนนี้", "this community has no village “{value}”."),
        LocalText(
            "พิมพ์เลขหมู่ ชื่อ หรือรหัส 8 หลักของหมู่บ้าน หรือเพิ่มหมู่บ้านนี้ในหน้าข้อมูลชุมชนก่อน",
            "Type the village's number, name or code of 8 digits, "
            "or first add the village to the community's profile.",
        ),
    ),
    "upload.village-near": ProblemWords(
        LocalText("ไม่มีหมู่บ้าน “{value}” ในชุมชนนี้", "this community has no village “{value}”."),
        LocalText("หมายถึง “{near}” หรือไม่", "Is “{near}” meant?"),
    ),
    "upload.row-repeated": ProblemWords(
        LocalText(
            "เลข “{value}” ซ้ำกับแถว {first}", "the number “{value}” stands in row {first} already."
        ),
        LocalText(
            "ลบแถวที่ซ้ำ หรือแก้เลขให้ถูก ถ้าเลขบ้านเริ่มใหม่ทุกหมู่บ้าน ให้เติมเลขหมู่ไว้หน้า เช่น 2-15",
            "Delete the row or correct its number. Where numbers start again in each village, "
            "put the village's number before them, such as 2-15.",
        ),
    ),
    "upload.household-elsewhere": ProblemWords(
        LocalText(
            "ครัวเรือน “{value}” อยู่ที่ {village} แล้วในรอบนี้",
            "household “{value}” is in {village} already in this round.",
        ),
        LocalText(
            "ถ้าเลขบ้านเริ่มใหม่ทุกหมู่บ้าน ให้เติมเลขหมู่ไว้หน้า เช่น 2-15 ถ้าไม่ใช่ แก้หมู่บ้านให้ตรงกัน",
            "Where numbers start again in each village, put the village's number before them, "
            "such as 2-15; else let the villages agree.",
        ),
    ),
    "upload.household-unknown": ProblemWords(
        LocalText("ยังไม่รู้จักครัวเรือน “{value}”", "household “{value}” is not known yet."),
        LocalText(
            "นำเข้าตารางครัวเรือนก่อน หรือใส่หมู่บ้านของแต่ละคนในไฟล์นี้",
            "Bring in the table of households first, or say each person's village in this file.",
        ),
    ),
    "upload.sheet-unclear": ProblemWords(
        LocalText("มีหลายแผ่นงานที่เป็นตาราง: {sheets}", "several sheets hold a table: {sheets}."),
        LocalText(
            "พิมพ์ชื่อแผ่นงานที่จะใช้ในช่องด้านล่าง แล้วตรวจใหม่",
            "Type the name of the sheet to be used below and check again.",
        ),
    ),
    "upload.too-many-cells": ProblemWords(
        LocalText("ตารางนี้มีถึง {rows} แถว ใหญ่เกินไป", "this table of {rows} rows is too large."),
        LocalText("แบ่งเป็นหลายไฟล์ เช่น หมู่บ้านละไฟล์", "Split it, such as one file for each village."),
    ),
    "upload.check-failed": ProblemWords(
        LocalText("ตรวจไฟล์นี้ไม่สำเร็จ", "this file could not be checked."),
        LocalText(
            "ลองใหม่ ถ้ายังไม่ได้ บันทึกเป็น CSV UTF-8 แล้วส่งอีกครั้ง",
            "Try again; if it fails, save it as CSV UTF-8 and send it again.",
        ),
    ),
    "upload.columns-unused": ProblemWords(
        LocalText("ไม่ได้ใช้คอลัมน์: {columns}", "columns not used: {columns}."),
        LocalText("ถ้าควรใช้ ให้จับคู่คอลัมน์ใหม่", "Match the columns again if they should be."),
    ),
    "upload.variables-absent": ProblemWords(
        LocalText("ไฟล์นี้ไม่มี: {labels}", "not in this file: {labels}."),
        LocalText(
            "ตัวชี้วัดที่ต้องใช้ข้อมูลนี้จะไม่มีผลจากไฟล์นี้",
            "Indicators that need these have no result from this file.",
        ),
    ),
}
