"""What two sources say of one agency and year is stored and shown, both with its source."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import SYSTEM
from agencies.domain.names import search_key
from agencies.models import Agency
from agencies.services.loading import Loader, Report, run
from compliance.models import OtherSource, PublishedRank, PublishedResult
from compliance.services import reference
from tests.compliance.rounds import city, published
from tests.factories.agencies import AgencyAliasFactory
from tests.factories.compliance import MethodologyFactory, PublishedResultFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("complaints")]
NOW = datetime(2026, 11, 24, tzinfo=UTC)
NAME = "Kota Rekaan Satu"
HEAD = "year,category,agency,score,opinion,source\n"


@pytest.fixture
def agency() -> Agency:
    """An invented city that a file names, and an official method for its year."""
    MethodologyFactory(
        code="2024-resmi", first_year=2024, year=2024, official=True, share=0
    )
    found = city(1)
    AgencyAliasFactory(agency=found, name=NAME, key=search_key(NAME))
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.csv"


def load(file: Path, text: str) -> Report:
    file.write_text(text, encoding="utf-8")
    store = lambda load: reference._store_results(load, file, ("opinion",))  # noqa: E731 - as in LOADERS
    return run(Loader("t", (file,), store), actor=SYSTEM, now=NOW)


def line(score: str, source: str, opinion: str = "") -> str:
    return f"2024,kota,{NAME},{score},{opinion},{source}\n"


def card(client: Client, agency: Agency, **asked: str) -> str:
    address = reverse("rapor:card", kwargs={"ref": agency.ref, "year": 2024})
    text: str = client.get(address, asked).content.decode()
    return " ".join(text.split())


BOTH = HEAD + line("82.33", "koran-a.test") + line("83.23", "https://koran-b.test/x")


def test_both_scores_are_stored_with_their_sources(agency: Agency, file: Path) -> None:
    assert load(file, BOTH).errors == ()
    shown = PublishedResult.objects.get()
    other = OtherSource.objects.get()
    assert (shown.score, shown.source) == (Decimal("82.33"), "koran-a.test")
    assert (other.score, other.source) == (Decimal("83.23"), "https://koran-b.test/x")
    assert (other.agency, other.label, other.fact) == (agency, NAME, "score")
    again = load(file, BOTH + "")
    assert (again.created, again.updated) == (0, 0)
    assert OtherSource.objects.count() == 1


def test_the_card_says_plainly_what_the_other_source_says(
    client: Client, agency: Agency, file: Path
) -> None:
    load(file, BOTH)
    page = card(client, agency)
    assert "82,33" in page
    linked = (
        '<a href="https://koran-b.test/x" rel="noreferrer">https://koran-b.test/x</a>'
    )
    assert f"Sumber lain menyebut nilai 83,23. Sumber: {linked}" in page
    assert f"<li>Sumber lain menyebut nilai 83,23. {linked} </li>" in page
    english = card(client, agency, bahasa="en")
    assert "Another source says score 83.23." in english


def test_papers_say_it_too(client: Client, agency: Agency, file: Path) -> None:
    load(file, BOTH)
    for name in ("sheet", "certificate"):
        address = reverse(f"rapor:{name}", kwargs={"ref": agency.ref, "year": 2024})
        page = pypdfium2.PdfDocument(client.get(address).content)[0]
        text = page.get_textpage().get_text_bounded().replace("\u200b", "")
        assert "Sumber lain menyebut nilai 83,23." in " ".join(text.split())


def test_where_papers_disagree_on_the_class_ours_is_drawn_from_the_figure(
    client: Client, agency: Agency, file: Path
) -> None:
    told = (
        line("62.57", "a.test; b.test"),
        line("62.57", "a.test", "Kualitas Sedang"),
        line("62.57", "b.test", "Kualitas Sedang Tanpa Maladministrasi"),
    )
    load(file, HEAD + "".join(told))
    page = card(client, agency)
    assert "Sumber lain menyebut “Kualitas Sedang”. Sumber: a.test" in page
    assert "“Kualitas Sedang Tanpa Maladministrasi”. Sumber: b.test" in page
    assert "Sumber tidak sepakat tentang kategorinya" in page
    assert "Sumber hanya menyebut angkanya" not in page


def test_a_second_source_that_agrees_is_no_conflict(
    client: Client, agency: Agency, file: Path
) -> None:
    load(file, HEAD + line("82.33", "a.test") + line("82.33", "b.test"))
    assert not OtherSource.objects.exists()
    assert "Sumber lain" not in card(client, agency)


def test_what_the_page_shows_by_now_is_no_conflict_any_more(
    client: Client, agency: Agency, file: Path
) -> None:
    load(file, BOTH)
    load(file, HEAD + line("83.23", "koran-a.test"))
    assert "Sumber lain" not in card(client, agency)


def test_one_source_with_two_figures_is_refused_by_its_line(
    agency: Agency, file: Path
) -> None:
    report = load(file, HEAD + line("82.33", "a.test") + line("83.23", "a.test"))
    assert [str(error) for error in report.errors] == [
        "rows.csv:3: Sumber ini sudah menyebut instansi dan tahun itu."
    ]
    assert not PublishedResult.objects.exists()


def test_two_ranks_of_one_year_are_both_told(
    client: Client, agency: Agency, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    PublishedResultFactory(agency=agency)
    told = "".join(f"2024,kota,{NAME},{n},98,{n}.test\n" for n in (1, 2))
    file.write_text("year,category,agency,rank,of,source\n" + told)
    monkeypatch.setattr(reference, "RANKS", file)
    run(Loader("t", (file,), reference._store_ranks), actor=SYSTEM, now=NOW)
    assert PublishedRank.objects.get().rank == 1
    page = card(client, agency)
    assert "peringkat 1 dari 98 (dipublikasikan)" in page
    assert "Sumber lain menyebut peringkat 2 dari 98. Sumber: 2.test" in page


def test_beside_a_score_of_our_own_no_paper_is_quoted(
    client: Client, agency: Agency, file: Path
) -> None:
    load(file, BOTH)
    published({agency: "91.5"}, year=2024)
    assert "Sumber lain" not in card(client, agency)


def test_of_another_year_or_agency_nothing_is_said(
    client: Client, agency: Agency, file: Path
) -> None:
    load(file, BOTH)
    OtherSource.objects.update(year=2023)
    assert "Sumber lain" not in card(client, agency)
    OtherSource.objects.update(year=2024, agency=city(2))
    assert "Sumber lain" not in card(client, agency)


def test_the_database_refuses_a_row_that_says_a_score_and_a_rank(
    agency: Agency,
) -> None:
    told = {"agency": agency, "year": 2024, "category": "kota", "label": NAME}
    for wrong in (
        {"fact": "score", "score": "82.33", "rank": 1, "of": 98},
        {"fact": "score"},
        {"fact": "rank", "rank": 99, "of": 98},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            OtherSource.objects.create(source="a.test", **told, **wrong)


def test_both_sources_that_disagree_in_our_own_data_are_kept(tmp_path: Path) -> None:
    lines = reference.OPINIONS.read_text(encoding="utf-8").splitlines()
    for name in ("Kota Tidore Kepulauan", "Kabupaten Kepulauan Sula"):
        said = [one.split(",")[4:] for one in lines if f",{name}," in one]
        assert said == [
            ["", "imalut.com; cermat.co.id"],
            ["Kualitas Sedang", "imalut.com"],
            ["Kualitas Sedang Tanpa Maladministrasi", "cermat.co.id"],
        ]
