"""Which reasons for closing are true of a case, by examples and one property."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.domain.corrective import (
    ActionState,
    ActionStatus,
    Instrument,
    Submission,
)
from complaints.domain.ending import EXECUTED, Bar, Standing, bar, bar_of_all
from complaints.domain.states import Reason, State

DAY = date(2026, 11, 2)
OPEN = ActionState("a", ActionStatus.BELUM, DAY)
DONE = replace(OPEN, status=ActionStatus.DILAKSANAKAN)
PART = replace(OPEN, status=ActionStatus.SEBAGIAN)
GONE = replace(OPEN, annulled=True)
WAITS = replace(DONE, submissions=(Submission(DAY),))
ADVICE = replace(OPEN, instrument=Instrument.SARAN)
R = Reason


@pytest.mark.parametrize(
    ("conclusion", "reason", "why"),
    [
        ("found", R.DITEMUKAN_TANPA_TINDAKAN, None),
        ("found", R.TIDAK_DITEMUKAN, Bar.OTHER_CONCLUSION),
        ("found", R.DIHENTIKAN, Bar.OTHER_CONCLUSION),
        ("not_found", R.TIDAK_DITEMUKAN, None),
        ("not_found", R.DITEMUKAN_TANPA_TINDAKAN, Bar.OTHER_CONCLUSION),
        ("stopped", R.DIHENTIKAN, None),
        ("stopped", R.TIDAK_DITEMUKAN, Bar.OTHER_CONCLUSION),
    ],
)
def test_an_issued_lhp_closes_only_as_it_concludes(
    conclusion: str, reason: Reason, why: Bar | None
) -> None:
    assert bar(Standing(State.LHP_ISSUED, conclusion), reason) is why


def test_what_was_found_with_actions_waits_for_the_actions() -> None:
    standing = Standing(State.LHP_ISSUED, "found", (OPEN,))
    reasons = [R.TIDAK_DITEMUKAN, R.DIHENTIKAN, R.DITEMUKAN_TANPA_TINDAKAN]
    assert bar_of_all(standing, reasons) is Bar.TO_CORRECT


@pytest.mark.parametrize("state", [State.CORRECTIVE, State.RESMON])
@pytest.mark.parametrize(
    ("actions", "reason", "why"),
    [
        ((GONE, ADVICE), R.DITEMUKAN_TANPA_TINDAKAN, None),
        ((GONE, OPEN), R.DITEMUKAN_TANPA_TINDAKAN, Bar.TO_CORRECT),
        ((DONE,), R.DITEMUKAN_TANPA_TINDAKAN, Bar.TO_CORRECT),
        ((DONE, GONE), R.TK_DILAKSANAKAN, None),
        ((GONE,), R.TK_DILAKSANAKAN, Bar.NOTHING_TO_CORRECT),
        ((DONE, PART), R.TK_DILAKSANAKAN, Bar.ACTIONS_OPEN),
        ((DONE, PART), R.TK_SEBAGIAN_DITERIMA, None),
        ((DONE, OPEN), R.TK_SEBAGIAN_DITERIMA, Bar.ACTIONS_OPEN),
        ((WAITS,), R.TK_DILAKSANAKAN, Bar.VERDICTS_PENDING),
        ((WAITS,), R.TK_SEBAGIAN_DITERIMA, Bar.VERDICTS_PENDING),
        # What was annulled awaits us all the same.
        (
            (replace(WAITS, annulled=True),),
            R.DITEMUKAN_TANPA_TINDAKAN,
            Bar.VERDICTS_PENDING,
        ),
    ],
)
def test_while_actions_run_a_case_closes_only_as_they_stand(
    state: State, actions: tuple[ActionState, ...], reason: Reason, why: Bar | None
) -> None:
    assert bar(Standing(state, "found", actions), reason) is why


def test_one_that_defies_a_recommendation_is_closed_with_its_actions_open() -> None:
    reason = R.REKOMENDASI_TIDAK_DILAKSANAKAN_DIPUBLIKASIKAN
    assert bar(Standing(State.PUBLISHED, "found", (OPEN,)), reason) is None
    waits = Standing(State.PUBLISHED, "found", (WAITS,))
    assert bar(waits, reason) is Bar.VERDICTS_PENDING


def test_a_ground_of_article_36_rests_on_no_lhp() -> None:
    assert bar(Standing(State.EXAM), R.BUKAN_WEWENANG) is None


_actions = st.builds(
    ActionState,
    ref=st.just("a"),
    status=st.sampled_from(ActionStatus),
    due_on=st.just(DAY),
    annulled=st.booleans(),
    excused=st.booleans(),
    instrument=st.sampled_from(Instrument),
    submissions=st.lists(
        st.builds(Submission, st.just(DAY), st.none() | st.just(DAY)), max_size=2
    ).map(tuple),
)


@given(
    st.sampled_from([State.LHP_ISSUED, State.CORRECTIVE, State.RESMON]),
    st.sampled_from(["found", "not_found", "stopped"]),
    st.lists(_actions, max_size=4).map(tuple),
)
def test_no_reason_closes_over_an_action_that_binds_and_is_open(
    state: State, conclusion: str, actions: tuple[ActionState, ...]
) -> None:
    standing = Standing(state, conclusion, actions)
    untouched = ActionStatus.BELUM, ActionStatus.DIAJUKAN
    owed = any(
        a.binds and not a.annulled and not a.excused and a.status in untouched
        for a in actions
    )
    if owed:
        for reason in (*EXECUTED, R.DITEMUKAN_TANPA_TINDAKAN):
            assert bar(standing, reason) is not None


def test_evidence_of_a_suggestion_holds_nothing_up() -> None:
    said = replace(ADVICE, submissions=(Submission(DAY),))
    standing = Standing(State.CORRECTIVE, "found", (DONE, said))
    assert not standing.awaits_us
    assert bar(standing, R.TK_DILAKSANAKAN) is None
    assert replace(standing, actions=(WAITS, said)).awaits_us
