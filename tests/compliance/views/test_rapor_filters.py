"""What narrows and sorts the list of the board."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.agencies import AgencyFactory
from tests.factories.compliance import PublishedResultFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_facts")]


def board(client: Client, **query: str | int) -> str:
    response = client.get(reverse("rapor:board"), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def listed(text: str) -> list[str]:
    """The names in the list, in their order."""
    table = text.split('id="results"')[1].split("</table>", maxsplit=1)[0]
    return re.findall(r'<th scope="row"><a[^>]+>([^<]+)</a>', table)


def test_the_list_is_narrowed_by_province_and_says_by_how_much(client: Client) -> None:
    text = board(client, tahun=2024, provinsi="13")
    assert len(listed(text)) == 4
    assert "4 dari 7 cocok dengan saringan." in text
    assert '<option value="13" selected>Sumatera Barat</option>' in text


def test_the_list_is_narrowed_by_band(client: Client) -> None:
    text = board(client, tahun=2021, kategori="kabupaten", kelas="E")
    table = text.split('id="results"')[1].split("</table>")[0]
    assert listed(text)
    assert table.count('class="grade gE"') == len(listed(text))
    assert '<option value="E" selected>Merah, Kepatuhan rendah</option>' in text


def test_filters_hold_together(client: Client) -> None:
    text = board(client, tahun=2024, provinsi="13", kelas="A", q="padang panjang")
    assert listed(text) == ["Pemerintah Kota Padang Panjang"]
    assert "Tidak ada instansi yang cocok." in board(
        client, tahun=2024, provinsi="13", kelas="E"
    )


def test_the_filters_are_taken_away_and_year_and_kind_stay(client: Client) -> None:
    text = board(client, tahun=2021, kategori="kabupaten", provinsi="35")
    (address,) = re.findall(r'<a href="([^"]+)">Hapus saringan</a>', text)
    assert address == "?tahun=2021&amp;kategori=kabupaten"
    assert "Hapus saringan" not in board(client, tahun=2021, kategori="kabupaten")


@pytest.mark.parametrize(
    "nonsense",
    [{"provinsi": "x' OR 1=1"}, {"kelas": "Z"}, {"urut": "?"}, {"hal": "-1"}],
)
def test_what_no_list_knows_is_as_good_as_not_asked(
    client: Client, nonsense: dict[str, str]
) -> None:
    assert listed(board(client, tahun=2024, **nonsense)) == listed(
        board(client, tahun=2024)
    )


def test_the_list_is_sorted_by_name_or_from_the_highest_score(client: Client) -> None:
    by_name = board(client, tahun=2024, urut="nama")
    assert listed(by_name) == sorted(listed(by_name))
    assert '<th scope="col" aria-sort="ascending">Instansi</th>' in by_name
    by_score = board(client, tahun=2024)
    assert listed(by_score)[0] == "Pemerintah Kota Payakumbuh"
    assert sorted(listed(by_score)) == listed(by_name)
    assert '<th scope="col" class="r" aria-sort="descending">Nilai</th>' in by_score


def test_more_than_a_hundred_rows_come_in_pages_that_keep_the_filters(
    client: Client,
) -> None:
    for n in range(100, 205):
        agency = AgencyFactory(code=f"T{n}", fictional=False)
        PublishedResultFactory(agency=agency, year=2016, score="60.00")
    first = board(client, tahun=2016, urut="nama", q="kota")
    assert len(listed(first)) == 100
    assert "1–100 dari 105" in first
    (further,) = re.findall(r'rel="next" href="([^"]+)"', first)
    assert "tahun=2016" in further
    assert "urut=nama" in further
    assert "q=kota" in further
    second = client.get(reverse("rapor:board") + further.replace("&amp;", "&"))
    assert len(listed(" ".join(second.content.decode().split()))) == 5
