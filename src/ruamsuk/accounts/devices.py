"""Which device somebody signed in with, in words that people know."""

from __future__ import annotations

# Browsers say the names of others too; the first that is found is the true one.
_BROWSERS = {"Line": "LINE", "SamsungBrowser": "Samsung", "Edg": "Edge", "OPR": "Opera"} | {
    name: name for name in ("Firefox", "Chrome", "Safari")
}
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")


def device(user_agent: str) -> str:
    """``Chrome · Android``; what the browser says of itself where it is none of the usual."""
    browser = next((name for sign, name in _BROWSERS.items() if f"{sign}/" in user_agent), "")
    system = next((name for name in _SYSTEMS if name in user_agent), "")
    return " · ".join(filter(None, (browser, system))) or user_agent[:40]
