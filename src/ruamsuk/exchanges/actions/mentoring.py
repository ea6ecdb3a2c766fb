"""Accompany one another: begin, meet, agree steps, share or keep it, look back, end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ruamsuk.assessments.models import Practice
from ruamsuk.communities.audit import remember
from ruamsuk.communities.rules import demand
from ruamsuk.exchanges.mentoring_rules import demand_mentoring, sides_of
from ruamsuk.exchanges.models import Encounter, Mentoring, Step

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


def _remember(by: User, verb: str, mentoring: Mentoring) -> None:
    """A line for the community that is accompanied: who and when, never what was said."""
    remember(by, verb, mentoring.mentee_community, mentoring)


@transaction.atomic
def begin(by: User, mentoring: Mentoring, practices: Iterable[Practice]) -> Mentoring:
    """Keep a new mentoring; whoever is accompanied asks for it. Sent twice, it is one.

    Raises:
        PermissionDenied: the person does not facilitate in the community to be accompanied.
    """
    demand(by, "facilitate", mentoring.mentee_community)
    network = mentoring.network_id
    if {mentoring.mentee_community.network_id, mentoring.mentor_community.network_id} != {network}:
        raise PermissionDenied
    same = Mentoring.objects.filter(
        mentor_community=mentoring.mentor_community,
        mentee_community=mentoring.mentee_community,
        mentor=mentoring.mentor,
        mentee=mentoring.mentee,
        aims=mentoring.aims,
        ended=None,
    ).first()
    if same:
        return same
    mentoring.mentor_is_person = mentoring.mentor is not None
    mentoring.mentee_is_person = mentoring.mentee is not None
    mentoring.save()
    mentoring.practices.set(practices)
    _remember(by, "mentoring.begun", mentoring)
    return mentoring


@transaction.atomic
def change(by: User, mentoring: Mentoring, practices: Iterable[Practice]) -> None:
    """Keep what was changed about the aims."""
    demand_mentoring(by, "write", mentoring)
    mentoring.revision += 1
    mentoring.save(update_fields=["aims", "revision"])
    mentoring.practices.set(practices)
    _remember(by, "mentoring.changed", mentoring)


@transaction.atomic
def share(by: User, mentoring: Mentoring, willing: bool) -> None:
    """Say whether one would share it with the network. It is shared while both would."""
    demand_mentoring(by, "write", mentoring)
    now = Mentoring.objects.select_for_update().get(pk=mentoring.pk)
    for side in sides_of(by, now):
        setattr(now, f"{side}_shares", willing)
    now.shared = now.mentor_shares and now.mentee_shares
    now.save(update_fields=["mentor_shares", "mentee_shares", "shared"])
    asked = "mentoring.willing" if willing else "mentoring.kept"
    _remember(by, "mentoring.shared" if now.shared else asked, now)


@transaction.atomic
def meet(by: User, encounter: Encounter) -> Encounter:
    """Write down a meeting. The same typed twice is one."""
    mentoring = encounter.mentoring
    demand_mentoring(by, "write", mentoring)
    Mentoring.objects.select_for_update().get(pk=mentoring.pk)
    said = {"held_on": encounter.held_on, "note": encounter.note, "next": encounter.next}
    same = mentoring.encounters.filter(**said).first()
    if same:
        return same
    encounter.by = by
    encounter.save()
    _remember(by, "mentoring.met", mentoring)
    return encounter


@transaction.atomic
def note(by: User, encounter: Encounter) -> None:
    """Keep what was changed about a meeting."""
    demand_mentoring(by, "write", encounter.mentoring)
    encounter.revision += 1
    encounter.save()
    _remember(by, "mentoring.noted", encounter.mentoring)


@transaction.atomic
def add_step(by: User, step: Step) -> Step:
    """Write down what the accompanied community will do. The same typed twice is one step."""
    mentoring = step.mentoring
    assert mentoring is not None
    demand_mentoring(by, "write", mentoring)
    Mentoring.objects.select_for_update().get(pk=mentoring.pk)
    same = mentoring.steps.filter(text=step.text, owner=step.owner, due=step.due).first()
    if same:
        return same
    step.save()
    _remember(by, "mentoring.step", mentoring)
    return step


@transaction.atomic
def end(by: User, mentoring: Mentoring, ended: bool) -> None:
    """End a mentoring, or go on with one that was ended; nothing that was written goes."""
    demand_mentoring(by, "write", mentoring)
    day = timezone.localdate() if ended else None
    changed = Mentoring.objects.filter(pk=mentoring.pk, ended__isnull=ended)
    if changed.update(ended=day, revision=F("revision") + 1):
        _remember(by, "mentoring.ended" if ended else "mentoring.reopened", mentoring)
    mentoring.ended = day


@transaction.atomic
def reflect(by: User, mentoring: Mentoring, side: str) -> None:
    """Keep what a side says when it looks back; nobody writes it for the other.

    Raises:
        PermissionDenied: it is not the person's side, or the mentoring is not over.
    """
    demand_mentoring(by, "reflect", mentoring)
    if side not in sides_of(by, mentoring):
        raise PermissionDenied
    mentoring.save(update_fields=[f"{side}_reflects"])
    _remember(by, "mentoring.reflected", mentoring)
