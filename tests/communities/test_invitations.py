from __future__ import annotations

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from ruamsuk.accounts.models import User
from ruamsuk.communities.actions import people
from ruamsuk.communities.models import AuditEntry, Community, Invitation, Membership, Network, Role
from tests.cast import PASSWORD, Cast, cast, user

pytestmark = pytest.mark.django_db

AGO = timezone.now() - datetime.timedelta(minutes=1)


@pytest.fixture
def known() -> Cast:
    return cast()


def somebody(known: Cast, who: str) -> User:
    others = {
        "organiser": known.organiser,
        "neighbour": known.neighbour,
        "outsider": known.outsider,
    }
    return others.get(who) or known.people[who]


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("who", "home", "other", "network"),
    [
        # who may invite into the community, another one, and the network
        ("coordinator", True, False, False),
        ("facilitator", False, False, False),
        ("collector", False, False, False),
        ("mentor", False, False, False),
        ("member", False, False, False),
        ("viewer", False, False, False),
        ("organiser", True, True, True),
        ("neighbour", False, False, False),
        ("outsider", False, False, False),
    ],
)
def test_who_may_invite(known: Cast, who: str, home: bool, other: bool, network: bool) -> None:
    person = somebody(known, who)
    client = signed_in(person)
    for place, may in ((known.home, home), (known.other, other), (known.network, network)):
        kind = "network" if isinstance(place, Network) else "community"
        page = client.get(reverse(f"{kind}_invite", args=[place.slug]))
        assert page.status_code == (200 if may else 404)
        if may:
            made, _secret = people.invite(person, place, Role.MEMBER)
            assert made.state == Invitation.State.OPEN
        else:
            with pytest.raises(PermissionDenied):
                people.invite(person, place, Role.MEMBER)


def test_the_link_is_shown_with_its_code_to_whoever_made_it(known: Cast) -> None:
    client = signed_in(known.people["coordinator"])
    typed = {"role": "collector", "note": "ป้าแดง", "most": "2", "days": "7"}
    made = client.post(reverse("community_invite", args=[known.home.slug]), typed)
    page = client.get(made["Location"]).content.decode()
    link = re.search(r'value="(http://testserver/join/[^"]+)"', page)
    assert link and "<svg" in page and "style=" not in page
    invitation = Invitation.objects.get(note="ป้าแดง")
    assert Invitation.objects.of(link[1].split("/")[-2]) == invitation
    assert link[1].split("/")[-2] not in str(Invitation.objects.values())
    colleague = signed_in(known.organiser)
    assert colleague.get(made["Location"]).status_code == 404


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"role": "king"}, "role"),
        ({"most": "0"}, "most"),
        ({"most": "501"}, "most"),
        ({"most": "many"}, "most"),
        ({"days": "0"}, "days"),
        ({"days": "91"}, "days"),
        ({"note": "x" * 101}, "note"),
    ],
)
def test_what_is_typed_wrong_is_told_and_kept(
    known: Cast, typed: dict[str, str], wrong: str
) -> None:
    client = signed_in(known.people["coordinator"])
    whole = {"role": "member", "note": "ประชุมหมู่ 3", "most": "40", "days": "14", **typed}
    page = client.post(reverse("community_invite", args=[known.home.slug]), whole)
    assert page.context["form"].errors.keys() == {wrong}
    assert whole["note"] in page.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"expires": AGO}, "หมดอายุแล้ว"),
        ({"revoked": AGO}, "คำเชิญนี้ถูก"),
        ({"uses": 1}, "ใช้ครบแล้ว"),
    ],
)
def test_an_invitation_that_is_closed_says_why(
    known: Cast, state: dict[str, object], words: str
) -> None:
    invitation, secret = people.invite(known.organiser, known.home, Role.MEMBER)
    Invitation.objects.filter(pk=invitation.pk).update(**state)
    address = reverse("invitation", args=[secret])
    for client in (Client(), signed_in(known.outsider)):
        assert words in client.get(address).content.decode()
        assert words in client.post(address).content.decode()
    assert not Membership.objects.filter(user=known.outsider).exists()
    assert Client().get(reverse("account_signup")).status_code == 200
    closed = Client()
    closed.post(address)
    assert "username" not in closed.get(reverse("account_signup")).content.decode()


def test_a_link_that_is_no_invitation(known: Cast) -> None:
    answer = Client().get(reverse("invitation", args=["guess"]))
    assert answer.status_code == 404
    assert "ไม่พบคำเชิญนี้" in answer.content.decode()


@pytest.mark.parametrize(
    ("has", "offered", "gets", "uses"),
    [
        (None, "member", "member", 1),
        ("viewer", "collector", "collector", 1),
        ("coordinator", "member", "coordinator", 0),
        ("collector", "collector", "collector", 0),
        ("mentor", "facilitator", "facilitator", 1),
    ],
)
def test_a_role_is_raised_and_never_lowered(
    known: Cast, has: str | None, offered: str, gets: str, uses: int
) -> None:
    person = known.people[has] if has else known.outsider
    invitation, secret = people.invite(known.people["coordinator"], known.home, offered)
    answer = signed_in(person).post(reverse("invitation", args=[secret]))
    assert answer["Location"] == known.home.get_absolute_url()
    assert Membership.objects.get(user=person, community=known.home).role == gets
    invitation.refresh_from_db()
    assert invitation.uses == uses


def test_looking_at_an_invitation_takes_nothing(known: Cast) -> None:
    invitation, secret = people.invite(known.organiser, known.home, Role.MEMBER)
    page = signed_in(known.outsider).get(reverse("invitation", args=[secret])).content.decode()
    assert "บ้านเลือก" in page and "สมาชิก" in page
    invitation.refresh_from_db()
    assert invitation.uses == 0


def test_nobody_accepts_what_they_offered(known: Cast) -> None:
    _made, secret = people.invite(known.organiser, known.other, Role.COLLECTOR)
    page = signed_in(known.organiser).post(reverse("invitation", args=[secret]))
    assert "คำเชิญนี้เอง" in page.content.decode()
    assert not Membership.objects.filter(user=known.organiser, community=known.other).exists()


def test_of_two_who_accept_the_last_use_one_gets_it(known: Cast) -> None:
    made, secret = people.invite(known.organiser, known.home, Role.MEMBER)
    # both have read the invitation while it was open
    first, second = Invitation.objects.of(secret), Invitation.objects.of(secret)
    assert first and second
    people.accept(user("first"), first)
    with pytest.raises(ValidationError) as refused:
        people.accept(user("second"), second)
    assert refused.value.code == Invitation.State.USED
    made.refresh_from_db()
    assert made.uses == 1
    assert not Membership.objects.filter(user__username="second").exists()


def test_revoking_is_remembered_and_keeps_who_came(known: Cast) -> None:
    made, _secret = people.invite(known.organiser, known.home, Role.MEMBER, most=2)
    people.accept(known.outsider, made)
    client = signed_in(known.people["coordinator"])
    address = reverse("invitation_revoke", args=[made.pk])
    assert client.get(address).status_code == 405
    assert signed_in(known.people["facilitator"]).post(address).status_code == 404
    client.post(address)
    assert Membership.objects.filter(user=known.outsider, community=known.home).exists()
    made.refresh_from_db()
    assert made.state == Invitation.State.REVOKED
    verbs = list(AuditEntry.objects.filter(community=known.home).values_list("verb", flat=True))
    assert verbs == ["invitation.revoked", "invitation.accepted", "invitation.made"]


def test_the_trail_is_kept_in_one_language(known: Cast) -> None:
    with override("en"):
        people.invite(known.organiser, known.home, Role.MEMBER)
    assert AuditEntry.objects.get().target == "สมาชิก"


NEW = {
    "display_name": "ป้าแดง",
    "username": "ป้าแดง",
    "password1": "ข้าวเหนียวมะม่วง-2569",
    "email": "",
    "phone": "",
}


def asked(client: Client, place: Community | Network, by: User, way: str) -> str:
    """Open an invitation without being signed in; the page that follows."""
    _made, secret = people.invite(by, place, Role.COLLECTOR)
    return client.post(reverse("invitation", args=[secret]), {way: "1"})["Location"]


def test_whoever_signs_up_has_the_role_at_once(known: Cast) -> None:
    client = Client()
    page = asked(client, known.home, known.people["coordinator"], "sign_up")
    answer = client.post(page, NEW, follow=True)
    assert answer.redirect_chain[-1][0] == known.home.get_absolute_url()
    person = User.objects.get(username="ป้าแดง")
    assert person.display_name == "ป้าแดง"
    assert Membership.objects.get(user=person).role == Role.COLLECTOR


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"display_name": ""}, "display_name"),
        ({"username": "ป้า แดง"}, "username"),
        ({"username": "outsider"}, "username"),
        ({"password1": "12345678"}, "password1"),
        ({"email": "no address"}, "email"),
    ],
)
def test_signing_up_with_something_wrong(known: Cast, typed: dict[str, str], wrong: str) -> None:
    client = Client()
    page = asked(client, known.home, known.people["coordinator"], "sign_up")
    answer = client.post(page, {**NEW, **typed})
    assert wrong in answer.context["form"].errors
    assert not User.objects.filter(display_name="ป้าแดง").exists()


def test_whoever_signs_in_has_the_role_at_once(known: Cast) -> None:
    client = Client()
    page = asked(client, known.network, known.organiser, "sign_in")
    answer = client.post(page, {"login": "outsider", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == known.network.get_absolute_url()
    assert Membership.objects.get(user=known.outsider).network == known.network
