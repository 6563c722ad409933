"""Many wrong codes over many numbers are one alarm, wherever they come from (R25)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from pytest_django import Settings

from accounts.models import RateCounter
from accounts.wall_clock import wall_now
from complaints.services.errors import TooManyTries, WrongCode
from complaints.services.tracking import TRIES, WINDOW, is_guessed_at, open_with_code
from journal.testing import drain
from ombudsman.operations import events, watch
from tests import people
from tests.factories.accounts import OfficeMembershipFactory
from tests.factories.complaints import file_one
from tests.ombudsman.operations import test_watch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]
MOST = 8


@pytest.fixture(autouse=True)
def few(settings: Settings) -> None:
    settings.GUESSED_NUMBERS = MOST


def guess(number: int, *, network: str = "", times: int = 1) -> None:
    """A wrong code for this number, each from a network of its own."""
    for n in range(times):
        with pytest.raises(WrongCode):
            open_with_code(
                locator=f"ZZZZ{number:04d}",
                code="0000-0000-0000",
                network=network or f"198.51.{number % 250}.{n}",
                now=wall_now(),
            )


def told(kind: str) -> list[str]:
    """How often it was said; a busy machine may be late with something else."""
    return [
        one for names in test_watch.told(kind) for one in names if one == "guessing"
    ]


def look() -> None:
    watch.look(wall_now())


def test_a_spray_over_many_numbers_from_many_networks_is_one_alarm() -> None:
    with time_machine.travel(wall_now().replace(minute=5), tick=False):
        for number in range(MOST - 1):
            guess(number)
        look()
        assert told(events.FAULT_FOUND) == []
        guess(MOST)
        for number in range(MOST, MOST + 5):
            guess(number)
            look()
    assert told(events.FAULT_FOUND) == [watch.GUESSING]


def test_one_number_tried_often_is_no_alarm_but_meets_its_limit() -> None:
    with time_machine.travel(wall_now().replace(minute=5), tick=False):
        guess(1, times=TRIES)
        assert not is_guessed_at(wall_now())
        with pytest.raises(TooManyTries):
            guess(1)


def test_right_codes_are_no_guesses() -> None:
    case, receipt = file_one()
    with time_machine.travel(wall_now().replace(minute=5), tick=False):
        for number in range(MOST - 1):
            guess(number)
        for n in range(3):
            open_with_code(
                locator=case.locator,
                code=receipt.code,
                network=f"203.0.113.{n}",
                now=wall_now(),
            )
        assert not is_guessed_at(wall_now())


def test_numbers_that_exist_and_that_do_not_count_alike() -> None:
    cases = [file_one()[0] for _ in range(2)]
    for case in cases:
        Client().post("/lacak/", {"number": case.locator, "code": "0000-0000-0000"})
    exist = RateCounter.objects.count()
    for number in ("ZZZZ0001", "ZZZZ0002"):
        Client().post("/lacak/", {"number": number, "code": "0000-0000-0000"})
    # Two counters for each number: of tries, and that it was wrong.
    assert RateCounter.objects.count() - exist == exist - 2 == 4


def test_the_alarm_reaches_the_administrators_and_the_page_and_ends() -> None:
    admin = OfficeMembershipFactory(
        office=people.office("00"), role="system_admin"
    ).user
    now = wall_now().replace(minute=5)
    with time_machine.travel(now, tick=False):
        for number in range(MOST):
            guess(number)
        look()
        drain()
    assert admin.email in [to for letter in mail.outbox for to in letter.to]
    client = Client()
    people.login(client, "system_admin")
    page = client.get("/kerja/layanan/").content.decode()
    assert "Kode laporan dicoba-coba pada banyak nomor" in page
    with time_machine.travel(now + WINDOW + timedelta(minutes=1), tick=False):
        look()
    assert told(events.FAULT_OVER) == [watch.GUESSING]
