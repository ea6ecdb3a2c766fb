"""The way of a framework: started, edited, proposed, voted on, amended."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from ruamsuk.communities.models import AuditEntry
from ruamsuk.indicators import actions
from ruamsuk.indicators.actions import Clash
from ruamsuk.indicators.ballots import outcome
from ruamsuk.indicators.document import move, part, put, remove
from ruamsuk.indicators.models import Framework, Poll, Version
from ruamsuk.indicators.series import lineage, series, threads
from ruamsuk.lib.problem import ProblemsFound
from ruamsuk.lib.text import LocalText

from .. import cast

pytestmark = pytest.mark.django_db
State = Version.State


@pytest.fixture
def home():
    return cast.cast()


@pytest.fixture
def by(home):
    return home.people["facilitator"]


@pytest.fixture
def version(home, by):
    return actions.start(by, home.home, "gvh", LocalText("ความสุขของเรา"))


def retitle(version, name, words):
    content = {**part(version.document, "indicator", name), "title": words}
    goal = version.definition.goal_of(indicator(version, name)).id
    return lambda document: put(document, "indicator", name, content, goal)


def indicator(version, name):
    return next(one for one in version.definition.indicators if one.id == name)


def agreed(by, version):
    actions.propose(by, version)
    poll = actions.open_poll(by, version, Poll.Way.HANDS, Poll.Rule.MAJORITY)
    actions.close_poll(by, poll, yes=9, no=1)
    return Version.objects.get(pk=version.pk)


def test_starting(home, by, version) -> None:
    again = actions.start(by, home.home, "gvh")
    assert [one.key for one in Framework.objects.for_community(home.home)] == ["gvh", "gvh-2"]
    assert version.definition.title == LocalText("ความสุขของเรา")
    assert again.definition.framework == "gvh-2"
    assert home.home.frameworks.first().agreed is None


@pytest.mark.parametrize("role", ["viewer", "mentor", "member", "collector"])
def test_who_may_not_start(home, role) -> None:
    with pytest.raises(PermissionDenied):
        actions.start(home.people[role], home.home, "gvh")


def test_a_document_with_problems_starts_nothing(home, by) -> None:
    with pytest.raises(ProblemsFound):
        actions.start(by, home.home, {"framework": "x", "title": "x", "goals": []})
    assert not Framework.objects.exists()


def test_edits_are_undone_one_after_the_other(by, version) -> None:
    first = version.document
    now = actions.change(by, version, lambda d: remove(d, "goal", "health"), "goal", "health")
    now = actions.change(by, now, lambda d: move(d, "goal", "family", -1), "goal", "family")
    assert [goal.id for goal in now.definition.goals][:2] == ["family", "economy"]
    assert actions.undo(by, now).definition.goals[0].id == "economy"
    assert actions.undo(by, now).document == first
    assert actions.undo(by, now).document == first  # nothing left to undo


def test_two_editors_of_different_parts_both_win(by, version) -> None:
    one, two = (retitle(version, name, name.upper()) for name in ("health-score", "economy-score"))
    seen = version.revision
    actions.change(by, version, one, "indicator", "health-score", seen)
    now = actions.change(by, version, two, "indicator", "economy-score", seen)
    assert {indicator(now, name).title.th for name in ("health-score", "economy-score")} == {
        "HEALTH-SCORE",
        "ECONOMY-SCORE",
    }


def test_the_second_editor_of_the_same_part_is_told(by, version) -> None:
    seen = version.revision
    actions.change(
        by, version, retitle(version, "health-score", "A"), "indicator", "health-score", seen
    )
    with pytest.raises(Clash) as clash:
        actions.change(
            by, version, retitle(version, "health-score", "B"), "indicator", "health-score", seen
        )
    now = clash.value.version
    assert indicator(now, "health-score").title.th == "A"
    now = actions.change(
        by, now, retitle(version, "health-score", "B"), "indicator", "health-score", now.revision
    )
    assert indicator(now, "health-score").title.th == "B"


VOTES = [
    # rule, quorum, yes, no, abstain, passes
    ("majority", 0, 1, 0, 0, True),
    ("majority", 0, 5, 5, 0, False),
    ("majority", 10, 6, 3, 0, False),
    ("majority", 10, 6, 3, 1, True),
    ("majority", 0, 0, 0, 5, False),
    ("two-thirds", 0, 4, 2, 9, True),
    ("two-thirds", 0, 3, 2, 0, False),
    ("consensus", 0, 1, 0, 9, True),
    ("consensus", 0, 99, 1, 0, False),
    ("consensus", 0, 0, 0, 0, False),
]


@pytest.mark.parametrize(("rule", "quorum", "yes", "no", "abstain", "passes"), VOTES)
def test_rule_and_quorum(rule, quorum, yes, no, abstain, passes) -> None:
    poll = Poll(rule=rule, quorum=quorum, yes=yes, no=no, abstain=abstain)
    found = outcome(poll)
    assert found.passed == passes
    assert found.sentence.th.startswith("ที่ประชุมเห็นชอบ" if passes else "ที่ประชุมไม่เห็นชอบ")


def test_the_way_to_an_agreed_version(home, by, version) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.open_poll(by, version, "hands", "majority")
    assert refused.value.code == "state"
    actions.propose(by, version)
    poll = actions.open_poll(by, version, "hands", "two-thirds", 5)
    with pytest.raises(ValidationError):  # one open poll
        actions.open_poll(by, version, "hands", "majority")
    with pytest.raises(ValidationError):  # nothing changes while people vote
        actions.change(by, version, lambda d: remove(d, "goal", "health"), "goal", "health")
    assert actions.close_poll(by, poll, yes=1, no=4).outcome is False
    assert actions.close_poll(by, poll, yes=5).yes == 1  # closing again is harmless
    assert Version.objects.get().state == State.REJECTED
    done = agreed(by, version)
    assert (done.state, done.framework.agreed) == (State.AGREED, done)
    assert done.agreed_on is not None
    verbs = AuditEntry.objects.filter(community=home.home).values_list("verb", flat=True)
    assert {"version.started", "version.proposed", "poll.opened", "poll.closed"} <= set(verbs)


def test_phones_vote_once_each_until_it_is_closed(by, version) -> None:
    actions.propose(by, version)
    poll = actions.open_poll(by, version, "phones", "majority")
    assert len(poll.code) == 8
    for voter, choice in [("a", "yes"), ("b", "no"), ("b", "yes"), ("c", "abstain")]:
        actions.vote(poll, voter, choice)
    closed = actions.close_poll(by, poll, no=50)  # hands do not count here
    assert (closed.yes, closed.no, closed.abstain, closed.outcome) == (2, 0, 1, True)
    with pytest.raises(ValidationError) as refused:
        actions.vote(poll, "d", "no")
    assert refused.value.code == "closed"


def test_comments(home, by, version) -> None:
    said = actions.comment(home.people["member"], version, "ดี", "health-score")
    with pytest.raises(PermissionDenied):
        actions.comment(home.people["viewer"], version, "?")
    with pytest.raises(PermissionDenied):
        actions.withdraw(by, said)
    actions.withdraw(home.people["member"], said)
    assert (said.text, said.withdrawn) == ("", True)


def test_series_go_on_break_or_are_asked_about(by, version) -> None:
    done = agreed(by, version)
    new = actions.amend(by, done)
    assert actions.amend(by, done) == new  # one next version at a time
    assert (new.number, new.definition.version, new.based_on) == (2, 2, done)
    assert set(series(new).values()) == set(series(new))

    counted = {**part(new.document, "indicator", "health-score"), "value": "health_score * 2"}
    new = actions.change(
        by,
        new,
        lambda d: put(d, "indicator", "health-score", counted, "health"),
        "indicator",
        "health-score",
    )
    new = actions.change(
        by, new, retitle(new, "economy-score", "ใหม่"), "indicator", "economy-score"
    )
    links = {thread.indicator.id: thread.link for thread in threads(new)}
    assert (links["health-score"], links["economy-score"]) == ("asks", "goes on")
    with pytest.raises(ValidationError) as refused:
        actions.propose(by, new)
    assert refused.value.code == "series"

    new = actions.link(by, new, {**series(new), "health-score": None})
    assert {thread.indicator.id: thread.link for thread in threads(new)}["health-score"] == "breaks"
    new = actions.link(by, new, {**series(new), "health-score": "health-score"})
    assert [(one.number, ids["health-score"]) for one, ids in lineage(new)] == [(1, "health-score")]
    assert agreed(by, new).framework.agreed == new


def test_what_was_said_of_a_series_is_asked_again_once_it_counts_something_else(
    by, version
) -> None:
    new = actions.amend(by, agreed(by, version))
    new = actions.link(by, new, series(new))
    counted = {**part(new.document, "indicator", "health-score"), "value": "health_score * 2"}
    new = actions.change(
        by,
        new,
        lambda d: put(d, "indicator", "health-score", counted, "health"),
        "indicator",
        "health-score",
    )
    assert "health-score" not in new.mapping and "economy-score" in new.mapping


def _as_proposed(by, version):
    actions.propose(by, version)


def _as_voting(by, version):
    actions.propose(by, version)
    actions.open_poll(by, version, "hands", "majority")


def _as_rejected(by, version):
    actions.propose(by, version)
    poll = actions.open_poll(by, version, "hands", "majority")
    actions.close_poll(by, poll, yes=1, no=9)


@pytest.mark.parametrize(
    ("become", "gone"),
    [
        (lambda by, version: None, True),
        (_as_proposed, True),
        (_as_rejected, True),
        (_as_voting, False),
        (agreed, False),
        (lambda by, version: actions.amend(by, agreed(by, version)), False),
    ],
)
def test_what_was_never_agreed_can_be_thrown_away(home, by, version, become, gone) -> None:
    become(by, version)
    actions.comment(by, version, "ดี")
    newest = version.framework.versions.last()
    with pytest.raises(PermissionDenied):
        actions.discard(home.people["member"], newest)
    if gone:
        actions.discard(by, newest)
        entry = AuditEntry.objects.get(verb="version.discarded")
        assert (entry.target, entry.community) == ("ความสุขของเรา", home.home)
    else:
        with pytest.raises(ValidationError):
            actions.discard(by, newest)
    assert Framework.objects.exists() != gone
