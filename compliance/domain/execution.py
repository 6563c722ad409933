"""KTK: how an agency carried out what the Ombudsman asked of it.

A proposal of ours, shown with the badge "usulan, bukan rumus resmi": no official
formula is known. Every date is a legal day in the office's zone; the cut-off is
the last day that counts. The calendar of working days lives elsewhere, so a fact
brings its own number of working days late.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from compliance.domain.scales import round_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

MONTHS_KEPT = 24
#: Working days late up to which the smaller deduction holds.
LATE_LIMIT = 30
ON_TIME, LATE, VERY_LATE = Decimal("1.0"), Decimal("0.8"), Decimal("0.6")


class Instrument(StrEnum):
    """What the Ombudsman asked with."""

    CORRECTIVE = "tk"
    SUGGESTION = "saran"  # tracked, never counted
    RECOMMENDATION = "rekomendasi"


class Execution(StrEnum):
    """How far it was carried out, as verified by the Ombudsman."""

    NOT = "belum"
    PARTLY = "sebagian"
    DONE = "dilaksanakan"


WORTH = {
    Execution.NOT: Decimal(0),
    Execution.PARTLY: Decimal("0.5"),
    Execution.DONE: Decimal(1),
}


class Place(StrEnum):
    """Whether an action counts at the cut-off, and if not, why."""

    COUNTED = "counted"
    SUGGESTION = "suggestion"
    ANNULLED = "annulled"
    EXCUSED = "excused"
    NOT_DUE = "not_due"
    SETTLED_LONG_AGO = "settled_long_ago"
    REPLACED = "replaced"


class InconsistentFactError(ValueError):
    """A fact that says "done" but not when."""


@dataclass(frozen=True, slots=True)
class ActionFact:
    """One duty of one agency, as it was verified up to the lock of the round.

    ``due_on`` is the date in force, any extension included. ``executed_on`` is the
    day that decides whether it was in time: the first submission where everything
    asked for afterwards came soon, else the verified day. Without it the day of
    submission decides. ``on_time_days_late`` counts working days after ``due_on``.
    ``superseded_by`` is the ``ref`` of the recommendation that repeats this action.
    """

    ref: str
    agency_id: int
    instrument: Instrument
    due_on: date
    status: Execution = Execution.NOT
    submitted_on: date | None = None
    executed_on: date | None = None
    on_time_days_late: int | None = None
    annulled: bool = False
    excused: bool = False
    superseded_by: str | None = None
    received_on: date | None = None
    settled_on: date | None = None
    case_closed_partly_accepted: bool = False

    @property
    def happened_on(self) -> date | None:
        """The day on which the agency did what it did; our verdict's day is ours."""
        return self.executed_on or self.submitted_on

    def status_at(self, cutoff: date) -> Execution:
        """How far it was carried out by facts up to the cut-off."""
        day = self.happened_on
        return Execution.NOT if day is not None and day > cutoff else self.status

    def is_open_at(self, cutoff: date) -> bool:
        """Not done, annulled or excused; partly done is open unless accepted so."""
        if self.annulled or self.excused:
            return False
        status = self.status_at(cutoff)
        if status is Execution.PARTLY:
            return not self.case_closed_partly_accepted
        return status is not Execution.DONE

    @property
    def timeliness(self) -> Decimal:
        """1.0 by the due date, 0.8 up to 30 working days later, else 0.6.

        Raises InconsistentFactError if neither the days late nor a date on or before
        the due date is known.
        """
        late = self.on_time_days_late
        if late is None:
            day = self.happened_on
            if day is None or day > self.due_on:
                raise InconsistentFactError(f"action {self.ref}: days late are missing")
            late = 0
        if late <= 0:
            return ON_TIME
        return LATE if late <= LATE_LIMIT else VERY_LATE


@dataclass(frozen=True, slots=True)
class Weighed:
    """One action at the cut-off: its place, and s and t where it counts."""

    ref: str
    place: Place
    status: Execution
    s: Decimal = Decimal(0)
    t: Decimal = Decimal(0)

    @property
    def points(self) -> Decimal:
        """s times t, between 0 and 1."""
        return self.s * self.t


@dataclass(frozen=True, slots=True)
class Ktk:
    """The variable with what it was made of. Used exact, shown rounded."""

    total: Decimal
    n: int

    @property
    def exact(self) -> Fraction:
        """100 times the points over the number of actions, unrounded."""
        return Fraction(self.total) * 100 / self.n

    @property
    def shown(self) -> Decimal:
        """The figure for people, two places."""
        return round_once(self.exact)


def ktk(actions: Iterable[ActionFact], cutoff: date) -> Ktk | None:
    """KTK at the cut-off; None where no action counts (never 0)."""
    counted = [w for w in weigh(actions, cutoff) if w.place is Place.COUNTED]
    if not counted:
        return None
    return Ktk(total=sum((w.points for w in counted), Decimal(0)), n=len(counted))


def weigh(actions: Iterable[ActionFact], cutoff: date) -> tuple[Weighed, ...]:
    """Every action of one agency with its place at the cut-off, in the order given.

    Raises InconsistentFactError if one recommendation item repeats two actions.
    """
    known = {action.ref: action for action in actions}
    replaces: dict[str, ActionFact] = {}
    for action in known.values():
        if action.superseded_by is not None and action.superseded_by in known:
            if action.superseded_by in replaces:
                raise InconsistentFactError(
                    f"{action.superseded_by} repeats two actions"
                )
            replaces[action.superseded_by] = action
    return tuple(
        _weighed(action, replaces.get(ref), known, cutoff)
        for ref, action in known.items()
    )


def without_maladministration(actions: Iterable[ActionFact], cutoff: date) -> bool:
    """Whether "Tanpa Maladministrasi" may be added (the matrix of 2025).

    Everything received by the cut-off must be executed or annulled; an action
    repeated in a recommendation is judged by the recommendation.
    """
    known = {action.ref: action for action in actions}
    return all(
        action.annulled
        or action.status_at(cutoff) is Execution.DONE
        or _replacement(action, known) is not None
        for action in known.values()
        if (action.received_on or action.due_on) <= cutoff
    )


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def _replacement(
    action: ActionFact, known: Mapping[str, ActionFact]
) -> ActionFact | None:
    """The recommendation that stands in for this action, unless it was annulled."""
    other = known.get(action.superseded_by or "")
    return None if other is None or other.annulled else other


def _own_place(action: ActionFact, cutoff: date) -> Place:
    """Where the action stands if no recommendation is looked at."""
    if action.instrument is Instrument.SUGGESTION:
        return Place.SUGGESTION
    if action.annulled:
        return Place.ANNULLED
    if action.excused:
        return Place.EXCUSED
    if action.due_on > cutoff:
        return Place.NOT_DUE
    if action.is_open_at(cutoff) or action.due_on > months_before(cutoff, MONTHS_KEPT):
        return Place.COUNTED
    return Place.SETTLED_LONG_AGO


def _place(
    action: ActionFact,
    replaced: ActionFact | None,
    known: Mapping[str, ActionFact],
    cutoff: date,
) -> Place:
    """The place with replacement: from the day the new one is due or done."""
    own = _own_place(action, cutoff)
    other = _replacement(action, known)
    if own is Place.COUNTED and other is not None:
        done = other.status_at(cutoff) is Execution.DONE
        return Place.REPLACED if done or other.due_on <= cutoff else own
    if own is Place.NOT_DUE and replaced is not None:
        done = action.status_at(cutoff) is Execution.DONE
        counted = _own_place(replaced, cutoff) is Place.COUNTED
        return Place.COUNTED if done and counted else own
    return own


def _weighed(
    action: ActionFact,
    replaced: ActionFact | None,
    known: Mapping[str, ActionFact],
    cutoff: date,
) -> Weighed:
    place = _place(action, replaced, known, cutoff)
    status = action.status_at(cutoff)
    s = WORTH[status]
    if place is not Place.COUNTED or s == 0:
        return Weighed(action.ref, place, status)
    # What had to climb to a recommendation is worth what the latest is worth.
    ceiling = ON_TIME if replaced is None else VERY_LATE
    return Weighed(action.ref, place, status, s, min(action.timeliness, ceiling))
