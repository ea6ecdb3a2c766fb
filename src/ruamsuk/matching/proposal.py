"""What is proposed: pairs and meetings with their reasons, who is left and why, and the balance."""

from __future__ import annotations

from dataclasses import dataclass, field

from ruamsuk.lib.text import LocalText
from ruamsuk.matching.model import Exchange, Link, Policy, Topic
from ruamsuk.matching.solution import Proof
from ruamsuk.matching.words import Reason, called, sentence, standing

LEARNS = LocalText("{seeker}ไปเรียนรู้เรื่อง{topic}กับ{giver}:", "{seeker} learns {topic} from {giver}")
FINDS_NOBODY = LocalText("{seeker}ยังไม่มีคู่ในเรื่อง{topic}:", "{seeker} finds nobody for {topic}")


@dataclass(frozen=True, slots=True)
class Pair:
    """A seeker and its giver on a topic.

    Attributes:
        link: who learns what from whom, in codes.
        gap: need met, in steps.
        likeness: likeness of setting, 0 to 1.
        km: kilometres between them; None where the place of either is unknown.
        value: gap and likeness less the journey, in steps.
        locked: whether people had settled it.
        reasons: why this pair.
        names: seeker, topic and giver as people call them.
    """

    link: Link
    gap: float
    likeness: float
    km: float | None
    value: float
    locked: bool
    reasons: tuple[Reason, ...]
    names: tuple[LocalText, LocalText, LocalText]

    @property
    def sentence(self) -> LocalText:
        """Who learns what from whom, and why."""
        seeker, topic, giver = self.names
        opening = LEARNS.format(seeker=seeker, topic=topic, giver=giver)
        return sentence(opening, self.reasons)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A giver with the seekers that come together on one topic.

    Attributes:
        giver: code of the community.
        topic: code of the topic.
        number: from 1, where the guests are too many for one meeting.
        guests: codes of the seekers, neighbours together where codes are official.
    """

    giver: str
    topic: str
    number: int
    guests: tuple[str, ...]

    @property
    def everyone(self) -> tuple[str, ...]:
        """Codes of all who meet."""
        return (self.giver, *self.guests)


@dataclass(frozen=True, slots=True)
class Unmet:
    """A request that gets nobody, and why.

    Attributes:
        seeker: code of the community.
        topic: code of the topic.
        reason: why.
        names: seeker and topic as people call them.
    """

    seeker: str
    topic: str
    reason: Reason
    names: tuple[LocalText, LocalText]

    @property
    def sentence(self) -> LocalText:
        """Who finds nobody for what, and why."""
        seeker, topic = self.names
        return sentence(FINDS_NOBODY.format(seeker=seeker, topic=topic), (self.reason,))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What stands in the way before anybody is matched.

    Attributes:
        lacking: requests that nobody can meet, and why.
        herding: topics on which most stand together in the middle.
    """

    lacking: tuple[Unmet, ...]
    herding: tuple[Herding, ...]


@dataclass(frozen=True, slots=True)
class Herding:
    """A topic on which most stand together in the middle, and too few can help.

    It is named where at least half of the communities stand on one same step that is neither the
    first nor the last, and more ask than there are places.

    Attributes:
        topic: the topic.
        level: the step where most stand.
        there: communities on it.
        communities: communities of which a level is known.
        seekers: communities that ask.
        places: guests that those who are willing, and have evidence where it is asked for, take.
    """

    topic: Topic
    level: float
    there: int
    communities: int
    seekers: int
    places: int

    @property
    def sentence(self) -> LocalText:
        """What was found, and what can be done."""
        return LocalText(
            "เรื่อง{topic} เกาะกลุ่มอยู่ตรงกลาง: {there} ใน {all} ชุมชนอยู่แถว{level} "
            "มีผู้ขอ {seekers} ชุมชน แต่รับได้ {places} ลองคุยกันเองในกลุ่ม หรือเชิญผู้รู้จากนอกเครือข่าย",
            "{topic} herds in the middle: {there} of {all} communities stand around {level}; "
            "{seekers} ask but there are places for {places}. "
            "Let them compare among themselves, or invite somebody from outside the network.",
        ).format(
            topic=called(self.topic),
            there=self.there,
            all=self.communities,
            level=standing(self.topic, self.level),
            seekers=self.seekers,
            places=self.places,
        )


@dataclass(frozen=True, slots=True)
class Balance:
    """How giving and asking are spread.

    Attributes:
        visits: visits of each community that asks.
        guests: guests of each community that can give.
        only_asks: those that visit and could give, but are not asked.
        only_asked: those that have guests and ask for something, but get nothing.
        gini: Gini coefficient of guests over the communities that can give: 0 where all have
            the same, towards 1 where one has all. Σ|gᵢ − gⱼ| / (2 n² mean): Gini (1912),
            Variabilità e mutabilità; 0 where nobody has guests.
    """

    visits: dict[str, int]
    guests: dict[str, int]
    only_asks: tuple[str, ...]
    only_asked: tuple[str, ...]
    gini: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who can help whom.

    Attributes:
        pairs: in the order of topic, giver and seeker.
        meetings: the pairs of one giver and topic together, in the same order.
        unmet: requests that get nobody, in the order of topic and seeker.
        herding: topics on which most stand together in the middle.
        balance: how giving and asking are spread.
        proof: how good it is.
        exchange: what people brought.
        policy: what they agreed on.
        locked: the pairs that they settled.
        forbidden: the pairs that they ruled out.
        closed: (seeker, topic) of requests that they left out.
    """

    pairs: tuple[Pair, ...]
    meetings: tuple[Meeting, ...]
    unmet: tuple[Unmet, ...]
    herding: tuple[Herding, ...]
    balance: Balance
    proof: Proof
    exchange: Exchange = field(repr=False)
    policy: Policy
    locked: frozenset[Link] = frozenset()
    forbidden: frozenset[Link] = frozenset()
    closed: frozenset[tuple[str, str]] = frozenset()

    @property
    def need_met(self) -> float:
        """Steps that the pairs can bring seekers forward."""
        return sum(pair.gap for pair in self.pairs)

    @property
    def km(self) -> float:
        """Kilometres of all journeys there, as far as they are known."""
        return sum(pair.km or 0 for pair in self.pairs)
