"""The class of a case: from the register until the report is signed."""

from __future__ import annotations

import pytest

from complaints.domain.classes import CLASSED, may_change, why_not
from complaints.domain.states import CaseClass, State


@pytest.mark.parametrize("state", sorted(State))
def test_a_class_changes_from_the_register_until_the_report_is_signed(
    state: State,
) -> None:
    between = {"registered", "exam", "conciliation", "pre_lhp", "lhp_draft"}
    assert {str(one) for one in CLASSED} == between
    assert may_change(state, CaseClass.LIGHT) == (state in between)


def test_what_has_no_class_yet_is_not_changed() -> None:
    assert not may_change(State.EXAM, "")
    assert why_not(State.EXAM, "", CaseClass.HEAVY) == "class_settled"


@pytest.mark.parametrize("before", list(CaseClass))
@pytest.mark.parametrize("after", list(CaseClass))
def test_only_another_class_is_a_change(before: CaseClass, after: CaseClass) -> None:
    same = "class_same" if before == after else ""
    assert why_not(State.EXAM, before, after) == same
    assert why_not(State.CORRECTIVE, before, after) == "class_settled"
