"""By when: every term of the table as a date, with receipt and extension.

All functions are pure. Days are legal days in the office's zone, which the caller
takes from agencies.domain.calendar.legal_day; the day of the event is day 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from agencies.domain.calendar import Unit
from complaints.domain.terms import (
    COMPLETION_WARNING_DAYS,
    EXTENSION_LIMIT_WORKDAYS,
    LAST_REMINDER_WORKDAYS,
    PRESUMED_RECEIPT_WORKDAYS,
    TERMS,
    TermKind,
)

if TYPE_CHECKING:
    from agencies.domain.calendar import DueDate, WorkCalendar

#: A due date so near is shown as "soon".
SOON_WORKDAYS = 3
#: The inner clocks, which stand still while somebody else holds the ball. What was
#: promised to the citizen or is set by law never does.
PAUSABLE = frozenset(
    {
        TermKind.CONSULT_ANSWER,
        TermKind.INTAKE,
        TermKind.FORMAL,
        TermKind.MATERIAL,
        TermKind.PLENO,
        TermKind.ASSIGN,
        TermKind.VERDICT,
        TermKind.RESMON,
        TermKind.TRANSFER,
    }
)


def due(calendar: WorkCalendar, kind: TermKind, start: date) -> DueDate:
    """The last day of a term that began on ``start``.

    The corrective period depends on the rule set: see rulesets.corrective_due.
    """
    term = TERMS[kind]
    return calendar.add(start, term.amount, term.unit)


@dataclass(frozen=True, slots=True)
class RecommendationClocks:
    """The two clocks of a recommendation, both counted from its receipt."""

    report: DueDate  # the superior's duty to report, 60 days by law
    monitoring: DueDate  # the Ombudsman's monitoring, 60 working days by practice


def recommendation_clocks(
    calendar: WorkCalendar, received_on: date
) -> RecommendationClocks:
    """When the superior must have reported, and when monitoring ends."""
    return RecommendationClocks(
        report=due(calendar, TermKind.RECOMMENDATION_REPORT, received_on),
        monitoring=due(calendar, TermKind.RECOMMENDATION_MONITORING, received_on),
    )


def completion_warning(due_on: date) -> date:
    """The day on which the reporter is warned that the report will lapse."""
    return due_on - timedelta(days=COMPLETION_WARNING_DAYS)


def half_time(calendar: WorkCalendar, period: DueDate) -> date:
    """The day on which half of a period is over, in the period's own unit."""
    return calendar.add(period.start, period.count // 2, period.unit).date


def last_reminder(calendar: WorkCalendar, due_on: date) -> date:
    """The working day from which five working days are left."""
    return calendar.workdays_before(due_on, LAST_REMINDER_WORKDAYS)


class Urgency(StrEnum):
    """How near a due date is."""

    LATE = "late"
    SOON = "soon"
    FINE = "fine"


def urgency(calendar: WorkCalendar, due_on: date, today: date) -> Urgency:
    """Late after the due date, soon with at most three working days left."""
    if today > due_on:
        return Urgency.LATE
    left = calendar.workdays_between(today, due_on)
    return Urgency.SOON if left <= SOON_WORKDAYS else Urgency.FINE


def days_left(calendar: WorkCalendar, due_on: date, today: date, unit: Unit) -> int:
    """The days of this unit after today up to the due date; below 0 when it is over."""
    if unit is Unit.WORKDAYS:
        return calendar.workdays_between(today, due_on)
    return (due_on - today).days


class ReceivedBy(StrEnum):
    """What made a notice count as received."""

    OPENED = "opened"  # opened in the portal, or with number and code
    HANDED = "handed"  # signed delivery, or handed over or told by an officer
    DEEMED = "deemed"  # the fifth working day


@dataclass(frozen=True, slots=True)
class Notice:
    """What is known about the way of a notice; None where it did not happen.

    For an agency: ``placed_on`` in its inbox, ``sent_on`` by registered letter.
    For a reporter: on the tracking page, and news or a letter.
    """

    opened_on: date | None = None
    handed_on: date | None = None
    placed_on: date | None = None
    sent_on: date | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """From this legal day on the notice counts as received."""

    on: date
    by: ReceivedBy


def deemed_received(calendar: WorkCalendar, notice: Notice) -> DueDate | None:
    """The day on which the notice is received without any help of the addressee.

    None as long as it does not stand before him and is not sent as well: an
    address that was never served never starts a clock.
    """
    if notice.placed_on is None or notice.sent_on is None:
        return None
    start = max(notice.placed_on, notice.sent_on)
    return calendar.add_workdays(start, PRESUMED_RECEIPT_WORKDAYS)


def receipt(calendar: WorkCalendar, notice: Notice, today: date) -> Receipt | None:
    """The earliest receipt up to today; None while none is proven or deemed.

    Two on one day: the proof goes before the presumption.
    """
    deemed = deemed_received(calendar, notice)
    ways = (
        (notice.opened_on, ReceivedBy.OPENED),
        (notice.handed_on, ReceivedBy.HANDED),
        (deemed.date if deemed else None, ReceivedBy.DEEMED),
    )
    come = [Receipt(on, by) for on, by in ways if on is not None and on <= today]
    return min(come, key=lambda found: found.on, default=None)


class ExtensionRefused(Exception):
    """An extension that may not be granted. ``code``: too_late, too_long or none."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def extended(
    calendar: WorkCalendar,
    due_on: date,
    *,
    workdays: int,
    granted_before: int,
    today: date,
) -> DueDate:
    """The new due date of a corrective action, counted on from the old one.

    It is granted before the due date, and all extensions of one action together
    are at most 30 working days. Raises ExtensionRefused.
    """
    if workdays < 1:
        raise ExtensionRefused("none")
    if today >= due_on:
        raise ExtensionRefused("too_late")
    if granted_before + workdays > EXTENSION_LIMIT_WORKDAYS:
        raise ExtensionRefused("too_long")
    return calendar.add_workdays(due_on, workdays)


def may_reopen(calendar: WorkCalendar, closed_on: date, today: date) -> bool:
    """Whether the window in which a closed case may come back is still open."""
    return today <= due(calendar, TermKind.REOPENING, closed_on).date
