"""What in a text could tell of somebody: worked examples and properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.leaks import Kind, Place, identifiers, names, words_of

NAME = {"kenari", "sulastri", "uji"}
PLAIN = st.text(
    st.characters(categories=("L", "P", "Z"), exclude_characters="@+"), max_size=40
)


def found(text: str) -> list[tuple[Kind, str]]:
    return [(place.kind, place.text) for place in identifiers(text)]


def named(text: str, words: int = 3) -> list[Place]:
    return list(names(text, NAME.__contains__, words=words))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("NIK 6471054101900000.", [(Kind.NIK, "6471054101900000")]),
        ("6471 0541 0190 0000", [(Kind.NIK, "6471 0541 0190 0000")]),
        ("hubungi 0812-9999-0000!", [(Kind.PHONE, "0812-9999-0000")]),
        ("(021) 5225 1370", [(Kind.PHONE, "(021) 5225 1370")]),
        ("+62 812 9999 0000", [(Kind.PHONE, "+62 812 9999 0000")]),
        ("surel A.B@contoh.test,", [(Kind.EMAIL, "A.B@contoh.test")]),
        ("Surat 12/2026 tanggal 9 Maret 2026, Rp150.000", []),
        ("nomor 0001/LM/III/2026/64", []),
        ("17 digit 12345678901234567", []),
    ],
)
def test_identifiers_are_found_as_they_are_written(
    text: str, wanted: list[tuple[Kind, str]]
) -> None:
    assert found(text) == wanted


@given(PLAIN, PLAIN, st.sampled_from(["", " ", "-", "."]))
def test_a_number_is_found_whatever_stands_around_it(
    before: str, after: str, gap: str
) -> None:
    digits = gap.join(["6471", "0541", "0190", "0000"])
    assert (Kind.NIK, digits) in found(f"{before} {digits} {after}")


@pytest.mark.parametrize("text", ["00000000", "01234567", "+00000000", "+1234567"])
def test_digits_that_no_telephone_has_are_none(text: str) -> None:
    assert found(text) == []


@given(PLAIN)
def test_words_alone_are_no_identifier(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Ibu Kenari Sulastri datang.",
            [Place(Kind.NAME, "Kenari Sulastri", own=True)],
        ),
        ("KENARI, sulastri", [Place(Kind.NAME, "KENARI sulastri", own=True)]),
        ("Burung kenari lepas.", [Place(Kind.NAME, "kenari")]),
        (
            "Kenari tidak sulastri",
            [Place(Kind.NAME, "Kenari"), Place(Kind.NAME, "sulastri")],
        ),
        ("Tidak ada siapa-siapa.", []),
    ],
)
def test_words_of_a_name_side_by_side_are_the_person(
    text: str, wanted: list[Place]
) -> None:
    assert named(text) == wanted


def test_a_name_of_one_word_is_the_person_by_itself() -> None:
    assert list(names("Kenari", {"kenari"}.__contains__, words=1)) == [
        Place(Kind.NAME, "Kenari", own=True)
    ]
    assert list(names("Kenari", {"kenari"}.__contains__, words=0)) == []


@given(PLAIN, PLAIN)
def test_a_whole_name_is_found_in_any_text(before: str, after: str) -> None:
    places = named(f"{before} Kenari Sulastri Uji {after}")
    assert any(place.own and "Kenari Sulastri Uji" in place.text for place in places)


@given(st.text(max_size=60))
def test_the_words_of_a_name_are_long_and_each_once(name: str) -> None:
    words = words_of(name)
    assert len(words) == len(set(words))
    assert all(len(word) >= 3 for word in words)
