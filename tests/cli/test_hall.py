"""A laptop in a hall finds its own address and lets phones in by it."""

from __future__ import annotations

import ipaddress
import os

import pytest

from ruamsuk.cli import commands, lan, main


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RUAMSUK_HOSTS", "RUAMSUK_ADDRESS"):
        monkeypatch.setenv(name, "")  # so that what is set here is taken back afterwards


def test_addresses_are_those_that_others_can_reach() -> None:
    for address in lan.own_addresses():
        assert not ipaddress.ip_address(address).is_loopback


@pytest.mark.parametrize(
    ("host", "found", "address"),
    [
        ("127.0.0.1", ["192.168.1.7", "10.0.0.2"], "http://192.168.1.7:8000"),
        ("0.0.0.0", ["192.168.1.7"], "http://192.168.1.7:8000"),
        ("10.0.0.2", ["192.168.1.7", "10.0.0.2"], "http://10.0.0.2:8000"),
        ("127.0.0.1", [], ""),
    ],
)
def test_pages_and_qr_codes_lead_to_the_laptop(
    host: str, found: list[str], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lan, "own_addresses", lambda: found)
    assert lan.open_to_hall(host, 8000) == address == os.environ["RUAMSUK_ADDRESS"]
    hosts = os.environ["RUAMSUK_HOSTS"]
    assert all(one in hosts.split(",") for one in found)
    assert not found or "localhost" in hosts


def test_hosts_that_the_operator_named_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUAMSUK_HOSTS", "forum.example.org")
    monkeypatch.setattr(lan, "own_addresses", lambda: ["192.168.1.7"])
    lan.open_to_hall("127.0.0.1", 8000)
    assert os.environ["RUAMSUK_HOSTS"] == "forum.example.org,192.168.1.7"


@pytest.mark.parametrize(
    ("found", "said"),
    [(["192.168.1.7"], "http://192.168.1.7:8000/hall/"), ([], "in no network")],
)
def test_the_terminal_says_where_phones_go(
    found: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    served: list[str] = []
    monkeypatch.setattr(lan, "own_addresses", lambda: found)
    monkeypatch.setattr("ruamsuk.cli.serve.free_port", lambda host, port: served.append(host))
    monkeypatch.setattr("ruamsuk.cli.serve.django_command", lambda *_: None)
    monkeypatch.setattr("ruamsuk.cli.serve._keep_working", lambda _: None)
    monkeypatch.setattr("ruamsuk.cli.serve.serve_pages", lambda host, port: served.append(host))
    with main.make_context("ruamsuk", ["--language", "en", "serve"], resilient_parsing=True):
        commands.serve("127.0.0.1", 8000, demo=False, hall=True)
    words = capfd.readouterr().err
    assert said in words
    assert ("█" in words) == bool(found)
    assert served == ["0.0.0.0", "0.0.0.0"]
