"""What people do with frameworks: start, edit, propose, discuss, vote, amend."""

from ruamsuk.indicators.actions.discuss import comment, withdraw
from ruamsuk.indicators.actions.edit import Clash, change, link, start, undo
from ruamsuk.indicators.actions.settle import amend, close_poll, discard, open_poll, propose, vote

__all__ = [
    "Clash",
    "amend",
    "change",
    "close_poll",
    "comment",
    "discard",
    "link",
    "open_poll",
    "propose",
    "start",
    "undo",
    "vote",
    "withdraw",
]
