"""Milestones: how they are written, where they may lie, how they stand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.domain.calendar import WorkCalendar
from complaints.domain.milestones import (
    AFTER,
    LONGEST,
    Reached,
    Step,
    Unreadable,
    fit,
    last_day,
    read,
    reminders,
    standing,
)
from complaints.domain.rulesets import BY_CODE
from complaints.models.choices import Verdict

NEW, OLD = BY_CODE["58/2023"], BY_CODE["48/2020"]
DAY = date(2026, 3, 9)
days = st.integers(1, 999)
words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=40)


def test_one_line_is_one_milestone_by_its_day() -> None:
    assert read("20 Papan terpasang\n\n 10. Surat edaran terbit \n5) Rapat") == (
        Step(5, "Rapat"),
        Step(10, "Surat edaran terbit"),
        Step(20, "Papan terpasang"),
    )
    assert read("  \n") == ()


@pytest.mark.parametrize(
    "line",
    ["Rapat", "10", "10.", "x10 Rapat", "1000 Rapat", "1 " + "a" * (LONGEST + 1)],
)
def test_a_line_without_day_or_words_is_named(line: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(f"5 Rapat\n{line}")
    assert refused.value.line == line


@given(st.lists(st.tuples(days, words), max_size=6))
def test_what_was_written_is_read_again(found: list[tuple[int, str]]) -> None:
    steps = tuple(sorted(Step(day, text) for day, text in found))
    assert read("\n".join(map(str, steps))) == steps


def test_they_lie_on_different_days_within_the_corrective_period() -> None:
    assert last_day(NEW) == 30
    assert last_day(OLD) == 20  # thirty calendar days hold four whole weeks
    assert fit([], NEW)
    assert fit([Step(n, "a") for n in (1, 5, 10, 20, 29, 30)], NEW)
    assert not fit([Step(n, "a") for n in range(1, 8)], NEW)
    assert not fit([Step(31, "a")], NEW)
    assert not fit([Step(0, "a")], NEW)
    assert not fit([Step(21, "a")], OLD)
    assert not fit([Step(5, "a"), Step(5, "b")], NEW)


@pytest.mark.parametrize(
    ("verdicts", "due_on", "stands"),
    [
        ([], None, Reached.AHEAD),
        ([], DAY, Reached.AHEAD),
        ([], DAY - timedelta(days=1), Reached.OVER),
        (["menunggu"], DAY - timedelta(days=1), Reached.TOLD),
        (["perlu_perbaikan"], DAY, Reached.MORE),
        (["perlu_perbaikan", "menunggu"], DAY, Reached.TOLD),
        (["ditolak"], DAY, Reached.REJECTED),
        (["ditolak", "diterima"], DAY, Reached.MET),
        (["diterima", "menunggu"], DAY, Reached.MET),
    ],
)
def test_how_one_stands(
    verdicts: list[str], due_on: date | None, stands: Reached
) -> None:
    assert standing(verdicts, due_on, DAY) is stands


def test_every_verdict_says_how_it_stands_then() -> None:
    assert set(AFTER) == {verdict.value for verdict in Verdict}


def test_the_agency_is_reminded_five_and_one_working_days_before() -> None:
    calendar = WorkCalendar(frozenset(), date(2027, 12, 31), "uji")
    due = date(2026, 3, 23)  # a Monday
    assert reminders(calendar, DAY, due) == (date(2026, 3, 16), date(2026, 3, 20))
    assert reminders(calendar, date(2026, 3, 17), due) == (date(2026, 3, 20),)
    assert reminders(calendar, date(2026, 3, 20), due) == ()
