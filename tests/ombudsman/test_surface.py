"""Headers, cookies, language and look, the same on every surface."""

from typing import Any, cast

import pytest
from django.conf import LazySettings, settings
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from accounts.actor import STRANGER, Actor
from accounts.http import PortalRequest
from accounts.wall_clock import wall_now
from documents.links import download_url
from documents.services import accept_upload
from journal.actor import ActorKind
from ombudsman import surfaces
from tests import people
from tests.documents import samples

pytestmark = pytest.mark.django_db

CSP = (
    "base-uri 'none'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; report-uri /kebijakan/; "
    "style-src 'self'"
)
#: A stranger's file may do nothing at all, wherever it is opened.
FILE_CSP = "default-src 'none'; sandbox"
#: What is answered -> how it is asked for.
ADDRESSES = {
    "page": "/",
    "plain page": "/kerahasiaan/",
    "redirect to sign-in": "/pribadi/",
    "redirect to slash": "/kerahasiaan",
    "style sheet": "/static/css/base.css",
    "font": "/static/vendor/fonts/pjs-var-500-800.woff2",
    "robots": "/robots.txt",
    "probe": "/healthz/live",
    "wrong method": "/tema/",
    "api": "/api/v1/agencies/",
    "api description": "/api/v1/schema/",
    "api wrong method": "/api/v1/reports/",
    "api nothing there": "/api/v1/tidak-ada/",
    **{
        f"error {code}": f"/gagal/{code}/"
        for code in (400, 403, 404, 413, 429, 500, 503)
    },
}
CODES = {
    "page": 200,
    "redirect to sign-in": 302,
    "redirect to slash": 301,
    "wrong method": 405,
    "api": 200,
    "api description": 200,
    "api wrong method": 405,
    "api nothing there": 404,
    **{f"error {code}": code for code in (400, 403, 404, 413, 429, 500, 503)},
}
PUBLIC = {"style sheet", "font", "robots"}


def _csp(response: HttpResponseBase) -> str:
    parts = response["Content-Security-Policy"].split(";")
    return "; ".join(sorted(part.strip() for part in parts))


@pytest.mark.parametrize("surface", ADDRESSES)
def test_every_surface_carries_exactly_the_same_headers(
    trouble: Client, surface: str
) -> None:
    response = trouble.get(ADDRESSES[surface])
    assert response.getvalue() is not None  # reads files to their end
    _carries_the_headers(response, public=surface in PUBLIC)
    if surface in CODES:
        assert response.status_code == CODES[surface]


def _carries_the_headers(
    response: HttpResponseBase, *, public: bool = False, csp: str = CSP
) -> None:
    for name, value in surfaces.EVERYWHERE.items():
        assert response[name] == value
    assert _csp(response) == csp
    assert len(response["X-Request-ID"]) == 12
    assert "Server" not in response
    assert "X-Powered-By" not in response
    assert (response["Cache-Control"] == "no-store") is not public


#: How a request is sent that is refused for what it carries -> the status.
SENT: dict[str, tuple[str, dict[str, Any], int]] = {
    "form without its token": ("/formulir/", {}, 403),
    "api, not JSON": (
        "/api/v1/reports/",
        {"data": "x", "content_type": "text/plain"},
        415,
    ),
    "api, broken JSON": (
        "/api/v1/reports/",
        {"data": "{", "content_type": "application/json"},
        400,
    ),
    "api, nothing in it": (
        "/api/v1/reports/",
        {"data": "{}", "content_type": "application/json"},
        422,
    ),
    "unknown host": ("/lacak/", {"headers": {"host": "lain.example"}}, 400),
    "files host, no file": (
        "/lacak/",
        {"headers": {"host": settings.FILES_HOST}},
        404,
    ),
}


@pytest.mark.parametrize("surface", SENT)
def test_what_is_refused_for_what_it_carries_has_the_same_headers(
    trouble: Client, surface: str
) -> None:
    address, carries, status = SENT[surface]
    response = trouble.post(address, **carries)
    assert response.status_code == status
    _carries_the_headers(response)


def test_a_page_with_a_script_of_ours_allows_that_and_nothing_else(
    trouble: Client,
) -> None:
    _carries_the_headers(
        trouble.get("/lacak/"), csp=CSP.replace("; style", "; script-src 'self'; style")
    )


def test_a_file_carries_the_same_headers(trouble: Client) -> None:
    request = RequestFactory().get("/", headers={"user-agent": "Peramban 1.0"})
    asked = cast("PortalRequest", request)
    asked.now = wall_now()
    asked.actor = Actor(ActorKind.USER, user_id=people.person("examiner").pk)
    stored = accept_upload(
        file=samples.upload("akta.txt", samples.OURS["txt"]),
        actor=STRANGER,
        now=wall_now(),
    )
    path = "/" + download_url(asked, stored).partition("//")[2].partition("/")[2]
    response = trouble.get(
        path, headers={"host": settings.FILES_HOST, "user-agent": "Peramban 1.0"}
    )
    assert b"".join(response) == samples.OURS["txt"]
    assert response.status_code == 200
    _carries_the_headers(response, csp=FILE_CSP)
    assert response["Content-Disposition"].startswith("attachment")
    gone = trouble.get("/berkas/bukan-milik-kita/")
    assert gone.status_code == 404
    _carries_the_headers(gone, csp=FILE_CSP)


def test_a_form_without_its_token_is_refused_with_the_same_headers(
    trouble: Client,
) -> None:
    response = trouble.post("/formulir/")
    assert response.status_code == 403
    assert "sudah terlalu lama terbuka" in response.content.decode()
    assert _csp(response) == CSP
    assert response["Cache-Control"] == "no-store"


def test_a_route_without_a_word_on_rights_asks_to_sign_in(trouble: Client) -> None:
    response = trouble.get("/pribadi/")
    assert response.status_code == 302
    assert response["Location"].startswith("/masuk/")


def test_a_cached_answer_reads_and_sets_no_cookie(trouble: Client) -> None:
    plain = trouble.get("/robots.txt")
    trouble.cookies["bahasa"] = "en"
    trouble.cookies["sesi"] = "x" * 32
    other = trouble.get("/robots.txt?bahasa=en", headers={"authorization": "Basic x"})
    assert plain.content == other.content
    assert not plain.cookies
    assert not other.cookies
    assert other["Cache-Control"] == "public, max-age=300"
    assert "Vary" not in other


def test_cookies_are_out_of_reach_of_scripts_and_other_sites() -> None:
    client = Client()
    client.get("/aksesibilitas/?bahasa=en")
    client.post("/tema/", {"tema": "dark"})
    assert set(client.cookies) == {"csrf", "bahasa", "tema"}
    for cookie in client.cookies.values():
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Lax"


def test_no_page_for_strangers_starts_a_session() -> None:
    client = Client()
    for address in ("/", "/kerahasiaan/", "/aksesibilitas/"):
        client.get(address)
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_the_language_switch_keeps_the_page_and_is_remembered() -> None:
    client = Client()
    first = client.get("/kerahasiaan/").content.decode()
    assert '<html lang="id">' in first
    assert 'href="?bahasa=en"' in first
    assert '<html lang="en">' in client.get("/kerahasiaan/?bahasa=en").content.decode()
    after = client.get("/kerahasiaan/")
    assert '<html lang="en">' in after.content.decode()
    assert after["Content-Language"] == "en"
    assert 'href="?bahasa=id"' in after.content.decode()


@pytest.mark.parametrize("asked", ["de", "id; DROP", "../en", ""])
def test_an_unknown_language_changes_nothing(asked: str) -> None:
    client = Client()
    client.cookies["bahasa"] = asked
    response = client.get("/", {"bahasa": asked}, headers={"accept-language": "en"})
    assert response["Content-Language"] == "id"
    assert "bahasa" not in response.cookies


def test_the_look_is_kept_and_forgotten(settings: LazySettings) -> None:
    client = Client()
    response = client.post("/tema/", {"tema": "dark"})
    assert (response.status_code, response["Location"]) == (302, "/aksesibilitas/")
    assert 'data-theme="dark"' in client.get("/").content.decode()
    client.post("/tema/", {"tema": ""})
    assert "data-theme" not in client.get("/").content.decode()
    client.cookies[settings.THEME_COOKIE_NAME] = '"><script>'
    assert "data-theme" not in client.get("/").content.decode()


def test_the_look_is_changed_by_a_form_only() -> None:
    assert Client().get("/tema/?tema=dark").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/tema/", {"tema": "dark"}).status_code == 403


def test_the_probe_answers_before_the_host_is_checked() -> None:
    response = Client().get("/healthz/live", headers={"host": "10.0.0.7"})
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_ready_means_that_the_database_answers() -> None:
    assert Client().get("/healthz/ready").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/.git/HEAD",
        "/.env",
        "/static/.git/HEAD",
        "/static/../.env",
        "/static/%2e%2e/requirements.txt",
        "/admin/",
        "/admin/login/",
        "/api/",
        "/api/v1/",
        "/api-auth/login/",
        "/__debug__/",
        "/media/",
    ],
)
def test_what_belongs_to_the_house_is_no_address(path: str) -> None:
    """R79: neither sources, nor an admin site, nor pages to browse the API by."""
    for address in (path, path.rstrip("/") + "?format=api"):
        assert Client().get(address).status_code in {404, 301}
    followed = Client().get(path, follow=True)
    assert followed.status_code == 404
