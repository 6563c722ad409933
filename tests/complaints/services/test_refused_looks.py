"""Who meets a closed door stands in his own history, with where he came from (R52)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from complaints.domain import events
from complaints.services import reading
from journal.models import Entry
from ombudsman import middleware
from tests.complaints.story import Walk, to_examination
from tests.people import login, person

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.77"


@pytest.fixture
def walk() -> Walk:
    found = Walk()
    to_examination(found)
    return found


def lines(who: str, kind: str = events.ACCESS_REFUSED) -> list[Any]:
    rows = Entry.objects.filter(
        kind=kind, subject_kind="user", subject_id=person(who).pk
    )
    return list(rows.order_by("n").values_list("data", flat=True))


def knock(who: str, *paths: str, address: str = ADDRESS) -> list[int]:
    client = Client(REMOTE_ADDR=address)
    login(client, who)
    return [client.get(path).status_code for path in paths]


@pytest.mark.parametrize(
    ("who", "page", "route", "status"),
    [
        ("examiner_elsewhere", "", "work:case", 404),
        ("examiner_elsewhere", "riwayat/", "work:history", 404),
        ("examiner_elsewhere", "identitas/", "work:identity", 404),
        ("liaison", "", "work:case", 404),
        ("citizen", "", "work:case", 404),
        ("other_examiner", "klarifikasi/", "work:act", 403),
    ],
)
def test_a_refusal_is_one_line_with_page_network_and_request(
    walk: Walk, who: str, page: str, route: str, status: int
) -> None:
    assert knock(who, f"/kerja/perkara/{walk.case.ref}/{page}") == [status]
    (line,) = lines(who)
    assert line.pop("asked")
    assert line == {
        "route": route,
        "status": status,
        "asked_for": str(walk.case.ref),
        "from": "203.0.113.0/24",
    }


def test_other_rooms_are_watched_as_well(walk: Walk) -> None:
    assert knock("examiner", f"/instansi/perkara/{walk.case.ref}/") == [404]
    assert knock("examiner", f"/kerja/orang/{uuid4()}/") == [404]
    assert knock("examiner", "/kerja/riwayat/alarm/") == [404]
    found = [line["route"] for line in lines("examiner")]
    assert found == ["agency:case", "people:person", "audit:alarms"]


def test_what_exists_and_what_does_not_leaves_the_same_line(walk: Walk) -> None:
    paths = [f"/kerja/perkara/{ref}/" for ref in (walk.case.ref, uuid4())]
    client = Client()
    login(client, "examiner_elsewhere")
    counted = []
    for path in paths:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 404
        counted.append(len(queries))
    hidden, missing = lines("examiner_elsewhere")
    assert hidden.keys() == missing.keys()
    assert counted[0] == counted[1]


def test_an_open_door_a_wrong_address_and_a_stranger_leave_none(walk: Walk) -> None:
    assert knock("examiner", f"/kerja/perkara/{walk.case.ref}/") == [200]
    assert knock("examiner", "/tidak-ada/") == [404]
    assert Client().get(f"/kerja/perkara/{walk.case.ref}/").status_code == 302
    assert not Entry.objects.filter(kind=events.ACCESS_REFUSED).exists()


def test_knocking_without_end_fills_no_history(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "REFUSALS", 3)
    path = f"/kerja/perkara/{walk.case.ref}/"
    assert set(knock("examiner_elsewhere", *[path] * 12)) == {404}
    found = lines("examiner_elsewhere")
    assert [line.get("more", False) for line in found] == [False, False, False, True]
    assert knock("liaison", path) == [404]
    assert len(lines("liaison")) == 1  # everybody has a budget of his own


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.9", "198.51.100.0/24"),
        ("2001:db8:1234:5678::9", "2001:db8:1234::/48"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("nonsense", "unknown"),
    ],
)
def test_lines_of_reading_say_the_coarse_network_and_the_request(
    walk: Walk, address: str, network: str
) -> None:
    client = Client(REMOTE_ADDR=address)
    login(client, "examiner")
    page = client.get(f"/kerja/perkara/{walk.case.ref}/")
    assert page.status_code == 200
    client.get(f"/kerja/perkara/{walk.case.ref}/riwayat/")
    client.get("/kerja/antrean/?q=akta")
    for kind in (events.CASE_READ, events.HISTORY_READ, events.SEARCHED):
        (line,) = lines("examiner", kind)
        assert line["from"] == network
        assert len(line["asked"]) == 14
    (opened,) = lines("examiner", events.CASE_READ)
    assert opened["asked"] == f"r-{page['X-Request-ID']}"
    assert address not in str(list(Entry.objects.values_list("data", flat=True)))


def test_a_reporters_network_stands_in_no_line(walk: Walk) -> None:
    client = Client(REMOTE_ADDR=ADDRESS)
    held = {"number": walk.receipt.locator, "code": walk.receipt.code}
    assert client.post("/lacak/", held).status_code == 302
    assert client.get(f"/lacak/{walk.case.locator}/").status_code == 200
    assert Entry.objects.filter(kind=events.CASE_TRACKED).exists()
    assert "203.0.113" not in str(list(Entry.objects.values_list("data", flat=True)))


def test_an_id_of_digits_only_is_no_number_of_a_person(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "new_request_id", lambda: "123456789012")
    assert knock("examiner_elsewhere", f"/kerja/perkara/{walk.case.ref}/") == [404]
    assert lines("examiner_elsewhere")[0]["asked"] == "r-123456789012"


@pytest.mark.parametrize(
    "page",
    [
        "/kerja/laporan-berkala/",
        "/kerja/penilaian/",
        "/kerja/kalender/",
        "/kerja/batas-klasifikasi/",
        "/kerja/daftar-kantor/",
        "/kerja/pertanyaan/",
        "/kerja/templat/",
        "/kerja/bidang/",
        "/kerja/layanan/",
    ],
)
def test_every_room_of_the_office_is_watched(page: str) -> None:
    (status,) = knock("liaison", page)
    assert status in {403, 404}
    assert [line["status"] for line in lines("liaison")] == [status]


def test_an_address_that_leads_nowhere_is_no_door() -> None:
    assert knock("examiner", "/kerja/tidak-ada-apa-apa/", "/tidak/ada/") == [404, 404]
    assert lines("examiner") == []
