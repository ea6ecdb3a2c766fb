from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from ruamsuk.accounts.models import User
from ruamsuk.communities.actions import people
from ruamsuk.communities.models import AuditEntry, Membership, Role
from tests.cast import Cast, cast, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Cast:
    return cast()


def in_home(known: Cast, role: str) -> Membership:
    return Membership.objects.get(user=known.people[role], community=known.home)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("who", "status", "manages"),
    [
        ("coordinator", 200, True),
        ("facilitator", 200, False),
        ("collector", 200, False),
        ("mentor", 200, False),
        ("member", 200, False),
        ("viewer", 404, False),
        ("outsider", 404, False),
    ],
)
def test_who_sees_the_people(known: Cast, who: str, status: int, manages: bool) -> None:
    person = known.people.get(who, known.outsider)
    people.invite(known.organiser, known.home, Role.MEMBER, note="ความลับของผู้ประสานงาน")
    page = signed_in(person).get(reverse("community_people", args=[known.home.slug]))
    assert page.status_code == status
    assert ("ความลับของผู้ประสานงาน" in page.content.decode()) == manages
    for name in ("member", "member_remove"):
        page = signed_in(person).get(reverse(name, args=[in_home(known, "collector").pk]))
        own = name == "member_remove" and who == "collector"
        assert page.status_code == (200 if manages or own else 404)


def test_the_list_asks_few_questions(
    known: Cast, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(20):
        member(known.home, Role.MEMBER, f"one-more-{number}")
    client = signed_in(known.people["coordinator"])
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(reverse("community_people", args=[known.home.slug]))


@pytest.mark.parametrize(
    ("by", "whose", "role", "refused"),
    [
        ("coordinator", "member", "collector", None),
        ("coordinator", "collector", "viewer", None),
        ("coordinator", "coordinator", "member", "own"),
        ("organiser", "coordinator", "facilitator", "last"),
        ("organiser", "coordinator", "coordinator", None),
    ],
)
def test_changing_roles(known: Cast, by: str, whose: str, role: str, refused: str | None) -> None:
    person = known.people.get(by, known.organiser)
    membership = in_home(known, whose)
    if refused:
        with pytest.raises(ValidationError) as problem:
            people.change_role(person, membership, role)
        assert problem.value.code == refused
        assert in_home(known, whose).role == whose
    else:
        people.change_role(person, membership, role)
        assert in_home(known, whose).role == role
        line = AuditEntry.objects.get(verb="member.changed")
        assert (line.details["old"], line.details["new"]) == (whose, role)


@pytest.mark.parametrize("by", ["facilitator", "collector", "viewer", "neighbour", "outsider"])
def test_only_coordinators_give_and_take_roles(known: Cast, by: str) -> None:
    strangers = {"neighbour": known.neighbour, "outsider": known.outsider}
    person = strangers.get(by) or known.people[by]
    with pytest.raises(PermissionDenied):
        people.change_role(person, in_home(known, "member"), Role.VIEWER)
    with pytest.raises(PermissionDenied):
        people.remove_member(person, in_home(known, "member"))


def test_the_last_coordinator_stays(known: Cast) -> None:
    client = signed_in(known.people["coordinator"])
    address = reverse("member_remove", args=[in_home(known, "coordinator").pk])
    assert "ผู้ประสานงานคนสุดท้าย" in client.post(address).content.decode()
    member(known.home, Role.COORDINATOR, "second")
    assert client.post(address)["Location"] == reverse("home")
    assert not Membership.objects.filter(user=known.people["coordinator"]).exists()
    assert AuditEntry.objects.filter(verb="member.left").count() == 1


def test_removing_asks_first(known: Cast) -> None:
    client = signed_in(known.people["coordinator"])
    membership = in_home(known, "viewer")
    address = reverse("member_remove", args=[membership.pk])
    client.get(address)
    assert Membership.objects.filter(pk=membership.pk).exists()
    client.post(address)
    assert not Membership.objects.filter(pk=membership.pk).exists()
    assert AuditEntry.objects.get(verb="member.removed").details["role"] == "viewer"


def test_a_refusal_is_shown_beside_the_form(known: Cast) -> None:
    client = signed_in(known.organiser)
    address = reverse("member", args=[in_home(known, "coordinator").pk])
    page = client.post(address, {"role": "member"}).content.decode()
    assert "ผู้ประสานงานคนสุดท้าย" in page
    assert in_home(known, "coordinator").role == "coordinator"


@pytest.mark.parametrize(
    ("by", "role", "given"),
    [
        ("coordinator", "collector", True),
        ("organiser", "member", True),
        ("organiser", "collector", False),
        ("organiser", "coordinator", False),
    ],
)
def test_roles_that_see_households_are_the_communitys_to_give(
    known: Cast, by: str, role: str, given: bool
) -> None:
    person = known.organiser if by == "organiser" else known.people[by]
    client = signed_in(person)
    typed = {"role": role, "most": "1", "days": "7"}
    invited = client.post(reverse("community_invite", args=[known.home.slug]), typed)
    changed = client.post(reverse("member", args=[in_home(known, "viewer").pk]), {"role": role})
    for response in (invited, changed):
        assert (response.status_code == 302) is given
        assert ("เห็นข้อมูลรายครัวเรือน" in response.content.decode()) is not given


def test_of_two_first_coordinators_only_one_comes_by_the_networks_word(known: Cast) -> None:
    Membership.objects.filter(community=known.home).delete()
    other = User.objects.create(username="other", display_name="อีกคน")
    colleague = User.objects.create(username="colleague", display_name="ผู้ร่วมประสานงาน")
    Membership.objects.create(user=colleague, network=known.network, role=Role.COORDINATOR)
    givers = (known.organiser, colleague)
    first, second = (people.invite(by, known.home, Role.COORDINATOR)[0] for by in givers)
    people.accept(known.outsider, first)
    with pytest.raises(ValidationError) as refused:
        people.accept(other, second)
    assert refused.value.code == "giver"
    assert not Membership.objects.filter(user=other).exists()


def test_an_invitation_ends_with_the_right_of_its_maker(known: Cast) -> None:
    coordinator = known.people["coordinator"]
    made, _secret = people.invite(coordinator, known.home, Role.MEMBER)
    Membership.objects.filter(user=coordinator).update(role=Role.MEMBER)
    with pytest.raises(ValidationError):
        people.accept(known.outsider, made)


def test_the_network_gives_a_community_its_first_coordinator(known: Cast) -> None:
    made, _secret = people.invite(known.organiser, known.other, Role.COORDINATOR)
    first = people.accept(known.outsider, made)
    assert first.role == Role.COORDINATOR
    with pytest.raises(ValidationError):
        people.invite(known.organiser, known.other, Role.COORDINATOR)
