"""Sessions end after 60 idle minutes and after 12 hours, by the real clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from accounts.sessions import SEEN, STARTED, SessionLifeMiddleware, begin, keep_alive
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
        return keep_alive(session)


def test_a_sign_in_starts_both_clocks() -> None:
    session = signed_in()
    assert session[STARTED] == session[SEEN]


def test_after_59_idle_minutes_it_lives_and_after_61_it_is_gone() -> None:
    assert after(timedelta(minutes=59), signed_in())
    session = signed_in()
    key = session.session_key
    assert not after(timedelta(minutes=61), session)
    assert not Session.objects.filter(session_key=key).exists()


def test_use_keeps_it_alive_but_never_beyond_twelve_hours() -> None:
    session = signed_in()
    start = wall_now()
    for half_hours in range(1, 24):
        with time_machine.travel(start + half_hours * timedelta(minutes=30)):
            assert keep_alive(session)
    with time_machine.travel(start + timedelta(hours=12, minutes=1)):
        assert not keep_alive(session)


def test_use_within_a_minute_writes_nothing() -> None:
    session = signed_in()
    assert after(timedelta(seconds=50), session)
    assert not session.modified
    assert after(timedelta(seconds=70), session)
    assert session.modified


def test_a_session_with_a_user_and_no_start_is_not_ours() -> None:
    session = SessionStore()
    session[SESSION_KEY] = "1"
    session.save()
    assert not keep_alive(session)


def test_a_session_that_opens_nothing_is_left_alone() -> None:
    session = SessionStore()
    session["language"] = "id"
    assert keep_alive(session)


def test_beginning_twice_keeps_the_first_start() -> None:
    session = SessionStore()
    begin(session)
    first = session[STARTED]
    with time_machine.travel(wall_now() + timedelta(hours=1), tick=False):
        begin(session)
    assert session[STARTED] == first
    assert session[SEEN] > first


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
    live = signed_in().session_key
    Session.objects.create(
        session_key="old", session_data="", expire_date=wall_now() - timedelta(days=1)
    )
    forget_expired(wall_now() + timedelta(days=400))
    assert list(Session.objects.values_list("session_key", flat=True)) == [live]
