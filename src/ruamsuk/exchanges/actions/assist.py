"""Hold a peer assist: prepare it, lead it through its stages, write down what is said, close it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Community
from ruamsuk.communities.rules import demand
from ruamsuk.exchanges.assist_guide import FOLLOWED_UP, part_of
from ruamsuk.exchanges.models import Assist, AssistNote, FollowUp, Step
from ruamsuk.exchanges.promises import demand_promise
from ruamsuk.exchanges.rules import demand_assist
from ruamsuk.halls import actions as halls
from ruamsuk.halls.models import Hall
from ruamsuk.lib.text import LocalText

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

SCENE = "assist"
"""Key of the scene in a hall."""
MOST_NOTES = 1000
MOST_STEPS = 60
_STAGES = 10  # a hall says the assist and its stage in one number
_HALL = LocalText("เพื่อนช่วยเพื่อน: {asker}", "Peer assist: {asker}")


@transaction.atomic
def prepare(by: User, assist: Assist, givers: Iterable[Community]) -> Assist:
    """Keep a new peer assist. Whoever prepares it counts as present.

    Raises:
        PermissionDenied: the person does not facilitate in the community that asks.
    """
    demand(by, "facilitate", assist.asker)
    if assist.asker.network_id != assist.network_id:
        raise PermissionDenied
    assist.made_by = by
    assist.save()
    assist.givers.set(givers)
    assist.present.add(by)
    remember(by, "assist.prepared", assist.asker, assist)
    return assist


@transaction.atomic
def change(by: User, assist: Assist, givers: Iterable[Community]) -> None:
    """Keep what was changed about a peer assist.

    Raises:
        ValidationError: more people would read it than those who spoke were told.
    """
    before = Assist.objects.get(pk=assist.pk)
    demand_assist(by, "run", before)
    demand_promise(before, assist.readers)
    assist.save()
    hall = hall_of(assist)
    if hall and before.readers != assist.readers:  # phones say who reads what they write
        halls.refresh(hall)
    assist.givers.set(givers)
    Assist.objects.filter(pk=assist.pk).update(revision=F("revision") + 1)
    remember(by, "assist.changed", assist.asker, assist)


@transaction.atomic
def go(by: User, assist: Assist, stage: Assist.Stage, *, afterwards: bool = False) -> None:
    """Begin a stage; its clock starts. The hall follows if it shows this assist.

    Args:
        by: who leads it.
        assist: what is led.
        stage: the one that begins.
        afterwards: whether an assist that begins is only written down now, and was held on its
            day; else it is held today.
    """
    demand_assist(by, "run", assist)
    now = Assist.objects.select_for_update().get(pk=assist.pk)
    if now.stage_started is None:
        remember(by, "assist.begun", now.asker, now)
        if not afterwards:
            now.held_on = assist.held_on = timezone.localdate()
            now.save(update_fields=["held_on"])
    enter(now, stage)
    hall = hall_of(now)
    if hall and read_about(hall.about)[0] == now.pk and hall.scene == SCENE:
        Hall.objects.filter(pk=hall.pk).update(about=about_of(now.pk, stage))
        halls.refresh(hall)
    assist.stage, assist.stage_started = now.stage, now.stage_started


def enter(assist: Assist, stage: Assist.Stage) -> None:
    """Let a stage run, unless it runs already."""
    if assist.stage_started is None or assist.stage != stage:
        assist.stage, assist.stage_started = stage, timezone.now()
        assist.save(update_fields=["stage", "stage_started"])


def take_note(
    assist: Assist, stage: Assist.Stage, key: uuid.UUID, text: str, community: Community | None
) -> None:
    """Keep what was said in a stage; with the same key again, nothing changes.

    Args:
        assist: where it was said.
        stage: when.
        key: made by whoever sends it.
        text: what was said.
        community: whose people said it.

    Raises:
        ValidationError: nothing was written, or more than anybody reads.
    """
    words = text.strip()
    if not words:
        raise ValidationError(_("Type a few words first."), code="words")
    if len(words) > 2000:
        raise ValidationError(_("That is too long. Say it in fewer words."), code="long")
    if assist.notes.exclude(pk=key).count() >= MOST_NOTES:
        raise ValidationError(_("There is no room for more notes."), code="most")
    note = AssistNote(id=key, assist=assist, stage=stage, text=words, community=community)
    AssistNote.objects.bulk_create([note], ignore_conflicts=True)


def write_note(
    by: User,
    assist: Assist,
    stage: Assist.Stage,
    key: uuid.UUID,
    text: str,
    community: Community | None,
) -> None:
    """Keep what whoever leads the assist typed; the note does not say who typed it."""
    demand_assist(by, "run", assist)
    with transaction.atomic():
        take_note(assist, stage, key, text, community)


def withdraw_note(by: User, note: AssistNote, withdrawn: bool) -> None:
    """Take a note out, or put it back."""
    demand_assist(by, "run", note.assist)
    AssistNote.objects.filter(pk=note.pk).update(withdrawn=withdrawn)


@transaction.atomic
def add_step(by: User, step: Step) -> Step:
    """Keep what the asker will do. The same step typed twice is one step.

    Raises:
        ValidationError: more steps than anybody does.
    """
    assist = step.assist
    assert assist is not None
    demand_assist(by, "run", assist)
    Assist.objects.select_for_update().get(pk=assist.pk)
    same = assist.steps.filter(text=step.text, owner=step.owner, due=step.due).first()
    if same:
        return same
    if assist.steps.count() >= MOST_STEPS:
        raise ValidationError(_("There is no room for more steps."), code="most")
    step.community, step.forum = assist.asker, assist.forum
    step.save()
    return step


@transaction.atomic
def finish(by: User, assist: Assist) -> None:
    """Close a peer assist; after 30 and 90 days its asker is asked how it went."""
    demand_assist(by, "run", assist)
    now = Assist.objects.select_for_update().get(pk=assist.pk)
    if now.closed:
        return
    now.closed = timezone.now()
    now.save(update_fields=["closed"])
    for due, known in zip(_days_of_asking(now), _asked(now), strict=True):
        if known is None:
            FollowUp.objects.create(assist=now, due=due)
        elif known.answered is None:
            FollowUp.objects.filter(pk=known.pk).update(due=due)
    assist.closed = now.closed
    remember(by, "assist.closed", now.asker, now)


@transaction.atomic
def reopen(by: User, assist: Assist) -> None:
    """Go on with a peer assist that was closed; it is asked about again once it is closed again."""
    demand_assist(by, "run", assist)
    if Assist.objects.filter(pk=assist.pk, closed__isnull=False).update(closed=None):
        remember(by, "assist.reopened", assist.asker, assist)
    assist.closed = None


def _days_of_asking(assist: Assist) -> list[datetime.date]:
    """30 and 90 days after it was held, also where it was closed later."""
    held = min(assist.held_on, timezone.localdate())
    return [held + datetime.timedelta(days=days) for days in FOLLOWED_UP]


def _asked(assist: Assist) -> list[FollowUp | None]:
    """The follow-ups on the assist as a whole, first and second; None where there is none yet."""
    found: list[FollowUp | None] = list(assist.follow_ups.filter(step=None).order_by("due", "pk"))
    return [*found, *[None] * len(FOLLOWED_UP)][: len(FOLLOWED_UP)]


@transaction.atomic
def say_present(by: User, assist: Assist, people: Iterable[User]) -> None:
    """Say whose accounts were there; whoever says so stays."""
    demand_assist(by, "run", assist)
    assist.present.set([*people, by])
    remember(by, "assist.present", assist.asker, assist)


@transaction.atomic
def come_in(user: User, assist: Assist) -> None:
    """Say that one is there oneself, by the link that is shown in the room while it runs.

    Raises:
        ValidationError: it does not run.
    """
    now = Assist.objects.select_for_update().get(pk=assist.pk)
    if now.stage_started is None or now.closed:
        raise ValidationError(_("This link opens only while the peer assist runs."), code="closed")
    now.present.add(user)
    remember(user, "assist.present", now.asker, now)


@transaction.atomic
def open_hall(by: User, assist: Assist) -> Hall:
    """The hall in which phones write along: the forum's, else one of its own."""
    demand_assist(by, "run", assist)
    now = Assist.objects.select_for_update().get(pk=assist.pk)
    found = hall_of(now)
    if found is None:
        title = _HALL.format(asker=now.asker.name)
        communities = [now.asker, *now.givers.all()]
        found = halls.open_hall(by, now.asker, title, communities=communities)
        Assist.objects.filter(pk=now.pk).update(hall=found)
    return found


def hall_of(assist: Assist) -> Hall | None:
    """Where phones write along."""
    return assist.hall or (assist.forum.hall if assist.forum else None)


def about_of(assist: int, stage: str) -> int:
    """The number by which a hall names a stage of an assist."""
    return assist * _STAGES + part_of(stage).number


def read_about(about: int | None) -> tuple[int, int]:
    """Number of the assist and of its stage, counted from 1, as a hall names them."""
    return divmod(about or 0, _STAGES)


@transaction.atomic
def answer(
    by: User, follow_up: FollowUp, happened: Mapping[Step, str], revised: Iterable[Step]
) -> None:
    """Keep what the asker tells of what it tried.

    Args:
        by: a member of the community that asked, or someone who led the assist.
        follow_up: with its answer.
        happened: what is told of each step, kept as of this day.
        revised: steps whose state or words have changed.
    """
    demand_assist(by, "answer", follow_up.assist)
    first = follow_up.answered is None
    follow_up.answered, follow_up.answered_by = timezone.now(), by
    follow_up.revision += 1
    follow_up.save()
    for step in revised:
        step.revision += 1
        step.save(update_fields=["state", "told", "revision"])
    for step, words in happened.items():
        told = {"happened": words, "answered": follow_up.answered, "answered_by": by}
        FollowUp.objects.update_or_create(
            assist=follow_up.assist, step=step, due=follow_up.due, defaults=told
        )
    asker = follow_up.assist.asker
    verb = "follow_up.answered" if first else "follow_up.changed"
    remember(by, verb, asker, follow_up.assist)
