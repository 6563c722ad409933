"""The pages of the report to DPR and the President: who draws up, who issues, who reads."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse

from complaints.domain import events
from complaints.models import PeriodicReport
from journal.models import Entry
from ombudsman import clock
from tests.complaints.services.test_periodic import drafted, filed, issued
from tests.people import login, office, person

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db
HOME = "/kerja/laporan-berkala/"


@pytest.fixture(autouse=True)
def _after(monkeypatch: pytest.MonkeyPatch) -> None:
    office("00")
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 1, 4, 3, tzinfo=UTC))


def page_of(row: PeriodicReport) -> str:
    return reverse("periodic:report", args=[row.ref])


def test_a_commissioner_draws_up_the_last_quarter_that_is_over(client: Client) -> None:
    filed(6)
    login(client, "commissioner")
    page = client.get(HOME).content.decode()
    assert "Belum ada laporan yang disusun." in page
    assert '<option value="4" selected>' in page
    assert '<option value="2026" selected>' in page
    answer = client.post(HOME, {"year": "2026", "quarter": "1"})
    row = PeriodicReport.objects.get()
    assert answer["Location"] == page_of(row)
    page = client.get(page_of(row)).content.decode()
    for said in (
        "2026, Triwulan I",
        "Konsep",
        "Dihitung ulang dari yang dibekukan",
        "Laporan yang masuk dalam periode ini, menurut hari di zona kantornya.",
        "Menunggu Ketua.",
        row.sha256,
    ):
        assert said in page
    assert "Tanda tangani dan terbitkan" not in page


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        ({}, 422, "belum diisi"),
        ({"year": "1999", "quarter": "1"}, 422, "Perlu dilengkapi"),
        ({"year": "2027", "quarter": "1"}, 409, "Periode ini belum lewat."),
        ({"year": "2026", "quarter": "0"}, 409, "sesudah keempat triwulannya"),
    ],
)
def test_a_refusal_is_a_sentence(
    client: Client, sent: dict[str, str], status: int, said: str
) -> None:
    login(client, "commissioner")
    answer = client.post(HOME, sent)
    assert answer.status_code == status
    assert said in answer.content.decode()
    assert not PeriodicReport.objects.exists()


def test_a_reason_that_names_somebody_is_kept_and_refused(client: Client) -> None:
    issued()
    login(client, "commissioner")
    sent = {"year": "2026", "quarter": "1", "why": "Telepon 081234567890 keliru."}
    answer = client.post(HOME, sent)
    assert answer.status_code == 409
    assert "Telepon 081234567890 keliru." in answer.content.decode()


def test_the_chair_issues_and_the_paper_and_table_can_be_had(client: Client) -> None:
    filed(6)
    row = drafted()
    login(client, "chair")
    page = client.get(page_of(row)).content.decode()
    assert "Tanda tangani dan terbitkan" in page
    paper = reverse("periodic:paper", args=[row.ref])
    assert client.get(paper).status_code == 404
    assert client.post(page_of(row), {"do": "issue"}).status_code == 302
    row.refresh_from_db()
    assert row.letter is not None
    page = client.get(page_of(row)).content.decode()
    assert row.letter.number in page
    assert client.get(paper).status_code == 302
    assert client.post(page_of(row)).status_code == 409
    answer = client.get(reverse("periodic:table", args=[row.ref]))
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert ["Laporan yang diterima menurut cara masuk", "Jumlah", "6"] in rows
    assert row.letter.number in client.get(HOME).content.decode()


def test_a_version_that_was_replaced_says_so(client: Client) -> None:
    first = issued()
    issued(why="Satu laporan terlambat dicatat.")
    login(client, "auditor")
    for address in (HOME, page_of(first)):
        assert "Sudah diganti" in client.get(address).content.decode()


def test_who_drafted_it_or_is_no_chair_reads_that_he_cannot_issue(
    client: Client,
) -> None:
    row = drafted()
    login(client, "commissioner")
    answer = client.post(page_of(row))
    assert answer.status_code == 403
    assert "Ketua yang menerbitkan laporan ini." in answer.content.decode()


def test_an_auditor_reads_and_writes_nothing(client: Client) -> None:
    row = issued()
    login(client, "auditor")
    page = client.get(HOME).content.decode()
    assert row.letter is not None
    assert row.letter.number in page
    assert "Hitung dan simpan" not in page
    assert client.get(page_of(row)).status_code == 200
    assert client.post(HOME, {"year": "2026", "quarter": "2"}).status_code == 404
    assert client.post(page_of(row)).status_code == 403


@pytest.mark.parametrize("who", ["head", "resmon", "examiner", "liaison", "citizen"])
def test_nobody_else_finds_anything(client: Client, who: str) -> None:
    row = issued()
    login(client, who)
    for address in (
        HOME,
        page_of(row),
        reverse("periodic:paper", args=[row.ref]),
        reverse("periodic:table", args=[row.ref]),
    ):
        assert client.get(address).status_code == 404


def test_what_does_not_exist_is_not_found(client: Client) -> None:
    login(client, "chair")
    for name in ("report", "paper", "table"):
        address = reverse(f"periodic:{name}", args=[uuid4()])
        assert client.get(address).status_code == 404


def test_the_page_is_english_and_the_report_is_not(client: Client) -> None:
    row = issued()
    login(client, "chair")
    page = client.get(f"{page_of(row)}?bahasa=en").content.decode()
    assert "Reports received by the way they came in" in page
    assert row.letter is not None
    assert row.letter.context["body"]["tables"][0]["title"].startswith("Laporan yang")


def test_a_page_costs_the_same_however_many_reports_there_are(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    login(client, "chair")
    row = issued()
    client.get(HOME)
    with django_assert_num_queries(5):
        client.get(HOME)
    with django_assert_num_queries(4):
        client.get(page_of(row))
    for n in range(3):
        issued(why=f"Perbaikan {n}.")
    with django_assert_num_queries(5):
        client.get(HOME)


def test_who_takes_the_table_along_shows_his_second_factor_and_stands_on_record(
    client: Client,
) -> None:
    row = issued()
    table = reverse("periodic:table", args=[row.ref])
    login(client, "auditor", minutes_ago=10)
    assert client.get(table).headers["Location"].startswith("/masuk/ulang/")
    assert not Entry.objects.filter(kind=events.PERIODIC_TAKEN).exists()
    login(client, "auditor")
    assert client.get(table).status_code == 200
    entry = Entry.objects.get(kind=events.PERIODIC_TAKEN)
    assert (entry.subject_kind, entry.subject_id) == ("user", person("auditor").pk)
    assert entry.data["report"] == str(row.ref)
