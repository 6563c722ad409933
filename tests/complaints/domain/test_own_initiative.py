"""What follows from there being nobody who reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.ending import Bar, Standing, bar
from complaints.domain.own_initiative import (
    LETTERS,
    OF_A_REPORT,
    Intake,
    intake_of,
    may_belong,
    may_go_on,
    may_merge,
)
from complaints.domain.states import Reason, State
from complaints.domain.taxonomy import CHANNELS
from complaints.models.choices import Channel


def test_the_kinds_of_intake_are_counted_apart() -> None:
    assert intake_of(reported=True, fast=False) is Intake.REPORT
    assert intake_of(reported=True, fast=True) is Intake.FAST
    assert intake_of(reported=False, fast=False) is Intake.OWN
    assert set(LETTERS) == set(Intake)


def test_the_channel_is_that_of_the_taxonomy() -> None:
    assert Channel.OWN in {entry.code for entry in CHANNELS}


def test_the_office_goes_on_with_what_was_withdrawn_and_with_nothing_else() -> None:
    assert may_go_on(State.CLOSED, Reason.DICABUT, reported=True)
    assert not may_go_on(State.CLOSED, Reason.DAMAI, reported=True)
    assert not may_go_on(State.EXAM, "", reported=True)
    assert not may_go_on(State.CLOSED, Reason.DICABUT, reported=False)


@pytest.mark.parametrize(
    ("one", "other", "merges", "belongs"),
    [
        (True, True, True, True),
        (False, False, True, True),
        (True, False, False, True),  # a report is material of an investigation
        (False, True, False, False),
    ],
)
def test_a_report_is_material_of_an_investigation_and_never_its_duplicate(
    one: bool, other: bool, merges: bool, belongs: bool
) -> None:
    assert may_merge(reported=one, kept_reported=other) is merges
    assert may_belong(reported=one, whole_reported=other) is belongs


@given(st.sampled_from(State), st.sampled_from(sorted(OF_A_REPORT)))
def test_what_only_a_reporter_does_closes_nothing_that_nobody_reported(
    state: State, reason: Reason
) -> None:
    assert bar(Standing(state, reporter=False), reason) is Bar.NO_REPORTER


@given(st.sampled_from(State), st.sampled_from(sorted(set(Reason) - OF_A_REPORT)))
def test_all_other_reasons_are_barred_alike(state: State, reason: Reason) -> None:
    assert bar(Standing(state, reporter=False), reason) is bar(Standing(state), reason)
