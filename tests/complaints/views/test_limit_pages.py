"""The administrator's pages of the limits by class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine

from complaints.models import ClassLimits
from tests.complaints.services.test_limit_editing import published, written
from tests.complaints.story import Walk, to_examination
from tests.factories.complaints import FILED
from tests.people import login

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db
HOME = "/kerja/batas-klasifikasi/"
PAGE = f"{HOME}58-2023/"


def form(**changes: str) -> dict[str, str]:
    """The page as it is sent."""
    told = {
        "version": "0",
        "light": "20",
        "medium": "60",
        "heavy": "120",
        "starts_on": "2026-03-20",
        "reason": "Janji yang lebih pendek.",
    }
    return told | changes


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with time_machine.travel(FILED, tick=True):
        yield


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


@pytest.mark.parametrize("rules", ["48-2020", "lain"])
def test_a_rule_set_that_rules_nothing_new_is_no_page(
    admin: Client, rules: str
) -> None:
    for path in (f"{HOME}{rules}/", f"{HOME}{rules}/pratinjau/"):
        assert admin.get(path).status_code == 404
    assert admin.post(f"{HOME}{rules}/terbit/", {"version": "1"}).status_code == 404


def test_limits_are_written_looked_at_and_published(admin: Client) -> None:
    walk = Walk()
    to_examination(walk)
    assert "90 hari" in admin.get(HOME).content.decode()
    answer = admin.post(PAGE, form(), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"{PAGE}pratinjau/", 302)]
    assert "Draf tersimpan. Belum ada batas yang berubah." in page
    assert "Untuk laporan yang diregistrasi mulai 20 Maret 2026." in page
    assert "Ringan: 1" in page  # stays as it is
    assert "Draf: disimpan" in admin.get(HOME).content.decode()
    login(admin, "other_admin")
    page = admin.post(f"{PAGE}terbit/", {"version": "1"}, follow=True).content.decode()
    assert "Batas klasifikasi diterbitkan." in page
    assert "Versi 1 berlaku mulai 20 Maret 2026: ringan 20, sedang 60" in page
    assert "Janji yang lebih pendek." in admin.get(PAGE).content.decode()


def test_more_than_was_said_is_refused_with_its_source_beside_the_field(
    admin: Client,
) -> None:
    answer = admin.post(PAGE, form(light="31", reason=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    said = "Paling lama 30 hari, menurut Keterangan Ketua Ombudsman, Januari 2026."
    assert page.count(said) >= 3  # the hint, the summary, the field
    assert "Alasan belum diisi." in page
    assert 'value="31"' in page
    assert not ClassLimits.objects.exists()


def test_what_does_not_fit_together_is_a_sentence_and_stays_typed(
    admin: Client,
) -> None:
    answer = admin.post(PAGE, form(medium="10"))
    assert answer.status_code == 409
    assert "Ringan tidak lebih lama daripada sedang" in answer.content.decode()
    assert 'value="10"' in answer.content.decode()
    answer = admin.post(PAGE, form(starts_on="2026-03-09"))
    assert "Versi ini berlaku paling cepat besok." in answer.content.decode()
    answer = admin.post(PAGE, form(starts_on="2062-03-20"))
    assert "Versi ini berlaku paling lambat setahun lagi." in answer.content.decode()
    assert admin.post(PAGE, form(version="")).status_code == 422


def test_another_draft_than_the_one_on_the_page_is_not_published(admin: Client) -> None:
    written()
    answer = admin.post(f"{PAGE}terbit/", {"version": "7"})
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in answer.content.decode()
    assert admin.post(f"{PAGE}terbit/", {}).status_code == 422
    assert 'value="20"' in admin.get(PAGE).content.decode()


def test_without_a_draft_there_is_nothing_to_look_at(admin: Client) -> None:
    page = admin.get(f"{PAGE}pratinjau/").content.decode()
    assert "Tidak ada draf untuk aturan ini." in page
    with time_machine.travel(FILED.replace(day=1), tick=True):
        published(starts_on=FILED.date(), now=FILED.replace(day=1))
    written(starts_on=FILED.date().replace(day=20))
    page = admin.get(f"{PAGE}pratinjau/").content.decode()
    assert "Draf ini sama dengan yang berlaku." in page
    assert "berlaku mulai" not in admin.get(HOME).content.decode()
