"""What holds of every matching, whoever takes part."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ruamsuk.matching import Exchange, Link, Move, Policy, cost_of, outlook, propose, solution
from ruamsuk.matching.auction import Auction, bound, total
from ruamsuk.matching.candidates import Hands, find
from ruamsuk.matching.ground import Ground

from . import oracle
from .makers import exchanges, policies

LACKING = {"nobody-offers", "none-high-enough", "none-willing", "no-evidence"}
NO_PAIRS = np.zeros((0, 2), np.int64)
NO_HANDS = Hands(NO_PAIRS, NO_PAIRS, NO_PAIRS[:, 0])
# Many a network drawn has nobody to match: the health check would call that filtering.
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])


def links(proposal) -> tuple[Link, ...]:
    return tuple(pair.link for pair in proposal.pairs)


@few
@given(exchanges(4), policies)
def test_the_optimum_is_that_of_every_choice_tried(exchange: Exchange, policy: Policy) -> None:
    proposal = propose(exchange, policy)
    assert proposal.proof.optimal
    assert proposal.proof.value == pytest.approx(oracle.best(exchange, policy), abs=1e-4)
    assert proposal.proof.bound >= proposal.proof.value - 1e-6


@few
@given(exchanges(7, 3), policies)
def test_nobody_has_more_than_it_can_take_and_givers_stand_high_enough(
    exchange: Exchange, policy: Policy
) -> None:
    proposal = propose(exchange, policy)
    worth = oracle.pairs(exchange, policy)
    assert oracle.fits(exchange, links(proposal))
    assert set(links(proposal)) <= worth.keys()
    for pair in proposal.pairs:
        assert pair.value == pytest.approx(worth[pair.link], abs=1e-4)
    met = {(link.seeker, link.topic) for link in links(proposal)}
    left = {(one.seeker, one.topic) for one in proposal.unmet}
    assert met | left == {(r.community, r.topic) for r in exchange.requests}
    assert not met & left


@few
@given(exchanges(7, 3), policies)
def test_what_is_lacking_is_known_before_anybody_is_matched(
    exchange: Exchange, policy: Policy
) -> None:
    before, proposal = outlook(exchange, policy), propose(exchange, policy)
    assert before.lacking == tuple(one for one in proposal.unmet if one.reason.code in LACKING)
    assert before.herding == proposal.herding


@few
@given(exchanges(7, 3), policies, st.data())
def test_offers_that_are_alike_are_matched_as_well_kind_by_kind(
    exchange: Exchange, policy: Policy, data: st.DataObject
) -> None:
    told = data.draw(st.sampled_from([0, 3, 7]))
    bare = {
        "size": None,
        "livelihoods": frozenset(),
        "latitude": None,
        "longitude": None,
    }
    known = tuple(
        one if i < told else replace(one, **bare) for i, one in enumerate(exchange.communities)
    )
    exchange = replace(exchange, communities=known)
    one_by_one = propose(exchange, policy)
    some = data.draw(st.sets(st.sampled_from(links(one_by_one)))) if one_by_one.pairs else set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solution, "FEW_PAIRS", -1)
        for locked in (set(), some):
            by_kind = propose(exchange, policy, locked=locked)
            assert by_kind.proof.optimal
            assert by_kind.proof.value == pytest.approx(one_by_one.proof.value, abs=1e-6)
            assert oracle.fits(exchange, links(by_kind))
            assert set(locked) <= set(links(by_kind))
            assert propose(exchange, policy, locked=locked) == by_kind


@few
@given(exchanges(7, 3), policies)
def test_greedy_is_never_better(exchange: Exchange, policy: Policy) -> None:
    greedy = oracle.greedy(exchange, policy)
    worth = oracle.pairs(exchange, policy)
    value = oracle.total(exchange, policy, greedy, worth)
    assert propose(exchange, policy).proof.value >= value - 1e-4


@few
@given(exchanges(7, 3), policies, st.randoms(use_true_random=False))
def test_the_same_input_in_any_order_gives_the_same_output(
    exchange: Exchange, policy: Policy, chance: random.Random
) -> None:
    def shuffled(things):
        return tuple(chance.sample(things, len(things)))

    other = Exchange(
        shuffled(exchange.communities),
        shuffled(exchange.topics),
        shuffled(exchange.requests),
        shuffled(exchange.offers),
    )
    one, two = propose(exchange, policy), propose(other, policy)
    assert replace(one, exchange=exchange) == replace(two, exchange=exchange)


@few
@given(exchanges(6, 2), policies, st.data())
def test_locked_pairs_stay_and_forbidden_ones_stay_out(
    exchange: Exchange, policy: Policy, data: st.DataObject
) -> None:
    possible = sorted(oracle.pairs(exchange, policy))
    assume(possible)
    locked = {data.draw(st.sampled_from(possible))}
    assume(oracle.fits(exchange, locked))
    out = set(data.draw(st.lists(st.sampled_from(possible)))) - locked
    proposal = propose(exchange, policy, locked=locked, forbidden=out)
    assert locked <= set(links(proposal))
    assert not out & set(links(proposal))
    assert oracle.fits(exchange, links(proposal))


@few
@given(exchanges(6, 2), policies, st.data())
def test_a_move_never_wins_and_costs_least_where_the_rest_is_matched_anew(
    exchange: Exchange, policy: Policy, data: st.DataObject
) -> None:
    possible = sorted(oracle.pairs(exchange, policy))
    possible = [link for link in possible if oracle.fits(exchange, [link])]
    assume(possible)
    link = data.draw(st.sampled_from(possible))
    proposal = propose(exchange, policy)
    giver = data.draw(st.sampled_from([link.giver, None]))
    stays, anew = (
        cost_of(proposal, Move(link.seeker, link.topic, giver), rest) for rest in ("stays", "best")
    )
    assert stays.value >= anew.value - 1e-4 >= -2e-4
    for cost in (stays, anew):
        assert (link in links(cost.proposal)) == (giver is not None)
        assert oracle.fits(exchange, links(cost.proposal))
        kept = set(links(proposal)) - {pair.link for pair in cost.gone}
        assert kept | {pair.link for pair in cost.come} == set(links(cost.proposal))


@few
@given(exchanges(8, 3), policies, st.integers(1, 40), st.data())
def test_the_auction_keeps_within_its_bound_and_the_sieve_loses_nothing(
    exchange: Exchange, policy: Policy, keep: int, data: st.DataObject
) -> None:
    ground = Ground(exchange, policy)
    possible = [x for x in sorted(oracle.pairs(exchange, policy)) if oracle.fits(exchange, [x])]
    assume(possible)
    locked = [data.draw(st.sampled_from(possible))] if data.draw(st.booleans()) else []
    exact = propose(exchange, policy, locked=locked)
    hands = replace(NO_HANDS, locked=ground.numbers(locked))
    candidates, _ = find(ground, hands, keep)
    auction = Auction(ground, candidates, 0.01)
    chosen = auction.run()
    pairs = [ground.link(r, int(chosen[r])) for r in np.flatnonzero(chosen >= 0)]
    assert oracle.fits(exchange, pairs)
    assert set(locked) <= set(pairs)
    met = np.flatnonzero(chosen >= 0)
    here = (candidates.offer[met] == chosen[met, None]) & np.isfinite(candidates.value[met])
    value = total(ground, candidates.value[met][here], met, chosen[met])
    most = bound(ground, hands, candidates, auction, 1e9, 10**6)
    assert value - 1e-6 <= exact.proof.value <= most.value + 1e-6
    if candidates.complete:
        assert most.value - value <= auction.step * len(met) + 1e-6
    loss = dict(
        zip(zip(most.request.tolist(), most.offer.tolist(), strict=True), most.loss, strict=True)
    )
    for link in links(exact):
        pair = ground.request_at[link[:2]], ground.offer_at[link.giver, link.topic]
        assert loss[pair] <= most.value - exact.proof.value + 1e-6
