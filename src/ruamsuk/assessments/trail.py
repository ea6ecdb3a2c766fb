"""What the trail says about what is done here."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "practices.started": _("started the table of practices %(target)s"),
    "practices.changed": _("changed in a table of practices: %(target)s"),
    "practices.undone": _("took back a change of the table of practices %(target)s"),
    "practices.retired": _("put the table of practices %(target)s aside"),
    "practices.restored": _("took the table of practices %(target)s up again"),
    "sitting.opened": _("opened a self-assessment: %(target)s"),
    "sitting.closed": _("closed the self-assessment %(target)s"),
    "sitting.reopened": _("opened the self-assessment %(target)s again"),
    "sitting.discarded": _("threw away the empty self-assessment %(target)s"),
    "sitting.hands": _("counted hands on the practice %(target)s"),
    "voice.taken_out": _("took out a reason on the practice %(target)s"),
    "voice.put_back": _("put back a reason on the practice %(target)s"),
    "level.agreed": _("agreed the level of the practice %(target)s"),
}
