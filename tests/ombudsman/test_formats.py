"""How dates, numbers, deadlines and icons are written."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from ombudsman.templatetags import portal

DAY = date(2026, 12, 21)


@dataclass
class Due:
    days_left: int
    working_days: bool = False
    paused: bool = False
    due_on: date = DAY


def test_a_date_carries_its_day_and_its_year() -> None:
    assert portal.long_date(DAY) == "Senin, 21 Desember 2026"
    assert portal.plain_date(DAY) == "21 Desember 2026"
    assert portal.short_date(DAY) == "21 Des 2026"


def test_a_date_is_written_in_english_too() -> None:
    with translation.override("en"):
        assert portal.long_date(DAY) == "Monday, 21 December 2026"
        assert portal.decimal(Decimal("95.57")) == "95.57"
        assert portal.thousands(5028) == "5,028"


@dataclass
class Office:
    name_id: str = "Kantor Pusat"
    name_en: str = "Central office"


def test_data_are_named_in_the_language_of_the_page() -> None:
    assert portal.named(Office()) == "Kantor Pusat"
    with translation.override("en"):
        assert portal.named(Office()) == "Central office"


@pytest.mark.parametrize(
    ("law", "english"),
    [
        ("UU 37/2008 Pasal 33", "Law 37/2008 Article 33"),
        (
            "Peraturan Ombudsman 48/2020 Pasal 25 ayat (5)",
            "Ombudsman Regulation 48/2020 Article 25 paragraph (5)",
        ),
        ("Ketentuan portal ini", "Rule of this portal"),
        (
            "Keterangan Ketua Ombudsman, Januari 2026",
            "Statement by the Chair of the Ombudsman, January 2026",
        ),
    ],
)
def test_a_legal_basis_is_cited_in_both_languages(law: str, english: str) -> None:
    assert portal.cited(law) == law
    with translation.override("en"):
        assert portal.cited(law) == english


def test_a_moment_is_written_in_local_time() -> None:
    moment = datetime(2026, 12, 20, 18, 5, tzinfo=UTC)
    assert portal.long_date(moment) == "Senin, 21 Desember 2026"
    assert portal.clock_time(moment) == "01.05"
    with translation.override("en"):
        assert portal.clock_time(moment) == "01:05"


def test_nothing_is_not_written_as_a_date_or_a_zero() -> None:
    assert portal.long_date(None) == portal.plain_date(None) == ""
    assert portal.short_date(None) == portal.clock_time(None) == ""
    assert portal.decimal(None) == portal.rupiah(None) == "-"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("95.57"), "95,57"),
        (Decimal("87.995"), "88,00"),
        (Decimal("1234567.5"), "1.234.567,50"),
        (0, "0,00"),
    ],
)
def test_scores_have_two_places_and_round_half_up(number: Decimal, text: str) -> None:
    assert portal.decimal(number) == text


def test_counts_and_money_are_grouped_by_points() -> None:
    assert portal.thousands(5028) == "5.028"
    assert portal.rupiah(150_000) == "Rp150.000"
    assert portal.rupiah(Decimal("1500.50")) == "Rp1.500,50"


def test_file_sizes_are_said_in_kilobytes_and_megabytes() -> None:
    assert portal.file_size(12) == "1 KB"
    assert portal.file_size(240_000) == "240 KB"
    assert portal.file_size(1_100_000) == "1,1 MB"


@pytest.mark.parametrize(
    ("deadline", "words", "colour"),
    [
        (Due(-4), "Lewat 4 hari", "late"),
        (Due(-1, working_days=True), "Lewat 1 hari kerja", "late"),
        (Due(0), "Hari ini", "soon"),
        (Due(1), "Besok", "soon"),
        (Due(1, working_days=True), "1 hari kerja lagi", "soon"),
        (Due(3, working_days=True), "3 hari kerja lagi", "soon"),
        (Due(28), "28 hari lagi", "fine"),
        (Due(-4, paused=True), "Jam berhenti", "hold"),
    ],
)
def test_a_deadline_is_told_in_words_and_repeated_in_colour(
    deadline: Due, words: str, colour: str
) -> None:
    assert portal.due_in_words(deadline) == words
    assert portal.urgency(deadline) == colour


def test_the_block_of_a_deadline_says_number_and_unit() -> None:
    assert portal.due(Due(28))["unit"] == "hari lagi"
    late = portal.deadline_cell(Due(-2, working_days=True), "klarifikasi II")
    assert (late["number"], late["unit"]) == (2, "hari kerja lewat")
    assert late["note"] == "klarifikasi II"


def test_only_listed_icons_are_drawn() -> None:
    assert 'aria-hidden="true"' in portal.icon("clock")
    with pytest.raises(KeyError):
        portal.icon("clock><script>")
