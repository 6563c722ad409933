"""What the public register may show of a recommendation, and what it never says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.corrective import ActionStatus
from complaints.domain.recommending import Status
from complaints.domain.releasing import (
    Release,
    days_in,
    digest,
    fits,
    item_status,
    releasable,
    tells_day,
    tells_number,
    whole,
)


@pytest.mark.parametrize(
    ("status", "accepted", "published", "may"),
    [
        ("", False, False, False),  # nobody said yet how it was carried out
        (Status.DONE, False, False, True),
        (Status.PARTLY, True, False, True),  # the rest has a reason that we accept
        (Status.PARTLY, False, False, False),  # the ladder goes on, in silence
        (Status.NOT, False, False, False),
        (Status.PARTLY, False, True, True),
        (Status.NOT, False, True, True),
    ],
)
def test_what_was_not_obeyed_is_read_only_after_that_was_made_public(
    status: str, *, accepted: bool, published: bool, may: bool
) -> None:
    assert releasable(status, accepted=accepted, published=published) is may


def test_first_comes_first_and_later_comes_what_says_why() -> None:
    assert fits(Release.FIRST, is_first=True)
    assert not fits(Release.FIRST, is_first=False)
    for later in (Release.UPDATE, Release.CORRECTION):
        assert fits(later, is_first=False)
        assert not fits(later, is_first=True)
    for is_first in (True, False):
        assert not fits(Release.WITHDRAWAL, is_first=is_first)


def test_an_item_stands_in_one_of_three_words() -> None:
    said = {status: item_status(status) for status in ActionStatus}
    assert said == {
        ActionStatus.BELUM: Status.NOT,
        ActionStatus.DIAJUKAN: Status.NOT,
        ActionStatus.SEBAGIAN: Status.PARTLY,
        ActionStatus.DILAKSANAKAN: Status.DONE,
    }


def test_facts_and_words_of_an_item_stand_side_by_side() -> None:
    facts = {"number": "001", "items": [{"n": 1, "status": "tidak"}, {"n": 2}]}
    words = {
        "summary": "Terlambat.",
        "items": [
            {"n": 2, "text": "Pasang papan.", "replies": [{"on": "x", "text": "Ya."}]},
            {"n": 9, "text": "Tidak ada butirnya.", "replies": []},
        ],
    }
    assert whole(facts, words) == {
        "format": 1,
        "number": "001",
        "summary": "Terlambat.",
        "items": [
            {"n": 1, "status": "tidak", "text": "", "replies": []},
            {"n": 2, "text": "Pasang papan.", "replies": [{"on": "x", "text": "Ya."}]},
        ],
    }
    assert whole(facts, {"summary": ""})["items"][1]["text"] == ""


def test_the_same_data_have_the_same_digest_in_whatever_order() -> None:
    assert digest({"a": 1, "b": "é"}) == digest({"b": "é", "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})
    assert digest({}) == (  # sha256 of {}
        "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    )


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
    ],
)
def test_a_number_of_the_report_is_known_whatever_is_between(text: str) -> None:
    assert tells_number([text], ["000123.2026", "0001/LM/III/2026/64"])


def test_what_has_no_number_tells_none() -> None:
    assert not tells_number(["Rekomendasi 001/RM.03.01/IV/2026"], ["000123.2026"])
    assert not tells_number(["apa pun"], ["", " / "])
    assert not tells_number([], ["000123.2026"])
