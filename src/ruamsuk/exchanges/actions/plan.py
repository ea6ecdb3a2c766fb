"""Plans of who helps whom: propose, move by hand, lock, take back, agree."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from ruamsuk import matching
from ruamsuk.assessments.models import Sitting
from ruamsuk.communities.audit import remember
from ruamsuk.communities.models import Network
from ruamsuk.communities.rules import demand
from ruamsuk.exchanges.filling import fill
from ruamsuk.exchanges.models import Match, Offer, Plan, PlanEdit, Request
from ruamsuk.exchanges.once import made_already
from ruamsuk.exchanges.planning import Standing, ground_of, standing
from ruamsuk.exchanges.timing import Times, slots_of, times_of
from ruamsuk.halls.actions import refresh_where
from ruamsuk.halls.models import Hall
from ruamsuk.lib.problem import ProblemsFound
from ruamsuk.lib.text import LANGUAGES, LocalText

if TYPE_CHECKING:
    from ruamsuk.accounts.models import User

log = logging.getLogger(__name__)

KEPT = ("proof", "unmet", "told", "closed")
"""What an edit keeps of a plan beside its pairs."""
OF_A_PAIR = (
    *("group", "day", "part", "day_by_hand", "locked", "by_hand"),
    *("reasons", "gap", "value", "kilometres"),
)
AT_ONCE = 3_000
"""Requests, times the times at which they could meet, up to which nobody has to wait."""
BROKEN = LocalText(
    "คิดแผนไม่สำเร็จเพราะโปรแกรมผิดพลาด คำขอและข้อเสนอยังอยู่ครบ ลองจัดใหม่อีกครั้ง ถ้ายังไม่ได้ โปรดแจ้งผู้ดูแลระบบ",
    "The program failed while working out the plan. Requests and offers are all kept. Propose "
    "anew; if it fails again, tell the operator.",
)


@transaction.atomic
def make_plan(
    by: User,
    network: Network,
    policy: matching.Policy,
    key: uuid.UUID | None = None,
    **days: Any,
) -> Plan:
    """Propose who helps whom; with the same key again it is the plan that was proposed before.

    What is much to work out is done by the worker.

    Args:
        by: who asks for it.
        network: whose communities ask and offer.
        policy: how pairs are weighed.
        key: of the form that asks for it.
        days: ``days`` and ``a_day`` of the plan.

    Raises:
        PermissionDenied: the person does not facilitate in the network.
        ProblemsFound: nothing is asked for, or what is asked does not fit together.
    """
    demand(by, "facilitate", network)
    ground = ground_of(network)
    sittings = Sitting.objects.filter(table__network=network).order_by("-held_on", "-pk")
    plan = Plan(key=key, network=network, sitting=sittings.first(), made_by=by, **days)
    if same := made_already(plan):
        return same
    plan.policy = {name: getattr(policy, name) for name in matching.Policy.__slots__}
    now = Standing(plan, ground, [])
    much = is_much(now)
    matches = [] if much else fill(plan, ground, *anew(now))
    Network.objects.select_for_update().get(pk=network.pk)
    if same := made_already(plan):  # sent again while it was being found
        return same
    plan.save()
    Match.objects.bulk_create(matches)
    if much:
        _work_out_later(plan)
    remember(by, "plan.proposed", network)
    return plan


def is_much(now: Standing) -> bool:
    """Whether a plan takes longer to work out than anybody should wait for a page."""
    return len(now.ground.requests) * (1 + len(slots_of(now.plan))) > AT_ONCE


def anew(now: Standing) -> tuple[matching.Proposal, Times]:
    """The best for all together, with what people settled, and when they meet.

    Raises:
        ProblemsFound: what was settled does not fit any more.
    """
    proposal = now.anew()
    return proposal, times_of(now.plan, proposal, now.fixed(locked_only=True))


def _work_out_later(plan: Plan) -> None:
    plan.waiting = timezone.now()
    plan.save(update_fields=["waiting"])
    work_out.enqueue(plan.pk)


@task()
def work_out(pk: int) -> None:
    """Work out a plan that waits; why it cannot be stands on its page."""
    plan = Plan.objects.select_related("network").filter(pk=pk).exclude(waiting=None).first()
    if plan is None:
        return
    try:
        now, begun = standing(plan), plan.waiting
        proposal, times = anew(now)
        with transaction.atomic():
            if Plan.objects.select_for_update().get(pk=pk).waiting == begun:
                plan.waiting = None
                _replace(plan, fill(plan, now.ground, proposal, times, _settled_by_hand(now)))
    except ProblemsFound as found:
        _give_up(pk, [LocalText(*map(one.sentence, LANGUAGES)) for one in found.problems])
    except Exception:
        log.exception("a plan could not be worked out", extra={"plan": pk})
        _give_up(pk, [BROKEN])


def _give_up(pk: int, told: list[LocalText]) -> None:
    words = [{"th": one.th, "en": one.en} for one in told]
    Plan.objects.filter(pk=pk).update(waiting=None, told=words)


def _settled_by_hand(now: Standing) -> set[matching.Link]:
    return {link for link in now.locked if now.links[link].by_hand}


def changing(by: User, plan: Plan, revision: int) -> Plan:
    """The plan under its lock, for somebody who changes what they have seen of it.

    Raises:
        PermissionDenied: the person does not facilitate in the network.
        ValidationError: somebody else changed it since, or it is agreed, or worked out just now.
    """
    demand(by, "facilitate", plan.network)
    found = Plan.objects.select_for_update().select_related("network").get(pk=plan.pk)
    if found.revision != revision:
        raise ValidationError(
            _("Somebody else changed the plan meanwhile. This is how it stands; please look again.")
        )
    if found.agreed:
        raise ValidationError(_("The plan is agreed. Open it again to change it."))
    if found.waiting and not found.stalled:
        raise ValidationError(_("The plan is being worked out. Please wait a little."))
    return found


def cost_of(now: Standing, asked: Request, offer: Offer | None) -> matching.Cost:
    """What it costs to give a request to somebody else, or to nobody.

    Raises:
        ProblemsFound: it cannot be, say because the giver does not stand high enough.
    """
    move = matching.Move(
        asked.community.slug, asked.topic_code, offer.community.slug if offer else None
    )
    return matching.cost_of(now.proposal, move)


@transaction.atomic
def move(by: User, plan: Plan, revision: int, asked: Request, offer: Offer | None) -> None:
    """Give a request to somebody else, or to nobody; the other pairs stay as they can.

    Raises:
        PermissionDenied, ValidationError: as `changing`.
        ProblemsFound: it cannot be.
    """
    plan = changing(by, plan, revision)
    now = standing(plan)
    cost = cost_of(now, asked, offer)
    by_hand = {link for link, one in now.links.items() if one.by_hand}
    if offer:
        by_hand.add(matching.Link(asked.community.slug, asked.topic_code, offer.community.slug))
    times = times_of(now.plan, cost.proposal, now.fixed(locked_only=False))
    _put(by, now, cost.proposal, times, by_hand)
    remember(by, "plan.moved", plan.network, asked.community)


@transaction.atomic
def propose_anew(by: User, plan: Plan, revision: int) -> None:
    """Match all again but for what is locked and left out; the worker does, where it is much.

    Raises:
        PermissionDenied, ValidationError: as `changing`.
        ProblemsFound: what was settled does not fit any more.
    """
    now = standing(changing(by, plan, revision))
    if is_much(now):
        remember_state(by, now.plan, now.matches)
        now.plan.revision += 1
        now.plan.save(update_fields=["revision"])
        _work_out_later(now.plan)
    else:
        _put(by, now, *anew(now), _settled_by_hand(now))
    remember(by, "plan.anew", plan.network)


def _put(
    by: User,
    now: Standing,
    proposal: matching.Proposal,
    times: Times,
    by_hand: Collection[matching.Link],
) -> None:
    """Let a proposal stand in the place of the pairs of a plan."""
    remember_state(by, now.plan, now.matches)
    _replace(now.plan, fill(now.plan, now.ground, proposal, times, by_hand))


def _replace(plan: Plan, matches: Collection[Match]) -> None:
    """Keep the pairs that were there already, so that what hangs on them stays."""
    there = {(one.request_id, one.offer_id): one for one in plan.matches.all()}
    for one in matches:
        if before := there.get((one.request_id, one.offer_id)):
            one.pk = before.pk
            same = (one.day, one.part) == (before.day, before.part)
            one.day_by_hand |= before.day_by_hand and same
    plan.matches.exclude(pk__in=[one.pk for one in matches if one.pk]).delete()
    Match.objects.bulk_update([one for one in matches if one.pk], OF_A_PAIR)
    Match.objects.bulk_create([one for one in matches if not one.pk])
    plan.revision += 1
    plan.save()
    refresh_where(Hall.objects.filter(scene="matches", about=plan.pk))


def remember_state(by: User, plan: Plan, matches: Collection[Match]) -> None:
    """Keep how a plan stands, so that what is changed next can be taken back."""
    pairs = [
        {"request": one.request_id, "offer": one.offer_id}
        | {name: getattr(one, name) for name in OF_A_PAIR}
        for one in matches
    ]
    before = {name: getattr(plan, name) for name in KEPT} | {"pairs": pairs}
    PlanEdit.objects.create(plan=plan, revision=plan.revision, before=before, by=by)


@transaction.atomic
def lock(by: User, plan: Plan, revision: int, match: Match, locked: bool) -> None:
    """Let a pair stay when the plan is proposed anew, or let it go.

    Raises:
        PermissionDenied, ValidationError: as `changing`.
    """
    plan = changing(by, plan, revision)
    remember_state(by, plan, list(plan.matches.all()))
    plan.matches.filter(pk=match.pk).update(locked=locked)
    plan.revision += 1
    plan.save(update_fields=["revision"])
    verb = "plan.locked" if locked else "plan.unlocked"
    remember(by, verb, plan.network, match.request.community)


@transaction.atomic
def undo(by: User, plan: Plan, revision: int) -> None:
    """Take the last change of a plan back.

    Raises:
        PermissionDenied, ValidationError: as `changing`; or nothing was changed.
    """
    plan = changing(by, plan, revision)
    edit = plan.edits.first()
    if edit is None:
        raise ValidationError(_("There is nothing to take back."))
    for name in KEPT:
        setattr(plan, name, edit.before[name])
    # what was deleted altogether since cannot come back
    requests = set(Request.objects.filter(community__network=plan.network).values_list("pk"))
    offers = set(Offer.objects.filter(community__network=plan.network).values_list("pk"))
    pairs = [
        Match(
            plan=plan,
            request_id=pair["request"],
            offer_id=pair["offer"],
            **{name: pair[name] for name in OF_A_PAIR if name in pair},
        )
        for pair in edit.before["pairs"]
        if (pair["request"],) in requests and (pair["offer"],) in offers
    ]
    edit.delete()
    _replace(plan, pairs)
    remember(by, "plan.undone", plan.network)


@transaction.atomic
def agree(by: User, plan: Plan, revision: int, *, agreed: bool) -> None:
    """Settle a plan, so that it is everybody's calendar, or open it again.

    Raises:
        PermissionDenied, ValidationError: as `changing`.
    """
    if agreed:
        plan = changing(by, plan, revision)
    else:
        demand(by, "facilitate", plan.network)
        plan = Plan.objects.select_for_update().select_related("network").get(pk=plan.pk)
    plan.agreed = timezone.now() if agreed else None
    plan.revision += 1
    plan.save(update_fields=["agreed", "revision"])
    remember(by, "plan.agreed" if agreed else "plan.reopened", plan.network)
