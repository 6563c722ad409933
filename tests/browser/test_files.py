"""R34: whatever a stranger sent runs nowhere; the pages that list it say where it is."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from selenium.common.exceptions import WebDriverException

from accounts.actor import Actor
from accounts.wall_clock import wall_now
from complaints.models import CaseFile
from documents import views
from documents.domain.kinds import MediaType, Verdict
from documents.links import Bearer, _sign
from documents.services import releasing
from documents.services.keeping import keep
from journal.actor import ActorKind
from tests.browser.surf import Surf
from tests.complaints.story import Walk, submitted
from tests.complaints.views.pages import case_page, in_correction
from tests.documents import clamd
from tests.documents.samples import OURS, upload
from tests.people import actor, person

if TYPE_CHECKING:
    from pytest_django import Settings

#: Each would call home from the page on which it ran.
HOME = "fetch('http://localhost:PORT/ran')"
IMAGE = "<img src='http://localhost:PORT/ran'>"
ACTIVE = {
    "a.svg": f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{HOME}\"><script>{HOME}</script></svg>",
    "b.html": f"<!doctype html><script>{HOME}</script>{IMAGE}<body onload=\"{HOME}\">",
    "c.xhtml": f"<html xmlns='http://www.w3.org/1999/xhtml'><script>{HOME}</script></html>",
    "d.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><foreignObject><body xmlns='http://www.w3.org/1999/xhtml' onload=\"{HOME}\">{IMAGE}</body></foreignObject></svg>",
    "e.js": HOME,
    "f.txt": f"<script>{HOME}</script>",
    "g.pdf": "",
}
TYPES = {
    "svg": "image/svg+xml",
    "html": "text/html",
    "xhtml": "application/xhtml+xml",
    "js": "text/javascript",
    "txt": "text/plain",
    "pdf": "application/pdf",
}


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port, and the paths that somebody asked for there."""
    hits: list[str] = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(204)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1], hits
        server.shutdown()
        thread.join()


def _address(surf: Surf, content: bytes, name: str) -> str:
    """The address of a file of these bytes, for this browser."""
    stored = keep(
        content,
        name=name,
        media_type=MediaType.TEXT,
        verdict=Verdict.OURS,
        now=wall_now(),
    )
    import hashlib

    agent = surf.chrome.execute_script("return navigator.userAgent")
    token = _sign(
        file_ref=stored.ref,
        original=False,
        bearer=Bearer(ActorKind.USER, person("examiner").pk),
        until=wall_now(),
        browser=hashlib.sha256(agent.encode()).hexdigest()[:16],
    )
    return reverse("files:download", args=[token])
