"""One HTTP request, and everything about its answer that a ledger wants."""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

CUT = 0  # the status of a request whose answer never came


@dataclass
class Answer:
    """``status`` is CUT where the line broke, and nobody knows what happened."""

    status: int
    seconds: float
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def request_id(self) -> str:
        """The id that the portal gave the request, or ""."""
        return self.headers.get("x-request-id", "")

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")


def ask(
    base: str,
    method: str,
    path: str,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    *,
    timeout: float = 30,
) -> Answer:
    """Ask once; never raises for what the network does."""
    address = urlsplit(base)
    line = http.client.HTTPConnection(
        address.hostname or "", address.port, timeout=timeout
    )
    began = time.monotonic()
    try:
        line.request(method, path, body or None, dict(headers or {}))
        said = line.getresponse()
        content = said.read()
    except (OSError, http.client.HTTPException):
        return Answer(CUT, time.monotonic() - began)
    finally:
        line.close()
    named = {name.lower(): value for name, value in said.getheaders()}
    return Answer(said.status, time.monotonic() - began, content, named, _cookies(said))


def _cookies(said: http.client.HTTPResponse) -> dict[str, str]:
    found = {}
    for line in said.headers.get_all("set-cookie") or []:
        name, _, value = line.partition(";")[0].partition("=")
        found[name.strip()] = value.strip()
    return found
