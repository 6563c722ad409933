"""R65: a corrected calendar moves what still runs, on the record, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.actor import reporter_of
from agencies.models import CalendarVersion
from agencies.selectors import work_calendar
from complaints.domain import events
from complaints.domain.completeness import FORMAL_KEYS
from complaints.domain.terms import TermKind
from complaints.models import CorrectiveAction, Deadline
from complaints.selectors.reporter_page import reporter_page
from complaints.services import asking, clocks, intake, recounting, sweep
from complaints.services.errors import LeftUndone
from journal.models import Delivery, Entry
from tests.complaints.story import Walk
from tests.complaints.views.pages import in_correction
from tests.factories.agencies import CalendarVersionFactory, HolidayFactory
from tests.factories.complaints import FILED, calendar
from tests.people import actor

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.django_db
K = TermKind


def in_material() -> Walk:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    yes = (True, "")
    walk.do(intake.pass_formal, "intake", answers=dict.fromkeys(FORMAL_KEYS, yes))
    return walk


def corrected(
    version: str, days: Iterable[date], until: date = date(2028, 12, 31)
) -> None:
    """A new version of the calendar, in force from now on."""
    made = CalendarVersionFactory(version=version, loaded_until=until)
    for day in days:
        HolidayFactory(version=made, date=day)


def term(walk: Walk, kind: TermKind = K.MATERIAL) -> Deadline:
    return Deadline.objects.get(case=walk.case, kind=kind)


def entries(walk: Walk) -> list[Entry]:
    kinds = (events.TERM_RECOUNTED, events.PROMISE_RECOUNTED)
    rows = Entry.objects.filter(kind__in=kinds, subject_id=walk.case.pk)
    return list(rows.order_by("n"))


def test_a_new_holiday_moves_a_running_term_and_says_from_when_to_when() -> None:
    walk = in_material()
    before = term(walk).due_on
    corrected("uji-2", [walk.now.date() + timedelta(days=1)])
    assert recounting.run(walk.now) == 1
    row = term(walk)
    assert row.due_on == work_calendar().add_workdays(walk.now.date(), 7).date
    assert row.due_on > before
    assert row.calendar_version == "uji-2"
    (entry,) = entries(walk)
    assert entry.kind == events.PROMISE_RECOUNTED
    assert entry.data["due_on"] == before.isoformat()
    assert entry.data["until"] == row.due_on.isoformat()
    assert walk.again().due_on == row.due_on


def test_the_reporter_is_told_when_a_date_moves_that_he_reads() -> None:
    walk = in_material()
    corrected("uji-2", [walk.now.date() + timedelta(days=1)])
    recounting.run(walk.now)
    news = Delivery.objects.filter(
        entry__kind=events.PROMISE_RECOUNTED, subscriber="reporter_news"
    )
    assert news.count() == 1
    page = reporter_page(walk.again(), walk.now)
    assert page.moments[-1].kind == events.PROMISE_RECOUNTED
    assert page.turn.date == term(walk).due_on


def test_a_term_he_does_not_read_moves_without_a_letter() -> None:
    walk = Walk()
    walk.do(intake.start_formal, "intake")
    corrected("uji-2", [walk.now.date() + timedelta(days=1)])
    assert recounting.run(walk.now) == 1
    assert [entry.kind for entry in entries(walk)] == [events.TERM_RECOUNTED]
    told = Delivery.objects.filter(entry=entries(walk)[0])
    assert not told.exists()


def test_running_it_again_moves_nothing_and_says_nothing_twice() -> None:
    walk = in_material()
    corrected("uji-2", [walk.now.date() + timedelta(days=1)])
    assert recounting.run(walk.now) == 1
    assert recounting.run(walk.now) == 0
    assert len(entries(walk)) == 1
    assert recounting.waiting(walk.now) == 0


def test_a_run_that_was_stopped_goes_on_where_it_was() -> None:
    walks = [in_material() for _ in range(4)]
    now = walks[0].now
    corrected("uji-2", [now.date() + timedelta(days=1)])
    assert recounting.run(now, most=1) == 1
    assert recounting.waiting(now) == 3
    assert recounting.run(now, most=2) == 2
    assert recounting.run(now) == 1
    assert [len(entries(walk)) for walk in walks] == [1] * 4


def test_what_is_met_over_or_dropped_never_moves() -> None:
    met, over, dropped = in_material(), in_material(), in_material()
    now = met.now
    term_of = [term(walk) for walk in (met, over, dropped)]
    clocks.meet(met.case, K.MATERIAL, on=now.date())
    clocks.drop(dropped.case, now=now)
    later = now + timedelta(days=20)
    sweep.run(later)
    corrected("uji-2", [now.date() + timedelta(days=1)])
    assert recounting.run(later) == 0
    for row in term_of:
        day = row.due_on
        row.refresh_from_db()
        assert (row.due_on, row.calendar_version) == (day, "uji")


def test_a_term_that_ended_and_was_not_looked_at_yet_never_moves() -> None:
    walk = in_material()
    row = term(walk)
    corrected("uji-2", [walk.now.date() + timedelta(days=1)])
    assert recounting.run(row.due_at) == 0
    assert term(walk).due_on == row.due_on


def test_no_correction_makes_anybody_late_at_once() -> None:
    start = Walk().now.date()
    corrected("uji-2", [start + timedelta(days=n) for n in range(1, 5)])
    walk = in_material()
    before = term(walk).due_on
    walk.now += timedelta(days=(before - walk.now.date()).days)
    corrected("uji-3", [])  # the holidays were none
    assert recounting.run(walk.now) == 0
    row = term(walk)
    assert (row.due_on, row.calendar_version) == (before, "uji-3")
    assert not entries(walk)


def test_a_provisional_date_becomes_final() -> None:
    calendar()
    corrected("uji-1", [], until=date(2025, 12, 31))
    walk = in_material()
    assert term(walk).provisional
    corrected("uji-2", [])
    recounting.run(walk.now)
    assert not term(walk).provisional
    assert not entries(walk)


def test_a_clock_that_stands_still_goes_on_by_the_corrected_calendar() -> None:
    walk = in_material()
    question = asking.ask_reporter(
        ref=walk.case.ref, text="Di mana?", actor=actor("intake"), now=walk.now
    )
    walk.now += timedelta(days=2)
    off = [walk.now.date() + timedelta(days=n) for n in range(1, 4)]
    corrected("uji-2", off)
    recounting.run(walk.now)
    assert term(walk).stands
    assert term(walk).paused_left == 7
    assert not entries(walk)
    asking.answer_question(
        ref=walk.case.ref,
        question_ref=question.ref,
        text="Loket tiga.",
        actor=reporter_of(walk.case.pk),
        now=walk.now,
    )
    expected = work_calendar().add_workdays(walk.now.date(), 7).date
    assert term(walk).due_on == expected


def test_the_date_of_an_action_moves_with_its_term() -> None:
    walk = in_correction()
    row = Deadline.objects.filter(case=walk.case, kind=K.CORRECTIVE)[0]
    corrected("uji-2", [walk.now.date() + timedelta(days=1)])
    assert recounting.run(walk.now) >= 1
    before = row.due_on
    row.refresh_from_db()
    action = CorrectiveAction.objects.get(ref=row.subject)
    assert action.due_on == row.due_on != before


def test_a_case_that_fails_keeps_no_other_from_being_counted() -> None:
    sick, well = in_material(), in_material()
    sick.case.deadlines.update(holder="nobody")
    corrected("uji-2", [well.now.date() + timedelta(days=1)])
    with pytest.raises(LeftUndone):
        recounting.run(well.now)
    assert entries(well)
    assert not entries(sick)


def test_before_any_calendar_there_is_nothing_to_count() -> None:
    CalendarVersion.objects.all().delete()
    assert recounting.run(FILED) == 0


def test_the_command_says_what_would_move_and_then_moves_it() -> None:
    walk = in_material()
    corrected("uji-2", [walk.now.date() + timedelta(days=1)])
    before = term(walk).due_on
    with time_machine.travel(walk.now, tick=False):
        said = StringIO()
        call_command("recount_deadlines", stdout=said)
        assert f"{before} -> " in said.getvalue()
        assert "1 terms would move to calendar uji-2." in said.getvalue()
        assert term(walk).due_on == before
        said = StringIO()
        call_command("recount_deadlines", "--apply", stdout=said)
    assert "1 terms moved, 0 still to be counted." in said.getvalue()
    assert term(walk).due_on != before


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_whatever_days_come_and_go_a_running_term_is_what_a_fresh_count_says(
    data: st.DataObject,
) -> None:
    walk = in_material()
    near = [walk.now.date() + timedelta(days=n) for n in range(1, 30)]
    for _ in range(3):
        days = data.draw(st.sets(st.sampled_from(near), max_size=8))
        corrected(f"uji-{CalendarVersion.objects.count()}", days)
        recounting.run(walk.now)
        fresh = work_calendar().add_workdays(walk.now.date(), 7)
        row = term(walk)
        assert (row.due_on, row.provisional) == (fresh.date, fresh.provisional)
        assert row.skipped == [[day.isoformat(), why] for day, why in fresh.skipped]
    clocks.meet(walk.case, K.MATERIAL, on=walk.now.date())


def test_without_a_calendar_the_command_says_so() -> None:
    CalendarVersion.objects.all().delete()
    with pytest.raises(CommandError, match="No calendar"):
        call_command("recount_deadlines")
