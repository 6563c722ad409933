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
    why: str = ""  # of a line that broke: what the network said

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
    pause: float = 0,
) -> Answer:
    """Ask once; never raises for what the network does.

    ``pause``: seconds between the first half of the body and the second.
    """
    address = urlsplit(base)
    line = http.client.HTTPConnection(
        address.hostname or "", address.port, timeout=timeout
    )
    began = time.monotonic()
    try:
        _send(line, method, path, body, dict(headers or {}), pause)
        said = line.getresponse()
        content = said.read()
    except (OSError, http.client.HTTPException) as error:
        return Answer(CUT, time.monotonic() - began, why=type(error).__name__)
    finally:
        line.close()
    named = {name.lower(): value for name, value in said.getheaders()}
    return Answer(said.status, time.monotonic() - began, content, named, _cookies(said))


def _send(
    line: http.client.HTTPConnection,
    method: str,
    path: str,
    body: bytes,
    headers: dict[str, str],
    pause: float,
) -> None:
    if not pause:
        line.request(method, path, body or None, headers)
        return
    middle = len(body) // 2
    headers["Content-Length"] = str(len(body))
    line.request(method, path, body[:middle], headers)
    time.sleep(pause)
    line.send(body[middle:])


def _cookies(said: http.client.HTTPResponse) -> dict[str, str]:
    found = {}
    for line in said.headers.get_all("set-cookie") or []:
        name, _, value = line.partition(";")[0].partition("=")
        found[name.strip()] = value.strip()
    return found
