"""R44, R45: what leaves the portal that production runs, header by header.

The tables below are written by hand from what we ask of the portal, not taken from it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.ombudsman.test_production_refuses import ROOT, production

#: The server's own door comes first, and refuses a trial.
PROGRAM = (
    "import ombudsman.wsgi; from tests.ombudsman import in_production as p; p.main()"
)
#: What every answer carries, whoever asks and whatever comes back.
EVERYWHERE = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), "
        "payment=(), usb=()"
    ),
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "base-uri 'none'; default-src 'none'; font-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; img-src 'self'; report-uri /kebijakan/; "
        "style-src 'self'"
    ),
}
SCRIPT = EVERYWHERE["Content-Security-Policy"].replace(
    "; style", "; script-src 'self'; style"
)
#: A stranger's file may do nothing at all, wherever it is opened.
FILE = {"Content-Security-Policy": "default-src 'none'; sandbox"}
#: Surface -> its status, and what it says instead.
SURFACES: dict[str, tuple[int, dict[str, str]]] = {
    "page": (200, {}),
    "door with a script": (200, {"Content-Security-Policy": SCRIPT}),
    "redirect to https": (301, {}),
    "redirect to sign-in": (302, {}),
    "redirect to slash": (301, {}),
    "style sheet": (200, {"Cache-Control": "max-age=315360000, public, immutable"}),
    "robots": (200, {"Cache-Control": "public, max-age=300"}),
    "badge for other sites": (
        200,
        {
            "Cache-Control": "public, max-age=300",
            "Cross-Origin-Resource-Policy": "cross-origin",
        },
    ),
    "badge of nobody": (404, {}),
    "probe": (200, {}),
    "wrong method": (405, {}),
    "form without its token": (403, {}),
    "unknown host": (400, {}),
    "policy report": (204, {}),
    "api": (200, {}),
    "api nothing there": (404, {}),
    "api wrong method": (405, {}),
    "api nothing in it": (422, {}),
    "api not JSON": (415, {}),
    "files host, no file": (404, {}),
    "file": (200, FILE),
    "file nobody has": (404, FILE),
    "address with a secret": (302, {"Referrer-Policy": "no-referrer"}),
    **{f"error {code}": (code, {}) for code in (400, 403, 404, 413, 429, 500, 503)},
}
#: Headers that say what an answer is, not how it is protected; no others may be there.
ABOUT = {
    "Accept-Ranges",
    "Access-Control-Allow-Origin",
    "Allow",
    "Content-Disposition",
    "Content-Language",
    "Content-Length",
    "Content-Type",
    "Date",
    "ETag",
    "Expires",
    "Last-Modified",
    "Location",
    "Retry-After",
    "Set-Cookie",
    "Vary",
    "X-Request-ID",
}
#: Each cookie, and where it is first set.
COOKIES = {
    "__Host-bahasa": "language",
    "__Host-csrf": "language",
    "__Host-tema": "look",
    "__Host-sesi": "signing in",
    "__Host-perangkat": "signing in",
}

Told = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def told(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What a portal with production's settings answered."""
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    line = {name: connection.settings_dict[name] for name in names}
    folder: Path = tmp_path_factory.mktemp("production")
    more = {"TESTS_DATABASE": json.dumps(line), "VAR_DIR": str(folder)}
    environment = production() | more
    collect = ("manage.py", "collectstatic", "-v", "0", "--no-input")
    for words in ((*collect, "-i", "rest_framework"), ("-c", PROGRAM)):
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
    found: Told = json.loads(done.stdout.splitlines()[-1])
    return found


def test_every_kind_of_answer_is_there(told: Told) -> None:
    found = {name: one["status"] for name, one in told["surfaces"].items()}
    assert found == {name: status for name, (status, _) in SURFACES.items()}


@pytest.mark.parametrize("surface", SURFACES)
def test_in_production_every_answer_carries_exactly_these_headers(
    told: Told, surface: str
) -> None:
    pairs = [(name, value) for name, value in told["surfaces"][surface]["headers"]]
    names = [name for name, _ in pairs if name != "Set-Cookie"]
    assert len(names) == len(set(names)), "a header stands twice"
    found = {name: _sorted(name, said) for name, said in pairs if name not in ABOUT}
    assert found == EVERYWHERE | SURFACES[surface][1]


def _sorted(name: str, said: str) -> str:
    if name != "Content-Security-Policy":
        return said
    return "; ".join(sorted(part.strip() for part in said.split(";")))


def _set(answer: dict[str, Any]) -> list[str]:
    pairs = answer["headers"]
    return [value.strip() for name, value in pairs if name == "Set-Cookie"]


def test_in_production_every_cookie_has_the_name_that_ties_it_to_the_host(
    told: Told,
) -> None:
    first: dict[str, str] = {}
    for moment, answer in told["cookies"].items():
        for line in _set(answer):
            first.setdefault(line.partition("=")[0], moment)
    assert first == COOKIES


def test_in_production_every_line_that_sets_or_forgets_a_cookie_is_closed(
    told: Told,
) -> None:
    """A browser takes ``__Host-`` only so: Secure, Path=/, no Domain (RFC 6265bis)."""
    lines = [
        line for group in told.values() for one in group.values() for line in _set(one)
    ]
    assert len(lines) > len(COOKIES)
    forgotten = {line.partition("=")[0] for line in lines if '=""' in line}
    assert forgotten == {"__Host-sesi", "__Host-tema"}
    for line in lines:
        said = {part.strip().lower() for part in line.split(";")[1:]}
        assert {"secure", "path=/", "samesite=lax"} <= said, line
        assert "httponly" in said or '=""' in line, line
        assert not any(part.startswith("domain") for part in said), line
        (morsel,) = SimpleCookie(line).values()
        assert morsel.key.startswith("__Host-")


def test_in_production_the_session_is_new_after_signing_in_and_gone_after(
    told: Told,
) -> None:
    assert told["cookies"]["signing in"]["status"] == 302
    gone = [line for line in _set(told["cookies"]["signing out"]) if "-sesi=" in line]
    assert len(gone) == 1
    assert "max-age=0" in gone[0].lower()
