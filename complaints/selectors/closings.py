"""Closed reports counted by year, place, substance and outcome.

These counts are small and never leave this app: ``domain.closing_figures`` says what of
them may be told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Min

from agencies.models import Region
from complaints.domain.closing_figures import NOWHERE, Closed, is_over
from complaints.domain.outcomes import outcome_of
from complaints.domain.periodic import QUARTERS, Period
from complaints.domain.states import Reason
from complaints.models import Case
from complaints.selectors.periodic import closed_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

PROVINCE, REGENCY = len("64"), len("64.71")


def years_over(today: date) -> list[int]:
    """The years that may be told, from the first in which something was closed."""
    first = Case.objects.aggregate(first=Min("closed_at"))["first"]
    if first is None:
        return []
    return [year for year in range(first.year, today.year) if is_over(year, today)]


def closed_in(year: int) -> list[Closed]:
    """Every report that was closed in a year, counted. A query for each quarter and zone."""
    return [
        one for quarter in QUARTERS for one in _closed(Period(year, quarter), quarter)
    ]


def _closed(period: Period, quarter: int) -> Iterator[Closed]:
    for rows in closed_within(period):
        counted = rows.values(
            "region_code", "substance", "closing_reason", seat=F("agency__region__code")
        )
        for row in counted.annotate(n=Count("pk")):
            yield _one(dict(row), quarter)


def _one(row: dict[str, Any], quarter: int) -> Closed:
    place = row["region_code"] or row["seat"] or NOWHERE
    province = place[:PROVINCE]
    known = len(place) >= REGENCY
    return Closed(
        quarter,
        province,
        place[:REGENCY] if known else f"{province}.{NOWHERE}",
        row["substance"],
        outcome_of(Reason(row["closing_reason"])),
        row["n"],
    )


def places(codes: Iterable[str]) -> dict[str, tuple[str, bool]]:
    """The name of each region, and whether it is invented. One query."""
    rows = Region.objects.filter(code__in=set(codes))
    return {row.code: (row.name, row.fictional) for row in rows}
