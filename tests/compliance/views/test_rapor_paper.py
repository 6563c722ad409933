"""A score card on paper: the same words, the same bytes, for everybody."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Agency
from compliance.domain.scales import Zone
from compliance.services import papers
from tests.compliance.conftest import Complaints, fact
from tests.compliance.rounds import DECREE, city, published
from tests.factories import compliance as factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_facts")]
A4 = (595, 842)  # points


def address(agency: Agency, year: int) -> str:
    return reverse("rapor:sheet", kwargs={"ref": agency.ref, "year": year})


def balikpapan(year: int = 2024) -> str:
    return address(Agency.objects.get(code="64.71"), year)


def words(content: bytes) -> str:
    """What stands on its only page."""
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    page = document[0]
    assert (round(page.get_width()), round(page.get_height())) == A4
    text = page.get_textpage().get_text_bounded().replace("\u200b", "")
    return " ".join(text.split())


def two_cities(complaints: Complaints) -> tuple[Agency, Agency]:
    """The second one left one action undone, did one late and one in time."""
    one, two = city(1), city(2)
    done = {"status": "dilaksanakan", "executed_on": date(2026, 8, 20)}
    complaints.records[two.pk] = (
        fact("a", two.pk),
        fact("b", two.pk, **done, on_time_days_late=0),
        fact("c", two.pk, **done, on_time_days_late=10),
    )
    published({one: "88", two: "88"})
    return one, two


def test_a_printed_score_has_its_seal_its_method_and_its_source(
    client: Client,
) -> None:
    response = client.get(balikpapan())
    assert response["Content-Type"] == "application/pdf"
    text = words(response.content)
    for told in (
        "Pemerintah Kota Balikpapan",
        "Kalimantan Timur. Rapor kepatuhan pelayanan publik 2024.",
        "95,57",
        "Zona hijau",
        "Kualitas tertinggi",
        "bobot asumsi",
        "A 88",
        "infosatu.co",
        "Nilai ini dipublikasikan, tidak dihitung di sini.",
        f"/rapor/{Agency.objects.get(code='64.71').ref}/2024/",
    ):
        assert told in text


def test_a_computed_score_has_its_parts_its_squares_and_its_hash(
    client: Client, complaints: Complaints
) -> None:
    _one, two = two_cities(complaints)
    text = words(client.get(address(two, 2026)).content)
    snapshot = two.snapshots.get()
    for told in (
        "data contoh",
        "usulan, bukan rumus resmi",
        "peringkat 2 dari 2",
        "Rata-rata 2 instansi 86,24.",
        "21,85%",
        "Nilai dasar 88,00 turun menjadi 84,48 karena tindakan korektif.",
        "3 tindakan korektif sampai 31 Oktober 2026: 1 tepat waktu, 1 terlambat",
        "Nilai kepatuhan tindakan korektif (KTK): 60,00.",
        snapshot.sha256,
        f"Ditetapkan dengan {DECREE}.",
    ):
        assert told in text
    english = words(client.get(address(two, 2026), {"bahasa": "en"}).content)
    assert f"Set by {DECREE}." in english


def test_a_printed_score_names_no_decree_of_ours(client: Client) -> None:
    assert "Ditetapkan" not in words(client.get(balikpapan()).content)


def test_a_letter_that_no_scale_of_ours_has_is_set_too(
    client: Client, complaints: Complaints, monkeypatch: pytest.MonkeyPatch
) -> None:
    lowest = ("20", Zone.RED, "F", "Terendah", "Lowest"), ("0", Zone.RED, "Z", "-", "-")
    monkeypatch.setattr(factories, "GRADES", (*factories.GRADES[:4], *lowest))
    one = city(1)
    published({one: "21"}, method=factories.MethodologyFactory(code="2026-1"))
    text = words(client.get(address(one, 2026)).content)
    for told in ("F 20", "Zona merah", "Terendah"):
        assert told in text


def test_a_score_without_actions_says_that_none_counted(
    client: Client, complaints: Complaints
) -> None:
    one, _two = two_cities(complaints)
    text = words(client.get(address(one, 2026)).content)
    assert "Tidak ada tindakan korektif yang dihitung" in text


def test_a_year_without_grades_and_an_announced_rank_fit_too(client: Client) -> None:
    text = words(client.get(balikpapan(2021)).content)
    assert "Kepatuhan tinggi" in text
    assert "peringkat 1 dari 98 (dipublikasikan)" in text


def test_it_speaks_english_where_the_address_says_so(client: Client) -> None:
    text = words(client.get(balikpapan(), {"bahasa": "en"}).content)
    assert "City Government of Balikpapan" in text
    assert "95.57" in text
    client.cookies["bahasa"] = "en"
    assert "95,57" in words(client.get(balikpapan()).content)


def test_the_same_card_is_the_same_bytes_also_when_it_is_set_again(
    client: Client,
) -> None:
    first = client.get(balikpapan()).content
    papers._papers.clear()
    assert client.get(balikpapan()).content == first


def test_the_same_card_is_set_once_whatever_the_address_adds(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_: list[int] = []

    def told(_template: str, _words: str, at: int) -> bytes:
        set_.append(at)
        return b""

    papers._papers.clear()
    monkeypatch.setattr(papers, "_set", told)
    for n in range(5):
        client.get(balikpapan(), {"x": n})
    papers._papers.clear()
    assert len(set_) == 1


def test_of_many_cards_those_asked_for_last_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    papers._papers.clear()
    set_: list[str] = []

    def told(_template: str, words: str, _at: int) -> bytes:
        set_.append(words)
        return b""

    monkeypatch.setattr(papers, "KEPT", 2)
    monkeypatch.setattr(papers, "_set", told)
    for name in "abacab":
        papers.score_sheet({"n": name}, dated=datetime(2026, 1, 1, tzinfo=UTC))
    papers._papers.clear()
    assert [words[7] for words in set_] == ["a", "b", "c", "b"]


def test_what_it_says_of_itself_is_dated_by_its_publication() -> None:
    told: dict[str, object] = {}
    before, after = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    seen = []
    papers._papers.clear()

    def set_(_template: str, words: str, at: int) -> bytes:
        seen.append(at)
        return b""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(papers, "_set", set_)
        papers.score_sheet(told, dated=before)
        papers.score_sheet(told, dated=after)
    papers._papers.clear()
    assert seen == [int(before.timestamp()), int(after.timestamp())]


def test_whoever_finds_the_press_busy_is_told_to_come_back(
    client: Client,
) -> None:
    papers._papers.clear()
    with papers._press:
        response = client.get(balikpapan())
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"
    assert client.get(balikpapan()).status_code == 200


def test_a_card_that_was_set_waits_for_no_other(client: Client) -> None:
    first = client.get(balikpapan())
    with papers._press:
        again = client.get(balikpapan())
    assert again.status_code == 200
    assert again.content == first.content


def test_it_is_kept_by_caches_and_sets_no_cookie(client: Client) -> None:
    response = client.get(balikpapan(), {"bahasa": "en"})
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    assert client.post(balikpapan()).status_code == 405


def test_what_has_no_score_has_no_paper(client: Client) -> None:
    assert client.get(balikpapan(2019)).status_code == 404
    nobody = reverse("rapor:sheet", kwargs={"ref": uuid4(), "year": 2024})
    assert client.get(nobody).status_code == 404


def test_the_card_leads_to_its_paper_in_its_language(client: Client) -> None:
    page = balikpapan().removesuffix("kartu.pdf")
    assert f'href="{balikpapan()}"' in client.get(page).content.decode()
    english = client.get(page, {"bahasa": "en"}).content.decode()
    assert f'href="{balikpapan()}?bahasa=en"' in english


def test_it_asks_a_fixed_number_of_questions(client: Client) -> None:
    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    malang = address(Agency.objects.get(short_name="Kabupaten Malang"), 2021)
    assert queries(balikpapan()) == queries(malang) <= 8
