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
    "material.put_back": _("put back a material: %(target)s"),
}

WRITTEN: dict[str, str | Promise] = {
    "case.written": _("wrote down a story in the forum %(target)s"),
    "case.changed": _("changed a story in the forum %(target)s"),
    "case.taken_out": _("took out a story in the forum %(target)s"),
    "case.put_back": _("put back a story in the forum %(target)s"),
    "group.written": _("added a small group to the forum %(target)s"),
    "group.changed": _("changed a small group of the forum %(target)s"),
    "group.taken_out": _("took out a small group of the forum %(target)s"),
    "group.put_back": _("put back a small group of the forum %(target)s"),
    "card.changed": _("changed a card in the forum %(target)s"),
    "card.withdrawn": _("took a card off the wall in the forum %(target)s"),
    "card.put_back": _("put back a card in the forum %(target)s"),
    "decision.written": _("wrote down a decision of the forum %(target)s"),
    "decision.changed": _("changed a decision of the forum %(target)s"),
    "decision.taken_out": _("took out a decision of the forum %(target)s"),
    "decision.put_back": _("put back a decision of the forum %(target)s"),
    "step.written": _("wrote down a step: who does what by when"),
    "step.changed": _("changed a step"),
    "step.done": _("said that a step is done"),
    "step.dropped": _("said that a step is dropped"),
    "step.open": _("took up a step again"),
    "minutes.drafted": _("drafted the minutes of the forum %(target)s"),
    "minutes.changed": _("wrote in the minutes of the forum %(target)s"),
    "minutes.agreed": _("agreed the minutes of the forum %(target)s"),
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

HELPING: dict[str, str | Promise] = {
    "request.made": _("asked for help"),
    "request.changed": _("changed what is asked for"),
    "request.withdrawn": _("took a request for help back"),
    "request.put_back": _("put a request for help back"),
    "offer.made": _("offered help"),
    "offer.changed": _("changed what is offered"),
    "offer.withdrawn": _("took an offer of help back"),
    "offer.put_back": _("put an offer of help back"),
    "plan.proposed": _("had a plan proposed of who helps whom"),
    "plan.moved": _("chose by hand who helps %(target)s"),
    "plan.anew": _("had the plan of who helps whom proposed anew"),
    "plan.day": _("set the day on which %(target)s helps"),
    "plan.locked": _("locked who helps %(target)s"),
    "plan.unlocked": _("let go who helps %(target)s"),
    "plan.undone": _("took back a change of the plan of who helps whom"),
    "plan.agreed": _("agreed on the plan of who helps whom"),
    "plan.reopened": _("opened the plan of who helps whom again"),
}

MENTORINGS: dict[str, str | Promise] = {
    "mentoring.begun": _("began a mentoring: %(target)s"),
    "mentoring.changed": _("changed the aims of a mentoring: %(target)s"),
    "mentoring.shared": _("shared a mentoring with the network: %(target)s"),
    "mentoring.kept": _("kept a mentoring to the two again: %(target)s"),
    "mentoring.willing": _("would share a mentoring, once the other would: %(target)s"),
    "mentoring.met": _("wrote down a meeting of a mentoring: %(target)s"),
    "mentoring.noted": _("changed what is written of a mentoring: %(target)s"),
    "mentoring.step": _("wrote down a step of a mentoring: %(target)s"),
    "mentoring.reflected": _("looked back on a mentoring: %(target)s"),
    "mentoring.ended": _("ended a mentoring: %(target)s"),
    "mentoring.reopened": _("went on with a mentoring: %(target)s"),
}

VERBS: dict[str, str | Promise] = {**WRITTEN, **FORUMS, **ASSISTS, **HELPING, **MENTORINGS}
