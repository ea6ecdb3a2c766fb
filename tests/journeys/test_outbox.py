"""What a phone keeps, tried in a browser without a page of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import ruamsuk.web

CORE = Path(ruamsuk.web.__file__).parent / "static" / "js" / "hall-core.js"
pytestmark = pytest.mark.browser

PREPARE = """() => {
    window.store = new hallCore.Memory();
    window.open_ = () => new hallCore.Outbox(store, "abc");
    window.box = open_();
}"""


@pytest.fixture(scope="module")
def browser_page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    page = context.new_page()
    page.add_script_tag(path=CORE)
    yield page
    context.close()


@pytest.fixture
def page(browser_page: Page) -> Page:
    browser_page.evaluate(PREPARE)
    return browser_page


def vote(page: Page, choice: str, clock: int = 100) -> None:
    values = {"scene": "question", "about": "7", "choice": choice, "token": "secret"}
    page.evaluate("([values, clock]) => { box.add(values, clock) }", [values, clock])


def test_answers_wait_in_order_until_each_has_arrived(page: Page) -> None:
    for choice in "ab":
        vote(page, choice)
    waiting = page.evaluate("() => box.waiting()")
    assert [item["values"]["choice"] for item in waiting] == ["a", "b"]
    page.evaluate("() => box.arrived(box.waiting()[0])")
    assert page.evaluate("() => box.waiting().map(item => item.values.choice)") == ["b"]


def test_a_reload_loses_nothing_and_sends_the_same_key(page: Page) -> None:
    vote(page, "a")
    before = page.evaluate("() => box.waiting()")
    assert page.evaluate("() => open_().waiting()") == before
    assert page.evaluate("() => open_().said('question', '7').choice") == "a"


def test_the_token_of_an_old_page_is_not_kept(page: Page) -> None:
    vote(page, "a")
    assert "secret" not in page.evaluate("() => JSON.stringify([...box.waiting()])")


def test_stamps_go_up_though_the_clock_stands_or_goes_back(page: Page) -> None:
    for clock in (500, 500, 20):
        vote(page, "a", clock)
    assert page.evaluate("() => box.waiting().map(item => item.stamp)") == [500, 501, 502]


def test_two_windows_of_a_phone_do_not_write_over_each_other(page: Page) -> None:
    page.evaluate("() => { window.other = open_() }")
    vote(page, "a")
    page.evaluate("() => { other.add({scene: 'question', about: '7', choice: 'b'}, 200) }")
    assert len(page.evaluate("() => box.waiting()")) == 2


def test_halls_are_kept_apart(page: Page) -> None:
    vote(page, "a")
    assert page.evaluate("() => new hallCore.Outbox(store, 'xyz').waiting()") == []


def test_what_makes_no_sense_is_not_sent_again(page: Page) -> None:
    vote(page, "a")
    page.evaluate("() => box.refused(box.waiting()[0])")
    assert page.evaluate("() => [box.waiting(), box.said('question', '7')]") == [[], {}]


def test_half_typed_words_are_kept_until_they_are_sent(page: Page) -> None:
    page.evaluate("() => box.keepDraft('question', '7', 'words', 'ครึ่งคำ')")
    assert page.evaluate("() => open_().draft('question', '7', 'words')") == "ครึ่งคำ"
    page.evaluate("() => box.keepDraft('question', '7', 'words', '')")
    assert page.evaluate("() => open_().draft('question', '7', 'words')") == ""


def test_a_full_phone_goes_on_in_memory(page: Page) -> None:
    vote(page, "a")
    page.evaluate("() => { store.setItem = () => { throw new Error('full') } }")
    vote(page, "b")
    assert page.evaluate("() => [box.waiting().length, box.lasting]") == [2, False]


@pytest.mark.parametrize(
    ("status", "meaning"),
    [(200, "kept"), (204, "kept"), (409, "seat"), (422, "refused"), (404, "refused")]
    + [(status, "again") for status in (0, 403, 408, 429, 500, 502, 503)],
)
def test_what_an_answer_means(page: Page, status: int, meaning: str) -> None:
    assert page.evaluate("status => hallCore.verdict(status)", status) == meaning


def test_phones_ask_less_often_after_failures_and_never_all_at_once(page: Page) -> None:
    waits = page.evaluate("() => [0, 1, 2, 3, 50].map(n => [0, 1].map(r => hallCore.wait(n, r)))")
    assert waits[0] == [1500, 2500]
    assert waits[1] == [3000, 5000]
    assert waits[3] == waits[4] == [11250, 18750]


def test_keys_are_made_where_there_is_no_https(page: Page) -> None:
    keys = page.evaluate("() => [hallCore.newKey(), hallCore.newKey()]")
    form = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert all(re.fullmatch(form, key) for key in keys) and keys[0] != keys[1]
