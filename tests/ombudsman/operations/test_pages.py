"""The rooms of whoever keeps the service running."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actor import SYSTEM
from accounts.errors import NotAllowed
from agencies.models import Office
from journal.models import Alarm, Delivery, DeliveryState, Entry, Heartbeat
from ombudsman import clock
from ombudsman.operations import events
from ombudsman.operations.replaying import InDoubt, replay
from ombudsman.operations.views import PAGE
from tests import people

if TYPE_CHECKING:
    from collections.abc import Callable

    Waiting = Callable[..., list[int]]

pytestmark = pytest.mark.django_db

LIST, STATE = "/kerja/kiriman/", "/kerja/layanan/"
UNKNOWN = DeliveryState.UNKNOWN


@pytest.fixture
def admin(client: Client) -> Client:
    people.login(client, "system_admin")
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def replays() -> list[Entry]:
    found = Entry.objects.filter(
        kind=events.DELIVERIES_REPLAYED, data__has_key="deliveries"
    )
    return list(found.order_by("pk"))


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_with_nothing_waiting_the_page_says_so(admin: Client) -> None:
    assert "Tidak ada kiriman yang menunggu keputusan." in text(admin.get(LIST))


def test_the_list_names_ids_and_the_error_s_class_and_no_address(
    admin: Client, waiting: Waiting
) -> None:
    dead, doubtful = waiting(1) + waiting(1, UNKNOWN)
    page = text(admin.get(LIST))
    for word in (f"Kiriman {dead} untuk case:12", "TimeoutError", "8 percobaan"):
        assert word in page
    assert page.index(f"Kiriman {dead} ") < page.index(f"Kiriman {doubtful} ")
    assert "Gagal: 1. Belum pasti sampai: 1." in page
    assert "@contoh" not in page


def test_a_page_has_25_rows_and_the_next_begins_after_its_last(
    admin: Client, waiting: Waiting
) -> None:
    ids = waiting(PAGE + 1)
    first = text(admin.get(LIST))
    assert f'rel="next" href="?sesudah={ids[PAGE - 1]}"' in first
    assert f"Kiriman {ids[PAGE]} " not in first
    second = text(admin.get(f"{LIST}?sesudah={ids[PAGE - 1]}"))
    assert f"Kiriman {ids[PAGE]} " in second
    assert 'rel="next"' not in second
    assert "Tidak ada lagi" in text(admin.get(f"{LIST}?sesudah={ids[PAGE]}"))
    for odd in ("x", "-1", "9" * 40, "²"):
        assert admin.get(LIST, {"sesudah": odd}).status_code == 200


def test_the_list_costs_the_same_however_long_it_is(
    admin: Client, waiting: Waiting
) -> None:
    waiting(1)
    with CaptureQueriesContext(connection) as few:
        admin.get(LIST)
    waiting(PAGE)
    with CaptureQueriesContext(connection) as many:
        admin.get(LIST)
    assert len(few) == len(many)


def test_the_chosen_ones_try_again_on_the_record_of_who_decided(
    admin: Client, waiting: Waiting
) -> None:
    ids = waiting(3)
    answer = admin.post(LIST, {"kiriman": ids[:2]}, follow=True)
    assert "2 kiriman akan dicoba lagi." in text(answer)
    assert states() == ["waiting", "waiting", "dead"]
    (entry,) = replays()
    person = people.person("system_admin")
    assert (entry.subject_kind, entry.subject_id) == ("user", person.pk)
    assert (entry.actor_kind, entry.actor_id) == ("user", person.pk)
    assert entry.data == {"deliveries": ids[:2], "even_unknown": False}


def test_a_row_s_own_button_takes_that_row_only(
    admin: Client, waiting: Waiting
) -> None:
    ids = waiting(2)
    admin.post(LIST, {"satu": ids[1], "kiriman": [ids[0]]})
    assert states() == ["dead", "waiting"]


def test_pressed_twice_it_is_done_and_recorded_once(
    admin: Client, waiting: Waiting
) -> None:
    ids = waiting(1)
    admin.post(LIST, {"kiriman": ids})
    again = admin.post(LIST, {"kiriman": ids}, follow=True)
    assert "sudah tidak menunggu lagi" in text(again)
    assert len(replays()) == 1
    assert Delivery.objects.get().attempts == 0


def test_what_may_have_arrived_needs_the_tick_and_nothing_goes_without_it(
    admin: Client, waiting: Waiting
) -> None:
    ids = waiting(1) + waiting(1, UNKNOWN)
    answer = admin.post(LIST, {"kiriman": ids})
    assert answer.status_code == 422
    page = text(answer)
    assert 'href="#dua-kali"' in page
    assert page.count(" checked") == 2  # what was chosen stays chosen
    assert states() == ["dead", "unknown"]
    assert replays() == []
    admin.post(LIST, {"kiriman": ids, "dua_kali": "on"})
    assert states() == ["waiting", "waiting"]
    assert replays()[0].data["even_unknown"] is True


@pytest.mark.parametrize("body", [{}, {"kiriman": "x"}, {"kiriman": "9" * 40}])
def test_nothing_chosen_is_said_beside_the_list(
    admin: Client, waiting: Waiting, body: dict[str, str]
) -> None:
    waiting(1)
    answer = admin.post(LIST, body)
    assert answer.status_code == 422
    assert 'href="#daftar"' in text(answer)
    assert "Pilih kiriman yang akan dicoba lagi." in text(answer)


def test_the_auditor_reads_and_decides_nothing(
    client: Client, waiting: Waiting
) -> None:
    ids = waiting(1, UNKNOWN)
    people.login(client, "auditor")
    page = text(client.get(LIST))
    assert f"Kiriman {ids[0]} " in page
    assert "Coba lagi" not in page
    assert 'type="checkbox"' not in page
    assert client.post(LIST, {"kiriman": ids, "dua_kali": "on"}).status_code == 403
    assert states() == ["unknown"]


@pytest.mark.parametrize("who", ["auditor", "head", "citizen", "stranger"])
def test_the_use_case_itself_refuses_everybody_else(who: str, waiting: Waiting) -> None:
    ids = waiting(1)
    with pytest.raises(NotAllowed):
        replay(ids, twice_is_harmless=True, actor=people.actor(who), now=clock.now())
    assert states() == ["dead"]


def test_the_command_leaves_its_entry_with_the_centre(waiting: Waiting) -> None:
    ids = waiting(1, UNKNOWN)
    with pytest.raises(InDoubt):
        replay(ids, twice_is_harmless=False, actor=SYSTEM, now=clock.now())
    assert replay(ids, twice_is_harmless=True, actor=SYSTEM, now=clock.now()) == ids
    (entry,) = replays()
    centre = Office.objects.get(central=True)
    assert (entry.subject_kind, entry.subject_id) == ("office", centre.pk)
    assert entry.actor_kind == "system"


@pytest.mark.usefixtures("quiet")
def test_a_quiet_service_says_that_all_is_well(admin: Client) -> None:
    page = text(admin.get(STATE))
    assert "Semua pekerjaan berjalan tepat waktu." in page
    for name in ("Pengantar kiriman", "Penulis titik periksa", "Batas waktu perkara"):
        assert name in page
    assert "Terlambat" not in page


@pytest.mark.usefixtures("quiet")
def test_what_is_late_stands_first_and_alarms_with_their_time(
    admin: Client, waiting: Waiting
) -> None:
    waiting(2, UNKNOWN)
    Heartbeat.objects.filter(name="relay").update(
        at=clock.now() - timedelta(minutes=40)
    )
    Heartbeat.objects.create(
        name="worker:host-1", every=timedelta(seconds=30), at=clock.now()
    )
    for name in ("late:relay", "deliveries", "history"):
        Alarm.objects.create(name=name, raised_at=clock.now())
    page = text(admin.get(STATE))
    for words in (
        "Pengantar kiriman terlambat, sejak",
        "Ada kiriman yang menunggu keputusan, sejak",
        "Riwayat tidak utuh, sejak",
        "40 menit lalu",
        "Pekerja host-1",
        "Belum pasti sampai: 2.",
    ):
        assert words in page
    assert page.index("40 menit lalu") < page.index("Pekerja host-1")
    english = text(admin.get(f"{STATE}?bahasa=en"))
    assert "40 minutes ago" in english


def test_what_never_ran_is_listed_too(admin: Client) -> None:
    page = text(admin.get(STATE))
    assert "Belum pernah" in page
    assert "pekerjaan terlambat" in page


@pytest.mark.parametrize("who", ["head", "commissioner", "compliance_admin", "liaison"])
def test_for_everybody_else_the_rooms_do_not_exist(client: Client, who: str) -> None:
    people.login(client, who)
    assert client.get(STATE).status_code == 404
    assert client.get(LIST).status_code == 404
    assert client.post(LIST, {"kiriman": "1"}).status_code == 404


def test_the_administrator_finds_the_state_of_the_service_in_the_menu(
    admin: Client,
) -> None:
    room = admin.get("/kerja/", follow=True).content.decode()
    assert f'href="{STATE}"' in room
