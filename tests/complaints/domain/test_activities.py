"""What may follow what in an examination, and on which days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.activities import (
    RULES,
    Kind,
    Outcome,
    days_for,
    is_last_call,
    next_turn,
    was_proper,
)

TODAY = date(2026, 3, 2)
FIFTH = date(2026, 3, 9)
KINDS = st.sampled_from(list(Kind))
OUTCOMES = st.sampled_from(list(Outcome))


def test_every_kind_has_its_rule_and_its_law() -> None:
    assert set(RULES) == set(Kind)
    assert all(rule.law for rule in RULES.values())


@pytest.mark.parametrize(
    ("turn", "outcome", "after"),
    [
        (1, Outcome.ABSENT, 2),
        (2, Outcome.ABSENT, 3),
        (3, Outcome.ABSENT, None),
        (1, Outcome.EXCUSED, 1),
        (3, Outcome.EXCUSED, 3),
        (1, Outcome.DONE, None),
        (2, Outcome.CANCELLED, None),
    ],
)
def test_only_a_call_that_was_not_followed_is_counted(
    turn: int, outcome: Outcome, after: int | None
) -> None:
    assert next_turn(Kind.SUMMONS, turn, outcome) == after


def test_who_was_called_three_times_in_vain_may_be_brought() -> None:
    assert is_last_call(Kind.SUMMONS, 3, Outcome.ABSENT)
    assert not is_last_call(Kind.SUMMONS, 2, Outcome.ABSENT)
    assert not is_last_call(Kind.SUMMONS, 3, Outcome.EXCUSED)
    assert not is_last_call(Kind.WITNESS, 1, Outcome.ABSENT)


@given(KINDS, st.integers(1, 3), OUTCOMES)
def test_no_chain_of_calls_is_longer_than_its_kind_allows(
    kind: Kind, turn: int, outcome: Outcome
) -> None:
    after = next_turn(kind, turn, outcome)
    assert after is None or turn <= after <= RULES[kind].turns


def test_a_letter_must_have_arrived_before_the_day_to_which_it_calls() -> None:
    first, _last = days_for(Kind.SUMMONS, TODAY, received=FIFTH)
    assert first == FIFTH + timedelta(days=1)
    assert was_proper(FIFTH, first)
    assert not was_proper(first, first)
    assert not was_proper(None, first)


@pytest.mark.parametrize("kind", [Kind.VISIT, Kind.WITNESS, Kind.EXPERT])
def test_what_needs_no_letter_may_be_written_down_two_weeks_later(kind: Kind) -> None:
    first, last = days_for(kind, TODAY, received=FIFTH)
    assert first == TODAY - timedelta(days=14)
    assert last > TODAY
