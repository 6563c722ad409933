"""The pages of the plan: products by a table, the seed announced, then the draw."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.wall_clock import wall_now
from compliance.models import Place, Round
from tests.compliance import field
from tests.compliance.rounds import city
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]


@pytest.fixture
def admin(client: Client) -> Client:
    """Signed in as who runs the rounds."""
    login(client, "compliance_admin")
    return client


def at(name: str, round_: Round) -> str:
    return reverse(f"assess:{name}", kwargs={"ref": round_.ref})


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    page: str = response.content.decode()
    return page


def sending(round_: Round, content: bytes, **more: Any) -> dict[str, Any]:
    version = Round.objects.get(pk=round_.pk).version
    return {"table": SimpleUploadedFile("t.csv", content), "version": version} | more


def announcement(round_: Round, **more: Any) -> dict[str, Any]:
    told = {"source": "Angka undian umum", "on": (wall_now() + 2 * DAY).date()}
    return told | {"version": Round.objects.get(pk=round_.pk).version} | more


DAY = timedelta(days=1)


def test_the_table_that_is_given_out_comes_back_filled_in(admin: Client) -> None:
    round_ = field.planned(city(1), city(2))
    table = admin.get(at("frame_file", round_))
    assert table.headers["Content-Type"].startswith("text/csv")
    told = table.content.decode("utf-8-sig")
    assert told.count("\r\n") == 1 + 4 * 3
    assert "text/csv" in table.headers["Content-Type"]
    more = told.replace("Izin", "Paspor").encode()
    assert admin.post(at("frame", round_), sending(round_, more)).status_code == 302
    assert all("Paspor" in place.products for place in Place.objects.all())
    page = text(admin.get(at("plan", round_)))
    assert "Produk 4 unit tersimpan." in page
    assert "Umumkan asal benih" in page


def test_what_is_wrong_with_a_table_is_told_by_line(admin: Client) -> None:
    round_ = field.planned(city(1))
    page = text(admin.get(at("frame", round_)))
    assert "Kirim tabel" in page
    bad = b"ref,produk\nx,Akta\nu\n"
    page = text(admin.post(at("frame", round_), sending(round_, bad)), 422)
    assert "Unit ini tidak ada dalam penilaian ini." in page
    assert "Baris ini kurang kolom." in page
    assert "Yang perlu diperbaiki: 2" in page
    page = text(admin.post(at("frame", round_), {"version": 1}), 422)
    assert "Pilih tabelnya." in page
    page = text(admin.post(at("frame", round_), sending(round_, b"", version=1)), 422)
    assert "Tabel ini kosong." in page
    good = b"ref,produk\n"
    page = text(admin.post(at("frame", round_), sending(round_, good, version=1)), 409)
    assert "sudah diubah orang lain" in page


def test_after_the_draw_the_table_is_only_read(admin: Client) -> None:
    round_ = field.drawn(city(1))
    page = text(admin.get(at("frame", round_)))
    assert "Sampel sudah diundi" in page
    assert "Kirim tabel" not in page
    sent = sending(round_, b"ref,produk\n")
    assert "Sampel sudah diundi" in text(admin.post(at("frame", round_), sent), 409)
    assert admin.get(at("frame_file", round_)).status_code == 200


def test_a_seed_is_announced_before_anything_is_drawn(admin: Client) -> None:
    round_ = field.planned(city(1))
    page = text(admin.get(at("plan", round_)))
    assert "Umumkan asal benih" in page
    assert "Undi sekarang" not in page
    done = admin.post(at("seed", round_), announcement(round_))
    assert done.headers["Location"] == at("plan", round_)
    page = text(admin.get(at("plan", round_)))
    assert "Angka undian umum" in page
    assert "Umumkan lagi" in page
    assert "Undi sekarang" not in page
    told = {"seed": "1", "units": 1, "products": 1}
    told |= {"version": Round.objects.get().version}
    page = text(admin.post(at("plan", round_), told), 409)
    assert "Umumkan dulu asal benih" in page
    Round.objects.update(seed_on=wall_now().date() - DAY)
    assert "Undi sekarang" in text(admin.get(at("plan", round_)))
    assert admin.post(at("plan", round_), told).status_code == 302
    page = text(admin.get(at("plan", round_)))
    assert "Angka undian umum" in page
    assert "Umumkan asal benih" not in page


@pytest.mark.parametrize(
    ("told", "status", "words"),
    [
        ({"source": " "}, 422, "Tuliskan asal benih."),
        ({"on": ""}, 422, "Tuliskan tanggalnya."),
        ({"on": "2020-01-01"}, 422, "Pilih hari sesudah hari ini"),
        ({"version": 1}, 409, "sudah diubah orang lain"),
    ],
)
def test_an_announcement_that_is_refused_keeps_what_was_typed(
    admin: Client, told: dict[str, Any], status: int, words: str
) -> None:
    round_ = field.planned(city(1))
    sent = announcement(round_, **({"source": "Angka bursa"} | told))
    page = text(admin.post(at("seed", round_), sent), status)
    assert words in page
    assert ("Angka bursa" in page) is ("source" not in told)
    assert Round.objects.get().seed_on is None


def test_once_the_day_has_come_the_page_only_draws(admin: Client) -> None:
    round_ = field.announced_seed(field.planned(city(1)))
    for name, sent in (
        ("frame", sending(round_, b"ref,produk\n")),
        ("seed", announcement(round_)),
    ):
        page = text(admin.post(at(name, round_), sent), 409)
        assert "Hari benih sudah tiba" in page
    assert "Undi sekarang" in text(admin.get(at("plan", round_)))


def test_what_was_refused_as_old_may_be_sent_again_as_it_stands(admin: Client) -> None:
    round_ = field.planned(city(1))
    for name, sent in (
        ("seed", announcement(round_, version=1)),
        ("plan", {"seed": "4 8 15", "units": 1, "products": 1, "version": 1}),
    ):
        page = text(admin.post(at(name, round_), sent), 409)
        version = Round.objects.get().version
        assert f'name="version" value="{version}"' in page
        again = admin.post(at(name, round_), sent | {"version": version})
        assert again.status_code == 302
        Round.objects.update(seed_on=wall_now().date() - DAY)


def test_beside_the_public_score_stands_what_was_announced(client: Client) -> None:
    field.score_published(city(1))
    card = reverse("rapor:card", kwargs={"ref": city(1).ref, "year": 2027})
    page = text(client.get(card))
    assert "diumumkan bahwa benihnya diambil pada 24 November 2026" in page
    assert field.SOURCE in page
