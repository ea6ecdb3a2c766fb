"""Signing in with a passkey, and with the code of an authenticator app, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.totp.internal import auth
from playwright.sync_api import Page, expect

from ruamsuk.accounts.models import User
from tests.cast import PASSWORD, cast

from .conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEVICE: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A phone with a fingerprint reader, and a finger always on it."""


@pytest.fixture
def person() -> User:
    return cast().people["member"]


def _with_device(page: Page) -> None:
    """Put the pretended reader into the browser."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def _button(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def _sign_in(page: Page, person: User) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("ชื่อที่ใช้เข้าระบบ หรืออีเมล").fill(person.username)
    page.get_by_label("รหัสผ่าน", exact=True).fill(PASSWORD)
    _button(page, "เข้าสู่ระบบ")
    page.wait_for_url(lambda address: not address.endswith("/accounts/login/"))


def _sure(page: Page, address: str) -> None:
    """Open a page that asks for the password once more."""
    page.goto(address)
    page.get_by_label("รหัสผ่าน", exact=True).fill(PASSWORD)
    _button(page, "ยืนยัน")
    page.wait_for_url(f"**{address}")


def _sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    _button(page, "ออกจากระบบ")
    page.wait_for_url(lambda address: "logout" not in address)
    page.goto("/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text("เข้าสู่ระบบ")


def test_a_passkey_lets_its_owner_in(visit: Visit, person: User) -> None:
    page = visit("/accounts/login/")
    _with_device(page)
    _sign_in(page, person)
    _sure(page, "/accounts/2fa/webauthn/add/")
    page.get_by_label("ชื่อของกุญแจ").fill("โทรศัพท์ของฉัน")
    _button(page, "เพิ่ม")
    page.wait_for_url("**/accounts/2fa/recovery-codes/**")
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_role("main")).to_contain_text("โทรศัพท์ของฉัน")
    _sign_out(page)
    _button(page, "เข้าด้วยพาสคีย์ (ลายนิ้วมือ ใบหน้า)")
    expect(page.get_by_role("heading", level=1)).to_have_text("บัญชีของฉัน")


def test_the_code_of_an_app_is_asked_for_after_the_password(visit: Visit, person: User) -> None:
    page = visit("/accounts/login/")
    _sign_in(page, person)
    _sure(page, "/accounts/2fa/totp/activate/")
    secret = page.get_by_label("รหัสตั้งต้น").inner_text()
    page.get_by_label("รหัสจากแอป").fill(_code(secret))
    _button(page, "เปิดใช้")
    page.wait_for_url("**/accounts/2fa/recovery-codes/**")
    spare = page.get_by_label("รหัสที่ยังไม่ได้ใช้").input_value().split()
    assert len(spare) == 10
    _sign_out(page)
    _sign_in(page, person)
    page.get_by_label("รหัส", exact=True).fill("000000")
    _button(page, "เข้าสู่ระบบ")
    expect(page.get_by_role("alert")).to_contain_text("รหัสไม่ถูกต้อง")
    page.get_by_label("รหัส", exact=True).fill(spare[0])  # the phone is lost
    _button(page, "เข้าสู่ระบบ")
    page.wait_for_url(lambda address: "/accounts/" not in address)
    page.goto("/me/")
    expect(page.get_by_role("heading", level=1)).to_have_text("บัญชีของฉัน")


def _code(secret: str) -> str:
    """What the app on the phone shows now."""
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return auth.format_hotp_value(auth.hotp_value(secret, counter))
