"""The administrator's pages of the calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from agencies.models import CalendarDraft, CalendarVersion
from agencies.selectors import work_calendar
from tests.complaints.services.test_calendar_editing import day_off, loaded, written
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
HOME = "/kerja/kalender/"
YEAR = f"{HOME}2026/"
DAY = {
    "date": "2026-06-01",
    "kind": "cuti_bersama",
    "name_id": "Cuti Uji",
    "name_en": "Test Leave",
}
__all__ = ["loaded"]  # the fixture


def form(*rows: dict[str, str], version: int = 0) -> dict[str, str]:
    """The page as it is sent, each row under its number."""
    sent = {"version": str(version), "d-TOTAL_FORMS": str(len(rows))}
    sent |= {"d-INITIAL_FORMS": "0"}
    for n, row in enumerate(rows):
        sent |= {f"d-{n}-{name}": value for name, value in row.items()}
    return sent


@pytest.fixture
def admin(client: Client) -> Client:
    login(client, "system_admin")
    return client


@pytest.mark.parametrize("who", ["intake", "head", "auditor", "compliance_admin"])
@pytest.mark.parametrize("path", [HOME, YEAR, f"{YEAR}pratinjau/"])
def test_these_pages_exist_for_administrators_only(
    client: Client, who: str, path: str
) -> None:
    login(client, who)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("year", [1999, 2025, 2028])
def test_a_year_that_cannot_be_written_is_no_page(admin: Client, year: int) -> None:
    assert admin.get(f"{HOME}{year}/").status_code == 404


def test_a_year_is_written_looked_at_and_put_in_force(admin: Client) -> None:
    answer = admin.post(YEAR, form(DAY), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"{YEAR}pratinjau/", 302)]
    assert "Draf tersimpan. Belum ada batas waktu yang berubah." in page
    assert "Cuti Uji" in page
    assert "Tidak ada batas waktu berjalan yang bergeser." in page
    assert CalendarVersion.objects.count() == 1
    login(admin, "other_admin")
    page = admin.post(f"{YEAR}terbit/", {"version": "1"}, follow=True).content.decode()
    assert "Kalender berlaku." in page
    assert work_calendar().names[date(2026, 6, 1)].name_id == "Cuti Uji"
    assert "ditulis di sini" in admin.get(HOME).content.decode()


def test_what_is_missing_stands_beside_its_row_and_nothing_typed_is_lost(
    admin: Client,
) -> None:
    wrong = {"date": "2027-06-01", "kind": "libur_nasional", "name_id": "Tanpa Inggris"}
    empty = {"date": "", "kind": "libur_nasional", "name_id": "", "name_en": ""}
    answer = admin.post(YEAR, form(DAY, wrong, empty))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tanggal ini bukan dalam tahun 2026." in page
    assert "Tulis namanya dalam kedua bahasa." in page
    assert "Baris 2:" in page
    assert "Baris 3: " not in page
    assert 'value="Tanpa Inggris"' in page
    assert not CalendarDraft.objects.exists()


@pytest.mark.parametrize("day", ["2026-02-30", "besok", "0000-01-01"])
def test_a_day_that_is_none_is_refused_in_a_sentence(admin: Client, day: str) -> None:
    answer = admin.post(YEAR, form(DAY | {"date": day}))
    assert answer.status_code == 422
    assert day in answer.content.decode()


def test_a_day_twice_is_refused_and_the_rows_stay(admin: Client) -> None:
    answer = admin.post(YEAR, form(DAY, DAY | {"name_id": "Cuti Dua"}))
    assert answer.status_code == 409
    assert "Ada hari yang tertulis dua kali." in answer.content.decode()
    assert 'value="Cuti Dua"' in answer.content.decode()


def test_a_row_that_is_ticked_away_is_gone(admin: Client) -> None:
    written([day_off(date(2026, 6, 1)), day_off(date(2026, 6, 2))])
    rows = (DAY | {"remove": "on"}, DAY | {"date": "2026-06-02"})
    admin.post(YEAR, form(*rows, version=1))
    assert [row["date"] for row in CalendarDraft.objects.get().days] == ["2026-06-02"]


def test_an_old_page_publishes_nothing_and_says_so(admin: Client) -> None:
    written([day_off(date(2026, 6, 1))])
    written([day_off(date(2026, 6, 2))], version=1)
    for version, status in (("1", 409), ("", 422), ("x", 422)):
        answer = admin.post(f"{YEAR}terbit/", {"version": version})
        assert answer.status_code == status
    assert CalendarVersion.objects.count() == 1


def test_without_a_draft_the_preview_says_that_nothing_changes(admin: Client) -> None:
    page = admin.get(f"{YEAR}pratinjau/").content.decode()
    assert "Tidak ada draf untuk tahun ini." in page
    written([day_off(date(2026, 6, 1))], who="other_admin")
    page = admin.get(f"{YEAR}pratinjau/?bahasa=en").content.decode()
    assert "Put in force" in page


def test_before_any_calendar_was_loaded_the_list_says_so(admin: Client) -> None:
    CalendarVersion.objects.all().delete()
    assert "Belum ada kalender yang dimuat." in admin.get(HOME).content.decode()
