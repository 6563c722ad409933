"""Error pages say little and the same; logs say who spoke, never what was typed."""

import json
import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from ombudsman import logs

pytestmark = pytest.mark.django_db

NASTY = 'x%0d%0a%1b[31m{"event":"palsu"}'


@pytest.mark.parametrize("code", [400, 403, 404, 413, 429, 500, 503])
def test_an_error_page_is_generic_and_carries_the_request_id(
    trouble: Client, code: int
) -> None:
    response = trouble.get(f"/gagal/{code}/")
    page = response.content.decode()
    assert response.status_code == code
    assert response["X-Request-ID"] in page
    assert "rahasia" not in page
    assert "137" in page


def test_a_missing_page_does_not_echo_its_address() -> None:
    client = Client()
    one = client.get("/lacak-rahasia-1/?kode=ABCD")
    two = client.get("/lainnya/")
    assert one.status_code == two.status_code == 404
    page = one.content.decode()
    assert "rahasia" not in page
    assert "ABCD" not in page
    assert page.replace(one["X-Request-ID"], "") == two.content.decode().replace(
        two["X-Request-ID"], ""
    )


def test_a_missing_page_is_told_in_the_chosen_language() -> None:
    client = Client()
    client.cookies["bahasa"] = "en"
    assert '<html lang="en">' in client.get("/lainnya/").content.decode()


def test_too_many_attempts_says_when_to_come_back(trouble: Client) -> None:
    assert trouble.get("/gagal/429/")["Retry-After"] == "60"


def test_an_unknown_host_is_refused() -> None:
    response = Client().get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


def test_what_is_refused_before_a_language_was_chosen_is_told_in_the_readers() -> None:
    client = Client()
    client.cookies["bahasa"] = "en"
    response = client.get("/", headers={"host": "evil.example"})
    assert '<html lang="en">' in response.content.decode()
    assert response["Content-Language"] == "en"


def test_an_address_that_only_a_button_sends_to_says_so_on_a_page() -> None:
    client = Client()
    address = reverse("citizen:file_leave_code")
    opened = client.get(address)
    assert (opened.status_code, opened["Allow"]) == (405, "POST")
    assert "tekan lagi tombolnya" in opened.content.decode()
    client.cookies["bahasa"] = "en"
    assert "press its button again" in client.get(address).content.decode()


@pytest.mark.parametrize("path", ["/", "/lacak/", "/rapor/", "/tidak-ada/"])
def test_an_address_with_a_thousand_parameters_is_a_refusal_and_no_fault(
    path: str,
) -> None:
    response = Client().get(f"{path}?{'a=1&' * 1_100}")
    assert response.status_code < 500
    assert "<h1>" in response.content.decode() or response.status_code == 200


def test_a_refusal_of_a_use_case_is_a_403_without_its_inner_words(
    trouble: Client,
) -> None:
    response = trouble.get("/gagal/denied/")
    assert response.status_code == 403
    assert "rahasia" not in response.content.decode()


def test_a_missing_second_factor_leads_there_and_back(trouble: Client) -> None:
    response = trouble.get("/gagal/step-up/")
    assert response.status_code == 302
    assert response["Location"] == "/masuk/ulang/?next=%2Fgagal%2Fstep-up%2F"


class Lines(logging.Handler):
    """Keeps what the console would print."""

    def __init__(self) -> None:
        super().__init__()
        formatter = logs.configure()["formatters"]["json"]
        kind = formatter.pop("()")
        self.setFormatter(kind(**formatter))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def lines() -> Iterator[list[str]]:
    handler = Lines()
    loggers = [logging.getLogger(name) for name in ("ombudsman", "django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler.lines
    for logger in loggers:
        logger.removeHandler(handler)


def test_one_request_is_one_line_of_json_without_its_address(
    lines: list[str],
) -> None:
    response = Client().get(f"/lacak/{NASTY}/?kode={NASTY}&nik=6471010101900000")
    events = [json.loads(line) for line in lines]
    assert all("\n" not in line and "\x1b" not in line for line in lines)
    answered = [event for event in events if event["event"] == logs.ANSWERED]
    assert len(answered) == 1
    assert answered[0]["status"] == 200
    assert answered[0]["route"] == "tracking:case"
    assert answered[0]["request"] == response["X-Request-ID"]
    assert set(answered[0]) == {
        "event", "level", "method", "ms", "request", "route", "status", "timestamp",
    }  # fmt: skip
    for secret in ("palsu", "nik", "6471", "lacak", "kode"):
        assert secret not in "".join(lines)


def test_an_exception_is_logged_by_class_and_place_not_by_its_words(
    trouble: Client, lines: list[str]
) -> None:
    trouble.get("/gagal/500/")
    events = [json.loads(line) for line in lines]
    error = next(event["error"] for event in events if "error" in event)
    assert error["type"] == "builtins.RuntimeError"
    assert error["frames"][-1].endswith(" fail")
    assert "rahasia" not in "".join(lines)


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "x\r\ny \x1b[31m"},
        {"referer": "http://x/\r\n{}"},
        {"x-forwarded-for": "1\r\n2"},
        {"x-request-id": "palsu\r\n"},
        {"host": "evil\r\nhost"},
    ],
)
def test_headers_cannot_write_log_lines(
    headers: dict[str, str], lines: list[str]
) -> None:
    Client().get("/", headers=headers)
    Client().generic("PALSU\r\n", "/")
    assert lines
    for line in lines:
        assert "\n" not in line
        assert "palsu" not in line.lower()
        json.loads(line)
