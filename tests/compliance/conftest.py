"""What complaints would say about an agency, said by the test.

The way from a real case to these facts is walked in tests/journeys.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pytest

from complaints import interface
from complaints.interface import ActionFact


@dataclass
class Complaints:
    """The answers of ``complaints.interface``, as a test sets them."""

    records: dict[int, tuple[ActionFact, ...]] = field(default_factory=dict)
    waiting: int = 0

    def execution_record(self, agency_id: int, cutoff: date) -> tuple[ActionFact, ...]:
        return self.records.get(agency_id, ())

    def pending_verdicts(self, agency_ids: Iterable[int], cutoff: date) -> int:
        return self.waiting


@pytest.fixture
def complaints(monkeypatch: pytest.MonkeyPatch) -> Complaints:
    """The record of every agency is empty until the test says otherwise."""
    said = Complaints()
    monkeypatch.setattr(interface, "execution_record", said.execution_record)
    monkeypatch.setattr(interface, "pending_verdicts", said.pending_verdicts)
    return said


def fact(ref: str, agency_id: int, **more: object) -> ActionFact:
    """A corrective action that was due on 1 September 2026 and was not done."""
    values: dict[str, object] = {
        "unit_id": None,
        "instrument": "tk",
        "received_on": date(2026, 7, 20),
        "due_on": date(2026, 9, 1),
        "status": "belum",
        "submitted_on": None,
        "executed_on": None,
        "on_time_days_late": None,
        "annulled": False,
        "excused": False,
        "superseded_by": None,
        "settled_on": None,
        "case_closed_partly_accepted": False,
    }
    return ActionFact(ref=ref, agency_id=agency_id, **(values | more))  # type: ignore[arg-type]  # a test's shorthand
