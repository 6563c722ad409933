"""The yearly report on the page, in files and on paper: the same numbers, each defined."""

from __future__ import annotations

import csv
import re
import zipfile
from dataclasses import replace
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance.reports import yearly as tables
from compliance.reports.yearly_words import caution, column
from compliance.selectors.yearly import yearly
from compliance.services import papers
from tests.compliance.conftest import Complaints, fact
from tests.compliance.rounds import city, published
from tests.people import login

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]
PAGE = "assess:reports"
TABLE = "assess:report_table"
PAPER = "assess:report_paper"


@pytest.fixture
def a_year(complaints: Complaints) -> None:
    """Four invented cities in 2025 and in 2026; one lost 3.00 in the second."""
    cities = [city(n) for n in (1, 2, 3, 4)]
    published(dict(zip(cities, ("80", "70", "60", None), strict=True)), year=2025)
    complaints.records[cities[0].pk] = (fact("a", cities[0].pk),)
    published(dict(zip(cities, ("90", "80", "70", None), strict=True)))


@pytest.fixture
def admin(client: Client) -> Client:
    login(client, "compliance_admin")
    return client


def read(client: Client, name: str = PAGE, **asked: str) -> str:
    return " ".join(client.get(reverse(name), asked).content.decode().split())


def lines(client: Client, **asked: str) -> list[list[str]]:
    content = client.get(reverse(TABLE), asked).content.decode("utf-8-sig")
    return list(csv.reader(StringIO(content, newline="")))


def words(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join(text.replace("\u200b", "").split())


def test_before_anything_is_published_it_says_so_and_offers_no_file(
    admin: Client,
) -> None:
    page = read(admin)
    assert "Belum ada nilai yang terbit untuk tahun ini." in page
    assert reverse(PAPER) not in page
    for name in (TABLE, PAPER):
        assert admin.get(reverse(name)).status_code == 404


@pytest.mark.usefixtures("a_year")
def test_a_year_that_holds_nothing_offers_the_others(admin: Client) -> None:
    page = read(admin, tahun="2019")
    assert "Belum ada nilai yang terbit untuk tahun ini." in page
    assert '<option value="2026">' in page


@pytest.mark.usefixtures("a_year")
def test_the_page_sums_up_the_latest_year(admin: Client) -> None:
    page = read(admin)
    assert '<h1 class="m0">Laporan kepatuhan 2026</h1>' in page
    for told in (
        "Pemerintah kota (data contoh)",
        "usulan, bukan rumus resmi",
        "Jumlah nilai yang diketahui dibagi banyaknya, mulai dari 3 nilai.",
        "Ikut penilaian di sini, tetapi tidak dinilai. Itu bukan nilai 0.",
        "KTK kelompok",
        "Dari tahun ke tahun",
        "Provinsi 99",
    ):
        assert told in page, told


@pytest.mark.usefixtures("a_year")
def test_the_list_of_rounds_leads_to_it(admin: Client) -> None:
    assert f'href="{reverse(PAGE)}"' in read(admin, "assess:list")


@pytest.mark.usefixtures("a_year")
def test_every_number_has_its_definition_beside_it() -> None:
    found = yearly(2026)
    for table in (*tables.overview(found), *tables.of_group(found.groups[0])):
        for said in table.columns:
            assert said.means or all(row.means for row in table.rows), said.name
    assert "3" in column("mean").means
    assert column("green_share").name == "Hijau (%)"


@pytest.mark.usefixtures("a_year")
def test_the_file_has_a_line_for_each_number_of_the_page(admin: Client) -> None:
    found = yearly(2026)
    shown = (*tables.overview(found), *tables.of_group(found.groups[0]))
    head, *rows = lines(admin)
    assert head == ["Tahun", "Kelompok", "Tabel", "Baris", "Ukuran", "Angka", "Artinya"]
    assert len(rows) == sum(len(t.rows) * len(t.columns) for t in shown)
    assert all(row[-1] for row in rows)
    page = read(admin)
    for row in rows:
        assert not row[5] or row[5] in page, row
    kind = "Pemerintah kota (data contoh)"
    assert ["2026", kind, "Menurut jenis instansi", kind, "Tidak dinilai", "1"] in [
        row[:6] for row in rows
    ]


@pytest.mark.usefixtures("a_year")
def test_what_is_not_known_is_an_empty_cell_and_a_dash_on_the_page(
    admin: Client,
) -> None:
    first = next(
        row
        for row in lines(admin)
        if row[3].endswith(": 2025") and row[4] == "Perubahan"
    )
    assert first[5] == ""
    assert "<td>–</td>" in read(admin)


@pytest.mark.usefixtures("a_year")
def test_a_group_that_is_not_known_as_a_whole_says_so(admin: Client) -> None:
    group = yearly(2026).groups[0]
    assert caution(group) == ""
    few = replace(group, point=replace(group.point, assessed=98))
    assert "3 dari 98" in caution(few)
    nobody = replace(group, point=replace(group.point, assessed=None))
    assert "tidak diketahui" in caution(nobody)


@pytest.mark.usefixtures("a_year")
def test_the_sheet_holds_the_same_lines_as_the_file(admin: Client) -> None:
    response = admin.get(reverse(TABLE), {"bentuk": "xlsx"})
    assert "laporan-kepatuhan-2026.xlsx" in response["Content-Disposition"]
    with zipfile.ZipFile(BytesIO(response.content)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    found = re.findall(r'<t xml:space="preserve">(.*?)</t>', sheet, re.S)
    assert found == [cell for row in lines(admin) for cell in row]


@pytest.mark.usefixtures("a_year")
def test_another_year_is_summed_up_when_it_is_asked_for(admin: Client) -> None:
    assert {row[0] for row in lines(admin, tahun="2025")[1:]} == {"2025"}
    page = read(admin, tahun="2025", kelompok="kota-2023-ktk-contoh")
    assert "tahun=2025&amp;kelompok=kota-2023-ktk-contoh" in page


@pytest.mark.usefixtures("a_year")
def test_the_paper_tells_every_group_with_its_definitions(admin: Client) -> None:
    response = admin.get(reverse(PAPER))
    assert response["Content-Type"] == "application/pdf"
    text = words(response.content)
    for told in (
        "Laporan kepatuhan 2026",
        "Dari nilai yang terbit sampai 24 November 2026.",
        "Pemerintah kota (data contoh)",
        "data contoh",
        "Sebaran kelas",
        "Menurut provinsi",
        "Menurut dimensi",
        "Pelaksanaan tindakan korektif",
        "Jumlah nilai yang diketahui dibagi banyaknya, mulai dari 3 nilai.",
        "naik 9,00",
        "/rapor/?tahun=2026",
    ):
        assert told in text, told


@pytest.mark.usefixtures("a_year")
def test_the_same_year_gives_the_same_paper(admin: Client) -> None:
    first = admin.get(reverse(PAPER)).content
    assert admin.get(reverse(PAPER)).content == first


@pytest.mark.usefixtures("a_year")
def test_whoever_finds_the_press_busy_is_told_to_come_back(admin: Client) -> None:
    with papers._press:
        response = admin.get(reverse(PAPER))
    assert (response.status_code, response["Retry-After"]) == (503, "5")


@pytest.mark.usefixtures("a_year")
def test_it_speaks_english_on_the_page_in_the_file_and_on_paper(admin: Client) -> None:
    admin.cookies["bahasa"] = "en"
    assert "Compliance report 2026" in read(admin)
    assert lines(admin)[0][4:] == ["Measure", "Number", "Meaning"]
    text = words(admin.get(reverse(PAPER)).content)
    assert "up 9.00" in text
    assert "The sum of the known scores divided by their number" in text


@pytest.mark.usefixtures("a_year")
@pytest.mark.parametrize("who", ["assessor", "auditor"])
def test_who_may_look_at_rounds_may_read_it(client: Client, who: str) -> None:
    login(client, who)
    for name in (PAGE, TABLE, PAPER):
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.usefixtures("a_year")
@pytest.mark.parametrize("who", ["examiner", "head", "system_admin", "liaison"])
def test_others_may_not(client: Client, who: str) -> None:
    login(client, who)
    for name in (PAGE, TABLE, PAPER):
        assert client.get(reverse(name)).status_code == 403


def test_more_agencies_and_years_ask_no_more_questions(admin: Client) -> None:
    def queries(name: str) -> int:
        with CaptureQueriesContext(connection) as found:
            admin.get(reverse(name), {"tahun": "2026"})
        return len(found)

    published({city(1): "90"})
    first = [queries(name) for name in (PAGE, TABLE, PAPER)]
    published({city(n): "80" for n in (2, 3, 4)})
    published({city(n): "70" for n in (1, 2, 3)}, year=2025)
    assert [queries(name) for name in (PAGE, TABLE, PAPER)] == first
