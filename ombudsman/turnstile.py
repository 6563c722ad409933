"""Keeps threads free while the parts behind the pages are slow (R68).

Without it a slow database holds every thread, and nobody is answered any more, not
even the probe that asks whether the process lives. So only some requests are let in at
once, a few wait for a seat, and whoever comes then is told at once to try again.
Probes and static files are answered before this door.
"""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from django.conf import settings

from ombudsman import unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

WAITING = 4  # requests that may wait for a seat
PATIENCE = 3.0  # seconds that they wait


class Turnstile:
    """So many requests at once in each process: ``settings.WEB_SEATS``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.seats = BoundedSemaphore(settings.WEB_SEATS)
        self.bench = BoundedSemaphore(WAITING)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self._seat():
            return unavailable.answer(request)
        try:
            return self.get_response(request)
        finally:
            self.seats.release()

    def _seat(self) -> bool:
        if self.seats.acquire(blocking=False):
            return True
        if not self.bench.acquire(blocking=False):
            return False
        try:
            return self.seats.acquire(timeout=PATIENCE)
        finally:
            self.bench.release()
