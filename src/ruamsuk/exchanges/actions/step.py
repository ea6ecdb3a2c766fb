"""Steps: who does what by when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from ruamsuk.communities.audit import remember
from ruamsuk.exchanges.models import Forum, Step
from ruamsuk.exchanges.once import made_already
from ruamsuk.exchanges.rules import demand_forum
from ruamsuk.exchanges.step_rules import demand_step, place_of

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User


@transaction.atomic
def add_step(by: User, step: Step) -> Step:
    """Write down a step of a forum. The same form sent twice writes it once."""
    assert step.forum is not None
    demand_forum(by, "write", step.forum)
    Forum.objects.select_for_update().get(pk=step.forum.pk)
    if same := made_already(step):
        return same
    step.save()
    remember(by, "step.written", place_of(step))
    return step


@transaction.atomic
def change_step(by: User, step: Step) -> None:
    """Keep what was changed about a step."""
    demand_step(by, "change", Step.objects.get(pk=step.pk))
    step.revision += 1
    step.save()
    remember(by, "step.changed", place_of(step))


@transaction.atomic
def tell_of_step(by: User, step: Step, state: Step.State) -> None:
    """Keep what has happened, and whether it is done; every state can be taken back."""
    demand_step(by, "tell", Step.objects.get(pk=step.pk))
    step.state = state
    step.revision += 1
    step.save()
    remember(by, f"step.{state}", place_of(step))
