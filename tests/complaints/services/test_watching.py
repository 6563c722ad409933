"""R26: who reads more than work explains raises exactly one alarm an hour."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from accounts.models import User
from complaints.domain import events
from complaints.domain.bulk import BulkKind
from complaints.models import Lhp, ReadAlarm, ReadMark
from complaints.services import bulk, watching
from journal.models import Delivery, Entry
from journal.record import record
from ombudsman import clock
from tests.complaints.views.pages import case_page, counted, in_examination
from tests.factories.complaints import calendar, file_one
from tests.people import actor, login, person

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 2, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _small(settings: Settings) -> None:
    settings.BULK_READ_CASES = 3
    settings.BULK_READ_SEARCHES = 3


def readings(
    who: str, kind: str, times: int, *, at: datetime = NOW, **data: Any
) -> None:
    """As if he had read so often; a case reference each, unless said otherwise."""
    with transaction.atomic():
        for n in range(times):
            said = data or {"case": f"perkara-{n}", "held": False}
            record(
                kind,
                actor=actor(who),
                subject=User(pk=person(who).pk),
                data=said,
                now=at,
            )


def alarms() -> list[tuple[str, datetime, int, int]]:
    rows = ReadAlarm.objects.select_related("user").order_by("pk")
    return [(row.user.email, row.hour, row.cases, row.searches) for row in rows]


def without_origin(entry: Entry) -> dict[str, object]:
    """Its data; from where it was read is the matter of ``test_refused_looks``."""
    return {k: v for k, v in entry.data.items() if k not in {"from", "asked"}}


def entries() -> int:
    return Entry.objects.filter(kind=events.READ_IN_BULK).count()


def test_a_crawl_over_the_cases_is_one_alarm_not_none_and_not_many(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cases = [file_one()[0] for _n in range(6)]
    person("auditor")
    reader = login(client, "examiner")
    for n, case in enumerate(cases):
        assert client.get(case_page(case)).status_code == 200
        watching.run(NOW)
        assert entries() == (1 if n >= 3 else 0)
    assert alarms() == [(reader.email, NOW.replace(minute=0), 6, 0)]
    told = Entry.objects.get(kind=events.READ_IN_BULK)
    assert (told.subject_kind, told.subject_id) == ("user", reader.pk)
    assert told.data == {"hour": "2026-03-09T02:00:00+00:00", "cases": 4, "searches": 0}
    (sent,) = Delivery.objects.filter(subscriber="colleague_news")
    assert sent.recipient == f"user:{person('auditor').pk}"


def test_a_search_crawl_over_other_peoples_cases_is_one_alarm(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    file_one()
    login(client, "other_examiner")
    for n in range(6):
        client.get("/kerja/antrean/", {"q": f"akta {n}"})  # the last finds nothing
        client.get("/kerja/antrean/", {"q": "akta"})
    watching.run(NOW)
    watching.run(NOW)
    assert [row[2:] for row in alarms()] == [(0, 6)]
    assert entries() == 1


def test_many_cases_chosen_at_once_count_as_the_pages_that_they_would_fill(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bulk, "PAGE", 2)
    cases = [file_one()[0] for _n in range(8)]
    bulk.choose(
        kind=BulkKind.PRINT, cases=cases, view="all", actor=actor("auditor"), now=NOW
    )
    watching.run(NOW)
    assert [row[2:] for row in alarms()] == [(0, 4)]


def test_the_versions_of_a_draft_are_read_on_record(client: Client) -> None:
    case = file_one()[0]
    Lhp.objects.create(
        case=case, conclusion="found", drafted_by=person("examiner"), drafted_at=NOW
    )
    login(client, "auditor")
    page = reverse("work:lhp_versions", args=[case.ref])
    assert client.get(page).status_code == 200
    (entry,) = Entry.objects.filter(kind=events.CASE_READ)
    assert entry.data["case"] == str(case.ref)


def test_ordinary_work_raises_none() -> None:
    readings("examiner", events.CASE_READ, 2)  # and the next: as many as allowed
    readings("examiner", events.CASE_READ, 50, case="selalu-sama", held=True)
    readings("head", events.SEARCHED, 3, view="all", words=True, found=9, others=9)
    readings("resmon", events.SEARCHED, 9, view="all", words=True, found=1, others=0)
    watching.run(NOW)
    assert alarms() == []


def test_histories_and_case_pages_count_together() -> None:
    readings("auditor", events.HISTORY_READ, 2)
    readings("auditor", events.CASE_READ, 2, at=NOW, case="lain-1", held=False)
    readings("auditor", events.CASE_READ, 1, at=NOW, case="lain-2", held=False)
    watching.run(NOW)
    assert [row[2] for row in alarms()] == [4]


def test_each_officer_and_each_hour_has_its_own_alarm_also_after_a_weeks_sleep() -> (
    None
):
    for hour in range(3):
        readings("examiner", events.CASE_READ, 5, at=NOW + hour * HOUR)
    readings("intake", events.CASE_READ, 5)
    week = NOW + timedelta(days=7)
    assert watching.run(week) == 4
    assert watching.run(week) == 0
    assert entries() == len(set(alarms())) == 4


def test_the_mark_moves_behind_hours_that_are_over_and_never_into_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    readings("examiner", events.CASE_READ, 2)
    watching.run(NOW)
    assert ReadMark.objects.get().entry_id == 0
    readings("examiner", events.CASE_READ, 4)
    monkeypatch.setattr(watching, "SETTLED", timedelta(seconds=-1))
    assert watching.run(NOW) == 1
    last = Entry.objects.filter(kind__in=watching.READINGS).latest("pk").pk
    assert ReadMark.objects.get().entry_id == last
    assert watching.run(NOW) == 0


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_raise_it_once() -> None:
    readings("examiner", events.CASE_READ, 9)

    def sweep() -> int:
        try:
            return watching.run(NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        raised = list(pool.map(lambda _n: sweep(), range(4)))
    assert sorted(raised) == [0, 0, 0, 1]
    assert (entries(), len(alarms())) == (1, 1)


# --- what is recorded (R52) ------------------------------------------------------


def test_opening_a_case_stands_on_the_readers_chain(client: Client) -> None:
    walk = in_examination()
    reader = login(client, "examiner")
    client.get(case_page(walk.case))
    told = Entry.objects.get(kind=events.CASE_READ)
    assert (told.subject_kind, told.subject_id) == ("user", reader.pk)
    said = {"case": str(walk.case.ref), "held": True}
    assert without_origin(told) == said


def test_a_search_stands_there_without_its_words_and_the_plain_queue_does_not(
    client: Client,
) -> None:
    file_one()
    login(client, "examiner")
    client.get("/kerja/antrean/?view=all")
    assert not Entry.objects.filter(kind=events.SEARCHED).exists()
    client.get("/kerja/antrean/", {"q": "akta"})
    told = Entry.objects.get(kind=events.SEARCHED)
    said = {"view": "all", "words": True, "found": 1, "others": 1}
    assert without_origin(told) == said
    client.get("/kerja/antrean/?sesudah=0,2026-01-01,1")
    assert Entry.objects.filter(kind=events.SEARCHED).count() == 2


# --- where the auditor looks -----------------------------------------------------


def test_the_auditor_reads_who_and_when_and_nobody_else_does(client: Client) -> None:
    calendar()
    page = reverse("audit:alarms")
    login(client, "auditor")
    assert "Tidak ada alarm." in client.get(page).content.decode()
    assert page in client.get("/kerja/riwayat/").content.decode()
    readings("examiner", events.CASE_READ, 7)
    watching.run(NOW)
    shown = client.get(page).content.decode()
    assert person("examiner").name in shown
    with counted() as few:
        client.get(page)
    for hour in range(1, 9):
        readings("examiner", events.CASE_READ, 5, at=NOW + hour * HOUR)
    watching.run(NOW)
    with counted() as many:
        client.get(page)
    assert len(few) == len(many)
    for who in ("examiner", "head", "chair", "system_admin", "custodian", "liaison"):
        login(client, who)
        assert client.get(page).status_code == 404
