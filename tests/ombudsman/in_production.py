"""The portal as production runs it, asked by WSGI; started as a program of its own.

Its settings are those of a complete production (``test_production_refuses``); only the
database is the one of the tests, which is put in after production agreed to start.
Everything happens in one transaction that is rolled back. Prints what came back as
JSON: name -> status and headers, exactly as they go to the server.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core import signals
from django.db import close_old_connections, connections, transaction
from django.test import RequestFactory

from accounts.actor import STRANGER, Actor
from accounts.subscribers import link
from accounts.wall_clock import wall_now
from documents.links import download_url
from documents.models import StoredFile
from documents.services import accept_upload
from journal.actor import ActorKind
from ombudsman.wsgi import application
from tests import people
from tests.documents import samples
from tests.factories.agencies import AgencyFactory
from tests.factories.compliance import MethodologyFactory, PublishedResultFactory

Headers = list[tuple[str, str]]
HOST = "lapor.contoh.go.id"
PASSWORD = "kuda hijau di tepi kali"
AGENT = "Peramban 1.0"


@dataclass
class Answer:
    """What the server would be handed."""

    status: int
    headers: Headers
    text: str


@dataclass
class Browser:
    """Keeps cookies as a browser does, and brings the token of the last form."""

    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def ask(
        self,
        method: str,
        path: str,
        *,
        host: str = HOST,
        body: bytes = b"",
        kind: str = "application/x-www-form-urlencoded",
        scheme: str = "https",
    ) -> Answer:
        """One request, as the proxy in front hands it on."""
        place = urlsplit(path)
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": place.path,
            "QUERY_STRING": place.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": host,
            "HTTP_X_FORWARDED_PROTO": scheme,
            "HTTP_USER_AGENT": AGENT,
            "HTTP_REFERER": f"https://{HOST}/",
            "HTTP_COOKIE": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            "REMOTE_ADDR": "203.0.113.9",
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
        }
        said: list[Any] = []

        def start(status: str, headers: Headers, *_: Any) -> Callable[[bytes], None]:
            said.extend((int(status.split(maxsplit=1)[0]), headers))
            return lambda _: None

        parts = application(environ, start)
        text = b"".join(parts).decode(errors="replace")
        cast("Any", parts).close()
        answer = Answer(said[0], said[1], text)
        self._keep(answer)
        return answer

    def _keep(self, answer: Answer) -> None:
        for name, value in answer.headers:
            if name == "Set-Cookie":
                for key, crumb in SimpleCookie(value).items():
                    self.cookies[key] = crumb.value
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text)
        self.token = found[1] if found else self.token

    def send(self, path: str, **fields: str) -> Answer:
        """A form with its token."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields}).encode()
        return self.ask("POST", path, body=body)


def surfaces() -> dict[str, Answer]:
    """One of every kind of answer."""
    ask = Browser().ask
    json_kind = "application/json"
    found = {
        "page": ask("GET", "/"),
        "door with a script": ask("GET", "/lacak/"),
        "redirect to https": ask("GET", "/", scheme="http"),
        "redirect to sign-in": ask("GET", "/pribadi/"),
        "redirect to slash": ask("GET", "/kerahasiaan"),
        "style sheet": ask("GET", settings.STATIC_URL + _hashed("css/base.css")),
        "robots": ask("GET", "/robots.txt"),
        "badge for other sites": ask("GET", _badge(published=True)),
        "badge of nobody": ask("GET", _badge(published=False)),
        "probe": ask("GET", "/healthz/live"),
        "wrong method": ask("GET", "/tema/"),
        "form without its token": ask("POST", "/formulir/"),
        "unknown host": ask("GET", "/", host="lain.example"),
        "policy report": ask("POST", "/kebijakan/", body=b"{}"),
        "api": ask("GET", "/api/v1/agencies/"),
        "api nothing there": ask("GET", "/api/v1/tidak-ada/"),
        "api wrong method": ask("GET", "/api/v1/reports/"),
        "api nothing in it": ask(
            "POST", "/api/v1/reports/", body=b"{}", kind=json_kind
        ),
        "api not JSON": ask("POST", "/api/v1/reports/", body=b"x", kind="text/plain"),
        "files host, no file": ask("GET", "/", host=f"files.{HOST}"),
        "file": ask("GET", _file(), host=f"files.{HOST}"),
        "file nobody has": ask("GET", "/berkas/x/", host=f"files.{HOST}"),
        "address with a secret": ask("GET", _secret()),
    }
    for code in (400, 403, 404, 413, 429, 500, 503):
        found[f"error {code}"] = ask("GET", f"/gagal/{code}/")
    return found


def _hashed(name: str) -> str:
    return str(staticfiles_storage.url(name)).removeprefix(settings.STATIC_URL)


def _file() -> str:
    """The address of a clean file, for one minute and this browser."""
    asked: Any = RequestFactory().get("/", headers={"user-agent": AGENT})
    asked.now = wall_now()
    asked.actor = Actor(ActorKind.USER, user_id=people.person("examiner").pk)
    file = samples.upload("akta.txt", samples.OURS["txt"])
    stored = accept_upload(file=file, actor=STRANGER, now=wall_now())
    StoredFile.objects.filter(pk=stored.pk).update(
        verdict="clean", copying="not_needed"
    )
    stored.refresh_from_db()
    return "/" + download_url(asked, stored).partition("//")[2].partition("/")[2]


def _badge(*, published: bool) -> str:
    """Of an agency with one published result, or with none."""
    agency = AgencyFactory(code=f"B{published:d}")
    if published:
        MethodologyFactory(
            code="2024-resmi", first_year=2024, year=2024, official=True, share=0
        )
        PublishedResultFactory(agency=agency)
    return f"/rapor/{agency.ref}/lencana.svg"


def _secret() -> str:
    return urlsplit(link(people.person("citizen"))).path


def cookies() -> dict[str, Answer]:
    """Somebody signs in, chooses language and look, and leaves."""
    user = people.person("citizen")
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    browser = Browser()
    told = {
        "language": browser.ask("GET", "/aksesibilitas/?bahasa=en"),
        "look": browser.send("/tema/", tema="dark"),
        "door": browser.ask("GET", "/masuk/"),
        "signing in": browser.send("/masuk/", login=user.email, password=PASSWORD),
    }
    told["before leaving"] = browser.ask("GET", "/masuk/keluar/")
    told["signing out"] = browser.send("/masuk/keluar/")
    told["before forgetting"] = browser.ask("GET", "/aksesibilitas/")
    told["look forgotten"] = browser.send("/tema/", tema="")
    return told


def main() -> None:
    """Put the tests' database in, and ask."""
    connections.settings["default"].update(json.loads(os.environ["TESTS_DATABASE"]))
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)  # one transaction holds it all
    settings.ROOT_URLCONF = "tests.ombudsman.trouble"
    told = {}
    with transaction.atomic():
        for name, make in (("surfaces", surfaces), ("cookies", cookies)):
            told[name] = {
                where: {"status": one.status, "headers": one.headers}
                for where, one in make().items()
            }
        transaction.set_rollback(True)
    print(json.dumps(told))  # noqa: T201 - to whoever started it
