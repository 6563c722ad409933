"""Every term has somebody who must act before it ends, every case a place to fill."""

import pytest

from complaints.domain.holders import HOLDER, MONITORED, place
from complaints.domain.states import NEEDS_EXAMINER, NEEDS_INTAKE, Party, State
from complaints.domain.terms import TermKind


def test_every_term_has_its_holder() -> None:
    assert set(HOLDER) == set(TermKind)


@pytest.mark.parametrize("state", sorted(MONITORED))
def test_a_monitored_case_is_handed_over_with_its_monitoring(state: State) -> None:
    assert place(state, examined=True) is Party.RESMON
    assert place(state, examined=False) is Party.EXAMINER  # that place is filled first


@pytest.mark.parametrize("examined", [True, False])
def test_before_that_it_is_the_examiners_and_before_the_register_intakes(
    examined: bool,
) -> None:
    for state in {State.REGISTERED, *NEEDS_EXAMINER} - MONITORED:
        assert place(state, examined=examined) is Party.EXAMINER
    for state in NEEDS_INTAKE:
        assert place(state, examined=examined) is Party.INTAKE
    for state in (State.SUBMITTED, State.CONSULT, State.PUBLISHED, State.CLOSED):
        assert place(state, examined=examined) is None
