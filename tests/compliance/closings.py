"""Reports that were closed, put there in numbers."""

from __future__ import annotations

from datetime import UTC, datetime
from secrets import token_hex

from agencies.models import Office
from complaints.domain.states import Reason, State
from complaints.models import Case
from tests.factories.agencies import RegionFactory

#: Of each quarter of a year a day in the middle.
MONTHS = (2, 5, 8, 11)
#: The first day on which 2026 may be told, and the day before.
TOLD_ON = datetime(2027, 4, 1, 3, tzinfo=UTC)
TOO_EARLY = datetime(2027, 3, 31, 3, tzinfo=UTC)
STORY = "Cerita yang tidak boleh keluar dari perkara"


def closed(
    n: int,
    *,
    place: str = "64.71",
    quarter: int = 1,
    year: int = 2026,
    reason: Reason = Reason.DICABUT,
    substance: str = "air",
) -> list[Case]:
    """So many reports about this place, closed in this quarter."""
    office = Office.objects.first()
    moment = datetime(year, MONTHS[quarter - 1], 15, 3, tzinfo=UTC)
    made = Case.objects.bulk_create(
        Case(
            locator=token_hex(4).upper(),
            code_hash="",
            qr_hash=b"",
            state=State.SUBMITTED,
            office=office,
            region_code=place,
            substance=substance,
            story=STORY,
            title=STORY,
            filed_at=moment,
            submitted_on=moment.date(),
            updated_at=moment,
        )
        for _ in range(n)
    )
    rows = Case.objects.filter(pk__in=[one.pk for one in made])
    rows.update(
        state=State.CLOSED,
        closing_reason=reason,
        closed_from=State.SUBMITTED,
        closed_at=moment,
    )
    return made


def a_year(year: int = 2026) -> None:
    """A province with two cities, one of which has three reports, and a small province."""
    country()
    for quarter in (1, 2, 3, 4):
        closed(9, quarter=quarter, year=year)
        closed(7, quarter=quarter, year=year, reason=Reason.DAMAI)
        closed(6, place="64.72", quarter=quarter, year=year)
        closed(8, place="63.01", quarter=quarter, year=year)
    closed(3, place="64.01", year=year)
    closed(2, place="61.01", year=year)


def country() -> None:
    """Three provinces with a city each that are no example."""
    for code in ("61", "63", "64"):
        for regency in (f"{code}.01", f"{code}.71", f"{code}.72"):
            RegionFactory(code=regency)
