"""A score to hang up: plain, checkable, and with neither seal nor signature."""

from uuid import uuid4

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Agency
from compliance.services import papers
from tests.compliance.rounds import DECREE, city, published

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("published_facts", "complaints"),
]
ACROSS = (842, 595)  # points


def address(agency: Agency, year: int) -> str:
    return reverse("rapor:certificate", kwargs={"ref": agency.ref, "year": year})


def balikpapan(year: int = 2024) -> str:
    return address(Agency.objects.get(code="64.71"), year)


def words(content: bytes) -> str:
    """What stands on its only page, which lies across."""
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    page = document[0]
    assert (round(page.get_width()), round(page.get_height())) == ACROSS
    text = page.get_textpage().get_text_bounded().replace("\u200b", "")
    return " ".join(text.split())


def test_it_names_the_score_how_it_was_set_and_where_it_is_checked(
    client: Client,
) -> None:
    one = city(1)
    published({one: "91.5"})
    snapshot = one.snapshots.get()
    text = words(client.get(address(one, 2026)).content)
    for told in (
        "Piagam nilai kepatuhan",
        "Pemerintah Kota Rekaan 1",
        "Rapor kepatuhan pelayanan publik 2026.",
        "data contoh",
        "usulan, bukan rumus resmi",
        "91,50",
        "A",
        "Zona hijau",
        f"Ditetapkan dengan {DECREE}.",
        "versi nilai 1.",
        "Versi ini terbit 24 November 2026.",
        snapshot.sha256,
        f"/rapor/{one.ref}/2026/",
        "tidak bertanda tangan",
    ):
        assert told in text


def test_a_corrected_score_says_which_version_it_is_of(client: Client) -> None:
    one = city(1)
    published({one: "91.5"})
    row = one.snapshots.get()
    row.pk, row.version, row.score = None, 2, "90.00"
    row.data["correction"] = {"was": "91.50", "was_rank": 1, "reason": "Salah ketik."}
    row.save(force_insert=True)
    text = words(client.get(address(one, 2026)).content)
    assert "90,00" in text
    assert "versi nilai 2." in text


def test_every_class_gets_one_not_the_highest_alone(client: Client) -> None:
    one = city(1)
    published({one: "21"})
    text = words(client.get(address(one, 2026)).content)
    assert "Piagam nilai kepatuhan" in text
    assert "21,00" in text
    assert "Zona merah" in text


def test_of_what_others_published_it_is_an_excerpt_with_its_source(
    client: Client,
) -> None:
    text = words(client.get(balikpapan()).content)
    assert "Kutipan nilai kepatuhan" in text
    assert "Nilai ini dipublikasikan, tidak dihitung di sini. Sumber:" in text
    assert "infosatu.co" in text
    for never in ("Piagam", "Ditetapkan", "SHA-256", "Versi ini terbit"):
        assert never not in text


def test_it_speaks_english_where_the_address_says_so(client: Client) -> None:
    one = city(1)
    published({one: "91.5"})
    text = words(client.get(address(one, 2026), {"bahasa": "en"}).content)
    assert "Certificate of compliance score" in text
    assert "91.50" in text
    assert f"Set by {DECREE}." in text


def test_the_card_and_its_certificate_are_two_papers(client: Client) -> None:
    other = balikpapan().replace("piagam.pdf", "kartu.pdf")
    assert client.get(balikpapan()).content != client.get(other).content
    papers._papers.clear()


def test_what_has_no_score_has_no_certificate(client: Client) -> None:
    assert client.get(balikpapan(2019)).status_code == 404
    nobody = reverse("rapor:certificate", kwargs={"ref": uuid4(), "year": 2024})
    assert client.get(nobody).status_code == 404


def test_whoever_finds_the_press_busy_is_told_to_come_back(client: Client) -> None:
    papers._papers.clear()
    with papers._press:
        assert client.get(balikpapan()).status_code == 503


def test_it_is_kept_by_caches_sets_no_cookie_and_asks_a_fixed_number(
    client: Client,
) -> None:
    paper = balikpapan()
    with CaptureQueriesContext(connection) as found:
        response = client.get(paper, {"bahasa": "en"})
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    assert len(found) <= 8
    assert client.post(paper).status_code == 405


def test_the_card_leads_to_it_by_the_name_that_it_deserves(client: Client) -> None:
    printed = client.get(balikpapan().removesuffix("piagam.pdf")).content.decode()
    assert f'href="{balikpapan()}">Unduh kutipan nilai (PDF)</a>' in printed
    one = city(1)
    published({one: "91.5"})
    page = address(one, 2026).removesuffix("piagam.pdf")
    assert "Unduh piagam (PDF)" in client.get(page).content.decode()
    english = client.get(page, {"bahasa": "en"}).content.decode()
    assert f'href="{address(one, 2026)}?bahasa=en"' in english
