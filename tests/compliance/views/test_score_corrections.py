"""Correcting a published score over HTTP, and how everybody reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from compliance.models import Snapshot
from tests.compliance.rounds import CODES, DECREE, city, opened, published
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

    from agencies.models import Agency
    from compliance.models import Round

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]
REASON = "Bukti maklumat diterima sebelum batas waktu."


@pytest.fixture
def admin(client: Client) -> Client:
    """Signed in as the compliance administrator."""
    login(client, "compliance_admin")
    return client


def at(round_: Round, agency: Agency) -> str:
    return reverse(
        "assess:correction", kwargs={"ref": round_.ref, "agency": agency.ref}
    )


def form(first: str = "90", **more: str) -> dict[str, str]:
    told = dict.fromkeys((f"nilai-{code}" for code in CODES), "80")
    return told | {"nilai-input": first, "reason": REASON, "version": "1"} | more


def card(client: Client, agency: Agency) -> str:
    address = reverse("rapor:card", kwargs={"ref": agency.ref, "year": 2026})
    return client.get(address).content.decode()


def test_a_correction_is_read_by_everybody_with_what_was_before(admin: Client) -> None:
    place = city(1)
    round_ = published({place: "80"})
    assert (
        at(round_, place)
        in admin.get(
            reverse("assess:round", kwargs={"ref": round_.ref})
        ).content.decode()
    )
    page = admin.get(at(round_, place)).content.decode()
    assert 'value="80' in page
    assert admin.post(at(round_, place), form()).status_code == 302
    board = admin.get(reverse("assess:round", kwargs={"ref": round_.ref}))
    assert "90,00" in board.content.decode()
    admin.logout()
    read = card(admin, place)
    assert "82,19" in read
    assert 'dari <b class="num">80,00</b> menjadi <b class="num">82,19</b>' in read
    assert REASON in read
    assert DECREE in read


def test_a_figure_that_was_corrected_to_zero_is_shown_as_zero(admin: Client) -> None:
    place = city(1)
    round_ = published({place: "80"})
    admin.post(at(round_, place), form("0"))
    page = admin.get(reverse("assess:round", kwargs={"ref": round_.ref}))
    assert '<td class="r num">0,00</td>' in page.content.decode()


def test_a_rank_that_moved_names_whose_correction_moved_it(admin: Client) -> None:
    first, second = city(1), city(2)
    round_ = published({first: "82", second: "80"})
    admin.post(at(round_, second), form("95"))
    read = card(admin, first)
    assert "Peringkat berubah" in read
    assert "dari 1 menjadi 2, karena nilai Pemerintah Kota Rekaan 2 dikoreksi" in read


@pytest.mark.parametrize(
    ("told", "status", "words"),
    [
        ({"reason": ""}, 422, "Tuliskan alasan koreksi."),
        ({"first": "80"}, 422, "Tidak ada angka yang berubah"),
        ({"first": "101"}, 422, "100"),
        ({"first": ""}, 422, "Nilai harus 0 sampai 100."),
        ({"version": "7"}, 409, "sudah diubah orang lain"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(
    admin: Client, told: dict[str, str], status: int, words: str
) -> None:
    place = city(1)
    round_ = published({place: "80"})
    response = admin.post(at(round_, place), form(**told))
    assert response.status_code == status
    assert words in response.content.decode()
    assert Snapshot.objects.count() == 1


def test_before_publication_there_is_nothing_to_correct(admin: Client) -> None:
    place, left_out = city(1), city(2)
    said = "Hanya nilai yang sudah terbit yang dikoreksi."
    assert said in admin.get(at(opened(place), place)).content.decode()
    round_ = published({place: "80", left_out: None}, year=2025)
    assert said in admin.get(at(round_, left_out)).content.decode()
    assert admin.get(at(round_, city(3))).status_code == 404


def test_a_round_is_not_published_without_the_number_of_its_decree(
    admin: Client,
) -> None:
    round_ = opened(city(1))
    url = reverse("assess:publish", kwargs={"ref": round_.ref})
    response = admin.post(url, {"version": "1", "decree": " "})
    assert response.status_code == 422
    assert "Hanya penilaian yang dikunci" in response.content.decode()
