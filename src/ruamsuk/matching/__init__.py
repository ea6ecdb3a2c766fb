"""Who can help whom: requests and offers become pairs, meetings and a calendar.

`propose` finds the matching that is best for all together and proves it; `cost_of` says what it
costs to move a pair by hand; `schedule` gives the meetings their times. The same input gives the
same output, whatever its order. Everything says why, in Thai and in English. `banks` and `stairs`
are the figures behind the river and the stairs: where all stand before anybody is matched.
"""

from ruamsuk.matching.calendar import Calendar, Placed, Unplaced, schedule
from ruamsuk.matching.change import Cost, Move, cost_of
from ruamsuk.matching.model import (
    Community,
    Exchange,
    Link,
    Offer,
    Policy,
    Reach,
    Request,
    Slot,
    Topic,
)
from ruamsuk.matching.proposal import Balance, Herding, Meeting, Outlook, Pair, Proposal, Unmet
from ruamsuk.matching.propose import outlook, propose
from ruamsuk.matching.river import Banks, banks
from ruamsuk.matching.solution import Proof
from ruamsuk.matching.stairs import Stairs, Stand, stairs
from ruamsuk.matching.words import Reason

__all__ = [
    "Balance",
    "Banks",
    "Calendar",
    "Community",
    "Cost",
    "Exchange",
    "Herding",
    "Link",
    "Meeting",
    "Move",
    "Offer",
    "Outlook",
    "Pair",
    "Placed",
    "Policy",
    "Proof",
    "Proposal",
    "Reach",
    "Reason",
    "Request",
    "Slot",
    "Stairs",
    "Stand",
    "Topic",
    "Unmet",
    "Unplaced",
    "banks",
    "cost_of",
    "outlook",
    "propose",
    "schedule",
    "stairs",
]
