"""The API on forums, steps and peer assists: the same readers as on the pages."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.assessments import makers as assessments
from tests.cast import Cast, cast
from tests.exchanges import assists, helping, makers, written
from tests.web.api import Asker, program

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import Role
from ruamsuk.exchanges.models import Assist, Forum, Readers, Step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_history() -> None:
    cache.clear()


@pytest.fixture
def known() -> Cast:
    return cast()


def status(asker: Asker, path: str) -> int:
    return int(asker.get(path).status_code)


def everyone(known: Cast) -> dict[str, Asker]:
    people: dict[str, User] = {
        "member": known.people[Role.MEMBER],
        "facilitator": known.people[Role.FACILITATOR],
        "organiser": known.organiser,
        "neighbour": known.neighbour,
        "outsider": known.outsider,
    }
    return {"nobody": Asker(), **{name: program(one, "read") for name, one in people.items()}}


def words(answer: Any) -> str:
    """All that an answer says, as people read it."""
    return json.dumps(answer.json(), ensure_ascii=False)


def may(known: Cast, path: str) -> set[str]:
    return {name for name, asker in everyone(known).items() if status(asker, path) == 200}


PLACE = {"member", "facilitator", "organiser"}
NETWORK = PLACE | {"neighbour"}


@pytest.mark.parametrize("what", ["cases", "decisions", "minutes"])
@pytest.mark.parametrize(
    ("readers", "found"),
    [(Readers.PRESENT, set()), (Readers.PLACE, PLACE), (Readers.NETWORK, NETWORK)],
)
def test_what_is_written_down_is_for_its_readers(
    known: Cast, what: str, readers: str, found: set[str]
) -> None:
    forum = makers.forum(known.home, readers=readers)
    written.everything(forum, known.home)
    assert may(known, f"/forums/{forum.pk}/{what}") == found


def test_stories_decisions_and_minutes_are_told_whole(known: Cast) -> None:
    forum = makers.forum(known.network)
    written.everything(forum, known.home)
    decision = forum.decisions.get()
    written.step(forum, decision=decision)
    asker = program(known.people[Role.MEMBER])
    (case,) = asker.get(f"/forums/{forum.pk}/cases").json()
    assert (case["community"], case["succeeded"]["th"]) == ("700704", "หนี้หมดในสามปี")
    (decided,) = asker.get(f"/forums/{forum.pk}/decisions").json()
    assert decided["steps"] == [decision.steps.get().pk]
    minutes = asker.get(f"/forums/{forum.pk}/minutes").json()
    assert [one["number"] for one in minutes] == [2, 1]


def test_from_outside_only_agreed_minutes_that_name_nobody(known: Cast) -> None:
    known.network.public = True
    known.network.save()
    forum = makers.forum(known.network, readers=Readers.PUBLIC)
    written.minutes(forum)
    written.minutes(forum, agreed_on=written.DUE)
    written.minutes(forum, agreed_on=written.DUE, named=False)
    path = f"/forums/{forum.pk}/minutes"
    assert [one["number"] for one in Asker().get(path).json()] == [3]
    assert len(program(known.organiser).get(path).json()) == 3


def test_steps_of_a_place_by_state_and_page(known: Cast) -> None:
    forum = makers.forum(known.network)
    days = [datetime.timedelta(days=n) for n in range(3)]
    steps = [written.step(forum, due=written.DUE + n, community=known.home) for n in days]
    Step.objects.filter(pk=steps[0].pk).update(state="done")
    asker = program(known.organiser)

    def found(path: str, **query: Any) -> list[int]:
        return [one["id"] for one in asker.get(path, **query).json()]

    first, second, third = (one.pk for one in steps)
    assert found("/networks/west/steps") == [first, second, third]
    assert found("/communities/700704/steps", state="open") == [second, third]
    assert found("/networks/west/steps", offset=1, limit=1) == [second]
    assert asker.get("/networks/west/steps", state="gone").status_code == 422
    assert may(known, "/communities/700704/steps") == PLACE


def test_long_lists_come_in_portions(known: Cast) -> None:
    practice = assessments.first(assessments.table(known.organiser, known.network))
    sitting = assessments.sitting(known.organiser, practice.table, [known.home, known.other])
    for one in (known.home, known.other):
        makers.forum(known.network)
        held = assists.assist(known.organiser, one, readers="network")
        assists.follow_up(held)
        helping.request(one, practice)
        helping.offer(one, practice)
        assessments.agreed(sitting, practice, one, 2, 4)
    asker = program(known.organiser)
    for what in ("forums", "assists", "follow-ups", "requests", "offers", "levels"):
        path = f"/networks/west/{what}"
        first, second = asker.get(path).json()
        assert asker.get(path, limit=1).json() == [first]
        assert asker.get(path, offset=1).json() == [second]
        assert asker.get(path, limit=1001).status_code == 422


def test_names_are_for_those_who_belong(known: Cast) -> None:
    known.network.public = True
    known.network.save()
    step = written.step(makers.forum(known.network, readers=Readers.PUBLIC), owner="สมหญิง")
    for path in (f"/steps/{step.pk}", "/networks/west/steps"):
        assert "สมหญิง" not in words(Asker().get(path))
        assert "สมหญิง" in words(program(known.organiser).get(path))


@pytest.mark.parametrize(
    ("who", "scopes", "answer"),
    [
        ("facilitator", ("read", "write"), 200),
        ("facilitator", ("read",), 403),
        ("member", ("read", "write"), 404),
        ("outsider", ("read", "write"), 404),
    ],
)
def test_whoever_may_tells_what_has_happened(
    known: Cast, who: str, scopes: tuple[str, ...], answer: int
) -> None:
    step = written.step(makers.forum(known.home), community=known.home)
    person = known.outsider if who == "outsider" else known.people[Role(who)]
    asker = program(person, *scopes)
    said = {"told": " ปลูกแล้ว ", "state": "done", "revision": step.revision}
    assert asker.post(f"/steps/{step.pk}/told", **said).status_code == answer
    step.refresh_from_db()
    assert (step.told, step.state) == (("ปลูกแล้ว", "done") if answer == 200 else ("", "open"))


def test_two_who_tell_at_once_lose_nothing(known: Cast) -> None:
    step = written.step(makers.forum(known.home), community=known.home)
    asker = program(known.people[Role.FACILITATOR])
    said = {"state": "open", "revision": step.revision}
    first = asker.post(f"/steps/{step.pk}/told", told="คนแรก", **said)
    assert first.json()["revision"] == step.revision + 1
    second = asker.post(f"/steps/{step.pk}/told", told="คนที่สอง", **said)
    assert (second.status_code, second.json()["problems"][0]["code"]) == (409, "changed-meanwhile")
    for wrong in ({"state": "burnt"}, {"told": "x" * 2001}):
        assert asker.post(f"/steps/{step.pk}/told", **said | wrong).status_code == 422
    step.refresh_from_db()
    assert step.told == "คนแรก"


def assisted(known: Cast, readers: str) -> Assist:
    """A peer assist of the home community, helped by the other, with all that comes of it."""
    by = known.people[Role.FACILITATOR]
    made = assists.assist(by, known.home, known.other, readers=readers)
    assists.note(made, "เล่ากันตรงนี้")
    assists.note(made, "เอาออกแล้ว", withdrawn=True)
    assists.step(made)
    assists.follow_up(made, tried="ลองแล้ว", answered=timezone.now())
    return made


def test_a_peer_assist_is_read_by_its_readers_and_known_by_the_network(known: Cast) -> None:
    made = assisted(known, Readers.PRESENT)
    made.present.add(known.people[Role.MEMBER])
    there = {"member", "facilitator"}
    assert may(known, f"/assists/{made.pk}") == there
    for path in ("/networks/west/assists", "/communities/700704/assists"):
        answers = {name: asker.get(path) for name, asker in everyone(known).items()}
        seen = {name: one for name, one in answers.items() if one.status_code == 200}
        assert set(seen) == (NETWORK if "networks" in path else PLACE)
        assert {name for name, one in seen.items() if one.json()[0]["readable"]} == there
        assert not any(assists.PURPOSE in words(one) for one in seen.values())


def test_a_shared_peer_assist_is_told_whole(known: Cast) -> None:
    made = assisted(known, Readers.NETWORK)
    assert may(known, f"/assists/{made.pk}") == NETWORK
    found = program(known.neighbour, "read").get(f"/assists/{made.pk}").json()
    assert [one["text"] for one in found["notes"]] == ["เล่ากันตรงนี้"]
    assert [one["text"] for one in found["steps"]] == ["เปิดบัญชีเยาวชน"]
    assert [one["tried"] for one in found["follow_ups"]] == ["ลองแล้ว"]


def test_follow_ups_are_for_those_who_may_read_the_steps(known: Cast) -> None:
    assisted(known, Readers.PRESENT)
    own = everyone(known)
    assert "ลองแล้ว" in words(own["member"].get("/communities/700704/follow-ups"))
    assert own["neighbour"].get("/networks/west/follow-ups").json() == []
    assert own["organiser"].get("/communities/700704/follow-ups").json() == []
    for path in ("/communities/700704/follow-ups", "/networks/west/follow-ups"):
        assert {status(own[name], path) for name in ("nobody", "outsider")} == {404}


def test_a_token_reaches_nothing_without_read(known: Cast) -> None:
    forum: Forum = makers.forum(known.home)
    made = assisted(known, Readers.NETWORK)
    asker = program(known.people[Role.FACILITATOR], "write")
    paths = [f"/forums/{forum.pk}/cases", f"/assists/{made.pk}", "/networks/west/steps"]
    assert {status(asker, path) for path in paths} == {403}
