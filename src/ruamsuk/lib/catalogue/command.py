"""Problems of the command line."""

from ruamsuk.lib.problem import ProblemWords
from ruamsuk.lib.text import LocalText

_SEE_HELP = LocalText("ดูวิธีใช้ด้วย {help}", "See {help}.")

WORDS: dict[str, ProblemWords] = {
    "command.unknown": ProblemWords(
        LocalText("ไม่รู้จัก {name}", "{name} is not known here."), _SEE_HELP
    ),
    "command.unknown-near": ProblemWords(
        LocalText("ไม่รู้จัก {name}", "{name} is not known here."),
        LocalText("หมายถึง {near} หรือไม่", "Did you mean {near}?"),
    ),
    "command.missing": ProblemWords(LocalText("ยังไม่ได้บอก {name}", "{name} is missing."), _SEE_HELP),
    "command.no-value": ProblemWords(
        LocalText("ยังไม่ได้บอกค่าของ {name}", "{name} needs a value."), _SEE_HELP
    ),
    "command.bad-value": ProblemWords(
        LocalText("ค่าของ {name} ใช้ไม่ได้", "The value of {name} cannot be used."),
        LocalText("ค่าที่ใช้ได้: {allowed}", "It takes {allowed}."),
    ),
    "command.surplus": ProblemWords(
        LocalText("ไม่รู้ว่า {word} ใช้ทำอะไร", "It is not clear what {word} is for."), _SEE_HELP
    ),
    "command.surplus-option": ProblemWords(
        LocalText("ไม่รู้ว่า {word} ใช้ทำอะไร", "It is not clear what {word} is for."),
        LocalText(
            "ถ้าเป็นตารางครัวเรือน ให้พิมพ์ {option} {word}",
            "If it is the table of households, type {option} {word}.",
        ),
    ),
    "command.wrong-call": ProblemWords(
        LocalText("เรียกคำสั่งไม่ถูกต้อง: {message}", "This call is not understood: {message}"), _SEE_HELP
    ),
    "command.ending": ProblemWords(
        LocalText("ไม่รู้ว่าจะเขียนไฟล์ {file} เป็นแบบไหน", "It is not clear how to write {file}."),
        LocalText("ตั้งชื่อให้ลงท้ายด้วย {allowed}", "Give it a name that ends in {allowed}."),
    ),
    "command.is-folder": ProblemWords(
        LocalText("{folder} เป็นโฟลเดอร์ ไม่ใช่ไฟล์", "{folder} is a folder, not a file."),
        LocalText("เติมชื่อไฟล์ต่อท้าย", "Add the name of a file to it."),
    ),
    "command.no-folder": ProblemWords(
        LocalText("ไม่มีโฟลเดอร์ {folder}", "There is no folder {folder}."),
        LocalText("สร้างโฟลเดอร์ก่อน หรือเลือกที่อื่น", "Make it first, or choose another place."),
    ),
    "command.out-is-given": ProblemWords(
        LocalText(
            "{file} เป็นไฟล์ที่จะอ่าน ถ้าเขียนทับ ข้อมูลจะหาย",
            "{file} is to be read; writing it would destroy it.",
        ),
        LocalText("ตั้งชื่อไฟล์ผลเป็นชื่ออื่น", "Give the result another name."),
    ),
    "command.folder-filled": ProblemWords(
        LocalText("โฟลเดอร์ {folder} มีไฟล์อยู่แล้ว", "The folder {folder} holds files already."),
        LocalText("เลือกโฟลเดอร์ใหม่", "Choose a new folder."),
    ),
    "command.cannot-write": ProblemWords(
        LocalText("เขียน {file} ไม่ได้: {reason}", "Cannot write {file}: {reason}."),
        LocalText(
            "ปิดโปรแกรมที่เปิดไฟล์นี้อยู่ หรือเลือกที่อื่น",
            "Close the program that holds it open, or choose another place.",
        ),
    ),
    "command.port-in-use": ProblemWords(
        LocalText(
            "พอร์ต {port} มีโปรแกรมอื่นใช้อยู่ หรือสงวนไว้ให้ระบบ",
            "Port {port} is in use, or kept for the system.",
        ),
        LocalText(
            "เลือกพอร์ตอื่น เช่น --port {other} หรือ PORT={other} make run",
            "Choose another: --port {other}, or PORT={other} make run.",
        ),
    ),
}
