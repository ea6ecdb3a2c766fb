"""What the trail says about what is done here."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "hall.opened": _("opened the hall %(target)s"),
    "hall.closed": _("closed the hall %(target)s"),
    "hall.reopened": _("opened the hall %(target)s again"),
    "hall.entry": _("changed who may join the hall %(target)s"),
    "hall.answer_off": _("took an answer off the screen of the hall %(target)s"),
    "hall.answer_back": _("put an answer back on the screen of the hall %(target)s"),
    "hall.slips": _("made seat slips for the hall %(target)s"),
}
