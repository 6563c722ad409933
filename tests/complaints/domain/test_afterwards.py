"""What follows a closing: who is asked, and who may ask that the case be reopened."""

from __future__ import annotations

from datetime import date

import pytest

from complaints.domain.afterwards import is_asked, may_ask_back
from complaints.domain.states import Reason
from tests.complaints.domain.calendars import CALENDAR

MONDAY = date(2026, 11, 23)
LAST_DAY, TOO_LATE = date(2027, 11, 23), date(2027, 11, 24)


def test_every_closing_but_a_merged_report_is_asked_about() -> None:
    assert [reason for reason in Reason if not is_asked(reason)] == [Reason.DUPLIKAT]


def test_a_closed_case_may_come_back_until_the_window_ends() -> None:
    reason = Reason.DISELESAIKAN_TERLAPOR
    assert may_ask_back(CALENDAR, reason, MONDAY, LAST_DAY)
    assert not may_ask_back(CALENDAR, reason, MONDAY, TOO_LATE)


@pytest.mark.parametrize("reason", [Reason.DUPLIKAT, Reason.TIDAK_LENGKAP])
def test_a_merged_report_and_one_that_lapsed_do_not_come_back_by_asking(
    reason: Reason,
) -> None:
    assert not may_ask_back(CALENDAR, reason, MONDAY, MONDAY)
