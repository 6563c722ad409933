"""One report becomes corrective actions, one done and one late: the whole straight road."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from accounts.actor import SYSTEM
from complaints.domain import events
from complaints.domain.corrective import ActionStatus
from complaints.domain.states import State
from complaints.domain.terms import TermKind
from complaints.interface import execution_record
from complaints.models import Case, Deadline
from complaints.models.choices import Verdict
from complaints.services import corrective, receipt, sweep
from complaints.services.errors import LeftUndone
from journal.models import Entry
from journal.verify import verify
from tests.complaints.story import Walk, to_examination, to_signed_lhp
from tests.people import actor

pytestmark = pytest.mark.django_db


def test_a_report_walks_from_filing_to_resolution_and_monitoring() -> None:
    walk = Walk()
    to_examination(walk)
    assert walk.again().state == State.EXAM
    assert walk.case.number == "000001.2026"
    to_signed_lhp(walk)
    assert walk.again().state == State.LHP_ISSUED

    receipt.opened(
        Case.objects.locked(walk.case.ref),
        addressee="agency",
        on=date(2026, 3, 9),
        actor=actor("liaison"),
        now=walk.now,
    )
    assert walk.again().state == State.CORRECTIVE
    first, second = walk.case.actions.order_by("n")
    # 30 working days after Monday 9 March 2026, no holidays in this calendar.
    assert first.due_on == second.due_on == date(2026, 4, 20)

    walk.pass_days(10)
    piece = corrective.submit_evidence(
        action_ref=first.ref,
        text="Akta terbit.",
        done_on=date(2026, 3, 18),
        file_ids=[],
        actor=actor("liaison"),
        now=walk.now,
    )
    corrective.decide_evidence(
        evidence_ref=piece.ref,
        verdict=Verdict.ACCEPTED,
        status=ActionStatus.DILAKSANAKAN,
        reason="Akta diserahkan.",
        actor=actor("examiner"),
        now=walk.now,
    )
    walk.now = datetime(2026, 4, 20, 15, 0, tzinfo=UTC)  # 23.00 in Balikpapan
    sweep.run(walk.now)
    assert walk.again().state == State.CORRECTIVE
    walk.now = datetime(2026, 4, 20, 17, 0, tzinfo=UTC)  # 01.00 on the 21st
    sweep.run(walk.now)
    assert walk.again().state == State.RESMON

    opened = Entry.objects.get(kind=events.RESMON_OPENED)
    assert opened.actor_kind == SYSTEM.kind
    assert opened.data == {"actions": [str(second.ref)], "due_on": "2026-04-20"}
    facts = execution_record(walk.case.agency_id or 0, date(2026, 4, 20))
    assert [fact.status for fact in facts] == ["dilaksanakan", "belum"]
    assert [fact.on_time_days_late for fact in facts] == [0, None]
    assert verify(("case", walk.case.pk)).breaks == []


def test_a_sleeping_scheduler_catches_up_exactly_once() -> None:
    walk = Walk()
    to_examination(walk)
    to_signed_lhp(walk)
    walk.pass_days(120)
    assert walk.again().state == State.RESMON
    before = walk.kinds()
    sweep.run(walk.now)
    assert walk.kinds() == before
    assert before.count(events.RESMON_OPENED) == 1


def test_a_case_that_fails_keeps_no_other_case_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """F12: the alarm hears of it, and the escalation of the others is not skipped."""
    sick, well = Walk(), Walk(story="Laporan lain.")
    for walk in (sick, well):
        to_examination(walk)
        to_signed_lhp(walk)

    def act(case: Case, row: Deadline, now: datetime) -> None:
        if case.pk == sick.case.pk:
            raise ZeroDivisionError
        received(case, row, now)

    received = sweep.ACTS[TermKind.PRESUMED_RECEIPT]
    monkeypatch.setitem(sweep.ACTS, TermKind.PRESUMED_RECEIPT, act)
    with pytest.raises(LeftUndone):
        well.pass_days(120)
    assert well.again().state == State.RESMON
    assert sick.again().state == State.LHP_ISSUED
    monkeypatch.setitem(sweep.ACTS, TermKind.PRESUMED_RECEIPT, received)
    sick.pass_days(120)
    assert sick.again().state == State.RESMON
