"""From which network a request comes.

Every proxy of ours appends the address it saw to ``X-Forwarded-For``; whatever a
client writes there stands further left. So we count hops from the right, a fixed
number (``TRUSTED_PROXY_COUNT``), and never believe the left end.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

IPV4_PREFIX = 24
IPV6_PREFIX = 56
COARSE_IPV6_PREFIX = 48
UNKNOWN = "unknown"


def client_address(request: HttpRequest) -> str:
    """The address of the right-most hop that is not ours, or ``unknown``."""
    hops: int = settings.TRUSTED_PROXY_COUNT
    if hops == 0:
        return str(request.META.get("REMOTE_ADDR") or UNKNOWN)
    forwarded = [
        part.strip()
        for part in request.headers.get("X-Forwarded-For", "").split(",")
        if part.strip()
    ]
    return forwarded[-hops] if len(forwarded) >= hops else UNKNOWN


def coarse_network(request: HttpRequest) -> str:
    """The /24 or /48 around the address: enough to tell places apart in a history."""
    return _around(request, COARSE_IPV6_PREFIX)


def client_network(request: HttpRequest) -> str:
    """The /24 (IPv4) or /56 (IPv6) around that address.

    Coarse on purpose: one household or café shares a limit, and a single host
    cannot escape it by changing its own address inside the same network.
    """
    return _around(request, IPV6_PREFIX)


def _around(request: HttpRequest, ipv6_prefix: int) -> str:
    try:
        address = ipaddress.ip_address(client_address(request))
    except ValueError:
        return UNKNOWN
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    prefix = IPV4_PREFIX if address.version == 4 else ipv6_prefix
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))
