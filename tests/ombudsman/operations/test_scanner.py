"""Old signatures call new viruses clean, so their age is shown and is an alarm (R39)."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from accounts.wall_clock import wall_now
from documents.scanning.address import place_of
from documents.scanning.clamd import Scanner, Unknown, made_at
from journal import alarms
from journal.models import Alarm, Entry
from ombudsman import clock
from ombudsman.operations import events, watch, words
from tests import people
from tests.documents import clamd

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]
STATE = "/kerja/layanan/"


def raised() -> set[str]:
    """Look, and say what is an alarm."""
    watch.look(clock.now())
    return {alarm.name for alarm in alarms.standing()}


def page(language: str = "id") -> str:
    client = Client()
    people.login(client, "system_admin")
    client.cookies["bahasa"] = language
    return client.get(STATE).content.decode()


@pytest.mark.clamd
@pytest.mark.parametrize(("days", "alarm"), [(6, set()), (9, {"signatures:old"})])
def test_a_real_one_tells_the_age_of_its_daily_signatures(
    days: int, alarm: set[str], tmp_path: Path, settings: Settings
) -> None:
    made = (wall_now() - timedelta(days=days)).replace(microsecond=0)
    with clamd.running(tmp_path, made) as address:
        settings.CLAMD_ADDRESS = address
        assert Scanner(place_of(address), 5).signed_at() == made
        assert raised() == alarm
        shown = page()
    assert ("lebih tua dari 7 hari" in shown) == bool(alarm)
    assert "Tanda virus dari" in shown


@pytest.mark.clamd
def test_a_real_one_without_daily_signatures_is_an_alarm(
    tmp_path: Path, settings: Settings
) -> None:
    with clamd.running(tmp_path) as address:
        settings.CLAMD_ADDRESS = address
        assert raised() == {"signatures:none"}
        assert "Pemindai tidak punya tanda virus harian." in page()
        assert "The scanner has no daily virus signatures." in page("en")


def says(answer: bytes) -> clamd.Talk:
    def talk(caller: socket.socket) -> None:
        assert caller.recv(100) == b"zVERSION\0"
        caller.sendall(answer)

    return talk


def test_the_alarm_goes_by_mail_once_and_ends_with_new_signatures(
    settings: Settings,
) -> None:
    old = wall_now() - timedelta(days=8)
    told = f"ClamAV 1.4.6/27460/{old:%a %b %d %H:%M:%S %Y}\0".encode()
    with clamd.pretending(says(told)) as address:
        settings.CLAMD_ADDRESS = address
        assert raised() == raised() == {"signatures:old"}
    entry = Entry.objects.get(kind=events.FAULT_FOUND)
    assert entry.data["names"] == ["signatures:old"]
    assert entry.deliveries.count() == 1
    new = f"ClamAV 1.4.6/27467/{wall_now():%a %b %d %H:%M:%S %Y}\0".encode()
    with clamd.pretending(says(new)) as address:
        settings.CLAMD_ADDRESS = address
        assert raised() == set()
    assert Entry.objects.filter(kind=events.FAULT_OVER).count() == 1


def test_one_that_does_not_answer_is_an_alarm_after_ten_minutes(
    settings: Settings,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
    assert raised() == set()
    assert "Pemindai tidak menjawab." in page()
    Alarm.objects.update(since=wall_now() - timedelta(minutes=11))
    assert raised() == {"scanner"}


def test_without_a_scanner_nothing_is_said_of_it(settings: Settings) -> None:
    settings.CLAMD_ADDRESS = ""
    assert raised() == set()
    assert "Tidak ada pemindai di mesin ini." in page()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"PONG\0",
        b"ClamAV 1.4.6/27460/yesterday at half past four or so\0",
        b"ClamAV 1.4.6/27460/Mon Foo 25 08:31:41 2026\0",
        b"ClamAV 1.4.6/27460/Mon Nov 25 08:31:41 2026",
    ],
)
def test_what_is_no_answer_to_the_question_is_no_age(answer: bytes) -> None:
    with pytest.raises(Unknown):
        made_at(answer)


def test_the_answer_is_read_as_clamd_writes_it() -> None:
    told = b"ClamAV 0.103.8/26900/Wed Aug  9 07:31:00 2023\0"
    assert made_at(told) == datetime(2023, 8, 9, 7, 31, tzinfo=UTC)
    assert made_at(b"ClamAV 1.4.6\0") is None


def test_every_alarm_of_it_has_its_words() -> None:
    for name in (*watch.SIGNATURES.values(), watch.SCANNER):
        assert words.fault(name) == str(words.FAULTS[name])
