"""What people do here."""

from ruamsuk.halls.actions.lead import (
    admit,
    ask,
    close,
    count_people,
    make_slips,
    open_hall,
    refresh,
    refresh_where,
    reopen,
    reveal,
    show,
    step,
    take,
    take_off,
)
from ruamsuk.halls.actions.sit import send, sit

__all__ = [
    "admit",
    "ask",
    "close",
    "count_people",
    "make_slips",
    "open_hall",
    "refresh",
    "refresh_where",
    "reopen",
    "reveal",
    "send",
    "show",
    "sit",
    "step",
    "take",
    "take_off",
]
