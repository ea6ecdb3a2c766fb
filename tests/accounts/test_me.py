from __future__ import annotations

import datetime
import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ruamsuk.accounts.devices import device
from ruamsuk.accounts.models import Token, User
from ruamsuk.communities.actions import people
from ruamsuk.communities.models import AuditEntry, Membership, Role
from tests.cast import PASSWORD, Cast, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def known() -> Cast:
    return cast()


@pytest.fixture
def person(known: Cast) -> User:
    """Someone who leaves traces: a role, a line of the trail, a token."""
    made, _secret = people.invite(known.people["coordinator"], known.home, Role.FACILITATOR)
    User.objects.filter(pk=known.outsider.pk).update(
        display_name="สมศรี ศรีสุข", phone="0812345678", email="somsri@example.org"
    )
    known.outsider.refresh_from_db()
    people.accept(known.outsider, made)
    Token.issue(user=known.outsider, name="รายงาน", scopes=["read"])
    return known.outsider


@pytest.fixture
def client(person: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": person.username, "password": PASSWORD})
    return client


@pytest.mark.parametrize("name", ["me", "me_edit", "me_export", "me_erase", "token_new"])
def test_strangers_are_asked_to_sign_in(name: str) -> None:
    assert Client().get(reverse(name))["Location"].startswith(reverse("account_login"))


def test_all_that_is_kept_is_shown(client: Client) -> None:
    page = client.get(reverse("me")).content.decode()
    for kept in ("สมศรี ศรีสุข", "0812345678", "somsri@example.org", "บ้านเลือก", "รายงาน", "127.0.0.1"):
        assert kept in page


def test_the_export_holds_all(client: Client) -> None:
    answer = client.get(reverse("me_export"))
    assert "attachment" in answer["Content-Disposition"]
    kept = json.loads(answer.content)
    assert {"name": "สมศรี ศรีสุข"} in kept["profile"]
    assert kept["roles"][0]["role"] == "facilitator"
    assert kept["trail"][0]["verb"] == "invitation.accepted"
    assert kept["tokens"][0]["name"] == "รายงาน"
    assert "digest" not in answer.content.decode()


def test_changing_name_and_language(client: Client, person: User) -> None:
    typed = {"display_name": "Somsri", "phone": "", "language": "en"}
    answer = client.post(reverse("me_edit"), typed, follow=True)
    assert "Saved." in answer.content.decode()
    person.refresh_from_db()
    assert (person.display_name, person.phone, person.language) == ("Somsri", "", "en")
    page = client.post(reverse("me_edit"), {**typed, "display_name": ""}).content.decode()
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize(
    ("typed", "gone"), [("outsider", True), (" outsider ", True), ("outsid", False), ("", False)]
)
def test_erasing_takes_the_right_word(client: Client, person: User, typed: str, gone: bool) -> None:
    client.post(reverse("me_erase"), {"username": typed})
    assert User.objects.filter(pk=person.pk).exists() != gone


def test_erasing_leaves_what_belongs_to_the_community(
    client: Client, person: User, known: Cast
) -> None:
    mine = Membership.objects.get(user=person)
    people.change_role(known.organiser, mine, Role.MEMBER)
    client.post(reverse("me_erase"), {"username": "outsider"})
    assert not Membership.objects.filter(pk=mine.pk).exists()
    assert not Token.objects.exists()
    lines = AuditEntry.objects.filter(verb__in=["invitation.accepted", "member.changed"])
    assert lines.count() == 2
    assert not lines.filter(target__contains="สมศรี").exists()
    assert lines.get(verb="invitation.accepted").actor is None
    assert client.get(reverse("me"))["Location"].startswith(reverse("account_login"))


def test_a_token_is_shown_once(client: Client, person: User) -> None:
    typed = {"name": "โปรแกรม", "scopes": ["read", "households"], "days": "30"}
    page = client.post(reverse("token_new"), typed)
    secret = page.context["secret"]
    assert secret in page.content.decode()
    token = Token.objects.of(secret)
    assert token and token.scopes == ["read", "households"] and token.expires
    assert secret not in client.get(reverse("me")).content.decode()
    client.post(reverse("token_revoke", args=[token.pk]))
    assert Token.objects.of(secret) is None


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "", "scopes": ["read"], "days": "30"},
        {"name": "x", "scopes": [], "days": "30"},
        {"name": "x", "scopes": ["everything"], "days": "30"},
        {"name": "x", "scopes": ["read"], "days": "9999"},
    ],
)
def test_a_token_with_something_wrong(client: Client, typed: dict[str, object]) -> None:
    assert client.post(reverse("token_new"), typed).context["form"].errors
    assert Token.objects.count() == 1


def test_nobody_revokes_the_token_of_another(client: Client, known: Cast) -> None:
    theirs, secret = Token.issue(user=known.organiser, name="x", scopes=["read"])
    assert client.post(reverse("token_revoke", args=[theirs.pk])).status_code == 404
    assert Token.objects.of(secret) == theirs


def test_an_expired_token_lets_nobody_in(person: User) -> None:
    ago = timezone.now() - datetime.timedelta(seconds=1)
    _token, secret = Token.issue(user=person, name="x", scopes=["read"], expires=ago)
    assert Token.objects.of(secret) is None


def test_operators_see_switches_and_no_addresses(person: User, known: Cast) -> None:
    operator = known.organiser
    User.objects.filter(pk=operator.pk).update(is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(operator)
    for address in ("", f"{person.pk}/change/"):
        page = client.get(f"/operators/accounts/user/{address}").content.decode()
        assert "outsider" in page
        assert "somsri@example.org" not in page and "0812345678" not in page
    assert client.get("/operators/accounts/user/add/").status_code == 403


WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"(Linux; Android 14; K) {WEBKIT} Chrome/130.0 Safari/537.36", "Chrome · Android"),
        (f"(Linux; Android 14) {WEBKIT} Chrome/130.0 Safari/537 Line/14.1", "LINE · Android"),
        (f"(Windows NT 10.0) {WEBKIT} Chrome/130.0 Safari/537 Edg/130", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17 Safari/604.1", "Safari · iPhone"),
        ("curl/8.0", "curl/8.0"),
        ("", ""),
    ],
)
def test_devices_in_words(user_agent: str, words: str) -> None:
    assert device(user_agent) == words
