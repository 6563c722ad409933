"""R42: whatever is typed or sent in, making letters and copies of it calls nobody."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from accounts.actor import SYSTEM
from documents import errors
from documents.copying.child import Impossible, make_copy
from documents.inspection.decide import decide, promised_types
from documents.services import issue_letter
from documents.services.keeping import content_of
from tests.documents import corpus
from tests.documents.reading import text_of
from tests.factories.agencies import OfficeFactory

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


class Listener(socketserver.ThreadingTCPServer):
    """Stands by on the loopback address and counts who calls."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Count)
        self.calls = 0
        self.url = f"http://127.0.0.1:{self.server_address[1]}/x.png"


class _Count(socketserver.BaseRequestHandler):
    server: Listener

    def handle(self) -> None:
        self.server.calls += 1


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def typed(url: str) -> list[str]:
    return [
        f'#image("{url}")',
        '#read("/etc/passwd")',
        f'#link("{url}")[klik]',
        f'<img src="{url}">',
        '<img src="file:///etc/passwd">',
        f"![gambar]({url})",
        f'<svg><image xlink:href="{url}"/></svg>',
        f"\\input{{{url}}}",
    ]


def linked_docx(url: str) -> bytes:
    line = (
        'Id="rId{}" TargetMode="External" Target="{}" Type="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships/{}"'
    )
    kinds = [("image", url), ("attachedTemplate", url), ("oleObject", "file:///x")]
    lines = [line.format(n, where, kind) for n, (kind, where) in enumerate(kinds)]
    return corpus.docx(more={"word/_rels/document.xml.rels": corpus.rels(*lines)})


def linked_pdf(url: str) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        where = Dictionary(FS=Name.URL, F=url)
        page = document.pages[0].obj
        stream = document.make_stream(
            b"", Type=Name.XObject, Subtype=Name.Image, F=where, Width=1, Height=1
        )
        page.Resources = Dictionary(XObject=Dictionary(I0=stream))
        page.Contents = document.make_stream(b"/I0 Do")

    return corpus.pdf(change)


def with_an_entity(url: str) -> bytes:
    body = f'<!DOCTYPE w [<!ENTITY % far SYSTEM "{url}"> %far;]><w/>'.encode()
    return corpus.docx(more={"word/settings.xml": body})


def drawn(url: str) -> bytes:
    space = "http://www.w3.org/1999/xlink"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="{space}">'
        f'<image x:href="{url}"/></svg>'
    ).encode()


def lines(url: str) -> bytes:
    return "\n".join(typed(url)).encode()


SENT: dict[str, Callable[[str], bytes]] = {
    "surat.docx": linked_docx,
    "isi.docx": with_an_entity,
    "pindaian.pdf": linked_pdf,
    "gambar.png": drawn,
    "catatan.txt": lines,
}


@pytest.mark.parametrize("name", SENT)
def test_a_file_that_names_an_address_is_taken_in_without_a_call(
    name: str, listener: Listener
) -> None:
    content = SENT[name](listener.url)
    with suppress(errors.UploadRefused, Impossible):
        make_copy(decide(content, promised_types(name)), content)
    assert listener.calls == 0


@pytest.mark.django_db
def test_a_letter_that_names_addresses_prints_them_and_calls_nobody(
    listener: Listener,
) -> None:
    OfficeFactory(code="64")
    letter = issue_letter(
        template="permintaan_klarifikasi",
        version=1,
        context={
            "agency": typed(listener.url)[0],
            "summary": "\n".join(typed(listener.url)),
            "questions": "\n".join(typed(listener.url)),
        },
        office_code="64",
        actor=SYSTEM,
        now=NOW,
    )
    assert listener.calls == 0
    words = text_of(content_of(letter.file))
    assert "root:" not in words
    assert "/etc/passwd" in words


def test_the_listener_hears_who_calls(listener: Listener) -> None:
    with socket.create_connection(
        ("127.0.0.1", listener.server_address[1]), timeout=10
    ) as line:
        assert line.recv(1) == b""
    assert listener.calls == 1
