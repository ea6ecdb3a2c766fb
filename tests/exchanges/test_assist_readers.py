"""Who reads a peer assist, and who does not."""

from __future__ import annotations

import time
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone

from ruamsuk.accounts.models import User
from ruamsuk.communities.models import AuditEntry, Community, Role
from ruamsuk.exchanges.actions import assist as actions
from ruamsuk.exchanges.assist_run import here_token
from ruamsuk.exchanges.models import Assist, AssistNote, Readers, Step
from ruamsuk.exchanges.rules import assist_verbs, followable, readable_assists, readable_steps
from ruamsuk.halls import actions as halls
from ruamsuk.lib.text import LocalText
from tests.cast import Cast, cast, member
from tests.exchanges import assists as makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Cast:
    return cast()


@pytest.fixture
def lead(known: Cast) -> User:
    return known.people[Role.FACILITATOR]


@pytest.fixture
def held(known: Cast, lead: User) -> Assist:
    return makers.assist(lead, known.home, known.other)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def readers_of(known: Cast, held: Assist) -> set[str]:
    people = {**known.people, "organiser": known.organiser, "neighbour": known.neighbour}
    return {
        name
        for name, user in {**people, "outsider": known.outsider}.items()
        if "read" in assist_verbs(user, held)
    }


HOME = set(Role.values)


@pytest.mark.parametrize(
    ("readers", "expected"),
    [
        (Readers.PRESENT, {Role.FACILITATOR}),
        (Readers.PLACE, HOME | {"neighbour"}),
        (Readers.NETWORK, HOME | {"neighbour", "organiser"}),
        (Readers.PUBLIC, HOME | {"neighbour", "organiser", "outsider"}),
    ],
)
def test_readers(known: Cast, held: Assist, readers: str, expected: set[str]) -> None:
    Assist.objects.update(readers=readers)
    held.refresh_from_db()
    assert readers_of(known, held) == expected
    users = [*known.people.values(), known.organiser, known.neighbour, known.outsider]
    step = makers.step(held)
    for user in users:
        reads = "read" in assist_verbs(user, held)
        assert readable_assists(user, known.network).filter(pk=held.pk).exists() == reads
        steps = readable_steps(user, Step.objects.filter(pk=step.pk)).exists()
        assert steps == ("steps" in assist_verbs(user, held)), user


def test_what_is_kept_to_those_present_nobody_else_finds(known: Cast, held: Assist) -> None:
    note, step = makers.note(held, "เรื่องลับของเรา"), makers.step(held, "ขั้นลับของเรา")
    asked = makers.follow_up(held, happened="ผลลับของเรา", answered=timezone.now())
    third = member(community_in(known), Role.COORDINATOR, "elsewhere")
    secrets = [note.text, step.text, asked.happened, held.purpose]
    for user in (known.organiser, third, known.neighbour, known.outsider):
        client = as_(user)
        for url in (f"/assists/{held.pk}/", f"/follow-ups/{asked.pk}/"):
            assert client.get(url).status_code == 404, (user, url)
        for url in ("/n/west/assists/", "/n/west/follow-ups/", "/c/700704/audit/", "/n/west/"):
            page = client.get(url).content.decode()
            assert not [one for one in secrets if one in page], (user, url)
        assert not followable(user, known.network).exists()


def community_in(known: Cast) -> Community:
    return Community.objects.create(
        slug="third", name=LocalText("สาม"), network=known.network, tambon=known.home.tambon
    )


def test_that_it_took_place_the_network_sees(known: Cast, held: Assist) -> None:
    page = as_(known.organiser).get("/n/west/assists/").content.decode()
    assert "บ้านเลือก" in page and "หนองสาหร่าย" in page
    assert f"/assists/{held.pk}/" not in page
    assert as_(known.outsider).get("/n/west/assists/").status_code == 404


def test_leading_a_hall_shows_no_more_than_being_there(known: Cast, held: Assist) -> None:
    lead = known.people[Role.FACILITATOR]
    makers.note(held, "เรื่องลับของเรา", stage=Assist.Stage.PURPOSE)
    actions.go(lead, held, Assist.Stage.PURPOSE)
    hall = actions.open_hall(lead, held)
    halls.show(lead, hall, "assist", actions.about_of(held.pk, "purpose"))
    for url in (f"/halls/{hall.pk}/board/", f"/halls/{hall.pk}/board/now/", f"/halls/{hall.pk}/"):
        page = as_(known.organiser).get(url)
        assert page.status_code == 200
        assert "เรื่องลับ" not in page.content.decode() and held.purpose not in page.content.decode()
    assert "เรื่องลับ" in as_(lead).get(f"/halls/{hall.pk}/board/").content.decode()


def test_those_there_come_in_by_the_link_while_it_runs(known: Cast, held: Assist) -> None:
    url, client = f"/assists/here/{here_token(held)}/", as_(known.neighbour)
    assert client.post(url).status_code == 200, "it does not run yet"
    assert not held.present.filter(pk=known.neighbour.pk).exists()
    actions.go(known.people[Role.FACILITATOR], held, Assist.Stage.PURPOSE)
    assert client.post(url).status_code == 302
    assert client.get(f"/assists/{held.pk}/").status_code == 200
    assert client.post(f"/assists/{held.pk}/go/", {"stage": "close"}).status_code == 404
    assert client.get("/assists/here/1-forged/").status_code == 404
    assert as_(known.outsider).post(url).status_code == 404, "nobody of the network"


def test_the_link_for_those_there_does_not_outlast_the_meeting(known: Cast, held: Assist) -> None:
    lead = known.people[Role.FACILITATOR]
    with mock.patch("time.time", return_value=time.time() - 7 * 3600):
        url = f"/assists/here/{here_token(held)}/"
    actions.go(lead, held, Assist.Stage.PURPOSE)
    actions.finish(lead, held)
    actions.reopen(lead, held)
    assert as_(known.neighbour).post(url).status_code == 404
    assert not held.present.filter(pk=known.neighbour.pk).exists()
    assert as_(known.neighbour).post(f"/assists/here/{here_token(held)}/").status_code == 302


def test_who_leads_it_cannot_be_anyone_who_was_not_there(known: Cast, held: Assist) -> None:
    for user in (known.organiser, known.people[Role.COORDINATOR]):
        for what in ("go", "present", "edit", "hall"):
            assert as_(user).post(f"/assists/{held.pk}/{what}/", {}).status_code == 404


def test_notes_say_nobody(known: Cast, held: Assist) -> None:
    names = {field.name for field in AssistNote._meta.get_fields()}
    assert names == {"id", "assist", "stage", "text", "community", "at", "withdrawn"}


def test_the_trail_holds_no_word_of_what_is_said(known: Cast, held: Assist, lead: User) -> None:
    actions.go(lead, held, Assist.Stage.PURPOSE)
    actions.finish(lead, held)
    for entry in AuditEntry.objects.all():
        assert held.purpose[:20] not in f"{entry.target}{entry.details}"
