"""What mentorings keep about a person: that they accompany or are accompanied, and their words."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ruamsuk.accounts.models import User
from ruamsuk.accounts.privacy import Kept, Section, register
from ruamsuk.base.templatetags.ruamsuk import be_date
from ruamsuk.exchanges.mentoring_rules import SIDES
from ruamsuk.exchanges.models import Encounter, Mentoring


def mentorings(user: User) -> Iterator[Kept]:
    """Mentorings that the person is a side of, with what they said at the end."""
    found = Mentoring.objects.filter(Q(mentor=user) | Q(mentee=user))
    for one in found.select_related("mentor_community", "mentee_community"):
        side = "mentor" if one.mentor_id == user.pk else "mentee"
        values = {
            "side": side,
            "mentor_community": one.mentor_community.slug,
            "mentee_community": one.mentee_community.slug,
            "begun": one.begun.isoformat(),
            "ended": one.ended.isoformat() if one.ended else "",
            "aims": one.aims,
            "looked_back": getattr(one, f"{side}_reflects"),
        }
        yield Kept(f"{one} · {be_date(one.begun)}", None, values)


def forget_mentorings(user: User) -> None:
    """Take out the person's own words, and all of it where nobody is left who may read it."""
    for side, other in (SIDES, SIDES[::-1]):
        own = Mentoring.objects.filter(**{side: user})
        own.filter(**{f"{other}_is_person": True, other: None}).delete()
        own.update(**{f"{side}_reflects": "", f"{side}_shares": False, "shared": False})


def meetings(user: User) -> Iterator[Kept]:
    """Meetings that the person wrote down."""
    for one in Encounter.objects.filter(by=user).select_related("mentoring"):
        values = {"day": one.held_on.isoformat(), "note": one.note, "next": one.next}
        yield Kept(f"{be_date(one.held_on)} · {one.note[:80]}", None, values)


def register_all() -> None:
    """Say what is kept."""
    register(
        Section(
            "mentorings",
            _("Mentorings of mine"),
            mentorings,
            stays=True,
            forget=forget_mentorings,
        )
    )
    register(
        Section("encounters", _("Meetings of a mentoring that I wrote down"), meetings, stays=True)
    )
