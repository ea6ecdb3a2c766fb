"""A double click on a form that adds something adds it once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from ruamsuk.communities.models import TimelineEvent
from tests.cast import cast

from .conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_double_click_adds_once(visit: Visit) -> None:
    known = cast()
    page = visit("/c/700704/profile/timeline/new/", known.people["facilitator"])
    page.get_by_label("เมื่อไร").fill("2551")
    page.locator("[name=title_th]").fill("เริ่มทำแผน")
    page.locator("main form button.btn-primary").last.dblclick(delay=5)
    expect(page.get_by_role("main")).to_contain_text("เริ่มทำแผน")
    assert TimelineEvent.objects.count() == 1
