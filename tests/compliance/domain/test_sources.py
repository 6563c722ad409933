"""Two sources that disagree are both kept."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from compliance.domain.sources import contradicts, sort_out


def row(source: str, *, agency: int = 1, **said: Any) -> dict[str, object]:
    return {"year": 2024, "agency": agency, "source": source, **said}


def test_the_first_row_stands_and_another_figure_is_kept_beside_it() -> None:
    one, two = row("a", score=82), row("b", score=83)
    found = sort_out([(2, one), (3, two)])
    assert found.shown == (one,)
    assert found.others == (two,)
    assert found.twice == ()


def test_a_source_that_says_the_same_contradicts_nothing() -> None:
    found = sort_out([(2, row("a", score=82)), (3, row("b", score=82))])
    assert len(found.shown) == 1
    assert found.others == ()


def test_silence_contradicts_nothing_and_a_word_contradicts_silence() -> None:
    assert not contradicts({"opinion": "Tinggi"}, {"opinion": ""})
    assert not contradicts({"score": 0}, {"score": None})
    assert contradicts({"score": 82, "opinion": ""}, {"score": 82, "opinion": "Tinggi"})
    assert contradicts({"score": 1}, {"score": 0})
    assert contradicts({"rank": 1, "of": 98}, {"rank": 1, "of": 97})


def test_a_source_that_speaks_twice_of_the_same_is_named_by_its_row() -> None:
    told = [(2, row("a", score=82)), (3, row("b", score=83)), (4, row("b", score=84))]
    found = sort_out(told)
    assert found.twice == (4,)
    assert sort_out([*told[:1], (5, row("a", score=82))]).twice == (5,)


def test_another_agency_or_year_is_another_matter() -> None:
    found = sort_out(
        [
            (2, row("a", score=82)),
            (3, row("a", score=83, agency=2)),
            (4, row("a", score=84) | {"year": 2023}),
        ]
    )
    assert len(found.shown) == 3
    assert found.twice == ()


@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.integers(80, 82), st.sampled_from("abcdef")),
        unique_by=lambda one: (one[0], one[2]),
    )
)
def test_every_figure_that_some_source_names_is_kept(
    told: list[tuple[int, int, str]],
) -> None:
    rows = [row(source, agency=agency, score=score) for agency, score, source in told]
    found = sort_out(enumerate(rows))
    kept = {(one["agency"], one["score"]) for one in (*found.shown, *found.others)}
    assert kept == {(agency, score) for agency, score, _ in told}
