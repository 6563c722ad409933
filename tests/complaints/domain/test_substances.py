"""What a story is about, told by its words: slang, short forms, and honest silence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.substances import (
    LONGEST_WORD,
    MOST_WORDS,
    PROPOSED,
    Substance,
    code_of,
    in_order,
    propose,
    why_not,
    words_of,
)
from complaints.selectors.substances import first

WORDS = {one.code: one.words for one in first()}
TODAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("story", "code"),
    [
        ("Saya mengurus akta sejak 9 Maret. Semua syarat lengkap.", "adminduk"),
        ("udah 3 bln bikin e-KTP di capil gak jadi2", "adminduk"),
        ("Sertipikat tanahku belum jadi, BPN bilang tunggu pengukuran.", "agraria"),
        ("mati lampu tiap malam, tokennya ga bisa diisi, PLN diem aja", "energi"),
        ("Air PDAM keruh, tagihan airnya malah naik", "air"),
        ("Ijazah anak ditahan sekolah karena belum bayar uang komite", "pendidikan"),
        (
            "lapor polisi di polsek, penyidiknya gak ada kabar, SP2HP ga dikasih",
            "kepolisian",
        ),
        ("Bansos saya dicoret, dinsos bilang DTKS nonaktif", "kesejahteraan"),
        ("Ditolak rumah sakit karena BPJS, pasien di IGD disuruh pulang", "kesehatan"),
        ("Kades potong BLT desa, perangkat desa diam", "pedesaan"),
        ("Jalan rusak berlubang depan rumah, dinas PU bilang nanti", "perhubungan"),
        ("PBG warung belum terbit di DPMPTSP", "perizinan"),
        ("paspor saya hilang, kantor imigrasi minta bayar", "imigrasi"),
        ("Napi di lapas dipungut biaya kunjungan", "pemasyarakatan"),
    ],
)
def test_everyday_words_lead_to_their_substance(story: str, code: str) -> None:
    assert propose(WORDS, story)[0] == code


def test_a_story_without_such_words_is_not_guessed_at() -> None:
    assert propose(WORDS, "Saya kecewa sekali.") == ()
    assert propose(WORDS, "") == ()
    assert propose({}, "Bansos saya dicoret.") == ()


def test_the_title_counts_more_than_a_word_beside_the_point() -> None:
    story = "Saya naik bus ke sana."
    assert propose(WORDS, story)[0] == "perhubungan"
    assert propose(WORDS, story, title="KTP belum jadi")[0] == "adminduk"


def test_of_equals_the_one_that_stands_first_is_named_first() -> None:
    lists = {"b": ("kantor",), "a": ("kantor",)}
    assert propose(lists, "kantor") == ("b", "a")


def test_every_substance_but_the_rest_has_its_list_of_clean_words() -> None:
    assert len(WORDS) == len(first()) == 36
    for code, words in WORDS.items():
        assert (len(words) > 15) == (code != "lainnya")
        assert words_of(", ".join(words)) == words
        assert why_not(code, words, starts_on=TODAY, today=TODAY) == ""


@given(st.text(), st.text())
def test_whatever_is_written_at_most_three_known_codes_come_out(
    story: str, title: str
) -> None:
    found = propose(WORDS, story, title)
    assert len(found) == len(set(found)) <= PROPOSED
    assert set(found) <= set(WORDS)


def test_words_are_kept_as_stories_are_read_and_each_once() -> None:
    typed = " E-KTP,e ktp ;  Kartu   Keluarga\nAkté,, !"
    assert words_of(typed) == ("e ktp", "kartu keluarga", "akte")


@given(st.text())
def test_what_was_kept_once_is_kept_the_same_again(typed: str) -> None:
    kept = words_of(typed)
    assert words_of(", ".join(kept)) == kept


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Ruang digital & anak", "ruang_digital_anak"),
        ("", ""),
        ("警察", ""),
        ("kata " * 20, "kata_kata_kata_kata_kata_kata_kata_kata"),
    ],
)
def test_a_name_makes_the_code_for_good(name: str, code: str) -> None:
    assert code_of(name) == code


@pytest.mark.parametrize("code", ["", "unknown", "a-b", "a_", "A", "a" * 41])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert why_not(code, (), starts_on=TODAY, today=TODAY) == "substance_code"


@pytest.mark.parametrize(
    ("words", "day", "why"),
    [
        (("a",) * (MOST_WORDS + 1), 0, "substance_words"),
        (("a" * (LONGEST_WORD + 1),), 0, "substance_words"),
        (("a" * LONGEST_WORD,) * MOST_WORDS, 365, ""),
        ((), -1, "substance_past"),
        ((), 366, "substance_far"),
    ],
)
def test_a_version_says_why_it_cannot_be_published(
    words: tuple[str, ...], day: int, why: str
) -> None:
    starts_on = TODAY + timedelta(days=day)
    assert why_not("air", words, starts_on=starts_on, today=TODAY) == why


def test_they_stand_by_their_place_and_equals_by_name() -> None:
    rows = [Substance("c", "C", "C", 2), Substance("b", "B", "B", 1)]
    rows += [Substance("a", "A", "A", 2)]
    assert [one.code for one in in_order(rows)] == ["b", "a", "c"]
