"""The public scoreboard over published facts."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Agency
from compliance.models import PublishedResult

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_facts")]


def agency(name: str) -> Agency:
    found = PublishedResult.objects.filter(label=name).select_related("agency").first()
    assert found is not None
    assert found.agency is not None
    return found.agency


def board(client: Client, **query: str | int) -> str:
    response = client.get(reverse("rapor:board"), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def card(client: Client, name: str, year: int) -> str:
    url = reverse("rapor:card", kwargs={"ref": agency(name).ref, "year": year})
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_2021_shows_balikpapan_first_of_98_as_published(client: Client) -> None:
    page = board(client, tahun=2021)
    assert "Pemerintah Kota Balikpapan" in page
    assert "99,25" in page
    assert "peringkat 1 dari 98 (dipublikasikan)" in page
    assert "<b>5 dari 98 dipublikasikan.</b>" in page
    assert ">No.<" not in page


def test_2024_shows_balikpapan_and_how_many_of_98_are_known(client: Client) -> None:
    page = board(client, tahun=2024)
    assert "95,57" in page
    assert "(dipublikasikan)" not in page


def test_the_latest_counted_year_comes_first(client: Client) -> None:
    page = board(client)
    assert "Hasil kepatuhan pelayanan publik 2024: 587 instansi dinilai." in page
    assert '<option value="2024" selected>' in page


@pytest.mark.parametrize("nonsense", ["20x4", "-1", "99999", "٢٠٢٤"])
def test_a_year_that_is_none_is_as_good_as_no_year(
    client: Client, nonsense: str
) -> None:
    assert '<option value="2024" selected>' in board(client, tahun=nonsense)


def test_a_year_without_results_says_so(client: Client) -> None:
    page = board(client, tahun=1999)
    assert "Belum ada nilai instansi ini yang dipublikasikan" in page


def test_the_kind_of_agency_is_a_filter(client: Client) -> None:
    page = board(client, tahun=2024, kategori="provinsi")
    assert "Pemerintah Provinsi Kalimantan Timur" in page
    assert "Kota Balikpapan" not in page


def test_an_unknown_kind_shows_cities(client: Client) -> None:
    assert "Kota Balikpapan" in board(client, tahun=2021, kategori="planet")


def test_the_search_finds_by_name_and_province(client: Client) -> None:
    assert "Kota Balikpapan" in board(client, tahun=2021, q="kalimantan timur")
    found = board(client, tahun=2021, q="tidak ada")
    assert "Tidak ada instansi yang cocok." in found
    assert "Hapus saringan" in found


def test_what_was_typed_is_escaped(client: Client) -> None:
    assert "<script>" not in board(client, q="<script>")


def test_a_change_is_told_inside_a_method_and_not_across(client: Client) -> None:
    assert "tidak bisa dibandingkan" in board(client, tahun=2022)
    assert "naik 3,07" in board(client, tahun=2023, q="Kota Magelang")
    fallen = board(client, tahun=2024, kategori="kabupaten", q="Maybrat")
    assert "turun 0,25" in fallen


def test_the_card_of_2024_shows_score_zone_and_the_break(client: Client) -> None:
    page = card(client, "Kota Balikpapan", 2024)
    assert "95,57" in page
    assert "Zona hijau" in page
    assert "Kualitas tertinggi" in page
    assert "metode berubah" in page
    assert "99,25" in page
    assert "2021: peringkat 1 dari 98 (dipublikasikan)" in page
    assert "infosatu.co" in page
    assert "bobot asumsi" in page
    assert "Laporkan instansi ini" in page or "file_start" not in page


def test_the_card_of_2021_has_a_zone_and_no_grade(client: Client) -> None:
    page = card(client, "Kota Balikpapan", 2021)
    assert "Kepatuhan tinggi" in page
    assert "<b>peringkat 1 dari 98 (dipublikasikan)" in page
    assert "web.balikpapan.go.id" in page
    assert "Hijau 81" in page
    assert "bobot asumsi" not in page


def test_a_year_of_which_nothing_is_known_says_so_in_the_words_of_every_page(
    client: Client,
) -> None:
    """Nobody says that it was not assessed: that is not known."""
    page = card(client, "Kota Balikpapan", 2019)
    assert "Nilai 2019: belum dipublikasikan." in page
    assert "dinilai." not in page
    far = card(client, "Kota Balikpapan", 123456)
    assert "Nilai 123456: belum dipublikasikan." in far


def test_the_opinion_of_2025_has_no_zone(client: Client) -> None:
    page = card(client, "Provinsi Lampung", 2025)
    assert "Kualitas Tertinggi Tanpa Maladministrasi" in page
    assert "Zona hijau" not in page
    assert "bobot asumsi" in page


def test_choosing_a_year_leads_to_its_card(client: Client) -> None:
    ref = agency("Kota Balikpapan").ref
    url = reverse("rapor:choose", kwargs={"ref": ref})
    assert client.get(url, {"tahun": 2021}).headers["Location"].endswith("/2021/")
    assert client.get(url).headers["Location"].endswith("/2024/")


def test_an_agency_without_results_leads_to_the_board(client: Client) -> None:
    ref = Agency.objects.filter(published_results=None).values_list("ref")[0][0]
    response = client.get(reverse("rapor:choose", kwargs={"ref": ref}))
    assert response.headers["Location"] == reverse("rapor:board")


def test_an_agency_that_does_not_exist_is_a_404(client: Client) -> None:
    for name, more in (("card", {"year": 2024}), ("choose", {})):
        url = reverse(f"rapor:{name}", kwargs={"ref": uuid4()} | more)
        assert client.get(url).status_code == 404


def test_the_methods_are_explained_with_their_badges(client: Client) -> None:
    response = client.get(reverse("rapor:methods"))
    page = response.content.decode()
    assert "Metode 2023 + KTK" in page
    assert page.count("usulan, bukan rumus resmi") == 2
    assert page.count("bobot asumsi") == 4


def test_the_pages_speak_english(client: Client) -> None:
    url = reverse(
        "rapor:card", kwargs={"ref": agency("Kota Balikpapan").ref, "year": 2024}
    )
    page = client.get(url, {"bahasa": "en"}).content.decode()
    assert "City Government of Balikpapan" in page
    assert "Highest quality" in page


def addresses() -> list[str]:
    ref = agency("Kota Balikpapan").ref
    return [
        reverse("rapor:board"),
        reverse("rapor:methods"),
        reverse("rapor:card", kwargs={"ref": ref, "year": 2024}),
    ]


def test_the_pages_set_no_cookie(client: Client) -> None:
    for url in addresses():
        assert not client.get(url).cookies


def test_the_pages_are_read_only(client: Client) -> None:
    for url in addresses():
        assert client.post(url).status_code == 405


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get(url)
    return len(found)


def test_the_board_asks_as_often_for_one_city_as_for_thirty(client: Client) -> None:
    base = reverse("rapor:board")
    many = queries(client, f"{base}?tahun=2024&kategori=kabupaten")
    few = queries(client, f"{base}?tahun=2021&kategori=kementerian")
    assert many == few <= 17


def test_the_card_asks_a_fixed_number_of_questions(client: Client) -> None:
    one = queries(client, addresses()[2])
    other = reverse(
        "rapor:card", kwargs={"ref": agency("Kabupaten Malang").ref, "year": 2021}
    )
    assert queries(client, other) == one <= 8
