"""After 30 unused minutes staff show their second factor; what they typed is kept."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import StoredSession
from accounts.session_store import SessionStore
from accounts.wall_clock import wall_now
from tests import people
from tests.accounts.conftest import WithPassword, code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db

PAGE = "/masuk/akun/"
FORM = "/kerja/orang/undang/"
STEP_UP = "/masuk/ulang/"
WORDS = "Budi <b>& Ani"


@pytest.fixture
def head(with_app: WithPassword) -> Client:
    """A head who signed in just now."""
    client = Client()
    people.login(client, with_app("head"))
    return client


@pytest.fixture
def later() -> Iterator[None]:
    """Half an hour and a minute have gone by."""
    with time_machine.travel((wall_now() + timedelta(minutes=31)).timestamp()):
        yield


def kept(answer: Answer) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', answer.content.decode())
    return unescape(found[1]) if found else ""


def late_form(client: Client, **more: object) -> Answer:
    answer: Answer = client.post(FORM, {"name": WORDS, "email": "", **more})
    return answer


def test_until_thirty_minutes_nothing_is_asked(head: Client) -> None:
    with time_machine.travel((wall_now() + timedelta(minutes=29)).timestamp()):
        assert head.get(PAGE).status_code == 200


def test_a_locked_session_shows_no_page_and_stays_locked(
    head: Client, later: None
) -> None:
    for address in (PAGE, "/kerja/", "/", PAGE):
        assert head.get(address).headers["Location"].startswith(STEP_UP)


def test_the_second_factor_opens_it_and_leads_back(head: Client, later: None) -> None:
    where = head.get(PAGE).headers["Location"]
    assert "Layar terkunci" in head.get(where).content.decode()
    answer = head.post(STEP_UP, {"code": code(), "next": PAGE})
    assert answer.headers["Location"] == PAGE
    assert head.get(PAGE).status_code == 200


def test_what_was_typed_comes_back_after_the_second_factor(
    head: Client, later: None
) -> None:
    answer = late_form(head)
    assert answer.status_code == 403
    assert "Yang Anda ketik masih ada" in answer.content.decode()
    again = head.post(STEP_UP, {"code": "000000", "kept": kept(answer)})
    opened = head.post(STEP_UP, {"code": code(), "kept": kept(again)})
    page = opened.content.decode()
    assert f'action="{FORM}"' in page
    assert 'value="Budi &lt;b&gt;&amp; Ani"' in page
    assert "csrfmiddlewaretoken" in page


def test_meanwhile_the_words_are_neither_on_the_screen_nor_in_the_session(
    head: Client, later: None
) -> None:
    page = late_form(head).content.decode()
    assert "Budi" not in page
    stored = SessionStore(head.session.session_key).load()
    assert SESSION_KEY in stored
    assert "Budi" not in str(stored)


def test_files_are_not_kept_and_that_is_said(head: Client, later: None) -> None:
    answer = late_form(head, file=SimpleUploadedFile("a.txt", b"x"))
    opened = head.post(STEP_UP, {"code": code(), "kept": kept(answer)})
    assert "Berkas tidak ikut disimpan" in opened.content.decode()


def test_what_is_too_long_to_keep_is_said_before_it_is_lost(
    head: Client, later: None
) -> None:
    answer = late_form(head, name="x" * 600_000)
    assert kept(answer) == ""
    assert "terlalu panjang untuk disimpan" in answer.content.decode()


def test_somebody_else_does_not_get_the_words(
    head: Client, with_app: WithPassword, later: None
) -> None:
    mine = kept(late_form(head))
    other = Client()
    people.login(other, with_app("examiner"))
    answer = other.post(STEP_UP, {"code": code(), "kept": mine})
    assert answer.status_code == 302
    altered = head.post(STEP_UP, {"code": code(), "kept": mine[:-4] + "AAAA"})
    assert altered.status_code == 302


def test_a_foreign_site_gets_nothing_kept(with_app: WithPassword) -> None:
    client = Client(enforce_csrf_checks=True)
    people.login(client, with_app("head"))
    with time_machine.travel((wall_now() + timedelta(minutes=31)).timestamp()):
        answer = late_form(client)
    assert answer.status_code == 403
    assert kept(answer) == ""


@pytest.mark.parametrize("key", ["citizen", "liaison"])
def test_who_is_not_staff_has_sixty_minutes(
    key: str, client: Client, with_app: WithPassword
) -> None:
    people.login(client, with_app(key))
    with time_machine.travel((wall_now() + timedelta(minutes=59)).timestamp()):
        assert client.get(PAGE).status_code == 200


def test_who_has_no_factor_to_show_signs_in_again(client: Client) -> None:
    people.login(client, "head")
    with time_machine.travel((wall_now() + timedelta(minutes=31)).timestamp()):
        assert client.get(PAGE).headers["Location"] == "/masuk/"
        assert client.get(PAGE).headers["Location"].startswith("/masuk/?")


def test_leaving_is_always_open(head: Client, later: None) -> None:
    assert head.post("/masuk/keluar/").status_code == 302
    assert not StoredSession.objects.filter(user=people.person("head")).exists()
