"""The tiles of the board, and the page of a province."""

import gzip
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Agency, Region
from tests.compliance.conftest import Complaints
from tests.compliance.rounds import city, published
from tests.factories.agencies import ProvinceFactory
from tests.factories.compliance import SnapshotFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_facts")]
HEAVIEST = 60_000 - 27_000  # beside style sheet and font, in bytes as they travel
TAG = '<span class="tag warn">data contoh</span>'


def page(client: Client, code: str = "64", **query: str | int) -> str:
    response = client.get(reverse("rapor:province", kwargs={"code": code}), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def tile(client: Client, short: str, year: int) -> str:
    response = client.get(reverse("rapor:board"), {"tahun": year})
    text = " ".join(response.content.decode().split())
    found = re.search(rf'<li class="p-{short}">(.*?)</li>', text)
    assert found is not None
    return found[1]


def row(text: str, name: str) -> str:
    (found,) = (told for told in re.findall(r"<tr id=.*?</tr>", text) if name in told)
    return str(found)


def test_the_board_has_a_tile_for_each_of_38_provinces_and_a_table(
    client: Client,
) -> None:
    text = client.get(reverse("rapor:board"), {"tahun": 2024}).content.decode()
    assert text.count('<li class="p-') == 38
    table = text.split("Nilai pemerintah provinsi")[2]
    assert table.split("</table>")[0].count('<th scope="row">') == 38


def test_a_tile_shows_the_grade_of_the_provincial_government_and_leads_on(
    client: Client,
) -> None:
    found = tile(client, "KI", 2024)
    assert 'class="tile gB"' in found
    assert "Kalimantan Timur: B, 85,77" in found
    assert 'href="/rapor/provinsi/64/?tahun=2024"' in found


def test_a_tile_of_a_year_without_grades_shows_the_zone(client: Client) -> None:
    assert "Kuning" in tile(client, "JT", 2021)


def test_what_has_no_score_is_grey_and_never_zero(client: Client) -> None:
    found = tile(client, "AC", 2024)
    assert 'class="tile gX"' in found
    assert '<small aria-hidden="true">-</small>' in found
    assert "Aceh: belum dipublikasikan" in found
    assert "0" not in re.sub(r'href="[^"]+"', "", found)


def test_a_province_that_was_not_there_yet_was_not_assessed(client: Client) -> None:
    assert "Papua Selatan: tidak dinilai" in tile(client, "PS", 2021)
    assert "Papua Selatan: belum dipublikasikan" in tile(client, "PS", 2024)


def test_a_province_lists_all_its_governments_by_name_and_ranks_none(
    client: Client,
) -> None:
    text = page(client, tahun=2024)
    found = re.findall(r'<tr id="u-(\d+)">', text)
    assert len(found) == 11
    assert found[0] == "64"
    names = re.findall(
        r"Pemerintah (Kabupaten|Kota) ([\w ]+)", text.split("<tbody>")[1]
    )
    assert names == sorted(names)
    assert "peringkat 1" not in text
    assert ">No.<" not in text
    assert "nilai 2 dari 11 pemerintah daerah diketahui" in text


def test_a_row_has_band_score_and_change_or_says_why_not(client: Client) -> None:
    text = page(client, tahun=2024)
    known = row(text, "Kota Balikpapan")
    assert "95,57" in known
    assert "gA" in known
    assert "tidak bisa dibandingkan" in known
    unknown = row(text, "Kabupaten Berau")
    assert "belum dipublikasikan" in unknown
    assert "href" not in unknown
    assert "naik 1,98" in row(page(client, "81", tahun=2024), "Kota Ambon")


def test_each_shape_of_the_map_is_a_link_with_its_words(client: Client) -> None:
    text = page(client, tahun=2024)
    drawing = text.split('<svg class="map"')[1].split("</svg>")[0]
    shapes = re.findall(
        r'<a href="([^"]+)" aria-label="([^"]+)"><title>([^<]+)<', drawing
    )
    assert len(shapes) == 10
    told = {label: address for address, label, _title in shapes}
    assert all(label == title for _address, label, title in shapes)
    balikpapan = Agency.objects.get(code="64.71")
    card = reverse("rapor:card", kwargs={"ref": balikpapan.ref, "year": 2024})
    assert told["Pemerintah Kota Balikpapan: A, 95,57"] == card
    berau = told["Pemerintah Kabupaten Berau: belum dipublikasikan"]
    assert f'id="{berau.removeprefix("#")}"' in text
    assert drawing.count('class="fX"') >= 9
    assert drawing.count('class="fA"') == 1


def test_a_low_band_is_hatched_as_well_as_coloured(client: Client) -> None:
    drawing = page(client, "35", tahun=2021)
    assert 'class="fE"' in drawing
    assert 'fill="url(#map-hatch)"' in drawing
    assert "url(#map-hatch)" not in page(client, tahun=2024)


def test_parts_of_jakarta_are_drawn_and_are_no_governments(client: Client) -> None:
    text = page(client, "31", tahun=2024)
    assert "<title>Kota Administrasi Jakarta Pusat</title>" in text
    assert "tidak dinilai sendiri" in text
    assert text.count('<tr id="u-') == 1
    assert "Belum ada nilai yang dipublikasikan di provinsi ini" in text


def test_an_empty_province_says_so_and_still_shows_its_map(client: Client) -> None:
    text = page(client, "62", tahun=2018)
    assert "Belum ada nilai yang dipublikasikan di provinsi ini" in text
    drawing = text.split('<svg class="map"')[1].split("</svg>")[0]
    assert drawing.count("<path") == 14


@pytest.mark.parametrize(
    "code", ["00", "64.71", "6", "xx", "..", "64%2e71", "%00", "٦٤"]
)
def test_a_code_that_no_province_has_is_a_404(client: Client, code: str) -> None:
    assert client.get(f"/rapor/provinsi/{code}/").status_code == 404


def test_invented_cities_have_a_page_without_a_map_and_with_a_badge(
    client: Client, complaints: Complaints
) -> None:
    ProvinceFactory(fictional=True)
    one, two = city(1), city(2)
    published({one: "90", two: None})
    text = page(client, "99", tahun=2026)
    assert TAG in text
    assert '<svg class="map"' not in text
    assert "90,00" in row(text, "Kota Rekaan 1")
    assert "tidak dinilai" in row(text, "Kota Rekaan 2")


def test_what_we_computed_stands_before_what_was_printed(
    client: Client, complaints: Complaints
) -> None:
    real = Agency.objects.get(code="64.71")
    published({real: "80"}, year=2024)
    assert "80,00" in row(page(client, tahun=2024), "Kota Balikpapan")


def test_the_page_speaks_english(client: Client) -> None:
    text = page(client, tahun=2024, bahasa="en")
    assert "City Government of Balikpapan" in text
    assert "not published yet" in text


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get(url)
    return len(found)


def test_a_province_asks_as_often_for_four_regencies_as_for_38(client: Client) -> None:
    many = queries(client, "/rapor/provinsi/35/?tahun=2021")
    few = queries(client, "/rapor/provinsi/93/?tahun=2018")
    assert many == few <= 15


def test_no_map_is_heavier_than_a_telephone_bears(client: Client) -> None:
    codes = Region.objects.filter(parent=None, fictional=False).values_list("code")
    weights = {}
    for (code,) in codes:
        content = client.get(f"/rapor/provinsi/{code}/", {"tahun": 2024}).content
        weights[code] = len(gzip.compress(content, 6))
    heaviest = max(weights.values())
    assert heaviest < HEAVIEST
    print(f"heaviest page of a province, gzipped: {heaviest} bytes")  # noqa: T201 - a figure for the reader


def test_the_page_sets_no_cookie_and_takes_nothing(client: Client) -> None:
    url = reverse("rapor:province", kwargs={"code": "64"})
    assert not client.get(url).cookies
    assert client.post(url).status_code == 405


def test_a_snapshot_without_a_score_takes_no_place_of_a_printed_one(
    client: Client,
) -> None:
    SnapshotFactory(agency=Agency.objects.get(code="64.71"), year=2024, score=None)
    assert "95,57" in row(page(client, tahun=2024), "Kota Balikpapan")


@pytest.mark.parametrize(
    ("code", "year", "why"),
    [
        ("64.03", 2024, "belum dipublikasikan"),
        ("93", 2021, "tidak dinilai"),  # there was no such province yet
    ],
)
def test_why_there_is_no_score_is_said_in_the_same_words_on_every_page(
    client: Client, code: str, year: int, why: str
) -> None:
    agency = Agency.objects.get(code=code)
    assert why in row(page(client, code[:2], tahun=year), agency.short_name)
    card = client.get(reverse("rapor:card", kwargs={"ref": agency.ref, "year": year}))
    assert f"Nilai {year}: {why}." in card.content.decode()
    asked = {"a": str(agency.ref), "tahun": str(year)}
    compared = client.get(reverse("rapor:compare"), asked).content.decode()
    assert f'<span class="sm muted">{why}</span>' in compared
