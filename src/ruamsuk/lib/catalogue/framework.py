"""Problems of a framework file."""

from ruamsuk.lib.problem import ProblemWords
from ruamsuk.lib.text import LocalText


def _words(th: str, th_remedy: str, en: str, en_remedy: str) -> ProblemWords:
    return ProblemWords(what=LocalText(th, en), remedy=LocalText(th_remedy, en_remedy))


_FILE = {
    "framework.not-found": _words(
        "ไม่พบไฟล์นี้",
        "ตรวจชื่อไฟล์และโฟลเดอร์อีกครั้ง",
        "There is no such file.",
        "Check the file's name and its folder.",
    ),
    "framework.not-readable": _words(
        "เปิดไฟล์นี้ไม่ได้",
        "ตรวจว่าเป็นไฟล์ ไม่ใช่โฟลเดอร์ และคุณมีสิทธิ์อ่าน",
        "This file cannot be opened.",
        "Check that it is a file, not a folder, and that you may read it.",
    ),
    "framework.too-big": _words(
        "ไฟล์กรอบใหญ่เกิน {limit} เมกะไบต์",
        "ตรวจว่าเลือกไฟล์ถูก ไฟล์กรอบมีแต่ตัวหนังสือ ไม่มีข้อมูลครัวเรือน",
        "The framework file is larger than {limit} megabytes.",
        "Check that it is the right file: a framework holds words, not the households' data.",
    ),
    "framework.thai-codepage": _words(
        "ไฟล์นี้บันทึกด้วยรหัสภาษาไทยแบบเก่า (TIS-620 หรือ Windows-874)",
        "เปิดไฟล์ในโปรแกรมแก้ข้อความ แล้วบันทึกใหม่เป็น UTF-8",
        "This file is saved in the old Thai encoding (TIS-620 or Windows-874).",
        "Open it in a text editor and save it again as UTF-8.",
    ),
    "framework.not-utf8": _words(
        "ไฟล์นี้ไม่ใช่ข้อความแบบ UTF-8",
        "เปิดไฟล์ในโปรแกรมแก้ข้อความ แล้วบันทึกใหม่เป็น UTF-8",
        "This file is not text in UTF-8.",
        "Open it in a text editor and save it again as UTF-8.",
    ),
    "framework.odd-character": _words(
        "มีอักขระที่มองไม่เห็นและใช้ไม่ได้ ({character})",
        "ลบบรรทัดนี้แล้วพิมพ์ใหม่",
        "There is an invisible character that cannot be used ({character}).",
        "Delete this line and type it again.",
    ),
    "framework.empty": _words(
        "ไฟล์นี้ว่างเปล่า",
        "เริ่มจากแม่แบบ เช่น ruamsuk template nine-goals",
        "This file is empty.",
        "Start from a template, such as: ruamsuk template nine-goals",
    ),
    "framework.not-a-framework": _words(
        "ไฟล์นี้ไม่ใช่ไฟล์กรอบ",
        "ไฟล์กรอบขึ้นต้นด้วย framework: title: และ goals: ดูตัวอย่างจาก ruamsuk template nine-goals",
        "This is not a framework file.",
        "One begins with framework:, title: and goals:. "
        "For an example: ruamsuk template nine-goals",
    ),
}

_YAML = {
    "framework.tab": _words(
        "ย่อหน้าด้วยปุ่มแท็บ",
        "ใช้เว้นวรรคแทน เช่น เว้นวรรคสองครั้งต่อหนึ่งชั้น",
        "The line is indented with a tab.",
        "Use spaces instead: two for each step.",
    ),
    "framework.colon": _words(
        "มีเครื่องหมาย : อยู่ในข้อความ หรือย่อหน้าไม่ตรงกับบรรทัดก่อน",
        'ใส่ข้อความในเครื่องหมายคำพูด "…" หรือจัดย่อหน้าให้ตรงกัน',
        "There is a : inside a text, or the line is not aligned with the one before.",
        'Put the text in quotes "…", or align the lines.',
    ),
    "framework.unreadable-line": _words(
        "อ่านบรรทัดนี้หรือบรรทัดก่อนหน้าไม่ได้",
        "ตรวจย่อหน้า วงเล็บ เครื่องหมายคำพูด และเครื่องหมาย : ว่าครบและตรงกัน",
        "This line or the one before cannot be read.",
        "Check the indentation, and that brackets, quotes and colons are complete.",
    ),
    "framework.alias": _words(
        "มีการอ้างถึงส่วนอื่นด้วย {alias}",
        "เขียนเนื้อหาส่วนนั้นออกมาให้เต็ม ถ้าตั้งใจให้เป็นข้อความ ให้ใส่ในเครื่องหมายคำพูด",
        "Another part is referred to by {alias}.",
        "Write that part out in full. If it is meant as text, put it in quotes.",
    ),
    "framework.tag": _words(
        "มีป้ายชนิด {tag} ซึ่งไฟล์กรอบไม่ใช้",
        "ลบป้ายนี้ออก ถ้าตั้งใจให้เป็นข้อความ ให้ใส่ในเครื่องหมายคำพูด",
        "There is a tag, {tag}, which a framework does not use.",
        "Remove it. If it is meant as text, put it in quotes.",
    ),
    "framework.many-documents": _words(
        "มีหลายเอกสารในไฟล์เดียว (คั่นด้วย ---)",
        "แยกเป็นไฟล์ละหนึ่งกรอบ",
        "There is more than one document in the file (parted by ---).",
        "Keep one framework in each file.",
    ),
    "framework.too-deep": _words(
        "ซ้อนกันลึกเกินไป",
        "ตรวจวงเล็บและย่อหน้า ไฟล์กรอบซ้อนกันเพียงไม่กี่ชั้น",
        "The parts are nested too deeply.",
        "Check brackets and indentation: a framework has only a few steps.",
    ),
    "framework.key-not-text": _words(
        "หน้าเครื่องหมาย : ต้องเป็นชื่อคำเดียว",
        "เขียนเป็น ชื่อ: ค่า",
        "What stands before : has to be a plain name.",
        "Write it as name: value.",
    ),
    "framework.duplicate-key": _words(
        "มี {field} สองครั้ง ครั้งแรกอยู่แถว {first}",
        "เก็บไว้ครั้งเดียว",
        "{field} stands twice; the first is in row {first}.",
        "Keep one of them.",
    ),
}

_FIELDS = {
    "framework.missing": _words(
        "ขาด {field}",
        "เพิ่มบรรทัด {field}: …",
        "{field} is missing.",
        "Add a line {field}: …",
    ),
    "framework.unknown-field": _words(
        "ไม่รู้จัก {field}",
        "{hint}",
        "{field} is not known here.",
        "{hint}",
    ),
    "framework.not-a-choice": _words(
        "{value} ใช้ที่นี่ไม่ได้",
        "{hint}",
        "{value} cannot be used here.",
        "{hint}",
    ),
    "framework.not-text": _words(
        "ตรงนี้ต้องเป็นข้อความ แต่พบ {value}",
        'ใส่ข้อความในเครื่องหมายคำพูด เช่น "…"',
        "This has to be text, but it is {value}.",
        'Put the text in quotes, such as "…".',
    ),
    "framework.no-words": _words(
        "ยังไม่มีชื่อ",
        "เขียนชื่อ เช่น {{th: หมดหนี้, en: Free of debt}}",
        "There is no title yet.",
        "Write one, such as {{th: หมดหนี้, en: Free of debt}}",
    ),
    "framework.bad-id": _words(
        "{value} ใช้เป็นรหัสไม่ได้",
        "ใช้อักษร a-z ตัวเล็ก ตัวเลข - และ _ ขึ้นต้นด้วยอักษร เช่น no-overdue-debt",
        "{value} cannot be an id.",
        "Use a-z, digits, - and _, beginning with a letter, such as no-overdue-debt.",
    ),
    "framework.bad-column-name": _words(
        "{value} ใช้เป็นชื่อคอลัมน์ไม่ได้",
        "ใช้อักษร A-Z a-z ตัวเลข และ _ ขึ้นต้นด้วยอักษร เช่น overdue_debt แล้วเขียนชื่อภาษาไทยไว้ที่ label",
        "{value} cannot be the name of a column.",
        "Use letters A-Z a-z, digits and _, beginning with a letter, such as overdue_debt, "
        "and keep the Thai name in label.",
    ),
    "framework.too-long": _words(
        "ข้อความยาวเกิน {limit} ตัวอักษร",
        "ย่อให้สั้นลง",
        "The text is longer than {limit} characters.",
        "Make it shorter.",
    ),
    "framework.too-short": _words(
        "ยังไม่ได้เขียนอะไร",
        "เขียนค่า หรือลบบรรทัดนี้",
        "Nothing is written here.",
        "Write a value, or remove this line.",
    ),
    "framework.not-a-list": _words(
        "ตรงนี้ต้องเป็นรายการ แต่พบ {value}",
        "เขียนเป็น [หนึ่ง, สอง] หรือขึ้นต้นแต่ละข้อด้วย -",
        "This has to be a list, but it is {value}.",
        "Write [one, two], or begin each item with -.",
    ),
    "framework.not-a-group": _words(
        "ตรงนี้ต้องมีข้อย่อย แต่พบ {value}",
        "ข้อย่อยที่เขียนได้คือ {allowed}",
        "This has to hold named parts, but it is {value}.",
        "The parts that may stand here are {allowed}.",
    ),
    "framework.not-a-number": _words(
        "{value} ไม่ใช่ตัวเลข",
        "เขียนเป็นตัวเลขอารบิกล้วน เช่น 80 หรือ 2.5",
        "{value} is not a number.",
        "Write digits only, such as 80 or 2.5.",
    ),
    "framework.not-a-fraction": _words(
        "{value} ไม่ใช่น้ำหนักหรือสัดส่วน",
        "เขียนเป็นเลข เช่น 1 หรือ 0.66 หรือเศษส่วน เช่น 1/3",
        "{value} is not a weight or share.",
        "Write a number such as 1 or 0.66, or a fraction such as 1/3.",
    ),
    "framework.not-a-whole-number": _words(
        "{value} ไม่ใช่จำนวนเต็ม",
        "เขียนเป็นจำนวนเต็ม เช่น 1",
        "{value} is not a whole number.",
        "Write a whole number, such as 1.",
    ),
    "framework.not-true-or-false": _words(
        "{value} ไม่ใช่ true หรือ false",
        "เขียน true (ใช่) หรือ false (ไม่ใช่)",
        "{value} is neither true nor false.",
        "Write true or false.",
    ),
    "framework.too-small": _words(
        "{value} น้อยเกินไป",
        "เขียน {least} หรือมากกว่า",
        "{value} is too small.",
        "Write {least} or more.",
    ),
    "framework.not-usable": _words(
        "ใช้ {value} ตรงนี้ไม่ได้",
        "ดูวิธีเขียนใน docs/framework.md",
        "{value} cannot be used here.",
        "See docs/framework.md for what may stand here.",
    ),
}

_RULES = {
    "framework.no-goals": _words(
        "ยังไม่มีเป้าหมาย",
        "เขียนอย่างน้อยหนึ่งเป้าหมายใต้ goals:",
        "There are no goals yet.",
        "Write at least one under goals:.",
    ),
    "framework.repeated-id": _words(
        "รหัส {value} ใช้แล้วที่ {first}",
        "ตั้งรหัสใหม่ที่ไม่ซ้ำกัน",
        "The id {value} is already used at {first}.",
        "Give this one an id of its own.",
    ),
    "framework.repeated-choice": _words(
        "ตัวเลือก {value} มีสองครั้ง",
        "เก็บไว้ครั้งเดียว",
        "The choice {value} stands twice.",
        "Keep one of them.",
    ),
    "framework.choice-with-space": _words(
        "ตัวเลือก {value} มีช่องว่าง แต่คำถามนี้เลือกได้หลายข้อโดยคั่นด้วยช่องว่าง",
        "ใช้ _ แทนช่องว่าง แล้วเขียนคำอ่านไว้ที่ label",
        "The choice {value} holds a space, but spaces part the answers of select_multiple.",
        "Use _ in place of the space, and keep the words in label.",
    ),
    "framework.repeated-key": _words(
        "คอลัมน์ {value} ทำหน้าที่สองอย่าง",
        "ให้ household, person และ community เป็นคนละคอลัมน์",
        "The column {value} has two roles.",
        "Give household, person and community a column each.",
    ),
    "framework.key-in-codebook": _words(
        "{value} เป็นคอลัมน์ระบุแถวอยู่แล้ว ({key})",
        "ลบออกจาก variables หรือเปลี่ยนชื่อคอลัมน์ใน keys",
        "{value} is already a key column ({key}).",
        "Remove it from variables, or name another column under keys.",
    ),
    "framework.columns-alike": _words(
        "ชื่อคอลัมน์ต่างกันแค่ตัวพิมพ์ใหญ่เล็ก: {names}",
        "เก็บไว้ชื่อเดียว หรือตั้งชื่อให้ต่างกัน",
        "These column names differ only in capitals: {names}.",
        "Keep one of them, or rename the others.",
    ),
    "framework.no-choices": _words(
        "คำถามแบบ {type} ยังไม่มีตัวเลือก",
        "เพิ่ม choices: [{{value: …, label: …}}, …]",
        "A variable of type {type} needs its choices.",
        "Add choices: [{{value: …, label: …}}, …]",
    ),
    "framework.choices-not-used": _words(
        "ตัวแปรแบบ {type} ไม่ใช้ตัวเลือก",
        "ลบ choices หรือเปลี่ยน type เป็น select_one",
        "A variable of type {type} has no use for choices.",
        "Remove choices, or make the type select_one.",
    ),
    "framework.limits-not-used": _words(
        "ตัวแปรแบบ {type} ไม่ใช้ min และ max",
        "ลบ min และ max หรือเปลี่ยน type เป็น integer หรือ decimal",
        "A variable of type {type} has no use for min and max.",
        "Remove them, or make the type integer or decimal.",
    ),
    "framework.limits-order": _words(
        "min {min} มากกว่า max {max}",
        "สลับ min กับ max หรือแก้ตัวเลข",
        "min {min} is greater than max {max}.",
        "Swap them, or correct the number.",
    ),
    "framework.no-measure": _words(
        "ยังไม่ได้บอกว่าจะนับอะไร",
        "เขียน achieved: (ผ่านเมื่อใด) หรือ value: (ตัวเลขที่จะสรุป) อย่างใดอย่างหนึ่ง",
        "It does not say yet what is counted.",
        "Write achieved: (when it is reached) or value: (the number to sum up).",
    ),
    "framework.two-measures": _words(
        "มีทั้ง achieved และ value",
        "เก็บไว้อย่างเดียว หรือแยกเป็นสองตัวชี้วัด",
        "It has both achieved and value.",
        "Keep one of them, or make two indicators.",
    ),
    "framework.only-for-value": _words(
        "{field} ใช้กับ value เท่านั้น แต่ตัวชี้วัดนี้ใช้ achieved",
        "ลบ {field}",
        "{field} belongs to value, but this indicator has achieved.",
        "Remove {field}.",
    ),
    "framework.only-for-share": _words(
        "missing: not-achieved ใช้กับ achieved เท่านั้น",
        "ลบ missing หรือเปลี่ยน value เป็น achieved",
        "missing: not-achieved belongs to achieved.",
        "Remove missing, or change value to achieved.",
    ),
    "framework.ratio-without-division": _words(
        "summary: ratio ต้องมีการหาร แต่ {value} ไม่ใช่การหาร",
        "เขียน value เป็น ตัวเศษ / ตัวส่วน เช่น debt / income",
        "summary: ratio needs a division, but {value} is none.",
        "Write value as numerator / denominator, such as debt / income.",
    ),
    "framework.bands-four": _words(
        "bands ต้องมี 4 ค่า แต่มี {count}",
        "เขียนเส้นแบ่งห้าขั้น เช่น [20, 40, 60, 80]",
        "bands needs 4 values, but has {count}.",
        "Write the limits between the five steps, such as [20, 40, 60, 80].",
    ),
    "framework.bands-order": _words(
        "bands ต้องเรียงจากน้อยไปมากและไม่ซ้ำกัน",
        "เรียงใหม่ เช่น {sorted}",
        "bands must ascend without repeats.",
        "Order them, such as {sorted}.",
    ),
    "framework.not-per-cent": _words(
        "{value} ไม่อยู่ระหว่าง 0 ถึง 100",
        "เขียนเป็นร้อยละ เช่น 80 หมายถึง 80 ใน 100",
        "{value} is not between 0 and 100.",
        "Write per cent: 80 means 80 in 100.",
    ),
    "framework.negative-weight": _words(
        "น้ำหนัก {value} ติดลบ",
        "เขียน 0 หรือมากกว่า (0 คือไม่นับในดัชนี)",
        "The weight {value} is negative.",
        "Write 0 or more (0 keeps it out of the index).",
    ),
    "framework.weights-too-fine": _words(
        "น้ำหนักละเอียดเกินไป รวมเป็นเศษส่วนร่วมไม่ได้",
        "ใช้เลขสั้น ๆ เช่น 1, 0.5 หรือ 1/3",
        "The weights are too fine to share a denominator.",
        "Use short numbers, such as 1, 0.5 or 1/3.",
    ),
    "framework.index-empty": _words(
        "ไม่มีตัวชี้วัดใดนับในดัชนี",
        "ให้มีตัวชี้วัดแบบ achieved ที่น้ำหนักมากกว่า 0 อย่างน้อยหนึ่งตัว หรือลบ index",
        "No indicator counts in the index.",
        "Let at least one with achieved have a weight above 0, or remove index.",
    ),
    "framework.index-level": _words(
        "ดัชนีนับเป็นราย{of} แต่ตัวชี้วัดนี้นับเป็นราย{level}",
        "{hint}",
        "The index counts {of}, but this indicator counts {level}.",
        "{hint}",
    ),
    "framework.cutoff-range": _words(
        "cutoff {value} ต้องมากกว่า 0 และไม่เกิน 1",
        "เขียนเป็นสัดส่วนของน้ำหนัก เช่น 1/3 หรือ 0.66",
        "The cutoff {value} must be above 0 and at most 1.",
        "Write a share of the weights, such as 1/3 or 0.66.",
    ),
    "framework.gnh-bands": _words(
        "bands ของดัชนี GNH ต้องมี 3 ค่า เรียงจากน้อยไปมาก และอยู่ระหว่าง 0 กับ 1",
        "เขียนอย่างเช่น [0.5, 0.66, 0.77]",
        "The bands of a GNH index are 3 ascending values between 0 and 1.",
        "Write, for example, [0.5, 0.66, 0.77].",
    ),
    "framework.bands-only-gnh": _words(
        "bands ใช้กับดัชนีแบบ gnh เท่านั้น",
        "ลบ bands หรือเปลี่ยน kind เป็น gnh",
        "Only an index of kind gnh has bands.",
        "Remove bands, or make the kind gnh.",
    ),
    "framework.unused-variable": _words(
        "ไม่มีตัวชี้วัดใดใช้ {value}",
        "ถ้าไม่จำเป็นก็ไม่ต้องถาม",
        "No indicator uses {value}.",
        "If nobody needs it, it need not be asked.",
    ),
    "framework.unknown-template": _words(
        "ไม่มีแม่แบบชื่อ {value}",
        "{hint}",
        "There is no template {value}.",
        "{hint}",
    ),
}

WORDS: dict[str, ProblemWords] = {**_FILE, **_YAML, **_FIELDS, **_RULES}
