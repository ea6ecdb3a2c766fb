"""What the trail says about frameworks and votes."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "version.started": _("started the framework %(target)s"),
    "version.edited": _("changed the draft %(target)s"),
    "version.undone": _("took back a change of %(target)s"),
    "version.linked": _("tied indicators of %(target)s to earlier ones"),
    "version.proposed": _("proposed %(target)s"),
    "version.discarded": _("threw away the framework %(target)s"),
    "version.amended": _("began to amend: %(target)s"),
    "poll.opened": _("opened the vote on %(target)s"),
    "poll.closed": _("closed the vote on %(target)s"),
    "comment.withdrawn": _("took back what they said on %(target)s"),
}
