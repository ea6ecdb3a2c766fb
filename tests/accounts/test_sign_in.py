from __future__ import annotations

import re
import time
from pathlib import Path

import allauth
import django.contrib.auth
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from babel.messages.pofile import read_po
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

import ruamsuk.accounts
from ruamsuk.accounts.models import User
from tests.cast import PASSWORD, user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_counts() -> None:
    cache.clear()


def sign_in(client: Client, name: str, password: str = PASSWORD) -> str:
    answer = client.post(reverse("account_login"), {"login": name, "password": password})
    return answer.get("Location") or answer.content.decode()


def test_the_sixth_failure_is_told_to_wait() -> None:
    user("somsri")
    client = Client()
    for _attempt in range(5):
        assert "ชื่อหรือรหัสผ่านไม่ถูกต้อง" in sign_in(client, "somsri", "wrong")
    assert "รอสัก 5 นาที" in sign_in(client, "somsri", "wrong")
    assert "รอสัก 5 นาที" in sign_in(client, "somsri")
    user("another")
    assert sign_in(client, "another") == "/"


def test_too_many_requests_have_a_page_in_thai() -> None:
    client = Client()
    pages = [client.post(reverse("account_login"), {"login": f"n{n}"}) for n in range(31)]
    assert [page.status_code for page in pages] == [200] * 30 + [429]
    assert "รอสักครู่" in pages[-1].content.decode()


def test_an_operator_passes_the_same_door() -> None:
    assert (
        Client()
        .get("/operators/", follow=True)
        .redirect_chain[-1][0]
        .startswith(reverse("account_login"))
    )


def test_nobody_signs_up_without_an_invitation() -> None:
    client = Client()
    assert "เข้าร่วมด้วยคำเชิญ" in client.get(reverse("account_signup")).content.decode()
    typed = {"username": "x", "display_name": "x", "password1": PASSWORD}
    client.post(reverse("account_signup"), typed)
    assert not User.objects.exists()


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_signing_in_with_a_second_step() -> None:
    person = user("somsri")
    client = Client()
    assert sign_in(client, "somsri") == "/"
    assert "reauthenticate" in client.get(reverse("mfa_activate_totp"))["Location"]
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert person.authenticator_set.filter(type="totp").exists()
    cache.clear()  # a code is taken once only, and this is the same half minute

    again = Client()
    assert sign_in(again, "somsri") == reverse("mfa_authenticate")
    assert (
        "รหัสไม่ถูกต้อง" in again.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    )
    assert again.get(reverse("me")).status_code == 302
    answer = again.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert answer["Location"] == "/"
    assert again.get(reverse("me")).status_code == 200


def test_signing_in_with_a_code_by_e_mail() -> None:
    person = user("somsri")
    User.objects.filter(pk=person.pk).update(email="somsri@example.org")
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": "somsri@example.org"})
    text = str(mail.outbox[0].body)
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", text, re.MULTILINE)
    assert found and "รหัสเข้าระบบ" in text
    answer = client.post(reverse("account_confirm_login_code"), {"code": found[1]})
    assert answer["Location"] == "/"


PAGES = [
    "account_change_password",
    "account_email",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "socialaccount_connections",
    "usersessions_list",
    "account_reauthenticate",
]
OUTSIDE = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_request_login_code",
]


@pytest.mark.parametrize("name", [*PAGES, *OUTSIDE])
def test_no_page_has_style_or_script_of_its_own(name: str) -> None:
    client = Client()
    if name in PAGES:
        user("somsri")
        sign_in(client, "somsri")
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse(name)).content.decode()
    assert 'lang="th"' in page and "<h1" in page
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", page)
    for script in re.findall(r"<script[^>]*>", page):
        assert "src=" in script or 'type="application/json"' in script


def test_line_is_offered_only_where_it_is_set_up(settings: pytest.FixtureRequest) -> None:
    assert "/accounts/line/" not in Client().get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {  # type: ignore[attr-defined]
        "line": {"APPS": [{"client_id": "1", "secret": "s"}]}
    }
    assert "/accounts/line/" in Client().get(reverse("account_login")).content.decode()


def msgids(package: Path) -> set[object]:
    language = "th" if "allauth" in package.name else "en"
    with (package / f"locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        return {message.id for message in read_po(file)}


def test_our_words_for_signing_in_are_words_that_are_asked_for() -> None:
    theirs = msgids(Path(allauth.__file__).parent)
    theirs |= msgids(Path(django.contrib.auth.__file__).parent)
    folder = Path(ruamsuk.accounts.__file__).parent / "sign_in_words/locale/th/LC_MESSAGES"
    with (folder / "django.po").open("rb") as file:
        ours = {message.id for message in read_po(file)}
    assert len(ours) > 150
    assert ours <= theirs
