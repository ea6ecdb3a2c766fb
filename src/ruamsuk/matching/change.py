"""What it costs to move a pair by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ruamsuk.lib.text import LocalText
from ruamsuk.lib.thai import format_number
from ruamsuk.matching.candidates import find, only
from ruamsuk.matching.check import check
from ruamsuk.matching.ground import Ground
from ruamsuk.matching.model import Link
from ruamsuk.matching.proposal import Pair, Proposal
from ruamsuk.matching.propose import by_hand, propose, tell
from ruamsuk.matching.solution import among

Rest = Literal["stays", "best"]
LESS = LocalText("ช่วยกันได้น้อยลง {n} ขั้น", "steps of need no longer met: {n}")
MORE = LocalText("ช่วยกันได้มากขึ้น {n} ขั้น", "further steps of need met: {n}")
LONGER = LocalText("เดินทางเพิ่ม {n} กม.", "journeys are {n} km longer")
SHORTER = LocalText("เดินทางลดลง {n} กม.", "journeys are {n} km shorter")
LOST = LocalText("อีก {n} คำขอไม่มีคู่", "other requests that lose their giver: {n}")
FOUND = LocalText("อีก {n} คำขอได้คู่", "other requests that find a giver: {n}")
CHANGED = LocalText("อีก {n} คำขอเปลี่ยนผู้ให้", "other requests that get another giver: {n}")
NOTHING = LocalText("ช่วยกันได้เท่าเดิม เดินทางเท่าเดิม", "as much is met, with the same journeys")
AS_MUCH = LocalText("ช่วยกันได้เท่าเดิม", "as much is met")
UNKNOWN = LocalText("มี {n} คู่ที่ยังไม่รู้ระยะทาง", "pairs of which the distance is not known: {n}")


@dataclass(frozen=True, slots=True)
class Move:
    """A request that people give to somebody else, or to nobody.

    Attributes:
        seeker: code of the community that asks.
        topic: code of the topic.
        giver: code of its new giver; None takes the pair away.
    """

    seeker: str
    topic: str
    giver: str | None


@dataclass(frozen=True, slots=True)
class Cost:
    """What a move changes.

    Attributes:
        move: what people want.
        proposal: the proposal after the move; the new pair is locked, or the request closed.
        value: steps lost of all that counts; negative where an earlier move is taken back.
        need: steps of need that are no longer met.
        km: kilometres that are travelled more.
        gone: pairs that fall away.
        come: pairs that come in.
    """

    move: Move
    proposal: Proposal
    value: float
    need: float
    km: float
    gone: tuple[Pair, ...]
    come: tuple[Pair, ...]

    @property
    def unknown(self) -> int:
        """Changed pairs of which the distance is not known; `km` leaves them out."""
        return sum(pair.km is None for pair in (*self.gone, *self.come))

    @property
    def sentence(self) -> LocalText:
        """What the move costs, and how many others it touches."""
        moved = {(self.move.seeker, self.move.topic)}
        before = {(pair.link.seeker, pair.link.topic) for pair in self.gone}
        after = {(pair.link.seeker, pair.link.topic) for pair in self.come}
        told = [
            *_amount(self.need, 1, LESS, MORE),
            *_amount(self.km, 0, LONGER, SHORTER),
        ] or [AS_MUCH if self.unknown else NOTHING]
        if self.unknown:
            told.append(UNKNOWN.format(n=self.unknown))
        for words, others in (
            (LOST, before - after),
            (FOUND, after - before),
            (CHANGED, before & after),
        ):
            if others := others - moved:
                told.append(words.format(n=len(others)))
        return LocalText("ถ้าย้ายแบบนี้ {th}", "With this move: {en}.").format(
            th=" ".join(words.th for words in told), en="; ".join(words.en for words in told)
        )


def _amount(change: float, decimals: int, more: LocalText, less: LocalText) -> list[LocalText]:
    number = format_number(abs(change), 0 if round(change, 6) == round(change) else decimals)
    return (
        []
        if float(number.replace(",", "")) == 0
        else [(more if change > 0 else less).format(n=number)]
    )


def cost_of(proposal: Proposal, move: Move, rest: Rest = "stays") -> Cost:
    """What a move costs against the proposal as it stands.

    Args:
        proposal: what was proposed; unmoved it is the best there is.
        move: the request and its new giver.
        rest: ``stays`` leaves all other pairs, but for one that has to give way where the new
            giver has no room or the seeker no visit left; ``best`` matches all others anew.

    Raises:
        ProblemsFound: the move cannot be, say because the giver does not stand high enough.
    """
    request = (move.seeker, move.topic)
    locked = {link for link in proposal.locked if (link.seeker, link.topic) != request}
    forbidden, closed = set(proposal.forbidden), set(proposal.closed) - {request}
    if move.giver is None:
        closed.add(request)
    else:
        link = Link(move.seeker, move.topic, move.giver)
        locked.add(link)
        forbidden.discard(link)
    if rest == "best":
        after = propose(
            proposal.exchange, proposal.policy, locked=locked, forbidden=forbidden, closed=closed
        )
    else:
        after = _staying(proposal, locked, forbidden, closed)
    return _compare(proposal, after, move)


def _staying(
    proposal: Proposal,
    locked: set[Link],
    forbidden: set[Link],
    closed: set[tuple[str, str]],
) -> Proposal:
    """The best of the standing pairs and the locked ones alone."""
    exchange, policy = proposal.exchange, proposal.policy
    check(exchange, policy, locked, forbidden, closed)
    ground = Ground(exchange, policy)
    hands = by_hand(ground, locked, forbidden, closed)
    standing = only(ground, hands, ground.numbers(pair.link for pair in proposal.pairs))
    _, funnel = find(ground, hands, 1)
    return tell(ground, hands, among(ground, standing, funnel), exchange)


def _compare(before: Proposal, after: Proposal, move: Move) -> Cost:
    old = {pair.link: pair for pair in before.pairs}
    new = {pair.link: pair for pair in after.pairs}
    return Cost(
        move=move,
        proposal=after,
        value=before.proof.value - after.proof.value,
        need=before.need_met - after.need_met,
        km=after.km - before.km,
        gone=tuple(old[link] for link in sorted(old.keys() - new.keys())),
        come=tuple(new[link] for link in sorted(new.keys() - old.keys())),
    )
