"""How corrective actions may be looked at over all cases, and how late each one is.

The values stand in addresses that people keep: never rename one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.states import Party, State

if TYPE_CHECKING:
    from agencies.domain.calendar import WorkCalendar


class View(StrEnum):
    """How an action stands, as one link."""

    OPEN = "terbuka"
    LATE = "lewat"
    VERY_LATE = "parah"
    SOON = "segera"
    RUNNING = "berjalan"
    OURS = "putusan"
    IN_TIME = "tepat-waktu"
    UNRECEIVED = "belum-terima"
    DONE = "selesai"
    ALL = "semua"


class Status(StrEnum):
    """How far an action is; the last three end it without its being done."""

    BELUM = "belum"
    DIAJUKAN = "diajukan"
    SEBAGIAN = "sebagian"
    DILAKSANAKAN = "dilaksanakan"
    ANNULLED = "dibatalkan"
    EXCUSED = "dikecualikan"
    SUPERSEDED = "digantikan"


class Sort(StrEnum):
    """In which order; none is called as a sort of the queue."""

    DUE = "batas"
    AGE = "umur"
    AGENCY = "instansi"


class Group(StrEnum):
    """By what the overview counts."""

    AGENCY = "instansi"
    UNIT = "unit"
    REGION = "wilayah"
    OFFICER = "petugas"
    INSTRUMENT = "instrumen"
    SUBSTANCE = "bidang"
    FORM = "bentuk"


def status_of(
    status: str, *, annulled: bool, excused: bool, superseded: bool
) -> Status:
    """How far an action is, as one code; what ended it without its being done goes first."""
    if annulled:
        return Status.ANNULLED
    if excused:
        return Status.EXCUSED
    return Status.SUPERSEDED if superseded else Status(status)


#: Of such an action nothing is owed any more.
ENDED = frozenset(
    {Status.DILAKSANAKAN, Status.ANNULLED, Status.EXCUSED, Status.SUPERSEDED}
)
#: What tells of which body a restricted case is, or what it is about.
TELLING = frozenset(
    {Group.AGENCY, Group.UNIT, Group.REGION, Group.SUBSTANCE, Group.FORM}
)
#: Within so many working days the last day is near.
SOON_DAYS = 5
#: The bands of those that are late begin with so many working days; the third of them
#: is very late.
LATE_FROM = (11, 31, 61)
VERY_LATE = 31
#: While a case stands here, whoever monitors it acts on a day that was missed.
_PURSUED = frozenset({State.CORRECTIVE, State.RESMON, State.RECOMMENDATION})
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Marks:
    """Today, the last day that counts as near, and where each band of the late ends.

    ``late``: for each of :data:`LATE_FROM` the latest last day that is so late.
    """

    today: date
    soon: date
    late: tuple[date, ...]

    @property
    def very_late(self) -> date:
        """Whatever was due on this day or before is very late."""
        return self.late[LATE_FROM.index(VERY_LATE)]


@dataclass(frozen=True, slots=True)
class Band:
    """So many working days late, or so many left; and the last days that lie in it.

    ``first``, ``last``: working days late, below 0 days that are left; None: without end.
    """

    first: int | None
    last: int | None
    since: date | None
    until: date | None


def marks_on(calendar: WorkCalendar, today: date) -> Marks:
    """The marks of a day."""
    return Marks(
        today=today,
        # What falls on a holiday behind the fifth working day is as near as that day.
        soon=calendar.add_workdays(today, SOON_DAYS + 1).date - _A_DAY,
        late=tuple(_so_late(calendar, today, days) for days in LATE_FROM),
    )


def _so_late(calendar: WorkCalendar, today: date, days: int) -> date:
    """The latest day after which so many working days went by up to today."""
    day, left = today, days
    while left > 0:
        left -= calendar.is_workday(day)
        day -= _A_DAY
    return day


def bands(marks: Marks) -> tuple[Band, ...]:
    """From what has most time left to what is latest: no day falls between two."""
    ends = [marks.today - _A_DAY, *marks.late]
    late = [
        Band(first, following - 1 if following else None, since, until)
        for first, following, since, until in zip(
            (0, *LATE_FROM),
            (*LATE_FROM, None),
            [*(end + _A_DAY for end in ends[1:]), None],
            ends,
            strict=True,
        )
    ]
    return (
        Band(None, -SOON_DAYS - 1, marks.soon + _A_DAY, None),
        Band(-SOON_DAYS, 0, marks.today, marks.soon),
        *late,
    )


def view_of(band: Band) -> View:
    """The view in which whatever binds and lies in this band stands."""
    if band.first is None:
        return View.RUNNING
    return View.SOON if band.first < 0 else View.LATE


@dataclass(frozen=True, slots=True)
class Stand:
    """What decides whose turn an action is. ``waits``: evidence awaits our verdict."""

    owed: bool
    received: bool
    waits: bool
    late: bool
    is_item: bool
    state: State


def turn(stand: Stand) -> Party | None:
    """Who has to act on an action next; nobody where nothing is owed.

    Who let his day go by is no more told so: whoever monitors the case acts.
    """
    if not stand.owed:
        return None
    if stand.waits or not stand.received:
        return Party.EXAMINER
    if stand.late and stand.state in _PURSUED:
        return Party.RESMON
    return Party.SUPERIOR if stand.is_item else Party.LIAISON
