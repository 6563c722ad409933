"""A sample that anybody can draw again from its seed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.domain.sampling import drawn, of_agency

FRAME = ["Dinas Kesehatan", "Dinas Sosial", "Dukcapil", "DPMPTSP", "Dinas Pendidikan"]


def test_the_same_seed_draws_the_same_sample() -> None:
    assert drawn("2027", FRAME, 3) == drawn("2027", reversed(FRAME), 3)
    assert drawn("2027", FRAME, 3) != drawn("2028", FRAME, 3)


def test_this_draw_is_the_same_on_any_machine() -> None:
    assert drawn("2027", ["a", "b", "c", "d"], 2) == ["d", "c"]


def test_a_small_frame_is_taken_whole_and_a_double_name_once() -> None:
    assert sorted(drawn("x", [*FRAME, FRAME[0]], 99)) == sorted(FRAME)
    assert drawn("x", FRAME, 0) == []


def test_a_negative_size_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        drawn("x", FRAME, -1)


def test_each_agency_draws_for_itself() -> None:
    assert of_agency("2027", "99.71") != of_agency("2027", "99.72")


@given(st.sets(st.text(min_size=1), min_size=1, max_size=30), st.text(min_size=1))
def test_one_place_more_in_the_frame_moves_at_most_one_of_the_sample(
    frame: set[str], new: str
) -> None:
    before = drawn("s", frame, 5)
    after = drawn("s", frame | {new}, 5)
    assert len(set(before) - set(after)) <= 1
    assert set(after) - set(before) <= {new}
