"""R43: a browser may tell us of a broken rule, and we keep nothing of anybody."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import RateCounter, StoredSession
from ombudsman import policy_reports
from tests.people import login

pytestmark = pytest.mark.django_db
ADDRESS = "/kebijakan/"


class Heard(list[dict[str, str]]):
    """Stands where the log stands."""

    def warning(self, event: str, **more: str) -> None:
        self.append({"event": event, **more})


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    found = Heard()
    monkeypatch.setattr(policy_reports, "log", found)
    return found


def report(**changes: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "document-uri": "http://localhost/lacak/ABCD2345/?kode=rahasia#x",
        "referrer": "http://localhost/lacak/?nomor=ABCD2345",
        "violated-directive": "style-src-attr",
        "effective-directive": "style-src-attr",
        "original-policy": "default-src 'none'",
        "blocked-uri": "inline",
        "source-file": "http://localhost/lacak/ABCD2345/",
        "script-sample": "Kenari Sulastri",
    }
    return {"csp-report": told | changes}


def send(body: Any, client: Client | None = None, **more: Any) -> int:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    sender = client or Client(enforce_csrf_checks=True)
    answer = sender.post(ADDRESS, text, content_type="application/csp-report", **more)
    assert answer.content == b""
    assert not answer.cookies
    return answer.status_code


def test_a_report_is_one_line_of_words_that_are_ours(heard: Heard) -> None:
    assert send(report()) == 204
    assert heard == [
        {
            "event": "policy_broken",
            "directive": "style-src-attr",
            "route": "tracking:case",
            "blocked": "inline",
        }
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"effective-directive": "Kenari"}, {"directive": "other"}),
        ({"effective-directive": ""}, {"directive": "style-src-attr"}),
        ({"blocked-uri": "https://jahat.example/ABCD2345"}, {"blocked": "other"}),
        ({"blocked-uri": "http://localhost/lacak/ABCD2345/"}, {"blocked": "self"}),
        ({"blocked-uri": "http://[x"}, {"blocked": "other"}),
        ({"blocked-uri": 7}, {"blocked": "other"}),
        ({"document-uri": "http://localhost/ABCD2345"}, {"route": "-"}),
        ({"document-uri": "http://localhost/robots.txt"}, {"route": "robots"}),
    ],
    ids=str,
)
def test_whatever_it_says_the_line_has_no_word_of_it(
    heard: Heard, changes: dict[str, Any], said: dict[str, str]
) -> None:
    assert send(report(**changes)) == 204
    (line,) = heard
    assert line.items() >= said.items()
    assert set(line) == {"event", "directive", "route", "blocked"}
    for word in ("ABCD2345", "rahasia", "Kenari", "jahat", "localhost"):
        assert word not in str(line)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"csp-report": 7}',
        b'{"csp-report": {"document-uri": "http://["}}',
        b'{"csp-report": {"document-uri": "http://jahat.example/"}}',
        b"[" * 8_000,
        b"x" * (policy_reports.MOST + 1),
        {
            "csp-report": {
                "document-uri": "http://localhost/" + "x" * policy_reports.MOST
            }
        },
    ],
    ids=lambda body: str(body)[:40],
)
def test_what_is_no_report_or_too_long_is_answered_alike_and_writes_nothing(
    heard: Heard, body: Any
) -> None:
    assert send(body) == 204
    assert heard == []


def test_more_than_a_report_is_not_even_read(heard: Heard) -> None:
    class Endless:
        read_so_far = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 <= size <= policy_reports.MOST + 1, "it is read without an end"
            self.read_so_far += size
            return b"x" * size

    request = RequestFactory().post(ADDRESS, b"", content_type="application/csp-report")
    endless = Endless()
    vars(request)["_stream"] = endless  # what the server hands in
    assert policy_reports.take(request).status_code == 204
    assert endless.read_so_far == policy_reports.MOST + 1
    assert heard == []


def test_of_one_network_and_of_all_so_many_lines_an_hour(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy_reports, "PER_NETWORK", 3)
    monkeypatch.setattr(policy_reports, "ALL", 5)
    for address in ("203.0.113.9", "198.51.100.9"):
        statuses = {send(report(), REMOTE_ADDR=address) for _ in range(10)}
        assert statuses == {204}
    assert len(heard) == 5


def test_nothing_of_who_sent_it_is_stored_and_no_session_is_kept_awake(
    client: Client, heard: Heard
) -> None:
    login(client, "examiner")
    before = list(StoredSession.objects.values())
    assert send(report(), client, REMOTE_ADDR="203.0.113.9") == 204
    assert list(StoredSession.objects.values()) == before
    assert len(heard) == 1
    rows = str(list(RateCounter.objects.values()))
    assert "203.0.113" not in rows
    assert "policy" not in rows


def test_every_page_names_the_address_and_it_is_ours() -> None:
    policy = Client().get("/")["Content-Security-Policy"]
    assert f"report-uri {reverse('policy_report')}" in policy
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["report-uri"] == [ADDRESS]
