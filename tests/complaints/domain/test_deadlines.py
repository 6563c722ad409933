"""Every term as a date, and the rules of receipt, pause, extension and lateness."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.domain.calendar import Unit
from complaints.domain import deadlines
from complaints.domain.deadlines import (
    ExtensionRefused,
    Notice,
    Receipt,
    ReceivedBy,
    Urgency,
)
from complaints.domain.states import CaseClass
from complaints.domain.terms import EXAM_TERM, TERMS, TermKind
from tests.complaints.domain.calendars import CALENDAR

MONDAY = date(2026, 11, 23)
T = TermKind
_days = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("kind", "due_on"),
    [
        (T.DRAFT_LIFE, "2026-12-23"),
        (T.CONSULT_ANSWER, "2026-11-30"),
        (T.INTAKE, "2026-11-24"),
        (T.FORMAL_PROMISE, "2026-12-07"),
        (T.FORMAL, "2026-11-26"),
        (T.COMPLETION, "2026-12-23"),
        (T.MATERIAL, "2026-12-02"),
        (T.PLENO, "2026-12-02"),
        (T.ASSIGN, "2026-11-26"),
        (T.EXAM_LIGHT, "2026-12-23"),
        (T.EXAM_MEDIUM, "2027-02-21"),
        (T.EXAM_HEAVY, "2027-05-22"),
        (T.CLARIFICATION, "2026-12-07"),
        (T.CLARIFICATION_SECOND, "2026-12-07"),
        (T.TALKS, "2026-12-23"),
        (T.RESULT_ANSWER, "2026-12-07"),
        (T.DELIVERY, "2026-11-26"),
        (T.RECEIPT_PROOF, "2026-11-26"),
        (T.PRESUMED_RECEIPT, "2026-11-30"),
        (T.VERDICT, "2026-11-30"),
        (T.OBJECTION, "2026-12-11"),
        (T.RESMON, "2027-01-22"),
        (T.RECOMMENDATION_DELIVERY, "2026-12-07"),
        (T.RECOMMENDATION_REPORT, "2027-01-22"),
        (T.CLOSING_LETTER, "2026-11-30"),
        (T.TRANSFER, "2026-11-26"),
        (T.RCO_CONFIRMATION, "2026-11-24"),
        (T.RCO_CONTACT, "2026-11-24"),
        (T.RCO_TARGET, "2026-12-02"),
        (T.REOPENING, "2027-11-23"),
        (T.EXTENSION_ANSWER, "2026-11-26"),
        (T.NAME_MONITOR, "2026-11-26"),
    ],
)
def test_every_term_counted_from_a_monday(kind: TermKind, due_on: str) -> None:
    assert deadlines.due(CALENDAR, kind, MONDAY).date == date.fromisoformat(due_on)


def test_every_kind_of_term_has_its_data_and_its_law() -> None:
    assert set(TERMS) == set(TermKind)
    assert all(term.kind is kind for kind, term in TERMS.items())
    assert all(term.law and term.amount > 0 for term in TERMS.values())


@pytest.mark.parametrize(
    ("case_class", "days"),
    [(CaseClass.LIGHT, 30), (CaseClass.MEDIUM, 90), (CaseClass.HEAVY, 180)],
)
def test_the_class_decides_the_limit_promised_to_the_citizen(
    case_class: CaseClass, days: int
) -> None:
    due = deadlines.due(CALENDAR, EXAM_TERM[case_class], MONDAY)
    assert due.date == MONDAY + timedelta(days=days)


def test_a_recommendation_has_two_clocks() -> None:
    clocks = deadlines.recommendation_clocks(CALENDAR, date(2025, 12, 1))
    assert clocks.report.date == date(2026, 1, 30)
    assert (clocks.report.count, clocks.report.unit) == (60, Unit.DAYS)
    assert (clocks.monitoring.count, clocks.monitoring.unit) == (60, Unit.WORKDAYS)
    assert CALENDAR.workdays_between(date(2025, 12, 1), clocks.monitoring.date) == 60


def test_reminders_go_out_at_half_time_and_with_five_working_days_left() -> None:
    period = CALENDAR.add_workdays(date(2026, 10, 1), 30)
    half = deadlines.half_time(CALENDAR, period)
    assert CALENDAR.workdays_between(date(2026, 10, 1), half) == 15
    reminder = deadlines.last_reminder(CALENDAR, period.date)
    assert CALENDAR.workdays_between(reminder, period.date) == 5
    calendar_days = CALENDAR.add_days(date(2021, 7, 21), 30)
    assert deadlines.half_time(CALENDAR, calendar_days) == date(2021, 8, 5)


def test_the_reporter_is_warned_a_week_before_the_report_lapses() -> None:
    assert deadlines.completion_warning(date(2026, 12, 23)) == date(2026, 12, 16)


@pytest.mark.parametrize(
    ("due_on", "urgency", "workdays", "days"),
    [
        (date(2026, 11, 22), Urgency.LATE, -1, -1),
        (date(2026, 11, 19), Urgency.LATE, -2, -4),
        (date(2026, 11, 23), Urgency.SOON, 0, 0),
        (date(2026, 11, 26), Urgency.SOON, 3, 3),
        (date(2026, 11, 27), Urgency.FINE, 4, 4),
    ],
)
def test_three_working_days_before_the_end_it_is_soon(
    due_on: date, urgency: Urgency, workdays: int, days: int
) -> None:
    assert deadlines.urgency(CALENDAR, due_on, MONDAY) is urgency
    left = deadlines.days_left(CALENDAR, due_on, MONDAY, Unit.WORKDAYS)
    assert left == workdays
    assert deadlines.days_left(CALENDAR, due_on, MONDAY, Unit.DAYS) == days


OPENED, HANDED, DEEMED = ReceivedBy.OPENED, ReceivedBy.HANDED, ReceivedBy.DEEMED


@pytest.mark.parametrize(
    ("notice", "today", "expected"),
    [
        # Nothing yet.
        (Notice(), "2026-12-31", None),
        # In the inbox only: not sent by registered letter, so never deemed.
        (Notice(placed_on=MONDAY), "2026-12-31", None),
        (Notice(sent_on=MONDAY), "2026-12-31", None),
        # Both: the fifth working day after the later of the two.
        (Notice(placed_on=MONDAY, sent_on=MONDAY), "2026-11-29", None),
        (
            Notice(placed_on=MONDAY, sent_on=MONDAY),
            "2026-11-30",
            Receipt(date(2026, 11, 30), DEEMED),
        ),
        (
            Notice(placed_on=MONDAY, sent_on=date(2026, 11, 25)),
            "2026-12-31",
            Receipt(date(2026, 12, 2), DEEMED),
        ),
        # Opened or handed over before: that day counts, even when noted later.
        (
            Notice(placed_on=MONDAY, sent_on=MONDAY, opened_on=date(2026, 11, 24)),
            "2026-12-31",
            Receipt(date(2026, 11, 24), OPENED),
        ),
        (
            Notice(
                placed_on=MONDAY,
                sent_on=MONDAY,
                opened_on=date(2026, 11, 27),
                handed_on=date(2026, 11, 25),
            ),
            "2026-12-31",
            Receipt(date(2026, 11, 25), HANDED),
        ),
        # On the same day the proof goes before the presumption.
        (
            Notice(placed_on=MONDAY, sent_on=MONDAY, handed_on=date(2026, 11, 30)),
            "2026-12-31",
            Receipt(date(2026, 11, 30), HANDED),
        ),
        # Opened after it was deemed received: the clock had begun.
        (
            Notice(placed_on=MONDAY, sent_on=MONDAY, opened_on=date(2026, 12, 20)),
            "2026-12-31",
            Receipt(date(2026, 11, 30), DEEMED),
        ),
    ],
)
def test_a_notice_is_received_at_the_earliest_of_three(
    notice: Notice, today: str, expected: Receipt | None
) -> None:
    assert deadlines.receipt(CALENDAR, notice, date.fromisoformat(today)) == expected


_maybe = st.none() | _days


@given(st.builds(Notice, _maybe, _maybe, _maybe, _maybe), _days, _days)
def test_a_receipt_once_there_never_moves_away(
    notice: Notice, first: date, second: date
) -> None:
    early = deadlines.receipt(CALENDAR, notice, min(first, second))
    late = deadlines.receipt(CALENDAR, notice, max(first, second))
    if early is not None:
        assert late == early


@given(_days, st.none() | _days)
def test_an_unopened_letter_never_stops_the_clock(sent: date, opened: date) -> None:
    notice = Notice(opened_on=opened, placed_on=sent, sent_on=sent)
    found = deadlines.receipt(CALENDAR, notice, sent + timedelta(days=40))
    deemed = deadlines.deemed_received(CALENDAR, notice)
    assert deemed is not None
    assert found is not None
    assert found.on <= deemed.date


@pytest.mark.parametrize(
    ("workdays", "before", "today", "code"),
    [
        (0, 0, date(2026, 11, 1), "none"),
        (5, 0, MONDAY, "too_late"),
        (5, 0, date(2026, 11, 24), "too_late"),
        (31, 0, date(2026, 11, 1), "too_long"),
        (16, 15, date(2026, 11, 1), "too_long"),
    ],
)
def test_an_extension_is_early_and_short(
    workdays: int, before: int, today: date, code: str
) -> None:
    with pytest.raises(ExtensionRefused) as caught:
        deadlines.extended(
            CALENDAR, MONDAY, workdays=workdays, granted_before=before, today=today
        )
    assert caught.value.code == code


def test_an_extension_counts_on_from_the_old_date() -> None:
    due = deadlines.extended(
        CALENDAR, MONDAY, workdays=15, granted_before=15, today=date(2026, 11, 22)
    )
    assert (due.start, due.date) == (MONDAY, date(2026, 12, 14))


def test_a_closed_case_may_come_back_for_a_year() -> None:
    assert deadlines.may_reopen(CALENDAR, MONDAY, date(2027, 11, 23))
    assert not deadlines.may_reopen(CALENDAR, MONDAY, date(2027, 11, 24))


@given(_days, st.sampled_from(TermKind))
def test_no_term_ends_on_the_day_of_its_event(start: date, kind: TermKind) -> None:
    assert deadlines.due(CALENDAR, kind, start).date > start
