"""What a story is about, told by its words: slang, short forms, and honest silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.substances import CODES, PROPOSED, TERMS, propose


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
    assert propose(story)[0] == code


def test_a_story_without_such_words_is_not_guessed_at() -> None:
    assert propose("Saya kecewa sekali.") == ()
    assert propose("") == ()


def test_the_title_counts_more_than_a_word_beside_the_point() -> None:
    story = "Saya naik bus ke sana."
    assert propose(story)[0] == "perhubungan"
    assert propose(story, title="KTP belum jadi")[0] == "adminduk"


def test_every_substance_but_the_rest_has_its_list_of_clean_words() -> None:
    assert set(TERMS) == set(CODES) - {"lainnya"}
    for terms in TERMS.values():
        assert len(terms) == len(set(terms)) > 15
        assert all(term == " ".join(term.split()).lower() for term in terms)


@given(st.text(), st.text())
def test_whatever_is_written_at_most_three_known_codes_come_out(
    story: str, title: str
) -> None:
    found = propose(story, title)
    assert len(found) == len(set(found)) <= PROPOSED
    assert set(found) <= set(CODES)
