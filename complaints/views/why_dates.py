"""Why a date is what it is: from what day, how long, and each day that did not count."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agencies.domain.calendar import SkipReason, legal_day
from agencies.domain.kinds import HolidayKind
from agencies.selectors import work_calendar
from complaints.domain.shares import Span, shares
from complaints.domain.states import Party
from complaints.domain.terms import TERMS, Basis, TermKind
from complaints.domain.turn import Side
from complaints.views.words import HOLDERS, clock_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agencies.domain.calendar import WorkCalendar
    from complaints.models import Case, Deadline
    from complaints.views.words import Clock

#: Monday is 0.
_SUNDAY = 6


def day_in_words(day: date, why: str, calendar: WorkCalendar) -> str:
    """One day that did not count: Sabtu, libur X, cuti bersama Y, jam berhenti."""
    if why == SkipReason.WEEKEND:
        return _("Minggu") if day.weekday() == _SUNDAY else _("Sabtu")
    if why == SkipReason.PAUSED:
        return _("jam berhenti, giliran pihak lain")
    off = calendar.names.get(day)
    if off is None:
        return _("libur nasional atau cuti bersama")
    name = off.name_en if get_language() == "en" else off.name_id
    if off.kind == HolidayKind.JOINT_LEAVE:
        # Its own name says so already in most years.
        return name
    return _("libur %(name)s") % {"name": name}


def skipped_of(row: Deadline, calendar: WorkCalendar) -> list[tuple[date, str]]:
    """Every day of a term that did not count, by its name.

    ``calendar``: the one in force; a row that was counted by another names that one's.
    """
    if row.calendar_version not in {"", calendar.version}:
        calendar = work_calendar(row.calendar_version)
    days = ((date.fromisoformat(day), why) for day, why in row.skipped)
    return [(day, day_in_words(day, why, calendar)) for day, why in days]


def clocks_of(
    rows: Sequence[Deadline], today: date, calendar: WorkCalendar
) -> list[dict[str, Any]]:
    """Every term of a case that somebody holds, with the way to its date."""
    return [
        {
            "clock": explained(row, today, calendar),
            "holder": HOLDERS[row.holder],
            "named": row.named.name if row.named else "",
            "state": _state(row, today),
            "met_on": row.met_on,
            "assumed": _assumed(row),
        }
        for row in rows
        if row.holder != Party.SYSTEM
    ]


def explained(row: Deadline, today: date, calendar: WorkCalendar) -> Clock:
    """A term as a page shows it, each day that did not count by its name."""
    clock = clock_of(row, today, calendar)
    clock.skipped[:] = skipped_of(row, calendar)
    return clock


def _assumed(row: Deadline) -> bool:
    term = TERMS[TermKind(row.kind)]
    return term.assumed or term.basis is not Basis.LAW


def _state(row: Deadline, today: date) -> tuple[str, str]:
    """How a term stands, and the look of its tag."""
    if row.met_on:
        late = row.met_on > row.due_on
        return (_("selesai, terlambat"), "bad") if late else (_("selesai"), "ok")
    if row.dropped_at:
        return (_("waktunya habis"), "") if row.lapsed_at else (_("gugur"), "")
    if row.stands:
        return _("jam berhenti"), "warn"
    return (_("lewat"), "bad") if row.due_on < today else (_("berjalan"), "info")


def whose_days(case: Case, rows: Sequence[Deadline], today: date) -> dict[str, Any]:
    """The days of a case by who had it, as a table."""
    spans = [
        Span(
            TermKind(row.kind),
            Party(row.holder),
            row.started_on,
            row.due_on,
            row.met_on or (row.dropped_at and legal_day(row.dropped_at, row.zone)),
        )
        for row in rows
    ]
    last = legal_day(case.closed_at, case.office.zone) if case.closed_at else today
    found = shares(spans, case.submitted_on, max(last, case.submitted_on))
    names = {
        Side.OMBUDSMAN: _("Ombudsman"),
        Side.AGENCY: _("Instansi"),
        Side.REPORTER: _("Pelapor"),
    }
    return {
        "rows": [
            (names[share.side], share.days, share.late)
            for share in found
            if case.has_reporter or share.side is not Side.REPORTER
        ],
        "total": sum(share.days for share in found),
        "since": case.submitted_on,
        "until": last,
    }
