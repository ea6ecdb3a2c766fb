"""How the other machines of a hall reach this one. Nothing here needs the internet."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import socket
import struct
from collections.abc import Iterator

ANYWHERE = frozenset({"127.0.0.1", "0.0.0.0", "localhost", "::", "::1"})
"""Hosts that name no address in the hall."""

_NOWHERE = ("192.0.2.1", 9)  # kept for documents: asking for a route there sends nothing
_SIOCGIFADDR = 0x8915  # Linux: the address of an interface
_MADE_UP = ("docker", "br-", "veth", "virbr", "vmnet", "tun", "tap", "utun")
"""Interfaces that no phone is on."""


def own_addresses() -> list[str]:
    """The addresses of this machine in the networks it is in, the likeliest first."""
    found = [*_routed(), *_of_interfaces(), *_of_name()]
    return [one for one in dict.fromkeys(found) if _is_reachable(one)]


def _routed() -> Iterator[str]:
    """The address that packets to elsewhere would leave from."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
        trial.connect(_NOWHERE)
        yield trial.getsockname()[0]


def _of_interfaces() -> Iterator[str]:
    """Addresses of all interfaces: a laptop that makes the Wi-Fi itself has no route elsewhere."""
    try:
        from fcntl import ioctl
    except ImportError:  # Windows, where the name has them all
        return
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
        for _number, name in socket.if_nameindex():
            if name.startswith(_MADE_UP):
                continue
            with contextlib.suppress(OSError):
                asked = struct.pack("256s", name.encode()[:15])
                yield socket.inet_ntoa(ioctl(trial.fileno(), _SIOCGIFADDR, asked)[20:24])


def _of_name() -> Iterator[str]:
    with contextlib.suppress(OSError):
        yield from socket.gethostbyname_ex(socket.gethostname())[2]


def _is_reachable(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    return not (parsed.is_loopback or parsed.is_link_local or parsed.is_unspecified)


def open_to_hall(host: str, port: int) -> str:
    """Have the application answer to this machine's addresses, and its QR codes lead there.

    Args:
        host: the address to be used; one of `ANYWHERE` means whichever is found.
        port: of the server.

    Returns:
        The address of the application for phones; empty where this machine is in no network.
    """
    chosen = [] if host in ANYWHERE else [host]
    addresses = [*chosen, *own_addresses()]
    if not addresses:
        return ""
    hosts = os.environ.get("RUAMSUK_HOSTS") or "localhost,127.0.0.1,[::1]"
    os.environ["RUAMSUK_HOSTS"] = ",".join(dict.fromkeys([*hosts.split(","), *addresses]))
    os.environ["RUAMSUK_ADDRESS"] = f"http://{addresses[0]}:{port}"
    return os.environ["RUAMSUK_ADDRESS"]
