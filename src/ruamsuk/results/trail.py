"""What the trail says about rounds, data and results."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "round.opened": _("opened the round %(target)s"),
    "round.changed": _("changed the round %(target)s"),
    "round.closed": _("closed the round %(target)s"),
    "round.reopened": _("opened the round %(target)s again"),
    "round.published": _("published the round %(target)s"),
    "publication.withdrawn": _("stopped publishing the round %(target)s"),
    "households.taken": _("saved a list of households: %(target)s"),
    "import.started": _("brought in the file %(target)s"),
    "import.columns_matched": _("said what the columns of %(target)s are"),
    "import.mended": _("brought %(target)s in again, mended"),
    "import.applied": _("took over the data of %(target)s"),
    "import.given_up": _("gave up the file %(target)s"),
    "import.undone": _("took the data of %(target)s back"),
    "hands.counted": _("counted hands on %(target)s"),
    "hands.undone": _("struck a count of hands through: %(target)s"),
    "hands.restored": _("let a count of hands stand again: %(target)s"),
    "figure.added": _("added a figure from elsewhere: %(target)s"),
    "figure.undone": _("struck a figure from elsewhere through: %(target)s"),
    "figure.restored": _("let a figure from elsewhere stand again: %(target)s"),
    "computation.started": _("had the results computed"),
    "computation.done": _("received the computed results"),
    "verdict.recorded": _("recorded a conclusion of the meeting: %(target)s"),
    "verdict.withdrawn": _("took back a conclusion of the meeting: %(target)s"),
}
