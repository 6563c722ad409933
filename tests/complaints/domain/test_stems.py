"""Words by their root: every form of a family, a slip, and what is no Indonesian."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.stems import forms_of, meant, roots_of, words_in
from complaints.selectors.lexicon import readings, rooted, roots, slang

FAMILIES = {
    "keluh": "keluhan keluhannya mengeluh dikeluhkan mengeluhkan berkeluh",
    "layan": "pelayanan melayani dilayani layanan terlayani pelayananku",
    "tunda": "penundaan ditunda menunda tertunda menunda-nunda",
    "tolak": "penolakan ditolak menolak tertolak",
    "terbit": "penerbitan diterbitkan menerbitkan terbitnya",
    "rumah": "perumahan rumahnya serumah",
    "izin": "perizinan izinnya diizinkan ijin perijinan mengizinkan",
    "didik": "pendidikan mendidik dididik",
    "selesai": "penyelesaian menyelesaikan diselesaikan terselesaikan",
    "urus": "mengurus pengurusan diurus urusan",
    "rusak": "kerusakan merusak dirusak",
    "duduk": "kependudukan penduduk",
    "pungut": "pungutan memungut dipungut pemungutan",
    "lapor": "laporan melapor dilaporkan pelapor terlapor",
}


@pytest.mark.parametrize("root", FAMILIES)
def test_every_form_of_a_word_has_its_root_among_its_forms(root: str) -> None:
    for word in words_in(FAMILIES[root]):
        if word != "nunda":  # half of a doubled word: the other half is enough
            assert root in roots_of(word, roots()), word


def test_of_a_beginning_that_took_a_letter_both_readings_stay() -> None:
    assert set(roots_of("memohon", roots())) >= {"mohon", "pohon"}


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("keluhn", "keluh"),
        ("kelhuan", "keluh"),
        ("pelayanann", "layan"),
        ("sampha", "sampah"),
        ("sertipikat", "sertifikat"),
        ("tdk", "tidak"),
        ("yg", "yang"),
    ],
)
def test_a_slip_and_an_everyday_spelling_are_read(typed: str, means: str) -> None:
    assert means in readings(typed)
    assert readings(typed)[0] == typed


@pytest.mark.parametrize("word", ["balikpapan", "xqzwv", "0001", "64", "ab"])
def test_what_is_no_word_of_the_list_stays_what_it_is(word: str) -> None:
    assert readings(word) == (word,)


def test_a_known_word_has_no_slips() -> None:
    assert meant("keluhan", {"keluh", "keluk"}, {}) == ("keluhan", "keluh")


def test_a_text_gives_each_root_once_and_reads_its_slang() -> None:
    assert rooted("Keluhan saya tdk ditanggapi, keluhan!").split().count("keluh") == 1
    assert "tidak" in rooted("tdk dijawab").split()


@given(st.text(max_size=60))
def test_no_text_breaks_the_roots_and_no_root_leaves_the_list(text: str) -> None:
    known = roots() | {"izin", "didik", "selesai", "sertifikat", "wenang"}
    for word in words_in(text):
        assert set(forms_of(word, roots(), slang())) <= known
        assert len(readings(word)) <= 5 or word in slang()
