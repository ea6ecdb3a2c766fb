"""How a page of the demonstration is opened and its picture is kept."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
DESK, PHONE, WALL = (1280, 1100), (390, 844), (1920, 1080)
COLOURS = 256


def opened(browser: Browser, address: str, size: tuple[int, int], who: str = "") -> Page:
    """A page in a browser of its own, in Thai."""
    width, height = size
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, locale="th"
    )
    page = context.new_page()
    sign_in(page, address, who)
    return page


def sign_in(page: Page, address: str, who: str) -> None:
    """Become one of the invented people; nobody in particular without a name."""
    page.context.clear_cookies()
    page.goto(f"{address}/")
    if who:
        page.locator(f'form[action$="/demo-{who}/"] button').click()


def keep(page: Page, name: str) -> None:
    """What is seen now, in as many colours as a small file holds."""
    seen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = seen.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)
