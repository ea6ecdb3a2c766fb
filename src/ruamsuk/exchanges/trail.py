"""What the trail says about what is done here."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FORUMS: dict[str, str | Promise] = {
    "forum.prepared": _("began to prepare the forum %(target)s"),
    "forum.changed": _("changed the forum %(target)s"),
    "forum.taken_up": _("took the forum %(target)s up again"),
    "forum.begun": _("opened the forum %(target)s"),
    "forum.held": _("closed the forum %(target)s"),
    "forum.called_off": _("called off the forum %(target)s"),
    "forum.invited": _("invited people to the forum %(target)s"),
    "forum.invitation_closed": _("took back the invitation to the forum %(target)s"),
    "agenda.added": _("added to the agenda: %(target)s"),
    "agenda.changed": _("changed in the agenda: %(target)s"),
    "agenda.taken_out": _("took out of the agenda: %(target)s"),
    "agenda.put_back": _("put back into the agenda: %(target)s"),
    "attendance.written": _("wrote down who came to the forum %(target)s"),
    "attendance.taken_out": _("took somebody off the list of the forum %(target)s"),
    "material.added": _("added a material: %(target)s"),
    "material.taken_out": _("took out a material: %(target)s"),
}

ASSISTS: dict[str, str | Promise] = {
    "assist.prepared": _("prepared the peer assist %(target)s"),
    "assist.changed": _("changed the peer assist %(target)s"),
    "assist.begun": _("began the peer assist %(target)s"),
    "assist.closed": _("closed the peer assist %(target)s"),
    "assist.reopened": _("went on with the peer assist %(target)s"),
    "assist.present": _("wrote down who was at the peer assist %(target)s"),
    "follow_up.answered": _("told what came of the peer assist %(target)s"),
    "follow_up.changed": _("changed what came of the peer assist %(target)s"),
}

VERBS: dict[str, str | Promise] = {**FORUMS, **ASSISTS}
