"""Whom a note addresses by an ``@``: one colleague, nobody, or it does not say which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.mentioning import Addressed, addressed

PEOPLE = [
    (1, "Sari Wulandari"),
    (2, "Sari Dewi"),
    (3, "Budi Santoso, S.H."),
    (4, "Budi"),
    (5, "Ayu Lestari"),
    (6, "Ayu Lestari"),
]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("@Wulandari tolong lihat", 1),
        ("@sari wulandari, tolong", 1),
        ("Tolong @SARI DEWI.", 2),
        ("(@dewi)", 2),
        ("@sari.dewi", 2),
        ("@Santoso", 3),
        ("@Budi Santoso, S.H. mohon", 3),
        ("@Budi mohon", 4),
        ("@Budi.", 4),
        ("a\n@Budi", 4),
    ],
)
def test_a_name_or_one_word_of_it_is_enough(text: str, person: int) -> None:
    assert addressed(text, PEOPLE) == Addressed([person], [], [])


@pytest.mark.parametrize(
    ("text", "name"), [("@Sari lihat", "Sari"), ("@ayu lestari", "ayu lestari")]
)
def test_a_name_of_two_people_says_so(text: str, name: str) -> None:
    assert addressed(text, PEOPLE) == Addressed([], [], [name])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@Kepala mohon", "Kepala"),
        ("@Budiman", "Budiman"),
        ("@sari.lestari", "sari.lestari"),
        ("@disdukcapil_kota.", "disdukcapil_kota"),
        ("@x", "x"),
    ],
)
def test_a_name_that_is_nobodys_says_so(text: str, name: str) -> None:
    assert addressed(text, PEOPLE) == Addressed([], [name], [])


@pytest.mark.parametrize(
    "text", ["", "Budi", "budi@contoh.test", "a.@budi", "@@budi", "@ budi", "@5", "@"]
)
def test_a_sign_that_addresses_nobody_is_left_alone(text: str) -> None:
    assert addressed(text, PEOPLE) == Addressed([], [], [])


def test_each_is_addressed_once_in_the_order_of_the_text() -> None:
    found = addressed("@dewi @budi @Dewi @siapa @siapa @sari @sari", PEOPLE)
    assert found == Addressed([2, 4], ["siapa"], ["sari"])


@given(st.text("@ab .", max_size=12))
def test_nobody_is_addressed_who_is_not_among_them(text: str) -> None:
    assert addressed(text, []).people == []
    assert set(addressed(text, [(7, "a b"), (8, "b")]).people) <= {7, 8}
