"""Every pause of an inner clock that began in a month: how long, for whom, whose clock.

A pause is no row: it is read off the terms that run for somebody else and the days that
the inner clocks of the same case left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from accounts.models import User
from agencies.domain.calendar import SkipReason
from complaints.domain.deadlines import PAUSABLE
from complaints.domain.pausing import STOPS, hold_of
from complaints.domain.terms import TermKind
from complaints.models import Case, Deadline
from complaints.models.deadline import HELD_BY_OTHERS
from complaints.selectors.load import office_id_of
from complaints.selectors.queue import PAGE
from complaints.selectors.today import HOLDER_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.actor import Actor
    from agencies.domain.calendar import WorkCalendar
    from complaints.domain.pausing import Hold
    from complaints.domain.states import Party


#: The day on which a pause began, the term that caused it, the clock that stood still.
Place: TypeAlias = tuple[date, int, int]
#: What is read of the terms of a whole month.
_OF_HOLDS = (
    *("kind", "holder", "started_on", "due_on", "met_on", "lapsed_at", "dropped_at"),
    *("zone", "case__intake", "case__examiner", "case__resmon"),
)


@dataclass(frozen=True, slots=True)
class Pause:
    """One clock that stood still from ``since``; ``until`` None: it still does.

    ``days`` are those that it left out: by the calendar as far as it went on, working
    days until today where it stands. ``officer_id`` None: the head's own clock.
    ``place``: where it stands in the list of its month; no two have the same.
    """

    place: Place

    case: Case
    clock: str
    because: str
    waits_for: str
    since: date
    until: date | None
    days: frozenset[date]
    officer_id: int | None


@dataclass(frozen=True, slots=True)
class Pauses:
    """A page of the pauses of a month, the longest ago first, and the days of all of them
    by officer.

    ``names``: of the officers; who is not in it is the head. ``following``: where the
    next page begins.
    """

    rows: list[Pause]
    following: Place | None
    totals: list[tuple[str, int]]
    names: dict[int, str]


def pauses_of(
    actor: Actor,
    first: date,
    last: date,
    today: date,
    calendar: WorkCalendar,
    after: Place | None = None,
) -> Pauses:
    """Those that began from ``first`` to ``last`` in his office, ``after`` a place in
    their list. Four queries: what the totals count is read of every one of them, and the
    cases of one page."""
    office = Case.objects.visible_to(actor).filter(office_id=office_id_of(actor))
    holds = Deadline.objects.filter(
        case__in=office,
        kind__in=HELD_BY_OTHERS,
        started_on__gte=first,
        started_on__lte=last,
    ).select_related("case")
    found = list(holds.order_by("started_on", "id").only(*_OF_HOLDS))
    inner: dict[int, list[Deadline]] = {}
    for row in Deadline.objects.filter(
        case__in={one.case_id for one in found}, kind__in=sorted(PAUSABLE)
    ).order_by("id"):
        inner.setdefault(row.case_id, []).append(row)
    rows = [
        pause
        for one in found
        for row in inner.get(one.case_id, ())
        if (pause := _pause(one, row, today, calendar)) is not None
    ]
    officers = {one.officer_id for one in rows if one.officer_id is not None}
    people = User.objects.filter(pk__in=officers)
    names = dict(people.values_list("pk", "name"))
    rows.sort(key=lambda one: one.place)
    left = [one for one in rows if after is None or one.place > after]
    following = left[PAGE - 1].place if len(left) > PAGE else None
    return Pauses(_named(left[:PAGE]), following, _totals(rows, names), names)


def _named(rows: list[Pause]) -> list[Pause]:
    """The same with all that a page says of their cases."""
    whole = Case.objects.select_related("agency", "unit", "office")
    cases = whole.in_bulk({one.case.pk for one in rows})
    return [replace(one, case=cases[one.case.pk]) for one in rows]


def _pause(
    term: Deadline, row: Deadline, today: date, calendar: WorkCalendar
) -> Pause | None:
    """What this clock lost while the term ran; None where it did not stand."""
    kind = TermKind(term.kind)
    if TermKind(row.kind) not in STOPS[kind]:
        return None
    hold = hold_of(kind, term.started_on, term.due_on, term.ended_on)
    days = _left_out(row, hold) | _standing(row, hold, today, calendar)
    stands = row.stands and hold.until is None
    if not days and not stands:
        return None
    return Pause(
        place=(term.started_on, term.pk, row.pk),
        case=term.case,
        clock=row.kind,
        because=term.kind,
        waits_for=term.holder,
        since=max(hold.since, row.started_on),
        until=hold.until,
        days=frozenset(days),
        officer_id=_officer(term.case, row.holder),
    )


def _left_out(row: Deadline, hold: Hold) -> set[date]:
    paused = (
        date.fromisoformat(d) for d, why in row.skipped if why == SkipReason.PAUSED
    )
    return {
        day
        for day in paused
        if hold.since < day and (not hold.until or day <= hold.until)
    }


def _standing(
    row: Deadline, hold: Hold, today: date, calendar: WorkCalendar
) -> set[date]:
    """The working days since it stopped; written on the row only when it goes on."""
    if row.paused_since is None or hold.until is not None:
        return set()
    span = range(row.paused_since.toordinal() + 1, today.toordinal() + 1)
    return {day for n in span if calendar.is_workday(day := date.fromordinal(n))}


def _officer(case: Case, holder: Party | str) -> int | None:
    column = next(
        (column for party, column in HOLDER_COLUMNS.items() if party == holder), None
    )
    found: int | None = getattr(case, column) if column else None
    return found


def _totals(rows: Iterable[Pause], names: dict[int, str]) -> list[tuple[str, int]]:
    """By name; a day on which several held the ball of one clock counts once."""
    days: dict[int | None, set[tuple[int, str, date]]] = {}
    for one in rows:
        lost = {(one.case.pk, one.clock, day) for day in one.days}
        days.setdefault(one.officer_id, set()).update(lost)
    told = [(names.get(pk or 0, ""), len(lost)) for pk, lost in days.items()]
    return sorted(told, key=lambda one: (-one[1], one[0]))
