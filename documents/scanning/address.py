"""Where the scanner listens: a socket on this machine, and nowhere else.

What is sent there is a stranger's file in the clear, so it does not cross a network.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A socket of the system, or a port of the loopback address."""

    family: socket.AddressFamily
    target: str | tuple[str, int]


def place_of(address: str) -> Place:
    """Read ``/run/clamav/clamd.ctl`` or ``127.0.0.1:3310``. Raises ValueError."""
    if address.startswith("/"):
        return Place(socket.AF_UNIX, address)
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError("neither a path nor an address with a port")
    found = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    if not found.is_loopback:
        raise ValueError("not on this machine")
    family = socket.AF_INET if found.version == 4 else socket.AF_INET6
    return Place(family, (str(found), int(port)))
