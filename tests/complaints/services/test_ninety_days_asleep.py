"""The scheduler sleeps for ninety days: what time does is done once, in order, dated right.

Three cases are watched twice: by a scheduler that looks every day, and by one that slept.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from complaints.domain import events
from complaints.domain.states import State
from complaints.models import Case, Deadline, Reminder
from complaints.services import reminding, sweep
from journal.actor import ActorKind
from journal.models import Entry
from tests.complaints.ladder import checked, in_resmon, received
from tests.complaints.story import Walk, opened_by_agency, to_examination, to_signed_lhp

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

pytestmark = pytest.mark.django_db

DAYS = 90


def in_correction() -> Walk:
    walk = Walk()
    to_examination(walk)
    to_signed_lhp(walk)
    opened_by_agency(walk)
    return walk


def unopened() -> Walk:
    """The agency leaves the letter unopened."""
    walk = Walk()
    to_examination(walk)
    to_signed_lhp(walk)
    return walk


def monitored() -> Walk:
    walk = in_resmon()
    checked(walk)
    return walk


def recommended() -> Walk:
    walk = in_resmon()
    received(walk)
    return walk


STORIES = (in_correction, unopened, monitored, recommended)


def look(now: datetime) -> None:
    sweep.run(now)
    reminding.run(now)


def by_time(case: Case) -> list[tuple[str, str, str]]:
    """What the clock did, in the order of the history, with the day that it was due."""
    rows = Entry.objects.filter(
        subject_kind="case", subject_id=case.pk, actor_kind=ActorKind.SYSTEM
    )
    return [
        (row.kind, str(row.data.get("kind", "")), str(row.data.get("due_on", "")))
        for row in rows.order_by("n")
        if row.kind != events.REMINDED
    ]


def dates(case: Case) -> Counter[tuple[Any, ...]]:
    """Every term with its days, and the moment at which it went by."""
    fields = ("kind", "started_on", "due_on", "lapsed_at")
    return Counter(Deadline.objects.filter(case=case).values_list(*fields))


def awake(walk: Walk) -> None:
    for _ in range(DAYS):
        walk.now += timedelta(days=1)
        look(walk.now)


def asleep(walk: Walk) -> None:
    walk.now += timedelta(days=DAYS)
    look(walk.now)


@pytest.mark.parametrize("story", STORIES, ids=lambda one: one.__name__)
def test_whoever_slept_does_what_the_other_did_with_the_same_days(
    story: Callable[[], Walk],
) -> None:
    one, other = story(), story()
    awake(one)
    asleep(other)
    assert other.again().state == one.again().state
    assert dates(other.case) == dates(one.case)
    done, slept = by_time(one.case), by_time(other.case)
    assert Counter(slept) == Counter(done)
    lapsed = [row[2] for row in slept if row[0] == events.DEADLINE_LAPSED]
    assert lapsed == sorted(lapsed)
    assert len(slept) > 0


@pytest.mark.parametrize("story", STORIES, ids=lambda one: one.__name__)
def test_a_second_look_adds_nothing(story: Callable[[], Walk]) -> None:
    walk = story()
    asleep(walk)
    before = walk.kinds()
    look(walk.now)
    assert walk.kinds() == before


@pytest.mark.parametrize("story", STORIES, ids=lambda one: one.__name__)
def test_every_rung_that_went_by_is_kept_and_only_the_highest_is_spoken_of(
    story: Callable[[], Walk],
) -> None:
    one, other = story(), story()
    awake(one)
    asleep(other)
    assert rungs(other) == rungs(one)
    spoken = Counter(
        Reminder.objects.filter(deadline__case=other.case, spoken=True)
        .filter(at=other.now)
        .values_list("deadline", flat=True)
    )
    assert set(spoken.values()) <= {1}


def rungs(walk: Walk) -> Counter[tuple[str, str]]:
    rows = Reminder.objects.filter(deadline__case=walk.case)
    return Counter(rows.values_list("deadline__kind", "rung"))


def test_the_corrective_period_ends_on_its_day_however_late_we_look() -> None:
    walk = in_correction()
    due = walk.again().actions.earliest("n").due_on
    asleep(walk)
    assert walk.again().state == State.RESMON
    opened = Entry.objects.get(kind=events.RESMON_OPENED, subject_id=walk.case.pk)
    assert opened.at == walk.now  # when it was done
    term = Deadline.objects.filter(case=walk.case, kind="resmon").get()
    assert due is not None
    assert term.started_on == due + timedelta(days=1)  # when it was due
