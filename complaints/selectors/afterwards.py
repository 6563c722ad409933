"""What a closed case still asks of its reporter, and whether it may come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.domain.afterwards import may_ask_back
from complaints.domain.deadlines import due
from complaints.domain.states import Reason
from complaints.domain.terms import TermKind

if TYPE_CHECKING:
    from datetime import date

    from complaints.domain.afterwards import Question
    from complaints.models import Case, Opinion, ReopeningRequest


def open_opinion(case: Case, question: Question, today: date) -> Opinion | None:
    """The question about the last closing, if it stands open today."""
    if case.closed_at is None:
        return None
    found: Opinion | None = case.opinions.filter(
        question=question,
        closed_at=case.closed_at,
        opens_on__lte=today,
        answered_at=None,
    ).first()
    return found


def open_questions(case: Case, today: date) -> list[str]:
    """Every question that stands open today, the first one first."""
    if case.closed_at is None:
        return []
    rows = case.opinions.filter(
        closed_at=case.closed_at, opens_on__lte=today, answered_at=None
    )
    return list(rows.order_by("opens_on", "id").values_list("question", flat=True))


def last_reopening(case: Case) -> ReopeningRequest | None:
    """The latest request to reopen, waiting or answered."""
    found: ReopeningRequest | None = case.reopenings.order_by("id").last()
    return found


def reopen_until(case: Case) -> date | None:
    """The last day on which a closed case may come back; None for an open one."""
    if case.closed_at is None:
        return None
    closed_on = legal_day(case.closed_at, case.office.zone)
    return due(work_calendar(), TermKind.REOPENING, closed_on).date


def may_complete(case: Case, today: date) -> bool:
    """Whether what was missing may still come: while asked for, and in the window."""
    until = reopen_until(case)
    return until is None or today <= until


def may_ask_reopening(case: Case, today: date) -> bool:
    """Whether the reporter may ask today: one request waits at a time."""
    if case.closed_at is None:
        return False
    closed_on = legal_day(case.closed_at, case.office.zone)
    return (
        may_ask_back(work_calendar(), Reason(case.closing_reason), closed_on, today)
        and not case.reopenings.filter(decided_at=None).exists()
    )


def opinions_of(case: Case) -> list[Opinion]:
    """What the reporter thinks of how it ended."""
    return list(case.opinions.exclude(answered_at=None).order_by("id"))


def reopenings_of(case: Case) -> list[ReopeningRequest]:
    """Every time that the reporter asked for it again."""
    return list(case.reopenings.select_related("decided_by").order_by("id"))
