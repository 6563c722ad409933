"""The ladder: who is reminded when, and who hears of it when nothing is done."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.domain.calendar import Unit
from complaints.domain.deadlines import due as due_of
from complaints.domain.holders import HOLDER
from complaints.domain.reminding import Audience, Rung, Running, audience, rungs
from complaints.domain.states import Party
from complaints.domain.terms import TERMS, TermKind
from tests.complaints.domain.calendars import CALENDAR

MONDAY = date(2026, 11, 23)
T = TermKind


def term(kind: TermKind, start: date = MONDAY) -> Running:
    due = due_of(CALENDAR, kind, start)
    return Running(HOLDER[kind], start, due.count, due.unit, due.date)


def days(kind: TermKind) -> list[tuple[str, str]]:
    return [(due.on.isoformat(), due.rung) for due in rungs(CALENDAR, term(kind))]


@pytest.mark.parametrize(
    ("kind", "ladder"),
    [
        # Seven working days: half is three, and so on to the centre.
        (
            T.MATERIAL,
            [
                ("2026-11-25", "left_5"),
                ("2026-11-26", "half"),
                ("2026-11-27", "left_3"),
                ("2026-12-01", "left_1"),
                ("2026-12-03", "over_1"),
                ("2026-12-07", "over_3"),
                ("2026-12-16", "over_10"),
            ],
        ),
        # Three working days: there is no fifth before the last, and no half.
        (
            T.FORMAL,
            [
                ("2026-11-25", "left_1"),
                ("2026-11-27", "over_1"),
                ("2026-12-01", "over_3"),
                ("2026-12-10", "over_10"),
            ],
        ),
        # The agency and the reporter are reminded and never told that they are late.
        (
            T.CLARIFICATION,
            [
                ("2026-11-30", "half"),
                ("2026-11-30", "left_5"),
                ("2026-12-04", "left_1"),
            ],
        ),
        (T.REPORTER_ANSWER, [("2026-11-30", "left_5"), ("2026-12-04", "left_1")]),
        # Time alone is reminded by nobody.
        (T.PRESUMED_RECEIPT, []),
    ],
)
def test_the_ladder_of_a_term(kind: TermKind, ladder: list[tuple[str, str]]) -> None:
    assert days(kind) == ladder


def test_who_is_spoken_to_first_the_holder_then_the_head_then_the_centre() -> None:
    assert [audience(rung) for rung in Rung] == [
        *[Audience.HOLDER] * 5,
        Audience.HEAD,
        Audience.CENTRE,
    ]


@given(st.sampled_from(sorted(TERMS)), st.dates(date(2025, 1, 1), date(2027, 6, 1)))
def test_the_ladder_climbs_and_never_begins_before_its_term(
    kind: TermKind, start: date
) -> None:
    running = term(kind, start)
    found = rungs(CALENDAR, running)
    assert [due.on for due in found] == sorted(due.on for due in found)
    assert len({due.rung for due in found}) == len(found)
    for due in found:
        assert due.on > start
        before = due.rung in {Rung.HALF, Rung.LEFT_5, Rung.LEFT_3, Rung.LEFT_1}
        assert (due.on < running.due_on) is before


def test_half_of_a_term_counts_no_day_on_which_it_stood_still() -> None:
    stood = frozenset({date(2026, 11, 24), date(2026, 11, 25)})
    running = Running(
        Party.INTAKE, MONDAY, 7, Unit.WORKDAYS, date(2026, 12, 4), paused=stood
    )
    half = next(due for due in rungs(CALENDAR, running) if due.rung is Rung.HALF)
    assert half.on == date(2026, 11, 30)
