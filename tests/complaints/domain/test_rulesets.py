"""Which regulation rules what, by its day."""

from __future__ import annotations

from datetime import date

import pytest

from agencies.domain.calendar import Unit, WorkCalendar
from complaints.domain.rulesets import (
    BY_CODE,
    RULE_SETS,
    corrective_due,
    in_force,
    procedure,
)
from tests.complaints.domain.calendars import CALENDAR


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2016, 1, 1), "48/2020"),
        (date(2021, 7, 21), "48/2020"),
        (date(2023, 12, 31), "48/2020"),
        (date(2024, 1, 1), "58/2023"),
        (date(2026, 11, 23), "58/2023"),
    ],
)
def test_a_rule_set_is_in_force_on_its_days(day: date, code: str) -> None:
    assert in_force(day) is BY_CODE[code]


def test_both_dates_of_effect_are_assumed() -> None:
    assert all(rules.assumed for rules in RULE_SETS)
    assert sorted(rules.starts_on for rules in RULE_SETS) == [
        rules.starts_on for rules in RULE_SETS
    ]


def test_the_day_of_registration_rules_the_procedure_before_it_that_of_filing() -> None:
    filed, registered = date(2023, 12, 20), date(2024, 1, 10)
    assert procedure(filed).code == "48/2020"
    assert procedure(filed, registered).code == "58/2023"


def test_thirty_calendar_days_under_48_2020() -> None:
    # The LAHP of 21 July 2021 on the test of civic knowledge ran out in August.
    plain = WorkCalendar(frozenset(), date(2021, 12, 31), "uji-2021")
    due = corrective_due(plain, date(2021, 7, 21), "48/2020")
    assert (due.date, due.count, due.unit) == (date(2021, 8, 20), 30, Unit.DAYS)


def test_thirty_working_days_under_58_2023() -> None:
    due = corrective_due(CALENDAR, date(2025, 12, 1), "58/2023")
    assert (due.date, due.count, due.unit) == (date(2026, 1, 15), 30, Unit.WORKDAYS)


def test_every_rule_set_cites_the_law_of_its_corrective_period() -> None:
    assert BY_CODE["58/2023"].corrective_law == "Peraturan Ombudsman 58/2023 Pasal 54"
    assert "48/2020" in BY_CODE["48/2020"].corrective_law
