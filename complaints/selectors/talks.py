"""The meetings of a case: which one is meant now, and what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.lifecycle import WhyNot
from complaints.domain.states import Command, Reason, State
from complaints.domain.terms import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from complaints.models import Case, Talks


def current(rows: Iterable[Talks]) -> Talks | None:
    """The meeting that was called last, while the talks go on."""
    going_on = [row for row in rows if row.ended_at is None]
    return max(going_on, key=lambda row: row.pk, default=None)


def meeting_of(case: Case) -> Talks | None:
    """The same of a case; none where nobody talks."""
    if case.state != State.CONCILIATION:
        return None
    return current(case.talks.all())


def they_met(case: Case) -> bool:
    """Whether the minutes of the last meeting are written: then it is our turn."""
    row = meeting_of(case)
    return row is not None and row.minutes_at is not None


def talks_of(case: Case) -> list[Talks]:
    """Every meeting there was, the first one first, with who called and minuted it."""
    rows = case.talks.select_related("invited_by", "minutes_by", "ended_by")
    return list(rows.prefetch_related("files__file").order_by("id"))


def agreement_of(case: Case) -> Talks | None:
    """What both sides signed, where that ended the case."""
    if case.closing_reason != Reason.DAMAI:
        return None
    found: Talks | None = case.talks.exclude(signed_on=None).order_by("-id").first()
    return found


def last_day(case: Case) -> date | None:
    """Until when they may talk; none once that is met or dropped."""
    rows = case.deadlines.filter(kind=TermKind.TALKS, met_on=None, dropped_at=None)
    return rows.order_by("-due_at").values_list("due_on", flat=True).first()


def talks_hinder(case: Case) -> dict[Command, WhyNot]:
    """Without minutes nobody knows what they agreed to; nobody invites for nobody."""
    if case.state == State.CONCILIATION and not they_met(case):
        return {Command.SETTLE: WhyNot.MISSING}
    if case.state == State.EXAM and case.agency_id is None:
        return {Command.OFFER_TALKS: WhyNot.MISSING}
    return {}
