"""A real browser that visits the running application as someone of the cast."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from ruamsuk.accounts.models import User

# Playwright keeps an event loop in this thread; the tests reach the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

EXPECTED = ("404 (Not Found)", "503 (Service Unavailable)", "ERR_INTERNET_DISCONNECTED")
"""What a browser complains of where a test meant it so."""
Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """Opens an address as someone, at a width, in a language; fails when the browser complains."""
    complaints: list[str] = []
    open_ones = []

    def visit(
        address: str,
        person: User | None = None,
        *,
        width: int = 390,
        language: str = "th",
        scripts: bool = True,
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844},
            locale={"th": "th-TH", "en": "en-GB"}[language],
            java_script_enabled=scripts,
        )
        open_ones.append(context)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if person:
            client = Client()
            client.force_login(person)
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies["sessionid"].value
        context.add_cookies(
            [
                {"name": name, "value": value, "url": live_server.url}
                for name, value in cookies.items()
            ]
        )
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if _bad(said.type) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield visit
    for context in open_ones:
        context.close()
    assert [one for one in complaints if not any(sign in one for sign in EXPECTED)] == []


def _bad(kind: str) -> bool:
    return kind in {"error", "warning"}
