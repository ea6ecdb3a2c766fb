"""How a vote ends: by its quorum and its rule, in a sentence that can be read aloud."""

from __future__ import annotations

from dataclasses import dataclass

from ruamsuk.indicators.models import Poll
from ruamsuk.lib.text import LocalText


@dataclass(frozen=True)
class Outcome:
    """Whether a vote has passed, and why."""

    passed: bool
    sentence: LocalText


def outcome(poll: Poll) -> Outcome:
    """What the counts of a poll mean by its own quorum and rule."""
    came = poll.yes + poll.no + poll.abstain
    counts = _COUNTS.format(yes=poll.yes, no=poll.no, abstain=poll.abstain)
    if came < poll.quorum:
        return _say(False, counts, _QUORUM.format(came=came, quorum=poll.quorum))
    if not poll.yes:
        return _say(False, counts, _NOBODY_FOR)
    kept = {
        Poll.Rule.MAJORITY: poll.yes > poll.no,
        Poll.Rule.TWO_THIRDS: 3 * poll.yes >= 2 * (poll.yes + poll.no),
        Poll.Rule.CONSENSUS: not poll.no,
    }[Poll.Rule(poll.rule)]
    return _say(kept, counts, _RULES[Poll.Rule(poll.rule), kept])


def _say(passed: bool, counts: LocalText, why: LocalText) -> Outcome:
    verdict = _PASSED if passed else _NOT_PASSED
    return Outcome(passed, _WHOLE.format(verdict=verdict, counts=counts, why=why))


_WHOLE = LocalText("{verdict} {counts} {why}", "{verdict} {counts} {why}")
_PASSED = LocalText("ที่ประชุมเห็นชอบ", "Agreed.")
_NOT_PASSED = LocalText("ที่ประชุมไม่เห็นชอบ", "Not agreed.")
_COUNTS = LocalText(
    "เห็นด้วย {yes} คน ไม่เห็นด้วย {no} คน งดออกเสียง {abstain} คน",
    "For {yes}, against {no}, abstaining {abstain}.",
)
_QUORUM = LocalText(
    "มาลงคะแนน {came} คน ไม่ครบองค์ประชุม {quorum} คน", "{came} voted, fewer than the {quorum} needed."
)
_NOBODY_FOR = LocalText("ไม่มีใครเห็นด้วย", "Nobody was for it.")
_RULES = {
    (Poll.Rule.MAJORITY, True): LocalText("เกินครึ่งเห็นด้วย", "More than half were for it."),
    (Poll.Rule.MAJORITY, False): LocalText(
        "ต้องมีผู้เห็นด้วยมากกว่าผู้ไม่เห็นด้วย", "More than half had to be for it."
    ),
    (Poll.Rule.TWO_THIRDS, True): LocalText("เห็นด้วยถึงสองในสาม", "Two thirds or more were for it."),
    (Poll.Rule.TWO_THIRDS, False): LocalText("ต้องเห็นด้วยถึงสองในสาม", "Two thirds had to be for it."),
    (Poll.Rule.CONSENSUS, True): LocalText("ไม่มีใครคัดค้าน", "Nobody was against it."),
    (Poll.Rule.CONSENSUS, False): LocalText("ต้องไม่มีใครคัดค้าน", "Nobody was to be against it."),
}
