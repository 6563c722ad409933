"""Mail leaves encrypted, for a server that proves who it is, or not at all (R74)."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from journal import registry, relay
from journal.bounces import envelope_sender
from journal.mail import News, send_news
from journal.models import Delivery, DeliveryState, Entry
from journal.record import record
from proofs.certificate import certify
from tests.journal.subjects import NOW, OFFICER, Dossier

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "budi@contoh.id"


class Server(socketserver.ThreadingTCPServer):
    """Speaks SMTP on the loopback address and keeps what came in clear and otherwise."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.tls = tls
        self.clear: list[str] = []
        self.sealed: list[str] = []


class _Talk(socketserver.StreamRequestHandler):
    server: Server
    timeout = 20

    def handle(self) -> None:
        heard = self.server.clear
        self._say("220 here")
        while line := self.rfile.readline(4096).decode("latin-1").strip():
            heard.append(line)
            verb = line.split()[0].upper()
            if verb == "STARTTLS" and self.server.tls:
                self._say("220 go on")
                try:
                    self._seal(self.server.tls)
                except OSError:
                    return
                heard = self.server.sealed
                continue
            if verb == "DATA":
                self._say("354 go on")
                while (text := self.rfile.readline()) not in {b".\r\n", b""}:
                    heard.append(text.decode("latin-1").strip())
            self._say(self._answer(verb))
            if verb == "QUIT":
                return

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def _answer(self, verb: str) -> str:
        if verb == "EHLO" and self.server.tls:
            return "250-here\r\n250 STARTTLS"
        return "250 ok"

    def _seal(self, tls: ssl.SSLContext) -> None:
        self.connection = tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = self.connection.makefile("wb", 0)

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


@pytest.fixture
def told(settings: Settings) -> Iterator[_Told]:
    told = _Told(settings)
    yield told
    for server in told.servers:
        server.shutdown()
        server.server_close()


class _Told:
    """News sent to one reader through a server, with the settings of production."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.servers: list[Server] = []

    def by(self, tls: ssl.SSLContext | None) -> tuple[Delivery, Server]:
        server = Server(tls)
        self.servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        self.settings.EMAIL_HOST = "localhost"
        self.settings.EMAIL_PORT = server.server_address[1]

        def handler(delivery: Delivery, entry: Entry) -> None:
            send_news(delivery=delivery, to=ADDRESS, news=News.REPORT)

        registry.subscribe("test.told", "news", handler, outside=True)
        with transaction.atomic():
            record("test.told", actor=OFFICER, subject=Dossier(1), data={}, now=NOW)
        relay.run_once()
        return Delivery.objects.get(), server


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "mail.crt"
    certify(path)
    return path


def served_with(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    return context


def test_news_goes_encrypted_to_a_server_that_proves_who_it_is(
    told: _Told, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    delivery, server = told.by(served_with(certificate))
    assert delivery.state == DeliveryState.SENT
    assert any(ADDRESS in line for line in server.sealed)
    assert not any(ADDRESS in line for line in server.clear)


def test_the_envelope_says_where_a_letter_comes_back_to_and_the_letter_who_wrote(
    told: _Told, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    told.settings.MAIL_RETURN_PATH = "kembali@lapor.example"
    delivery, server = told.by(served_with(certificate))
    (envelope,) = [line for line in server.sealed if line.lower().startswith("mail")]
    assert envelope_sender(delivery.pk) in envelope
    written = "\n".join(server.sealed)
    assert "From: Ombudsman RI <noreply@localhost>" in written
    assert written.count("kembali+") == 1


def test_a_server_that_cannot_encrypt_gets_no_news(told: _Told) -> None:
    delivery, server = told.by(None)
    assert delivery.state == DeliveryState.WAITING
    assert server.clear
    assert not any(ADDRESS in line for line in server.clear)


def test_a_server_that_nobody_vouches_for_gets_no_news(
    told: _Told, certificate: Path
) -> None:
    delivery, server = told.by(served_with(certificate))
    assert delivery.state == DeliveryState.WAITING
    assert server.sealed == []
    assert not any(ADDRESS in line for line in server.clear)
