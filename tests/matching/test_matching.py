"""Matchings small enough to be worked out by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ruamsuk.lib.problem import ProblemsFound
from ruamsuk.matching import (
    Community,
    Link,
    Move,
    Offer,
    Policy,
    Request,
    Topic,
    cost_of,
    propose,
)

from .makers import ACCOUNTS, BAN_LUEAK, KHLONG_TAN, NONG_SARAI, PLAIN, ask, exchange, give

THAI = re.compile("[\u0e01-\u0e5b]")


def who(proposal) -> list[tuple[str, str]]:
    return [(pair.link.seeker, pair.link.giver) for pair in proposal.pairs]


def why_not(proposal) -> dict[str, str]:
    return {one.seeker: one.reason.code for one in proposal.unmet}


def test_the_greater_need_goes_first_where_there_is_one_place() -> None:
    proposal = propose(exchange(ask("a", 3), ask("b", 1), give("g")), PLAIN)
    assert who(proposal) == [("b", "g")]
    assert (proposal.need_met, proposal.proof.optimal, proposal.proof.gap) == (3, True, 0)
    assert why_not(proposal) == {"a": "givers-full"}


def test_all_are_served_where_the_best_pair_first_would_leave_one_out() -> None:
    # a is nearest to g, but b has nobody else
    places = {"a": 0.0, "b": 0.3, "g": 0.1, "h": -0.6}
    communities = tuple(Community(c, latitude=13 + y, longitude=99) for c, y in places.items())
    policy = replace(PLAIN, km_per_step=200, farthest=70)
    proposal = propose(
        exchange(ask("a"), ask("b"), give("g"), give("h"), communities=communities), policy
    )
    assert who(proposal) == [("b", "g"), ("a", "h")]
    assert proposal.km == pytest.approx(6371.0088 * 3.14159265 / 180 * 0.8, abs=0.01)


@pytest.mark.parametrize(
    ("reach", "level", "expected", "gap"),
    [("wished", 4, [], 0), ("next", 4, [("a", "g")], 2), ("next", 2, [], 0)],
)
def test_a_giver_stands_where_the_policy_says(reach, level, expected, gap) -> None:
    policy = replace(PLAIN, reach=reach)
    proposal = propose(exchange(ask("a", 2, 5), give("g", level)), policy)
    assert who(proposal) == expected
    assert proposal.need_met == gap


def test_an_indicator_is_counted_in_its_own_steps() -> None:
    topic = Topic("t", lowest=0, highest=100, step=20)
    things = ask("a", 40, 70), give("g", 90)
    assert propose(exchange(*things, topics=(topic,)), PLAIN).need_met == 1.5


def test_load_spreads_guests_over_givers() -> None:
    things = *(ask(c) for c in "abcd"), give("g", 5, 4), give("h", 4, 4)
    assert propose(exchange(*things), replace(PLAIN, load=0.1)).balance.guests == {"g": 2, "h": 2}


def test_a_giver_that_asks_for_something_is_asked_for_something() -> None:
    things = ask("a"), give("g"), give("h"), ask("h", 1, 2, topic="u")
    proposal = propose(exchange(*things), replace(PLAIN, fairness=0.5))
    assert who(proposal) == [("a", "h")]
    assert proposal.balance.only_asked == ("h",)
    assert proposal.balance.gini == 0.5
    assert "own-turn" not in [reason.code for reason in proposal.pairs[0].reasons]


def test_everybody_gets_a_first_visit_before_anybody_a_second() -> None:
    things = (ask("a", 1, topic="t"), ask("a", 1, topic="u"), ask("b", 3, 4, topic="u"))
    givers = give("g", topic="t"), give("g", topic="u")
    assert len({seeker for seeker, _ in who(propose(exchange(*things, *givers), PLAIN))}) == 1
    fair = propose(exchange(*things, *givers), replace(PLAIN, fairness=2.5))
    assert fair.balance.visits == {"a": 1, "b": 1}


def test_limits_of_a_community_hold_over_all_topics() -> None:
    things = [ask("a", topic=t) for t in "tuv"] + [ask("b", topic=t) for t in "tuv"]
    givers = [give("g", 5, 9, topic=t) for t in "tuv"]
    communities = Community("a", visits=1), Community("g", guests=3)
    proposal = propose(exchange(*things, *givers, communities=communities), PLAIN)
    assert proposal.balance.guests == {"g": 3}
    assert proposal.balance.visits["a"] <= 1


@pytest.mark.parametrize(
    ("things", "policy", "code"),
    [
        ([], PLAIN, "nobody-offers"),
        ([give("s", 2)], PLAIN, "nobody-offers"),
        ([give("g", 3)], PLAIN, "none-high-enough"),
        ([Offer("g", "t", 4, willing=False)], PLAIN, "none-willing"),
        ([Offer("g", "t", 4, evidence=0)], PLAIN, "no-evidence"),
        ([give("g")], replace(PLAIN, farthest=50), "too-far"),
        ([give("g")], replace(PLAIN, km_per_step=10), "not-worthwhile"),
        ([give("g", capacity=0)], PLAIN, "givers-full"),
        ([give("g"), give("h", topic="u")], replace(PLAIN, load=9), None),
    ],
)
def test_who_gets_nobody_is_told_why(things, policy, code) -> None:
    communities = (
        Community("s", latitude=13, longitude=99),
        Community("g", latitude=14, longitude=99),
    )
    proposal = propose(exchange(ask("s"), *things, communities=communities), policy)
    assert why_not(proposal).get("s") == code
    for one in proposal.unmet:
        assert THAI.search(one.sentence.th) and one.sentence.en.endswith(".")


def test_a_seeker_whose_visits_are_used_up_and_hosts_that_are_spared_are_told_apart() -> None:
    things = ask("a", 1), ask("a", 3, topic="u"), give("g"), give("g", topic="u")
    used = propose(exchange(*things, communities=(Community("a", visits=1),)), PLAIN)
    assert why_not(used) == {"a": "visits-full"}
    spared = propose(exchange(ask("a"), ask("b"), give("g", 4, 2)), replace(PLAIN, load=3))
    assert list(why_not(spared).values()) == ["givers-spared"]


def test_locked_forbidden_and_closed() -> None:
    things = ask("a", 1), ask("b", 3), give("g"), give("h", 5)
    locked = propose(exchange(*things[:3]), PLAIN, locked=[Link("b", "t", "g")])
    assert who(locked) == [("b", "g")] and locked.pairs[0].locked
    apart = propose(exchange(ask("a"), give("g")), PLAIN, forbidden=[Link("a", "t", "g")])
    assert why_not(apart) == {"a": "kept-apart"}
    closed = propose(exchange(*things[:3]), PLAIN, closed=[("a", "t")])
    assert (who(closed), why_not(closed)) == ([("b", "g")], {"a": "closed"})


def test_guests_of_one_giver_meet_in_groups_as_even_as_can_be() -> None:
    things = *(ask(c) for c in "abcde"), give("g", 5, 9)
    proposal = propose(exchange(*things), replace(PLAIN, group_size=4))
    assert [meeting.guests for meeting in proposal.meetings] == [("a", "b", "c"), ("d", "e")]
    assert [meeting.number for meeting in proposal.meetings] == [1, 2]


@pytest.mark.parametrize(
    ("levels", "capacity", "named"),
    [([3, 3, 3, 4], 1, True), ([3, 3, 3, 4], 3, False), ([1, 1, 1, 4], 1, False),
     ([2, 3, 1, 4], 1, False)],
)  # fmt: skip
def test_herding_in_the_middle_is_named(levels, capacity, named) -> None:
    *low, high = levels
    asks = [ask(c, level, level + 1) for c, level in zip("abc", low, strict=True)]
    herding = propose(exchange(*asks, give("g", high, capacity)), PLAIN).herding
    assert [(h.level, h.there, h.communities, h.seekers, h.places) for h in herding] == (
        [(3, 3, 4, 3, 1)] if named else []
    )
    assert all("3 of 4" in h.sentence.en and "3 ใน 4" in h.sentence.th for h in herding)


def test_a_proposal_says_why_in_both_languages() -> None:
    seeker = replace(KHLONG_TAN, livelihoods=frozenset({"นา", "วัว"}), size=4000)
    giver = replace(BAN_LUEAK, livelihoods=frozenset({"นา"}), size=3500)
    things = Request("740309", "accounts", 2, 4), Offer("700704", "accounts", 4)
    brought = exchange(*things, communities=(seeker, giver), topics=(ACCOUNTS,))
    (pair,) = propose(replace(brought, distances={("700704", "740309"): 60.0})).pairs
    assert pair.sentence.th == (
        "คลองตันไปเรียนรู้เรื่องบัญชีครัวเรือนกับบ้านเลือก: คลองตันอยู่ที่ระดับ 2 อยากไปถึงระดับ 4 "
        "ส่วนบ้านเลือกอยู่ที่ระดับ 4 แล้ว ห่างกันราว 60 กม. ทำมาหากินคล้ายกัน: นา ขนาดชุมชนใกล้เคียงกัน"
    )
    assert pair.sentence.en == (
        "Khlong Tan learns household accounts from Ban Lueak: Khlong Tan stands at level 2 and "
        "wants to reach level 4; Ban Lueak stands at level 4; they are about 60 km apart; "
        "both live on นา; they are of like size."
    )
    assert pair.value == pytest.approx(2 * (1 + 0.5 * (3500 / 4000 + 1 / 2) / 2) - 60 / 200)


def test_it_says_why_not_the_giver_that_suits_better() -> None:
    communities = tuple(
        Community(c, latitude=13 + y, longitude=99)
        for c, y in zip("abgh", (0, 0, 0, 1), strict=True)
    )
    things = ask("a", 1), ask("b", 3), give("g"), give("h")
    proposal = propose(exchange(*things, communities=communities), replace(PLAIN, km_per_step=500))
    codes = {p.link.seeker: [reason.code for reason in p.reasons] for p in proposal.pairs}
    assert sorted("first-full" in own for own in codes.values()) == [False, True]


def test_a_place_that_is_unknown_is_told() -> None:
    (pair,) = propose(exchange(ask("a"), give("g"), communities=(NONG_SARAI,))).pairs
    assert pair.km is None and "place-unknown" in [reason.code for reason in pair.reasons]


@pytest.mark.parametrize("rest", ["stays", "best"])
def test_what_a_move_costs(rest) -> None:
    things = ask("a", 1), ask("b", 3), give("g")
    proposal = propose(exchange(*things), PLAIN)
    cost = cost_of(proposal, Move("b", "t", "g"), rest)
    assert (cost.need, who(cost.proposal)) == (2, [("b", "g")])
    assert cost.sentence.en == (
        "With this move: steps of need no longer met: 2; pairs of which the distance is not known: "
        "2; other requests that lose their giver: 1."
    )
    assert cost.sentence.th == ("ถ้าย้ายแบบนี้ ช่วยกันได้น้อยลง 2 ขั้น มี 2 คู่ที่ยังไม่รู้ระยะทาง อีก 1 คำขอไม่มีคู่")
    back = cost_of(cost.proposal, Move("b", "t", None), "best")
    assert (back.need, who(back.proposal)) == (-2, [("a", "g")])


def test_a_move_below_the_wish_is_refused_in_words() -> None:
    proposal = propose(exchange(ask("a", 1), ask("b", 3, 5), give("g")), PLAIN)
    with pytest.raises(ProblemsFound, match="g stands at level 4, below the level 5"):
        cost_of(proposal, Move("b", "t", "g"))


GOOD = ask("a"), give("g")
PAIR = Link("a", "t", "g")


@pytest.mark.parametrize(
    ("code", "brought", "policy", "hands"),
    [
        ("nothing-asked", exchange(give("g")), PLAIN, {}),
        ("weight", exchange(*GOOD), Policy(load=float("nan")), {}),
        ("weight", exchange(*GOOD), Policy(km_per_step=0), {}),
        ("weight", exchange(*GOOD), Policy(farthest=-1), {}),
        ("group-size", exchange(*GOOD), Policy(group_size=0), {}),
        ("code-repeated", replace(exchange(*GOOD), topics=(Topic("t"),) * 2), PLAIN, {}),
        ("scale", exchange(*GOOD, topics=(Topic("t", step=0),)), PLAIN, {}),
        ("community-unknown", replace(exchange(*GOOD), communities=(Community("a"),)), PLAIN, {}),
        ("topic-unknown", replace(exchange(*GOOD), topics=()), PLAIN, {}),
        ("distance", replace(exchange(*GOOD), distances={("a", "g"): -1}), PLAIN, {}),
        ("place", exchange(*GOOD, communities=(Community("a", latitude=13),)), PLAIN, {}),
        ("count", exchange(*GOOD, communities=(Community("a", visits=-1),)), PLAIN, {}),
        ("count", exchange(ask("a"), give("g", capacity=-2)), PLAIN, {}),
        ("repeated", exchange(*GOOD, ask("a")), PLAIN, {}),
        ("level", exchange(ask("a", float("nan")), give("g")), PLAIN, {}),
        ("level", exchange(ask("a"), give("g", 6)), PLAIN, {}),
        ("wish-not-above", exchange(ask("a", 4, 4), give("g")), PLAIN, {}),
        ("two-levels", exchange(ask("a"), give("a", 3)), PLAIN, {}),
        ("request-unknown", exchange(*GOOD), PLAIN, {"locked": [Link("g", "t", "a")]}),
        ("request-unknown", exchange(*GOOD), PLAIN, {"closed": [("g", "t")]}),
        ("offer-unknown", exchange(*GOOD), PLAIN, {"forbidden": [Link("a", "t", "x")]}),
        ("locked-and-out", exchange(*GOOD), PLAIN, {"locked": [PAIR], "forbidden": [PAIR]}),
        ("locked-to-itself", exchange(ask("a"), give("a", 2)), PLAIN,
         {"locked": [Link("a", "t", "a")]}),
        ("locked-too-low", exchange(ask("a"), give("g", 3)), PLAIN, {"locked": [PAIR]}),
        ("locked-unwilling", exchange(ask("a"), Offer("g", "t", 4, willing=False)), PLAIN,
         {"locked": [PAIR]}),
        ("locked-twice", exchange(*GOOD, give("h")), PLAIN,
         {"locked": [PAIR, Link("a", "t", "h")]}),
        ("locked-too-many", exchange(*GOOD, ask("b")), PLAIN,
         {"locked": [PAIR, Link("b", "t", "g")]}),
    ],
)  # fmt: skip
def test_what_does_not_fit_gets_a_sentence(code, brought, policy, hands) -> None:
    with pytest.raises(ProblemsFound) as raised:
        propose(brought, policy, **hands)
    assert f"matching.{code}" in [problem.code for problem in raised.value.problems]
    for problem in raised.value.problems:
        assert THAI.search(problem.sentence("th")) and problem.sentence("en")
