"""R34: whatever a stranger sent runs nowhere; the pages that list it say where it is."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from django.http import FileResponse
from django.test import RequestFactory
from django.urls import reverse
from selenium.common.exceptions import WebDriverException

from accounts.actor import Actor
from accounts.wall_clock import wall_now
from complaints.models import CaseFile
from documents import views
from documents.domain.kinds import MediaType, Verdict
from documents.links import download_url
from documents.scanning.clamd import EICAR
from documents.services import accept_upload, releasing
from documents.services.keeping import keep
from journal.actor import ActorKind
from tests.browser.test_office_pages import look, sit_down
from tests.complaints.story import submitted
from tests.complaints.views.pages import agency_page, case_page, in_correction
from tests.documents import clamd
from tests.documents.samples import OURS, upload
from tests.people import actor, person

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.browser.surf import Surf

pytestmark = pytest.mark.django_db(transaction=True)

SVG = "<svg xmlns='http://www.w3.org/2000/svg' "
PAGE = "xmlns='http://www.w3.org/1999/xhtml'"
#: Each calls home when it runs, in the ways that a page can.
ACTIVE = {
    "onload.svg": ("image/svg+xml", SVG + 'onload="CALL"/>'),
    "script.svg": ("image/svg+xml", SVG + "><script>CALL</script></svg>"),
    "foreign.svg": (
        "image/svg+xml",
        SVG + f"><foreignObject><img {PAGE} src='HOME'/></foreignObject></svg>",
    ),
    "page.html": ("text/html", "<!doctype html><script>CALL</script>"),
    "onerror.html": ("text/html", '<img src="x:" onerror="CALL">'),
    "frame.html": ("text/html", "<iframe src='HOME'></iframe>"),
    "page.xhtml": (
        "application/xhtml+xml",
        f"<html {PAGE}><script>CALL</script></html>",
    ),
    "page.xml": ("text/xml", f"<html {PAGE}><script>CALL</script></html>"),
}


@pytest.fixture
def home() -> Iterator[tuple[str, list[str]]]:
    """An address, and the calls that came there."""
    calls: list[str] = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_address[1]}/", calls
        server.shutdown()
        thread.join()


@pytest.fixture
def visit(
    surf: Surf, settings: Settings, home: tuple[str, list[str]]
) -> Iterator[Callable[[str], int]]:
    """Go to an active file by its address of a minute; how often it called home."""
    settings.FILES_URL, settings.FILES_HOST = surf.base, "localhost"
    surf.chrome.get("about:blank")
    agent = surf.chrome.execute_script("return navigator.userAgent")
    asked: Any = RequestFactory().get("/", headers={"user-agent": agent})
    asked.actor = Actor(ActorKind.USER, user_id=person("examiner").pk)

    def go(name: str) -> int:
        address, calls = home
        content = ACTIVE[name][1].replace("CALL", "fetch('HOME')")
        stored = keep(
            content.replace("HOME", f"{address}{name}").encode(),
            name=name,
            media_type=MediaType.TEXT,
            verdict=Verdict.OURS,
            now=wall_now(),
        )
        with suppress(WebDriverException):  # a download leaves the page as it was
            surf.chrome.get(download_url(asked, stored))
        time.sleep(0.4)
        return sum(name in call for call in calls)

    yield go
    surf.chrome.get("about:blank")
    surf.console()  # what was kept from running says so there


def _shown(patch: pytest.MonkeyPatch, name: str) -> None:
    """As if somebody had forgotten what a download is: inline, and of its own type."""

    def inline(stream: Any, **more: Any) -> FileResponse:
        return FileResponse(stream, **{**more, "as_attachment": False})

    patch.setattr(views, "FileResponse", inline)
    patch.setattr(views, "_content_type", lambda _: ACTIVE[name][0])


def test_an_active_file_runs_nowhere(visit: Callable[[str], int]) -> None:
    assert {name: visit(name) for name in ACTIVE} == dict.fromkeys(ACTIVE, 0)


@pytest.mark.parametrize("name", ACTIVE)
def test_the_sandbox_alone_would_keep_it_from_running(
    visit: Callable[[str], int], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _shown(monkeypatch, name)
    assert visit(name) == 0
    # And without the sandbox it does run: so the line above says something.
    monkeypatch.setattr(views, "SANDBOX", "")
    assert visit(name) > 0


def test_files_say_where_they_are_on_every_page_that_lists_them(
    surf: Surf, settings: Settings
) -> None:
    walk = in_correction()
    names = ("akta.png", "surat.pdf", "jahat.txt", "terkunci.docx")
    content = (OURS["png"], OURS["pdf"], b"Jahat.", OURS["docx"])
    papers = [
        accept_upload(file=upload(name, data), actor=actor("liaison"), now=walk.now).pk
        for name, data in zip(names, content, strict=True)
    ]
    submitted(walk, file_ids=papers)
    settings.DEMO, settings.CLAMD_SECONDS = False, 5
    answers = {
        b"Jahat.": b"stream: Eicar-Test-Signature FOUND\0",
        OURS["docx"]: b"stream: Heuristics.Encrypted.Zip FOUND\0",
    }

    def talk(caller: Any) -> None:
        heard = clamd.hear(caller)
        found = b"stream: Eicar-Test-Signature FOUND\0"
        known = answers | {EICAR: found}
        caller.sendall(known.get(heard, b"stream: OK\0"))

    sit_down(surf, "liaison")
    with clamd.pretending(talk) as settings.CLAMD_ADDRESS:
        look(surf, "files-waiting", agency_page(walk.case))
        assert surf.text().count("menunggu pemindaian") == 4
        releasing.release_due(walk.now)
    look(surf, "files-agency", agency_page(walk.case))
    for words in ("aman", "ditolak: pemindai menemukan kode berbahaya", "ditahan:"):
        assert words in surf.text()
    sit_down(surf, "examiner")
    look(surf, "files-office", case_page(walk.case))
    assert len(surf.all("a[href$='/asli/']")) == 3
    file = CaseFile.objects.get(file_id=papers[0])
    look(
        surf, "file-original", reverse("work:original", args=[walk.case.ref, file.ref])
    )
    rejected = CaseFile.objects.get(file_id=papers[2])
    look(
        surf,
        "file-rejected",
        reverse("work:file", args=[walk.case.ref, rejected.ref]),
        status=409,
    )
    assert "berisi kode berbahaya" in surf.text()
