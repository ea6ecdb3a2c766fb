"""What makes the setting of a community like another's: what people live on, what they build on.

Short lists to tick, in words that anyone in a village uses, and room for words of one's own. The
same words tell what made something work in one community and whether another has it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ruamsuk.lib.text import LocalText

LIVELIHOODS: Mapping[str, LocalText] = {
    "rice": LocalText("ทำนา", "rice"),
    "fields": LocalText("ทำไร่ (อ้อย มัน ข้าวโพด)", "field crops (sugar cane, cassava, maize)"),
    "gardens": LocalText("ทำสวน ผัก ผลไม้", "fruit and vegetables"),
    "livestock": LocalText("เลี้ยงสัตว์", "livestock"),
    "fish": LocalText("ประมง เลี้ยงปลา เลี้ยงกุ้ง", "fish and shrimps"),
    "forest-food": LocalText("หาของป่า", "what the forest gives"),
    "crafts": LocalText("ทำของขาย ทอผ้า จักสาน", "crafts"),
    "trade": LocalText("ค้าขาย", "trade"),
    "visitors": LocalText("รับนักท่องเที่ยว", "visitors"),
    "day-labour": LocalText("รับจ้างทั่วไป", "day labour"),
    "factories": LocalText("ทำงานโรงงาน", "work in factories"),
    "salaries": LocalText("งานเงินเดือน", "salaried work"),
}
"""What people live on."""

CONDITIONS: Mapping[str, LocalText] = {
    "temple": LocalText("วัดหรือมัสยิดที่ร่วมมือ", "a temple or mosque that works with us"),
    "leaders": LocalText("ผู้นำที่ทำให้ดูเป็นตัวอย่าง", "leaders who set an example"),
    "sages": LocalText("ปราชญ์ชาวบ้าน", "local sages"),
    "council": LocalText("สภาหรือวงคุยของชุมชน", "a community council or circle"),
    "savings": LocalText("กลุ่มออมทรัพย์หรือกองทุน", "a savings group or fund"),
    "women": LocalText("กลุ่มแม่บ้าน", "a women's group"),
    "youth": LocalText("คนหนุ่มสาวที่มาช่วย", "young people who help"),
    "elders": LocalText("ชมรมผู้สูงอายุ", "an elders' club"),
    "volunteers": LocalText("อสม. และจิตอาสา", "health and other volunteers"),
    "school": LocalText("โรงเรียนที่ร่วมมือ", "a school that works with us"),
    "health-station": LocalText("รพ.สต. ที่ร่วมมือ", "a health station that works with us"),
    "local-government": LocalText("อบต. หรือเทศบาลที่ร่วมมือ", "a local government that works with us"),
    "water": LocalText("แหล่งน้ำ", "water"),
    "forest": LocalText("ป่าชุมชน", "a community forest"),
    "learning-centre": LocalText("ศูนย์เรียนรู้", "a learning centre"),
    "kinship": LocalText("เป็นเครือญาติ รู้จักกันทั่ว", "kinship: everybody knows everybody"),
}
"""What a community has to build on, and what made things work."""

MOST_OWN = 8
"""Words of one's own."""


def word(key: str) -> LocalText:
    """What a key of either list is called; words of one's own are their own keys."""
    return LIVELIHOODS.get(key) or CONDITIONS.get(key) or LocalText(key, key)


def words(keys: Iterable[str], known: Mapping[str, LocalText]) -> list[LocalText]:
    """Words of a list in its order, then those of one's own."""
    kept = list(keys)
    listed = [name for key, name in known.items() if key in kept]
    return listed + [LocalText(key, key) for key in kept if key not in known]
