"""While the database is away: 503, what was typed, and a way to try again (R68)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    connection,
)
from django.test import Client

from ombudsman import health, settings, unavailable
from tests.architecture.test_doors import DOORS
from tests.authorisation.routes import all_routes

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
STORY = 'Akta "belum" terbit & <b>lama</b>'
TOLD = {"story": STORY, "title": "Akta", "hope": "Terbit"}


def away(*_args: Any) -> Any:
    """What each query gets while the server restarts."""
    raise OperationalError("the database system is shutting down")


@pytest.fixture
def gone() -> Iterator[Client]:
    """A visitor who came before the database went away."""
    client = Client(raise_request_exception=False)
    client.get("/lapor/kejadian/")
    with connection.execute_wrapper(away):
        yield client


def hidden(page: str) -> dict[str, str]:
    return dict(
        re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    )


def test_a_page_says_503_and_when_to_come_back(gone: Client) -> None:
    response = gone.get("/rapor/")
    page = response.content.decode()
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Request-ID"] in page
    assert '<a class="btn" href="">' in page


def test_what_was_typed_stays_on_the_page_and_is_sent_again(gone: Client) -> None:
    response = gone.post("/lapor/kejadian/", {**TOLD, "act": "leave"})
    page = response.content.decode()
    assert response.status_code == 503
    assert "<b>lama" not in page
    assert hidden(page) == {
        "story": "Akta &quot;belum&quot; terbit &amp; &lt;b&gt;lama&lt;/b&gt;",
        "title": "Akta",
        "hope": "Terbit",
        "act": "leave",
    }
    assert '<form method="post">' in page


def test_a_file_is_asked_for_again_and_cannot_be_forgotten(gone: Client) -> None:
    file = SimpleUploadedFile("foto.png", b"x", "image/png")
    page = gone.post("/lapor/bukti/", {"papers": file}).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert re.search(r'<input type="file" [^>]*name="papers" multiple required>', page)


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/masuk/", {"login": "a@example.org", "password": "rahasia-sekali"}),
        ("/lacak/", {"number": "ABCDEFGH", "code": "rahasia-sekali"}),
        ("/lapor/lanjutkan/", {"code": "rahasia-sekali"}),
    ],
)
def test_a_code_or_password_is_never_on_the_page(
    gone: Client, address: str, typed: dict[str, str]
) -> None:
    response = gone.post(address, typed)
    assert response.status_code == 503
    assert "rahasia" not in response.content.decode()


def test_no_door_shows_what_was_typed() -> None:
    doors = set().union(*DOORS.values())
    assert {name for name in doors if unavailable.keeps_typed(name)} == set()
    known = {name for name, _pattern in all_routes()}
    assert known >= unavailable.CODES
    assert {name.partition(":")[0] for name in known} >= unavailable.ROOMS


def test_a_form_of_another_site_gets_no_token_from_us(gone: Client) -> None:
    page = gone.post("/lapor/kejadian/", TOLD).content.decode()
    assert "csrfmiddlewaretoken" not in page


def test_the_api_says_so_in_its_own_shape(gone: Client) -> None:
    response = gone.post(
        "/api/v1/reports/track/",
        {"number": "ABCDEFGH", "code": "0000-0000-0000"},
        content_type="application/json",
    )
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["code"] == "unavailable"
    assert response["Retry-After"] == "5"


def test_an_english_visitor_reads_it_in_english(gone: Client) -> None:
    gone.cookies["bahasa"] = "en"
    page = gone.get("/rapor/").content.decode()
    assert '<html lang="en">' in page
    assert "Our system cannot answer just now" in page


@pytest.mark.parametrize("error", [OperationalError(), InterfaceError()])
def test_the_probe_says_not_ready_whatever_the_driver_calls_it(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr(connection, "cursor", fail)
    assert health.ready().status_code == 503
    assert health.punctual().status_code == 503
    assert health.live().status_code == 200


@pytest.mark.parametrize(
    ("code", "passes"), [("25P03", True), ("25006", True), ("25P02", False)]
)
def test_a_mistake_of_ours_stays_a_500(code: str, passes: bool) -> None:
    class Cause(Exception):
        pgcode = code

    error = InternalError()
    error.__cause__ = Cause()
    assert unavailable.is_loss(error) is passes
    assert not unavailable.is_loss(IntegrityError())
    assert not unavailable.is_loss(RuntimeError())
    assert not unavailable.is_loss(None)


def test_a_server_that_dies_in_the_middle_of_an_answer_is_lost_too() -> None:
    assert unavailable.is_loss(DatabaseError("server closed the connection"))


def test_nobody_waits_for_ever_for_the_database() -> None:
    with connection.cursor() as cursor:
        for name, limit in (
            ("statement_timeout", "1min"),
            ("lock_timeout", "3s"),
            ("idle_in_transaction_session_timeout", "30s"),
        ):
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone() == (limit,)
    assert settings.DATABASES["default"]["OPTIONS"]["connect_timeout"] == 3
    assert settings.DATABASES["default"]["CONN_HEALTH_CHECKS"]


def test_a_statement_that_takes_too_long_is_given_up() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '50ms'")
        with pytest.raises(OperationalError) as error:
            cursor.execute("SELECT pg_sleep(5)")
    assert unavailable.is_loss(error.value)
