"""However slow the parts behind are, some thread is free to say so (R68)."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from ombudsman import turnstile
from ombudsman.launch import run
from ombudsman.turnstile import Turnstile

if TYPE_CHECKING:
    from django.conf import LazySettings


class Slow:
    """A view that answers when it is told to."""

    def __init__(self) -> None:
        self.go, self.inside = threading.Event(), threading.Semaphore(0)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.inside.release()
        assert self.go.wait(20)
        return HttpResponse("ok")


@pytest.fixture
def door(settings: LazySettings) -> Turnstile:
    settings.WEB_SEATS = 2
    return Turnstile(Slow())


def enter(door: Turnstile, statuses: list[int]) -> threading.Thread:
    def ask() -> None:
        statuses.append(door(RequestFactory().get("/")).status_code)

    thread = threading.Thread(target=ask)
    thread.start()
    return thread


def test_who_finds_every_seat_taken_waits_for_one(door: Turnstile) -> None:
    view, statuses = door.get_response, list[int]()
    assert isinstance(view, Slow)
    threads = [enter(door, statuses) for _ in range(2 + turnstile.WAITING)]
    assert view.inside.acquire(timeout=10)
    view.go.set()
    for thread in threads:
        thread.join(20)
    assert statuses == [200] * (2 + turnstile.WAITING)


def test_who_waited_long_enough_is_told_to_come_back(
    door: Turnstile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turnstile, "PATIENCE", 0.05)
    view, statuses = door.get_response, list[int]()
    assert isinstance(view, Slow)
    threads = [enter(door, statuses) for _ in range(2)]
    for _ in threads:
        assert view.inside.acquire(timeout=10)
    response = door(RequestFactory().get("/"))
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    view.go.set()
    for thread in threads:
        thread.join(20)
    assert statuses == [200, 200]


def test_a_full_bench_is_told_at_once(
    door: Turnstile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turnstile, "PATIENCE", 20)
    for _ in range(turnstile.WAITING):
        door.bench.acquire()
    door.seats.acquire()
    door.seats.acquire()
    assert door(RequestFactory().get("/")).status_code == 503


def test_a_seat_is_given_back_after_an_error_too(settings: LazySettings) -> None:
    def fail(request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    settings.WEB_SEATS = 1
    door = Turnstile(fail)
    for _ in range(3):
        with pytest.raises(RuntimeError):
            door(RequestFactory().get("/"))


def test_probes_and_static_files_do_not_pass_the_door() -> None:
    order = settings.MIDDLEWARE
    door = order.index("ombudsman.turnstile.Turnstile")
    assert order.index("ombudsman.middleware.Health") < door
    assert order.index("whitenoise.middleware.WhiteNoiseMiddleware") < door
    assert order.index("django.contrib.sessions.middleware.SessionMiddleware") > door


def test_the_server_has_more_threads_than_seats_and_bench() -> None:
    assert settings.WEB_SEATS + turnstile.WAITING + 2 <= run.THREADS
