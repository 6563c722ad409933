"""The administrator's pages of the offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from agencies.models import Office, OfficeVersion
from tests.complaints.services.test_office_editing import provinces, published, written
from tests.factories.complaints import file_one
from tests.people import login, office

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
HOME = "/kerja/daftar-kantor/"
PAGE = f"{HOME}64/"
__all__ = ["provinces"]  # the fixture


def form(**changes: Any) -> dict[str, Any]:
    """The page as it is sent."""
    told = {
        "version": "0",
        "name_id": "Perwakilan Uji",
        "name_en": "Trial Office",
        "zone": "Asia/Makassar",
        "address": "Jalan Uji 1,\nSamarinda",
        "phone": "(0541) 123456",
        "email": "uji@contoh.test",
    }
    return told | changes


@pytest.fixture
def admin(client: Client) -> Client:
    login(client, "system_admin")
    return client


@pytest.mark.parametrize("who", ["intake", "head", "auditor", "compliance_admin"])
@pytest.mark.parametrize("path", [HOME, PAGE, f"{PAGE}pratinjau/"])
def test_these_pages_exist_for_administrators_only(
    client: Client, who: str, path: str
) -> None:
    login(client, who)
    assert client.get(path).status_code == 404
    assert client.post(f"{PAGE}terbit/", {"version": "1"}).status_code == 404


def test_an_office_that_there_is_not_is_no_page(admin: Client) -> None:
    for path in (f"{HOME}98/", f"{HOME}98/pratinjau/"):
        assert admin.get(path).status_code == 404
    assert admin.post(f"{HOME}98/terbit/", {"version": "1"}).status_code == 404


def test_an_office_is_written_looked_at_and_published(admin: Client) -> None:
    answer = admin.post(PAGE, form(more=["63"]), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"{PAGE}pratinjau/", 302)]
    assert "Draf tersimpan. Belum ada yang berubah." in page
    assert "Jalan Uji 1, Samarinda" in page
    assert "Provinsi 63, sekarang dilayani Perwakilan 63." in page
    assert "perkara terbuka" not in page  # the zone stays
    assert Office.objects.get(code="64").address == ""
    page = admin.post(f"{PAGE}terbit/", {"version": "1"}, follow=True).content.decode()
    assert "Data kantor diterbitkan." in page
    assert "ditulis di sini" in page
    public = admin.get("/kantor/").content.decode()
    for words in ("Perwakilan Uji", "Jalan Uji 1, Samarinda", "(0541) 123456"):
        assert words in public
    assert "Versi 1, terbit" in admin.get(PAGE).content.decode()


def test_a_zone_that_moves_says_what_becomes_of_open_cases(admin: Client) -> None:
    file_one()
    page = admin.post(PAGE, form(zone="Asia/Jayapura"), follow=True).content.decode()
    assert "1 perkara terbuka di kantor ini." in page
    assert "WITA" in page
    assert "WIT</td>" in page


def test_what_is_missing_stands_beside_its_field_and_nothing_typed_is_lost(
    admin: Client,
) -> None:
    answer = admin.post(PAGE, form(name_en="", phone="nomor kami", email="bukan"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nama, bahasa Inggris belum diisi." in page
    assert "Tulis nomor telepon dengan angka" in page
    assert 'value="nomor kami"' in page
    assert not OfficeVersion.objects.exists()


def test_a_page_without_its_edition_is_not_kept(admin: Client) -> None:
    assert admin.post(PAGE, form(version="")).status_code == 422
    assert not OfficeVersion.objects.exists()


def test_who_wrote_meanwhile_is_named_and_nothing_typed_is_lost(admin: Client) -> None:
    written()
    answer = admin.post(PAGE, form(name_id="Saya juga"))
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in answer.content.decode()
    assert 'value="Saya juga"' in answer.content.decode()


def test_another_draft_than_the_one_on_the_page_is_not_published(admin: Client) -> None:
    written()
    answer = admin.post(f"{PAGE}terbit/", {"version": "7"})
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in answer.content.decode()
    assert admin.post(f"{PAGE}terbit/", {}).status_code == 422
    assert Office.objects.get(code="64").name_id == "Perwakilan 64"


def test_without_a_draft_there_is_nothing_to_look_at(admin: Client) -> None:
    page = admin.get(f"{PAGE}pratinjau/").content.decode()
    assert "Tidak ada draf untuk kantor ini." in page
    published()
    written(name_id="Perwakilan Uji")
    page = admin.get(f"{PAGE}pratinjau/").content.decode()
    assert "Draf ini sama dengan yang berlaku." in page


def test_the_centre_takes_no_province_over(admin: Client) -> None:
    office("00")
    page = admin.get(f"{HOME}00/").content.decode()
    assert "Ambil alih provinsi" not in page
    assert "Ambil alih provinsi" in admin.get(PAGE).content.decode()
    admin.post(f"{HOME}00/", form(more=["63"]))
    assert OfficeVersion.objects.get().provinces == []
