"""A text for the public tells neither day nor number of the report behind it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.telltales import days_in, tells_day, tells_number


@pytest.mark.parametrize(
    "text",
    [
        "pada 9 Maret 2026 ia melapor",
        "tanggal 09-03-2026.",
        "9/3/2026",
        "9.3.2026",
        "2026-03-09",
        "on 9 March 2026",
        "March 9, 2026",
        "9 mar. 2026",
        "09-Maret-2026",
        "09/03/26",
        "9 / 3 / 2026",
        "9\u20133\u20132026",
        "9Maret2026",
        "9-III-2026",
        "9/iii/26",
        "2026/3/9",
    ],
)
def test_a_day_is_known_in_whatever_way_it_is_written(text: str) -> None:
    assert days_in(text) == {date(2026, 3, 9)}
    assert tells_day([text], [date(2026, 3, 9)])
    assert not tells_day([text], [date(2026, 3, 10)])
    assert not tells_day([text], [])


@pytest.mark.parametrize(
    "text", ["31 Februari 2026", "9 Sapar 2026", "Maret 2026", "2026", "99/99/2026", ""]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert days_in(text) == set()


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_found_again(day: date) -> None:
    assert day in days_in(f"Surat {day.isoformat()}.")
    assert day in days_in(f"Surat {day.day}/{day.month}/{day.year}.")


@pytest.mark.parametrize(
    "text",
    [
        "Laporan 000123.2026 itu",
        "laporan 000123 . 2026",
        "0001/LM/III/2026/64",
        "Laporan 000123/2026",
        "0001-lm-iii-2026-64",
        "No. 000123\u20132026",
        "nomor 123 tahun 2026",
        "No. 123/2026",
        "1/LM/III/2026/64",
    ],
)
def test_a_number_of_the_report_is_known_whatever_is_between(text: str) -> None:
    assert tells_number([text], ["000123.2026", "0001/LM/III/2026/64"])


def test_what_has_no_number_tells_none() -> None:
    assert not tells_number(["Rekomendasi 001/RM.03.01/IV/2026"], ["000123.2026"])
    assert not tells_number(["apa pun"], ["", " / "])
    assert not tells_number([], ["000123.2026"])


@pytest.mark.parametrize("text", ["sejak 9 Maret", "on March 9 she came", "9 mar"])
def test_a_day_without_its_year_is_known_as_well(text: str) -> None:
    assert tells_day([text], [date(2026, 3, 9)])
    assert not tells_day([text], [date(2026, 3, 10), date(2026, 4, 9)])


@pytest.mark.parametrize(
    "text", ["1123 tahun 2026", "000123.20261", "nomor 123", "A123"]
)
def test_a_longer_number_is_another(text: str) -> None:
    assert not tells_number([text], ["000123.2026"])
