"""An administrator corrects the calendar; what still runs is counted again, on record."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from accounts.actor import SYSTEM
from accounts.errors import NotAllowed
from agencies.domain.days_off import DayOffRow
from agencies.models import CalendarDraft, CalendarVersion, Holiday
from agencies.selectors import days_in_force, editable_years, work_calendar
from agencies.services.loading import Load
from agencies.services.reference import holidays
from complaints.domain.terms import TermKind
from complaints.models import Deadline
from complaints.selectors import calendars
from complaints.services import calendar_editing, recounting
from journal.errors import DraftRefused
from journal.models import Entry
from tests.complaints.services.test_recounting import in_material
from tests.factories.complaints import FILED, calendar
from tests.people import actor, office

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints.services.calendar_editing import Moves

pytestmark = pytest.mark.django_db
DRAFTED, LOADED = "agencies.calendar_drafted", "agencies.calendar_loaded"


def day_off(day: date, name: str = "Hari Uji", *, estimated: bool = False) -> DayOffRow:
    return DayOffRow(
        date=day,
        kind="libur_nasional",
        name_id=name,
        name_en="Test Day",
        estimated=estimated,
    )


def written(
    days: Iterable[DayOffRow], *, year: int = 2026, version: int = 0, **more: Any
) -> CalendarDraft:
    """A draft, as an administrator saves it."""
    who = actor(more.pop("who", "system_admin"))
    return calendar_editing.write(
        year=year, version=version, days=days, actor=who, now=FILED
    )


def published(days: Iterable[DayOffRow], *, year: int = 2026) -> CalendarVersion:
    """The same, in force."""
    row = written(days, year=year)
    who = actor("other_admin", stepped_up=True)
    return calendar_editing.publish(
        year=year, version=row.version, actor=who, now=FILED
    )


@pytest.fixture(autouse=True)
def loaded() -> None:
    office("00")
    calendar()
    CalendarVersion.objects.update(loaded_until=date(2026, 12, 31))


def test_a_draft_counts_for_nobody_until_it_is_published() -> None:
    before = work_calendar()
    row = written([day_off(date(2026, 6, 1))])
    assert work_calendar() == before
    assert CalendarVersion.objects.count() == 1
    made = calendar_editing.publish(
        year=2026,
        version=row.version,
        actor=actor("other_admin", stepped_up=True),
        now=FILED,
    )
    assert work_calendar().version == made.version
    assert date(2026, 6, 1) in work_calendar().names
    assert not CalendarDraft.objects.exists()
    assert [e.kind for e in Entry.objects.filter(subject_kind="office")] == [
        DRAFTED,
        LOADED,
    ]


def test_the_version_before_stays_and_explains_what_was_counted_with_it() -> None:
    first = published([day_off(date(2026, 6, 1))])
    published([day_off(date(2026, 6, 2))])
    assert set(work_calendar(first.version).names) == {date(2026, 6, 1)}
    assert set(work_calendar().names) == {date(2026, 6, 2)}


def test_only_the_year_that_was_written_changes() -> None:
    published([day_off(date(2026, 6, 1))])
    published([day_off(date(2027, 1, 1))], year=2027)
    assert set(days_in_force()) == {date(2026, 6, 1), date(2027, 1, 1)}


def test_an_estimated_day_leaves_its_whole_year_undecided() -> None:
    published([day_off(date(2026, 6, 1))])
    made = published([day_off(date(2027, 3, 9), estimated=True)], year=2027)
    assert made.loaded_until == date(2026, 12, 31)
    made = published([day_off(date(2027, 3, 9))], year=2027)
    assert made.loaded_until == date(2027, 12, 31)


def test_terms_that_run_are_counted_again_and_the_case_says_so() -> None:
    walk = in_material()
    row = Deadline.objects.get(case=walk.case, kind=TermKind.MATERIAL)
    before = row.due_on
    off = next(day for n in (1, 2, 3) if (day := before - timedelta(n)).weekday() < 5)
    draft = written([day_off(off)], year=off.year)
    found: Moves = calendar_editing.moves(draft, walk.now)
    assert found.kinds[TermKind.MATERIAL] == 1
    assert (found.earlier, found.more) == (0, False)
    row.refresh_from_db()
    assert row.due_on == before, "looking moves nothing"
    calendar_editing.publish(
        year=off.year,
        version=1,
        actor=actor("other_admin", stepped_up=True),
        now=walk.now,
    )
    recounting.run(walk.now)
    row.refresh_from_db()
    assert row.due_on > before
    assert "complaints.promise_recounted" in walk.kinds()
    assert recounting.waiting(walk.now) == 0


def test_the_page_before_says_day_by_day_what_changes() -> None:
    published([day_off(date(2026, 6, 1)), day_off(date(2026, 6, 2), "Tetap")])
    draft = written([day_off(date(2026, 6, 2), "Tetap"), day_off(date(2026, 6, 3))])
    rows = calendars.differences(draft)
    assert [(day.day, bool(was), bool(then)) for day, was, then in rows] == [
        (1, True, False),
        (3, False, True),
    ]


@pytest.mark.parametrize(
    ("days", "year", "why"),
    [
        ([], 2026, "calendar_empty"),
        ([day_off(date(2027, 6, 1))], 2026, "calendar_day"),
        ([day_off(date(2026, 6, 1))] * 2, 2026, "calendar_twice"),
        ([day_off(date(2028, 6, 1))], 2028, "calendar_year"),
        ([day_off(date(2025, 6, 1))], 2025, "calendar_year"),
    ],
)
def test_what_is_no_calendar_is_refused_with_its_reason(
    days: list[DayOffRow], year: int, why: str
) -> None:
    with pytest.raises(DraftRefused) as refused:
        written(days, year=year)
    assert refused.value.code == why
    assert not CalendarDraft.objects.exists()
    assert list(editable_years()) == [2026, 2027]


def test_who_saves_or_publishes_another_draft_than_he_saw_is_told_so() -> None:
    written([day_off(date(2026, 6, 1))])
    with pytest.raises(DraftRefused):
        written([day_off(date(2026, 6, 2))])
    written([day_off(date(2026, 6, 2))], version=1)
    who = actor("other_admin", stepped_up=True)
    for version in (1, 3):
        with pytest.raises(DraftRefused):
            calendar_editing.publish(year=2026, version=version, actor=who, now=FILED)
    calendar_editing.publish(year=2026, version=2, actor=who, now=FILED)
    with pytest.raises(DraftRefused) as refused:
        calendar_editing.publish(year=2026, version=2, actor=who, now=FILED)
    assert refused.value.code == "nothing_drafted"
    assert CalendarVersion.objects.count() == 2


@pytest.mark.parametrize("who", ["head", "intake", "examiner", "auditor"])
def test_nobody_else_writes_or_publishes_it(who: str) -> None:
    with pytest.raises(NotAllowed):
        written([day_off(date(2026, 6, 1))], who=who)
    written([day_off(date(2026, 6, 1))])
    with pytest.raises(NotAllowed):
        calendar_editing.publish(year=2026, version=1, actor=actor(who), now=FILED)


def test_a_file_that_is_loaded_later_leaves_the_years_that_were_written_here() -> None:
    own = date(2026, 6, 3)
    published([day_off(own)])
    holidays.LOADER.store(Load(actor=SYSTEM, now=FILED, sha256="f" * 64))
    days = days_in_force()
    assert [day for day in days if day.year == 2026] == [own]
    assert sum(day.year == 2025 for day in days) > 20
    newest = CalendarVersion.objects.first()
    assert newest is not None
    assert newest.by_hand == [2026]
    count = CalendarVersion.objects.count()
    holidays.LOADER.store(Load(actor=SYSTEM, now=FILED, sha256="e" * 64))
    assert CalendarVersion.objects.count() == count, "the same days are no new version"


def test_a_file_with_other_days_is_a_version_of_its_own_where_nobody_wrote() -> None:
    holidays.LOADER.store(Load(actor=SYSTEM, now=FILED, sha256="f" * 64))
    newest = CalendarVersion.objects.first()
    assert newest is not None
    assert newest.version.endswith("ffffffff")
    assert Holiday.objects.filter(version=newest).count() == 280


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_a_year_at_once_make_one_draft() -> None:
    told: list[str] = []
    together = Barrier(2)
    who = actor("system_admin")

    def begin() -> None:
        together.wait(timeout=20)
        try:
            calendar_editing.write(
                year=2026,
                version=0,
                days=[day_off(date(2026, 6, 1))],
                actor=who,
                now=FILED,
            )
            told.append("kept")
        except DraftRefused as error:
            told.append(error.code)
        finally:
            connection.close()

    threads = [Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(told) == ["draft_stale", "kept"]
    assert CalendarDraft.objects.get().version == 1
