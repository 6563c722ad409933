"""The calendar of working days as its editor needs it: years, drafts, what they change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agencies.models import CalendarDraft, CalendarVersion
from agencies.selectors import days_in_force, drafted, editable_years

if TYPE_CHECKING:
    from datetime import date

    from agencies.domain.days_off import DayOffRow


@dataclass(frozen=True, slots=True)
class Year:
    """A year as the list shows it."""

    year: int
    days: int
    estimated: int
    by_hand: bool
    draft: CalendarDraft | None


def overview() -> tuple[CalendarVersion | None, list[Year]]:
    """The version in force and every year that can be written."""
    newest, days = CalendarVersion.objects.first(), days_in_force()
    drafts = {draft.year: draft for draft in CalendarDraft.objects.all()}
    rows = []
    for year in reversed(editable_years()):
        of_year = [row for day, row in days.items() if day.year == year]
        rows.append(
            Year(
                year=year,
                days=len(of_year),
                estimated=sum(row["estimated"] for row in of_year),
                by_hand=newest is not None and year in newest.by_hand,
                draft=drafts.get(year),
            )
        )
    return newest, rows


def days_of(year: int) -> list[DayOffRow]:
    """The days of a year as somebody left them, or as they are in force."""
    draft = draft_of(year)
    days = drafted(draft) if draft else days_in_force()
    return [row for day, row in sorted(days.items()) if day.year == year]


def draft_of(year: int) -> CalendarDraft | None:
    """What somebody is writing of this year."""
    return CalendarDraft.objects.filter(year=year).first()


def differences(
    draft: CalendarDraft,
) -> list[tuple[date, DayOffRow | None, DayOffRow | None]]:
    """Each day that the draft changes: the day, what is in force, what would be."""
    now, then = days_in_force(), drafted(draft)
    days = sorted({day for day in {*now, *then} if day.year == draft.year})
    rows = [(day, now.get(day), then.get(day)) for day in days]
    return [row for row in rows if row[1] != row[2]]
