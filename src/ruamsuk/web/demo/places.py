"""The four named communities, their history, and the network with ten seats still open."""

from __future__ import annotations

from dataclasses import dataclass

from ruamsuk.communities.models import (
    Asset,
    Community,
    Learning,
    Network,
    Partner,
    Tambon,
    TimelineEvent,
    Village,
    Wording,
)
from ruamsuk.example.places import COMMUNITIES
from ruamsuk.lib.text import LocalText

NETWORK = "west"
SOURCE = "GotoKnow 344414 (15 มี.ค. 2553)"


@dataclass(frozen=True)
class Facts:
    """What the founding note says of a community.

    Attributes:
        lies_at: latitude and longitude of the tambon, roughly.
        population: people, where the note says so.
        conditions: what it has to build on, as far as the note tells.
        timeline: (date in ISO, what happened).
        assets: (kind, name, what it gives).
        partners: (kind, name, what it does).
    """

    about: LocalText
    lies_at: tuple[float, float]
    population: int | None = None
    conditions: tuple[str, ...] = ()
    timeline: tuple[tuple[str, LocalText], ...] = ()
    assets: tuple[tuple[str, LocalText, LocalText], ...] = ()
    partners: tuple[tuple[str, LocalText, LocalText], ...] = ()


FACTS = {
    "710911": Facts(
        about=LocalText(
            "ตำบลแรกของเครือข่ายที่ตั้งเป้าหมายและตัวชี้วัดของตนเอง เรียกว่า “ตัวชี้วัดความดี” มีเก้าเป้าหมาย",
            "The first community of the network to set goals and indicators of its own. "
            "It calls them indicators of goodness, and has nine goals.",
        ),
        lies_at=(14.08, 99.73),
        population=3500,
        timeline=(
            (
                "2005",
                LocalText("เริ่มทำเป้าหมายและตัวชี้วัดของชุมชน", "Began its own goals and indicators"),
            ),
        ),
    ),
    "700704": Facts(
        about=LocalText(
            "มีสภาองค์กรชุมชน แผนแม่บทชุมชน และข้อมูลองค์กรชุมชน เรียนรู้เรื่องตัวชี้วัดจากหนองสาหร่าย",
            "Has a community council, a master plan and a register of its organisations. "
            "It learned about indicators from Nong Sarai.",
        ),
        lies_at=(13.73, 99.89),
        conditions=("temple", "council", "school", "health-station"),
        timeline=(
            ("2005", LocalText("ทำแผนแม่บทชุมชน", "Made its community master plan")),
            ("2006-11", LocalText("ตั้งสภาองค์กรชุมชน", "Formed its community council")),
            ("2007", LocalText("เริ่มใช้ตัวชี้วัดของชุมชน", "Began to use its indicators")),
            ("2008-08-17", LocalText("จดแจ้งสภาองค์กรชุมชน", "Registered its community council")),
            (
                "2010-01-24",
                LocalText(
                    "เจ้าภาพเวทีแลกเปลี่ยนของเครือข่าย ที่วัดโบสถ์",
                    "Hosted the network's forum at Wat Bot",
                ),
            ),
        ),
        partners=(
            ("temple", LocalText("วัดโบสถ์", "Wat Bot"), LocalText("ให้ที่ประชุม", "Hosts the meetings")),
            ("school", LocalText("โรงเรียน", "School"), LocalText("ร่วมงาน", "Works with us")),
            (
                "health",
                LocalText("สถานีอนามัย", "Health station"),
                LocalText("ร่วมเก็บข้อมูล", "Helps to gather data"),
            ),
            (
                "government",
                LocalText("กรมศิลปากร", "Fine Arts Department"),
                LocalText("ร่วมงานวัฒนธรรม", "Works with us on culture"),
            ),
        ),
    ),
    "740309": Facts(
        about=LocalText(
            "เรียนรู้ต่อจากบ้านเลือก แล้วทำตัวชี้วัดของตนเอง",
            "Learned in its turn from Ban Lueak, and made indicators of its own.",
        ),
        lies_at=(13.64, 100.18),
    ),
    "701003": Facts(
        about=LocalText(
            "วิเคราะห์ศักยภาพและสำรวจความต้องการ ตั้งเป้าไม่มีหนี้ ไม่มียาเสพติด และเยาวชนเข้มแข็ง",
            "Analysed its potential and asked what people need. "
            "It aims at no debt, no drugs, and strong youth.",
        ),
        lies_at=(13.44, 99.48),
        conditions=("sages",),
        assets=(
            (
                "people",
                LocalText("ปราชญ์ชาวบ้าน", "A local sage"),
                LocalText(
                    "ปลดหนี้ได้ด้วยบัญชีครัวเรือน เกษตรผสมผสาน และปลูกสิ่งที่กิน",
                    "Got out of debt with household accounts, mixed farming, "
                    "and growing what the family eats",
                ),
            ),
        ),
    ),
}


def make_places() -> Network:
    """The network and its communities with villages, history and chain of learning."""
    network = Network.objects.create(
        slug=NETWORK,
        name=LocalText("เครือข่าย 14 ตำบลภาคตะวันตก", "Network of 14 western tambons"),
        purpose=LocalText(
            "ชุมชนตั้งเป้าหมายและตัวชี้วัดความสุขของตนเอง และช่วยกันไปให้ถึง",
            "Communities set goals and indicators of their own happiness, "
            "and help one another to reach them.",
        ),
        principles=LocalText(
            "ตั้งเป้าหมายและตัวชี้วัด เพื่อดูความเปลี่ยนแปลงของชีวิตด้วยกัน\n"
            "แก้ปัญหาต่อเนื่อง ด้วยทุกข์ สมุทัย นิโรธ มรรค\n"
            "เปลี่ยนจากข้างใน: รู้จักตน รู้จักชุมชน วางแผนเอง",
            "Goals and indicators, to judge together how lives change\n"
            "Keep solving problems: suffering, its cause, its end, the path\n"
            "Change from within: know yourself, know the community, plan yourselves",
        ),
        seats=14,
        public=True,
        demo=True,
    )
    TimelineEvent.objects.create(
        network=network,
        date="2010-01-24",
        title=LocalText("เวทีแลกเปลี่ยนเรียนรู้ที่วัดโบสถ์ บ้านเลือก", "Forum at Wat Bot, Ban Lueak"),
        source=SOURCE,
    )
    made = {place.code: _community(network, place.code) for place in COMMUNITIES}
    for learner, teacher, date in (("700704", "710911", "2007"), ("740309", "700704", "")):
        Learning.objects.create(
            learner=made[learner],
            teacher=made[teacher],
            what=LocalText("เป้าหมายและตัวชี้วัดของชุมชน", "Goals and indicators of one's own"),
            date=date,
        )
    Wording.objects.create(
        community=made["710911"],
        indicator=LocalText("ตัวชี้วัดความดี", "indicator of goodness"),
        goal=LocalText("ดี", "good"),
    )
    return network


def _community(network: Network, code: str) -> Community:
    place = next(place for place in COMMUNITIES if place.code == code)
    facts = FACTS[code]
    community = Community.objects.create(
        slug=code,
        name=LocalText(*place.name),
        tambon=Tambon.objects.get(code=code),
        network=network,
        about=facts.about,
        population=facts.population,
        conditions=[*facts.conditions],
        latitude=facts.lies_at[0],
        longitude=facts.lies_at[1],
        suppress=3,
        demo=True,
    )
    Village.objects.bulk_create(
        Village(
            community=community,
            code=village,
            name=LocalText(f"หมู่ {int(village[-2:])}", f"Moo {int(village[-2:])}"),
        )
        for village in place.villages
    )
    TimelineEvent.objects.bulk_create(
        TimelineEvent(community=community, date=date, title=title, source=SOURCE)
        for date, title in facts.timeline
    )
    Asset.objects.bulk_create(
        Asset(community=community, kind=kind, name=name, text=text)
        for kind, name, text in facts.assets
    )
    Partner.objects.bulk_create(
        Partner(community=community, kind=kind, name=name, does=does)
        for kind, name, does in facts.partners
    )
    return community
