"""The years of the scoreboard, and the one that is shown when none is asked for."""

from __future__ import annotations

from compliance.models import PublishedResult, Snapshot, ZoneCount


def years() -> tuple[int, ...]:
    """The years that have results or zone counts, latest first. Three queries."""
    found: set[int] = set()
    for rows in (
        PublishedResult.objects.values_list("year", flat=True),
        ZoneCount.objects.values_list("year", flat=True),
        Snapshot.objects.values_list("year", flat=True),
    ):
        found.update(rows.distinct())
    return tuple(sorted(found, reverse=True))


def shown_year(asked: int | None, known: tuple[int, ...] = ()) -> int:
    """The year asked for, else the latest whose zones are known, else the latest."""
    if asked:
        return asked
    row = ZoneCount.objects.order_by("-year").first()
    if row:
        return row.year
    return known[0] if known else 0
