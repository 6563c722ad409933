"""When an agency may be reminded by hand, and why it is not."""

from __future__ import annotations

from datetime import date

import pytest

from complaints.domain.urging import Urged, bar
from tests.complaints.domain.calendars import CALENDAR

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        (Urged(owed=True, received=True, waits=False), ""),
        (Urged(owed=False, received=True, waits=False), "urge_nothing_owed"),
        (Urged(owed=True, received=False, waits=False), "urge_unreceived"),
        # It is our turn: nobody is pressed for what lies before us.
        (Urged(owed=True, received=True, waits=True), "urge_waits"),
        # Reminded on Tuesday, four working days went by.
        (Urged(True, True, False, date(2026, 11, 17)), "urge_lately"),
        (Urged(True, True, False, MONDAY), "urge_lately"),
        # On Monday a week ago: five.
        (Urged(True, True, False, date(2026, 11, 16)), ""),
    ],
)
def test_an_agency_is_reminded_of_what_it_owes_and_not_twice_a_week(
    facts: Urged, why: str
) -> None:
    assert bar(facts, MONDAY, CALENDAR) == why
