"""Headers, cookies, language and look, the same on every surface."""

import pytest
from django.conf import LazySettings, settings
from django.http.response import HttpResponseBase
from django.test import Client

from ombudsman import surfaces

pytestmark = pytest.mark.django_db

CSP = (
    "base-uri 'none'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; style-src 'self'"
)
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
    **{
        f"error {code}": f"/gagal/{code}/"
        for code in (400, 403, 404, 413, 429, 500, 503)
    },
}
CODES = {"error 404": 404, "error 500": 500, "error 413": 413, "error 429": 429}
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
    for name, value in surfaces.EVERYWHERE.items():
        assert response[name] == value
    assert _csp(response) == CSP
    assert len(response["X-Request-ID"]) == 12
    assert "Server" not in response
    assert "X-Powered-By" not in response
    assert (response["Cache-Control"] == "no-store") is (surface not in PUBLIC)
    if surface in CODES:
        assert response.status_code == CODES[surface]


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
