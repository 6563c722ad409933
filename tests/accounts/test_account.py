"""One's own account: what opens it, what is open, and closing it elsewhere."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts import events
from accounts.models import KnownDevice, StoredSession
from accounts.session_store import hashed
from journal.models import Entry
from tests import people
from tests.accounts.conftest import WithPassword
from tests.accounts.test_sign_in import enter

pytestmark = pytest.mark.django_db

ACCOUNT = "/masuk/akun/"


def in_as(key: str = "examiner") -> Client:
    client = Client()
    people.login(client, key)
    return client


def is_in(client: Client) -> bool:
    return bool(client.get(ACCOUNT).status_code == 200)


def test_the_page_tells_factors_and_sessions_and_nothing_about_devices(
    with_app: WithPassword,
) -> None:
    with_app("examiner")
    client = Client(headers={"user-agent": "Peramban/1.0"})
    people.login(client, "examiner")
    in_as()
    page = client.get(ACCOUNT).content.decode()
    assert "Sesi ini" in page
    assert page.count("terakhir dipakai") == 2
    assert "Peramban" not in page
    assert "127.0.0.1" not in page


def test_one_session_is_closed_from_another(with_app: WithPassword) -> None:
    here, there, third = in_as(), in_as(), in_as()
    key = hashed(str(there.session.session_key))[:16]
    here.post("/masuk/akun/sesi/", {"sesi": key})
    assert (is_in(here), is_in(there), is_in(third)) == (True, False, True)
    entry = Entry.objects.get(kind=events.SESSIONS_ENDED)
    assert entry.data == {"n": 1}


def test_all_others_are_closed_at_once() -> None:
    here, there, third, head = in_as(), in_as(), in_as(), in_as("head")
    here.post("/masuk/akun/sesi/", {"sesi": "lain"})
    assert (is_in(here), is_in(there), is_in(third)) == (True, False, False)
    assert is_in(head)


@pytest.mark.parametrize("which", ["", "lain-lain", "%", "a" * 16])
def test_a_number_that_is_none_closes_nothing(which: str) -> None:
    here, there = in_as(), in_as()
    here.post("/masuk/akun/sesi/", {"sesi": which})
    assert is_in(there)
    assert not Entry.objects.filter(kind=events.SESSIONS_ENDED).exists()


def test_nobody_closes_anothers_session() -> None:
    mine, his = in_as("head"), in_as()
    key = hashed(str(his.session.session_key))[:16]
    mine.post("/masuk/akun/sesi/", {"sesi": key})
    assert is_in(his)


def test_known_browsers_are_forgotten_and_it_is_recorded(
    client: Client, with_password: WithPassword
) -> None:
    enter(client, with_password("citizen").email)
    assert KnownDevice.objects.count() == 1
    client.post(reverse("account_devices"))
    assert not KnownDevice.objects.exists()
    assert Entry.objects.filter(kind=events.DEVICES_FORGOTTEN).exists()


def test_signing_out_leaves_no_row(client: Client) -> None:
    people.login(client, "examiner")
    client.post("/masuk/keluar/")
    assert not StoredSession.objects.filter(user=people.person("examiner")).exists()
