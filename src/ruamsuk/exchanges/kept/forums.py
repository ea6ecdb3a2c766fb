"""What this app keeps about a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.accounts.privacy import Kept, Section, register
from ruamsuk.base.templatetags.ruamsuk import be_date
from ruamsuk.exchanges.models import Attendance, Decision, Minutes, Step


def attendances(user: User) -> Iterator[Kept]:
    """Forums to which the person answered, or came."""
    lines = Attendance.objects.filter(user=user).select_related(
        "forum__network", "forum__community"
    )
    for line in lines:
        values = {
            "forum": line.forum.title.to("th"),
            "place": line.forum.place.slug,
            "day": line.forum.day.isoformat(),
            "name": line.name,
            "part": line.part,
            "answer": line.answer,
        }
        said = [str(line.forum), str(line.forum.place), line.get_answer_display()]
        yield Kept(" · ".join(filter(None, map(str, said))), line.came, values)


def forget_attendances(user: User) -> None:
    """Leave that somebody came, and take out who it was."""
    Attendance.objects.filter(user=user).update(name="", part="")


def steps(user: User) -> Iterator[Kept]:
    """Steps that the person sees to."""
    for step in Step.objects.filter(user=user).select_related("community"):
        values = {
            "what": step.text,
            "owner": step.owner,
            "due": step.due.isoformat(),
            "state": step.state,
            "told": step.told,
        }
        yield Kept(f"{step.text} · {be_date(step.due)}", None, values)


def forget_steps(user: User) -> None:
    """Leave what is to be done, and take out who sees to it."""
    Step.objects.filter(user=user).update(owner="")


def written(user: User) -> Iterator[Kept]:
    """Decisions and minutes that the person wrote down."""
    for decision in Decision.objects.filter(by=user).select_related("forum"):
        forum = decision.forum.title.to("th")
        yield Kept(decision.text, decision.at, {"decision": decision.text, "forum": forum})
    for minutes in Minutes.objects.filter(by=user).select_related("forum"):
        forum = minutes.forum.title.to("th")
        words = f"{forum} · {minutes.number}"
        yield Kept(words, minutes.changed, {"minutes": minutes.number, "forum": forum})


def register_all() -> None:
    """Say what is kept."""
    register(Section("steps", _("Steps that I see to"), steps, stays=True, forget=forget_steps))
    register(Section("written", _("Decisions and minutes that I wrote down"), written, stays=True))
    forums = Section(
        "forums", _("Forums that I came to"), attendances, stays=True, forget=forget_attendances
    )
    register(forums)
