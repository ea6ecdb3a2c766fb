"""Problems of an expression."""

from ruamsuk.lib.problem import ProblemWords
from ruamsuk.lib.text import LocalText

WORDS: dict[str, ProblemWords] = {
    "expression.empty": ProblemWords(
        LocalText("ยังไม่ได้เขียนสูตร", "The expression is empty."),
        LocalText("เขียนเงื่อนไข เช่น debt = 0", "Write a condition, such as debt = 0."),
    ),
    "expression.too-long": ProblemWords(
        LocalText(
            "สูตรยาว {length} ตัวอักษร ยาวได้ไม่เกิน {limit}",
            "The expression has {length} characters; {limit} are allowed.",
        ),
        LocalText("แบ่งเป็นหลายตัวชี้วัด", "Split it into several indicators."),
    ),
    "expression.too-complex": ProblemWords(
        LocalText("สูตรซ้อนกันหลายชั้นเกินไป", "The expression is nested too deeply."),
        LocalText(
            "ลดวงเล็บ หรือแบ่งเป็นหลายตัวชี้วัด",
            "Use fewer brackets, or split it into several indicators.",
        ),
    ),
    "expression.comment": ProblemWords(
        LocalText("ในสูตรมีหมายเหตุ “{sign}”", "The expression holds a comment “{sign}”."),
        LocalText(
            "ลบหมายเหตุออก ถ้าจะลบด้วยเลขติดลบ ให้เว้นวรรค เช่น 5 - -3",
            "Remove it. To subtract a negative number leave a space: 5 - -3.",
        ),
    ),
    "expression.open-quote": ProblemWords(
        LocalText("เครื่องหมาย {quote} ตัวนี้ไม่มีตัวปิด", "This {quote} is never closed."),
        LocalText("ใส่ {quote} ปิดท้ายข้อความ", "Put a {quote} at the end of the text."),
    ),
    "expression.open-bracket": ProblemWords(
        LocalText("วงเล็บนี้ไม่มีวงเล็บปิด", "This bracket is never closed."),
        LocalText("ใส่ ) ปิดท้าย", "Put a ) where it ends."),
    ),
    "expression.stray-bracket": ProblemWords(
        LocalText("วงเล็บปิดนี้ไม่มีวงเล็บเปิด", "This bracket closes nothing."),
        LocalText("ลบออก หรือใส่ ( ข้างหน้า", "Remove it, or put a ( before it."),
    ),
    "expression.unknown-sign": ProblemWords(
        LocalText("ใช้เครื่องหมาย “{sign}” ในสูตรไม่ได้", "The sign “{sign}” has no meaning here."),
        LocalText(
            "ใช้ได้คือ = <> < <= > >= + - * / ( ) , และใส่ข้อความในเครื่องหมาย '…'",
            "Allowed are = <> < <= > >= + - * / ( ) , and texts stand between '…'.",
        ),
    ),
    "expression.word-not-allowed": ProblemWords(
        LocalText("ใช้คำว่า {word} ในสูตรไม่ได้", "The word {word} is not allowed here."),
        LocalText(
            "ใช้ได้คือชื่อตัวแปร กับ AND OR NOT IN BETWEEN IS NULL CASE",
            "Use names of variables with AND, OR, NOT, IN, BETWEEN, IS NULL and CASE.",
        ),
    ),
    "expression.unknown-variable": ProblemWords(
        LocalText("ไม่มีตัวแปรชื่อ “{name}”", "There is no variable “{name}”."),
        LocalText("ลองใช้ {known}", "Try {known}."),
    ),
    "expression.unquoted-text": ProblemWords(
        LocalText("ไม่มีตัวแปรชื่อ “{name}”", "There is no variable “{name}”."),
        LocalText("ถ้าเป็นข้อความ ให้เขียน '{name}'", "If it is a text, write '{name}'."),
    ),
    "expression.unknown-function": ProblemWords(
        LocalText("ไม่มีฟังก์ชันชื่อ {name}", "There is no function {name}."),
        LocalText("ลองใช้ {known}", "Try {known}."),
    ),
    "expression.bad-number": ProblemWords(
        LocalText("อ่านตัวเลข {number} ไม่ได้", "The number {number} cannot be read."),
        LocalText(
            "เขียนเป็นเลขธรรมดาไม่เกิน 15 หลัก เช่น 1500 หรือ 0.5",
            "Write plain digits, 15 at most, such as 1500 or 0.5.",
        ),
    ),
    "expression.bad-date": ProblemWords(
        LocalText("“{date}” ไม่ใช่วันที่", "“{date}” is not a date."),
        LocalText(
            "เขียนปี ค.ศ. เดือน วัน เช่น DATE '2024-01-31'",
            "Write year, month and day, such as DATE '2024-01-31'.",
        ),
    ),
    "expression.buddhist-date": ProblemWords(
        LocalText("ปี {year} เป็น พ.ศ.", "The year {year} is of the Buddhist Era."),
        LocalText("เขียนปี ค.ศ.: DATE '{date}'", "Write the year CE: DATE '{date}'."),
    ),
    "expression.buddhist-year": ProblemWords(
        LocalText(
            "year(…) เป็นปี ค.ศ. แต่ {year} เป็น พ.ศ.",
            "year(…) gives years CE, but {year} is of the Buddhist Era.",
        ),
        LocalText("เขียน {ce}", "Write {ce}."),
    ),
    "expression.unreadable": ProblemWords(
        LocalText("อ่านสูตรไม่เข้าใจตรง “{near}”", "The expression makes no sense at “{near}”."),
        LocalText(
            "ดูว่าขาดเครื่องหมาย ขาดค่าที่เทียบ หรือมีอะไรเกินมา",
            "See whether a sign or a value is missing, or something is too many.",
        ),
    ),
    "expression.comma": ProblemWords(
        LocalText("เครื่องหมาย , ตรงนี้ไม่มีความหมาย", "The comma has no meaning here."),
        LocalText("เขียนตัวเลขติดกัน เช่น 1000", "Write numbers without commas, such as 1000."),
    ),
    "expression.not-offered": ProblemWords(
        LocalText("สูตรเขียนแบบนี้ไม่ได้", "An expression cannot be written this way."),
        LocalText(
            "ใช้การเทียบค่า, AND, OR, NOT, IN (…), BETWEEN, IS NULL หรือ CASE WHEN … THEN … END",
            "Use comparisons, AND, OR, NOT, IN (…), BETWEEN, IS NULL or CASE WHEN … THEN … END.",
        ),
    ),
    "expression.person-outside": ProblemWords(
        LocalText(
            "“{name}” เป็นข้อมูลรายคน ใช้กับครัวเรือนตรง ๆ ไม่ได้",
            "“{name}” belongs to a person, but here a household is meant.",
        ),
        LocalText(
            "ใส่ใน any_person(…), all_persons(…) หรือ count_persons(…)",
            "Put it inside any_person(…), all_persons(…) or count_persons(…).",
        ),
    ),
    "expression.household-inside": ProblemWords(
        LocalText(
            "“{name}” เป็นข้อมูลครัวเรือน ใช้ใน {function}(…) ไม่ได้",
            "“{name}” belongs to the household and cannot stand inside {function}(…).",
        ),
        LocalText("ย้ายออกมานอกวงเล็บ", "Move it outside the brackets."),
    ),
    "expression.wrong-level": ProblemWords(
        LocalText(
            "“{name}” เป็นข้อมูลระดับ{has} แต่สูตรนี้เป็นระดับ{level}",
            "“{name}” belongs to a {has}, but the expression is about a {level}.",
        ),
        LocalText(
            "ใช้ตัวแปรระดับ{level} หรือเปลี่ยนระดับของตัวชี้วัด",
            "Use variables of the {level}, or change the indicator's level.",
        ),
    ),
    "expression.no-persons-here": ProblemWords(
        LocalText(
            "ใช้ {function} ตรงนี้ไม่ได้ ใช้ได้เฉพาะกับครัวเรือน และซ้อนกันไม่ได้",
            "{function} cannot stand here: it is for households, and not inside another.",
        ),
        LocalText("เขียนเงื่อนไขโดยไม่ใช้ {function}", "Write the condition without {function}."),
    ),
    "expression.argument-count": ProblemWords(
        LocalText(
            "{function} ต้องมี {expected} ค่า แต่มี {count} ค่า",
            "{function} takes {expected} values, but has {count}.",
        ),
        LocalText("เขียนแบบนี้: {example}", "Write it like this: {example}."),
    ),
    "expression.different-types": ProblemWords(
        LocalText("ใช้{left}คู่กับ{right}ไม่ได้", "Here {left} meets {right}; they do not go together."),
        LocalText(
            "เขียนตัวเลขเปล่า ๆ ข้อความเป็น 'ก' วันที่เป็น DATE '2024-01-31'",
            "Write numbers plainly, texts as 'a', dates as DATE '2024-01-31'.",
        ),
    ),
    "expression.wrong-type": ProblemWords(
        LocalText("ตรงนี้ต้องเป็น{needed} แต่เป็น{found}", "This must be {needed}, but it is {found}."),
        LocalText("แก้ให้เป็น{needed}", "Change it into {needed}."),
    ),
    "expression.unknown-choice": ProblemWords(
        LocalText(
            "“{value}” ไม่ใช่คำตอบของ “{name}”", "“{value}” is not among the answers of “{name}”."
        ),
        LocalText("{hint}คำตอบที่มี: {choices}", "{hint}The answers are: {choices}."),
    ),
    "expression.order-of-words": ProblemWords(
        LocalText(
            "ใช้ “{sign}” กับ{found}ไม่ได้ เพราะไม่มีมากน้อย", "“{sign}” cannot put {found} in order."
        ),
        LocalText("ใช้ = <> หรือ IN (…)", "Use =, <> or IN (…)."),
    ),
    "expression.null": ProblemWords(
        LocalText("ตรงนี้ใช้ NULL ไม่ได้", "NULL cannot stand here."),
        LocalText(
            "ถามว่าไม่มีคำตอบ ด้วย IS NULL หรือมีคำตอบ ด้วย IS NOT NULL",
            "Ask for missing answers with IS NULL, or for given ones with IS NOT NULL.",
        ),
    ),
    "expression.use-has": ProblemWords(
        LocalText("“{name}” ตอบได้หลายข้อ จึงเทียบแบบนี้ไม่ได้", "“{name}” holds several answers at once."),
        LocalText("เขียน has({name}, '…')", "Write has({name}, '…')."),
    ),
    "expression.not-several": ProblemWords(
        LocalText("has ใช้ได้กับคำถามที่ตอบได้หลายข้อ", "has is for questions with several answers."),
        LocalText(
            "เขียนตัวแปรแบบ select_multiple ก่อน เช่น has(crops, 'rice')",
            "Begin with a select_multiple variable, such as has(crops, 'rice').",
        ),
    ),
    "expression.value-needed": ProblemWords(
        LocalText("ตรงนี้ต้องเป็นค่าที่เขียนลงไปตรง ๆ", "A written value must stand here."),
        LocalText("เขียนแบบนี้: {example}", "Write it like this: {example}."),
    ),
}
