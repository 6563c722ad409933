"""Who is suggested for a case: the least load of those who can, and why just he."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.loads import (
    Candidate,
    Passed,
    Suggestion,
    Wanted,
    spread,
    suggest,
)

ARIF, MARIA, BUDI = Candidate(1, 5), Candidate(2, 3), Candidate(3, 3)
people = st.lists(
    st.builds(Candidate, st.integers(1, 9), st.integers(0, 60), st.booleans()),
    unique_by=lambda one: one.user_id,
)


def test_it_is_the_one_with_the_fewest_open_cases() -> None:
    assert suggest([ARIF, MARIA]) == Suggestion(2, 3)
    assert suggest([BUDI, ARIF, MARIA]) == Suggestion(2, 3)  # equal: the smaller id


def test_who_has_less_to_do_and_cannot_is_named_with_the_reason() -> None:
    away = Candidate(4, 0, away=True)
    found = suggest([ARIF, MARIA, away], conflicts={2})
    assert found == Suggestion(1, 5, ((4, Passed.AWAY), (2, Passed.CONFLICT)))


def test_nobody_is_suggested_where_everybody_is_prevented_or_holds_it() -> None:
    assert suggest([ARIF, MARIA], conflicts={2}, holder=1) is None
    assert suggest([]) is None


@given(people, st.sets(st.integers(1, 9)), st.none() | st.integers(1, 9))
def test_a_suggestion_can_and_nobody_who_can_has_less(
    candidates: list[Candidate], conflicts: set[int], holder: int | None
) -> None:
    found = suggest(candidates, conflicts=conflicts, holder=holder)
    can = [
        one.open
        for one in candidates
        if not one.away and one.user_id not in conflicts and one.user_id != holder
    ]
    assert (found.open if found else None) == min(can, default=None)
    if found:
        assert found.user_id not in conflicts | {holder}


def test_many_cases_are_spread_as_if_each_were_taken_before_the_next() -> None:
    staff = {1: Candidate(1, 1), 2: Candidate(2, 0)}
    cases = [Wanted(n, (1, 2)) for n in range(5)]
    found = spread(cases, staff)
    assert [one.user_id for one in found.values() if one] == [2, 1, 2, 1, 2]
    assert staff[1].open == 1  # what was given is not changed
