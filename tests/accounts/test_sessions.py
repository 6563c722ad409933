"""Sessions end after 60 idle minutes and after 12 hours, by the real clock (R45)."""

from __future__ import annotations

import base64
import zlib
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as configured
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import StoredSession
from accounts.reporter_session import KEY
from accounts.session_store import STARTED, SessionStore, hashed, sealed, unsealed
from accounts.sessions import SessionLifeMiddleware, begin, note_use, still_lives
from accounts.subscribers import forget_expired
from accounts.wall_clock import wall_now
from tests import people

pytestmark = pytest.mark.django_db


def signed_in() -> SessionStore:
    client = Client()
    people.login(client, "examiner")
    return SessionStore(client.session.session_key)


def after(span: timedelta, session: SessionStore) -> bool:
    with time_machine.travel(wall_now() + span, tick=False):
        return still_lives(session)


def test_a_sign_in_starts_both_clocks() -> None:
    session = signed_in()
    row = StoredSession.objects.get(pk=hashed(str(session.session_key)))
    assert abs(row.used_at.timestamp() - session[STARTED]) < 5
    assert row.made_at.timestamp() == pytest.approx(session[STARTED])


def test_after_59_idle_minutes_it_lives_and_after_61_it_is_gone() -> None:
    assert after(timedelta(minutes=59), signed_in())
    session = signed_in()
    key = str(session.session_key)
    assert not after(timedelta(minutes=61), session)
    assert not SessionStore().exists(key)


def test_use_keeps_it_alive_but_never_beyond_twelve_hours() -> None:
    key = signed_in().session_key
    start = wall_now()
    for half_hours in range(1, 24):
        with time_machine.travel(start + half_hours * timedelta(minutes=30)):
            session = SessionStore(key)
            assert still_lives(session)
            note_use(session)
    session.get(STARTED)  # read while its row still says that it is good
    with time_machine.travel(start + timedelta(hours=12, minutes=1)):
        assert not still_lives(session)
        assert SESSION_KEY not in SessionStore(key)


def test_use_within_a_minute_writes_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    session = signed_in()
    session.get(STARTED)
    with (
        time_machine.travel(wall_now() + timedelta(seconds=50), tick=False),
        django_assert_num_queries(0),
    ):
        note_use(session)
    with (
        time_machine.travel(wall_now() + timedelta(seconds=70), tick=False),
        django_assert_num_queries(1),
    ):
        note_use(session)
    assert not session.modified


def test_a_session_with_a_user_and_no_start_is_not_ours() -> None:
    session = SessionStore()
    session[SESSION_KEY] = str(people.person("citizen").pk)
    session.save()
    assert not still_lives(session)


def test_a_session_that_opens_nothing_is_left_alone() -> None:
    session = SessionStore()
    session["language"] = "id"
    assert still_lives(session)


def test_beginning_twice_keeps_the_first_start() -> None:
    session = SessionStore()
    begin(session)
    first = session[STARTED]
    with time_machine.travel(wall_now() + timedelta(hours=1), tick=False):
        begin(session)
    assert session[STARTED] == first


def test_without_a_session_cookie_the_database_is_not_asked(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    with django_assert_num_queries(0):
        SessionLifeMiddleware(lambda _: HttpResponse())(request)


def test_the_middleware_ends_an_old_session() -> None:
    session = signed_in()
    request = RequestFactory().get("/")
    request.session = session
    with time_machine.travel(wall_now() + timedelta(hours=2), tick=False):
        SessionLifeMiddleware(lambda _: HttpResponse())(request)
    assert SESSION_KEY not in request.session


def test_what_is_over_is_deleted_by_the_real_clock_whatever_the_portals_says() -> None:
    live = str(signed_in().session_key)
    StoredSession.objects.create(
        session_key="old",
        session_data="",
        expire_date=wall_now() - timedelta(days=1),
        made_at=wall_now(),
        used_at=wall_now(),
    )
    forget_expired(wall_now() + timedelta(days=400))
    assert list(StoredSession.objects.values_list("pk", flat=True)) == [hashed(live)]


class TestHashes:
    """A dump of the database opens no session."""

    def test_no_table_holds_what_a_cookie_holds(self) -> None:
        client = Client()
        people.login(client, "examiner")
        cookie = client.cookies[configured.SESSION_COOKIE_NAME].value
        with connection.cursor() as cursor:
            cursor.execute("SELECT t::text FROM accounts_storedsession t")
            dump = "\n".join(row[0] for row in cursor.fetchall())
        assert hashed(cookie) in dump
        assert cookie not in dump

    def test_a_dump_does_not_tell_what_a_visitor_opened(self) -> None:
        opened = SessionStore()
        opened[KEY] = {"4711": "2026-03-09T02:00:00+00:00"}
        opened.save()
        key = str(opened.session_key)
        row = StoredSession.objects.get(pk=hashed(key))
        packed = base64.urlsafe_b64decode(row.session_data)
        for raw in (row.session_data.encode(), packed, packed[12:]):
            assert b"4711" not in raw
            with pytest.raises(zlib.error):
                zlib.decompress(raw)
        # Neither the key of the table nor that of the server alone opens it.
        for other in (row.session_key, "", "x" * 32):
            assert unsealed(other, row.session_data) is None
        assert SessionStore(key).load()[KEY] == {"4711": "2026-03-09T02:00:00+00:00"}

    def test_contents_written_into_the_table_by_somebody_else_open_nothing(
        self, settings: Settings
    ) -> None:
        session = signed_in()
        key = str(session.session_key)
        mine = settings.SECRET_KEY
        settings.SECRET_KEY = "somebody else's"
        forged = sealed(key, {SESSION_KEY: "1"})
        settings.SECRET_KEY = mine
        StoredSession.objects.filter(pk=hashed(key)).update(session_data=forged)
        assert SessionStore(key).load() == {}

    def test_a_server_with_a_new_secret_reads_what_the_old_one_sealed(
        self, settings: Settings
    ) -> None:
        key = str(signed_in().session_key)
        old, settings.SECRET_KEY = settings.SECRET_KEY, "a new one"
        assert SessionStore(key).load() == {}
        settings.SECRET_KEY_FALLBACKS = [old]
        assert SESSION_KEY in SessionStore(key).load()

    def test_what_the_table_holds_opens_nothing(self) -> None:
        session = signed_in()
        thief = Client()
        thief.cookies[configured.SESSION_COOKIE_NAME] = hashed(str(session.session_key))
        where = thief.get("/masuk/akun/").headers["Location"]
        assert where.startswith("/masuk/?")

    def test_djangos_own_table_is_not_there(self) -> None:
        assert "django_session" not in connection.introspection.table_names()


class TestRaces:
    """What two requests of one visitor do at the same time."""

    def test_a_request_that_is_late_does_not_wake_a_session_that_was_left(
        self,
    ) -> None:
        key = signed_in().session_key
        slow, quick = SessionStore(key), SessionStore(key)
        slow["draft"] = "a"
        quick.flush()
        with pytest.raises(UpdateError):
            slow.save()
        assert not StoredSession.objects.exists()

    def test_noting_a_use_brings_back_nothing_that_was_taken_away(self) -> None:
        key = signed_in().session_key
        first = SessionStore(key)
        first["opened_cases"] = {"1": ""}
        first.save()
        slow, quick = SessionStore(key), SessionStore(key)
        assert "opened_cases" in slow
        del quick["opened_cases"]
        quick.save()
        slow.touch()
        assert "opened_cases" not in SessionStore(key)

    def test_after_a_step_up_the_old_key_is_dead_and_saves_nothing(self) -> None:
        key = signed_in().session_key
        slow, quick = SessionStore(key), SessionStore(key)
        slow["draft"] = "a"
        quick.cycle_key()
        with pytest.raises(UpdateError):
            slow.save()
        assert not SessionStore(key).load()
        assert SessionStore(quick.session_key).load()

    def test_a_key_that_was_planted_before_is_not_taken_over(self) -> None:
        planted = SessionStore("a" * 32)
        assert planted.load() == {}
        planted["x"] = 1
        planted.save()
        assert planted.session_key != "a" * 32
