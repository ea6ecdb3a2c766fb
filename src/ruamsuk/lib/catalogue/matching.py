"""Problems of finding out who can help whom."""

from ruamsuk.lib.problem import ProblemWords
from ruamsuk.lib.text import LocalText

_UNLOCK = LocalText("ปลดคู่นี้ แล้วจับคู่ใหม่", "Release the pair and match again.")

WORDS: dict[str, ProblemWords] = {
    "matching.nothing-asked": ProblemWords(
        LocalText("ยังไม่มีชุมชนใดขอเรียนรู้", "no community has asked for anything yet."),
        LocalText(
            "ให้ชุมชนเลือกเรื่องที่อยากขยับขึ้น แล้วจับคู่อีกครั้ง",
            "Let communities say where they wish to move up, then match again.",
        ),
    ),
    "matching.weight": ProblemWords(
        LocalText("ค่า {value} ใช้ไม่ได้", "{value} cannot be used."),
        LocalText(
            "ใส่เลขตั้งแต่ 0 ขึ้นไป ถ้าเป็นระยะทางต่อหนึ่งขั้นต้องมากกว่า 0",
            "Give a number from 0 up; kilometres for a step must be more than 0.",
        ),
    ),
    "matching.group-size": ProblemWords(
        LocalText("วงหนึ่งรับ {value} ชุมชนไม่ได้", "a meeting cannot take {value} guests."),
        LocalText("ใส่เลขตั้งแต่ 1 ขึ้นไป", "Give a number from 1 up."),
    ),
    "matching.code-repeated": ProblemWords(
        LocalText("รหัส “{code}” ซ้ำกัน", "the code “{code}” is there more than once."),
        LocalText("ให้แต่ละรายการมีรหัสของตัวเอง", "Give each its own code."),
    ),
    "matching.scale": ProblemWords(
        LocalText("มาตรวัดของเรื่อง “{topic}” ใช้ไม่ได้", "the scale of “{topic}” cannot be used."),
        LocalText(
            "ให้ค่าสูงสุดมากกว่าค่าต่ำสุด และหนึ่งขั้นมากกว่า 0",
            "Let the highest be above the lowest, and a step more than 0.",
        ),
    ),
    "matching.community-unknown": ProblemWords(
        LocalText("ไม่มีชุมชนรหัส “{code}”", "there is no community “{code}”."),
        LocalText("แก้รหัส หรือเพิ่มชุมชนนี้ก่อน", "Correct the code, or add the community first."),
    ),
    "matching.topic-unknown": ProblemWords(
        LocalText("ไม่มีเรื่องรหัส “{code}”", "there is no topic “{code}”."),
        LocalText("แก้รหัส หรือเพิ่มเรื่องนี้ก่อน", "Correct the code, or add the topic first."),
    ),
    "matching.distance": ProblemWords(
        LocalText(
            "ระยะทางระหว่าง {start} กับ {end} ใช้ไม่ได้",
            "the distance between {start} and {end} cannot be used.",
        ),
        LocalText(
            "ใส่กิโลเมตรตั้งแต่ 0 ขึ้นไป ไปและกลับให้เท่ากัน",
            "Give kilometres from 0 up, the same in both directions.",
        ),
    ),
    "matching.place": ProblemWords(
        LocalText("พิกัดของ{community}ไม่ถูกต้อง", "the coordinates of {community} are not possible."),
        LocalText(
            "ใส่ละติจูด -90 ถึง 90 และลองจิจูด -180 ถึง 180 หรือเว้นทั้งสองช่อง",
            "Give a latitude from -90 to 90 and a longitude from -180 to 180, or neither.",
        ),
    ),
    "matching.count": ProblemWords(
        LocalText(
            "จำนวน {value} ของ{community}ใช้ไม่ได้", "{community} cannot have a count of {value}."
        ),
        LocalText("ใส่จำนวนเต็มตั้งแต่ 0 ขึ้นไป", "Give a whole number from 0 up."),
    ),
    "matching.repeated": ProblemWords(
        LocalText(
            "{community}มีรายการเรื่อง “{topic}” อยู่แล้ว", "{community} is there for “{topic}” already."
        ),
        LocalText("เก็บไว้รายการเดียว", "Keep one of them."),
    ),
    "matching.level": ProblemWords(
        LocalText(
            "{community} เรื่อง “{topic}”: {value} ไม่อยู่ในช่วง {lowest} ถึง {highest}",
            "{community}, “{topic}”: {value} is not between {lowest} and {highest}.",
        ),
        LocalText("แก้ให้อยู่ในช่วง หรือตกลงระดับกันใหม่", "Correct it, or agree on the level once more."),
    ),
    "matching.wish-not-above": ProblemWords(
        LocalText(
            "{community} เรื่อง “{topic}”: อยากไปถึง{wished} แต่อยู่ที่{current}แล้ว",
            "{community}, “{topic}”: it wants to reach {wished} but stands at {current} already.",
        ),
        LocalText("ตั้งให้สูงกว่าที่อยู่ตอนนี้ หรือเอาคำขอออก", "Wish for more, or take the request out."),
    ),
    "matching.two-levels": ProblemWords(
        LocalText(
            "{community} เรื่อง “{topic}”: คำขอบอกว่าอยู่ที่{current} แต่ข้อเสนอบอกว่าอยู่ที่{level}",
            "{community}, “{topic}”: its request says {current}, its offer says {level}.",
        ),
        LocalText("ใช้ระดับเดียวกันทั้งสองที่", "Let both say the same level."),
    ),
    "matching.request-unknown": ProblemWords(
        LocalText("{community}ไม่ได้ขอเรื่อง “{topic}”", "{community} does not ask for “{topic}”."),
        LocalText("เพิ่มคำขอก่อน หรือเอาคู่นี้ออก", "Add the request first, or take the pair out."),
    ),
    "matching.offer-unknown": ProblemWords(
        LocalText("{community}ไม่ได้เสนอเรื่อง “{topic}”", "{community} does not offer “{topic}”."),
        LocalText("เพิ่มข้อเสนอก่อน หรือเอาคู่นี้ออก", "Add the offer first, or take the pair out."),
    ),
    "matching.locked-and-out": ProblemWords(
        LocalText(
            "คู่ {community} กับ{giver} เรื่อง “{topic}” ถูกทั้งล็อกไว้และห้ามไว้",
            "{community} and {giver} on “{topic}” are settled and ruled out at once.",
        ),
        LocalText("เลือกอย่างใดอย่างหนึ่ง", "Choose one of the two."),
    ),
    "matching.locked-to-itself": ProblemWords(
        LocalText(
            "{community}จับคู่กับตัวเองไม่ได้ เรื่อง “{topic}”",
            "{community} cannot be matched with itself on “{topic}”.",
        ),
        _UNLOCK,
    ),
    "matching.locked-too-low": ProblemWords(
        LocalText(
            "{giver}อยู่ที่{level} ยังไม่ถึง{reach}ที่{community}ต้องการ เรื่อง “{topic}”",
            "{giver} stands at {level}, below the {reach} that {community} needs on “{topic}”.",
        ),
        _UNLOCK,
    ),
    "matching.locked-unwilling": ProblemWords(
        LocalText(
            "{giver}ยังไม่พร้อมรับ{community} เรื่อง “{topic}”",
            "{giver} is not willing to take {community} on “{topic}”.",
        ),
        LocalText("ถามชุมชนนั้นก่อน หรือปลดคู่นี้", "Ask that community first, or release the pair."),
    ),
    "matching.locked-twice": ProblemWords(
        LocalText(
            "{community} เรื่อง “{topic}” ถูกล็อกไว้กับผู้ให้มากกว่าหนึ่ง",
            "{community} is settled with more than one giver on “{topic}”.",
        ),
        LocalText("เก็บไว้คู่เดียว", "Keep one of the pairs."),
    ),
    "matching.locked-too-many": ProblemWords(
        LocalText(
            "ล็อกไว้ {n} คู่กับ{community} แต่ได้ไม่เกิน {most}",
            "{n} pairs are settled with {community}, which has room for {most}.",
        ),
        LocalText("ปลดบางคู่ หรือเพิ่มจำนวนที่รับได้", "Release some of them, or let it have more."),
    ),
    "matching.no-slots": ProblemWords(
        LocalText("ยังไม่มีวันให้เลือก", "there is no date to choose from yet."),
        LocalText("ใส่วันที่นัดพบได้อย่างน้อยหนึ่งช่วง", "Give at least one time for meetings."),
    ),
    "matching.meeting-unknown": ProblemWords(
        LocalText(
            "ไม่มีวงของ{giver} เรื่อง “{topic}” วงที่ {number} หรือไม่มีช่วงเวลานั้น",
            "there is no meeting {number} of {giver} on “{topic}”, or no such time.",
        ),
        LocalText("เลือกวงและช่วงเวลาที่มีอยู่", "Choose a meeting and a time that are there."),
    ),
    "matching.meeting-clash": ProblemWords(
        LocalText(
            "วันที่ {date} ช่วงที่ {number} {community}มีสองวงพร้อมกัน",
            "{community} is at two meetings at once on {date}, part {number}.",
        ),
        LocalText("ย้ายวงหนึ่งไปช่วงอื่น", "Move one of them to another time."),
    ),
}
