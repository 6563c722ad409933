"""Who is late at a glance: actions counted by agency, by unit, by officer, by what they
are about; and how old what is owed is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case as Either
from django.db.models import Count, F, Min, Q, Value, When
from django.db.models.functions import Coalesce, Left

from accounts.models import User
from agencies.models import Agency, Region, Unit
from complaints.domain.tracker import TELLING, Group, View, view_of
from complaints.selectors.tracker import seen_actions
from complaints.selectors.tracker_narrowing import (
    OWED,
    due_between,
    in_time,
    lasting,
    narrowed,
    stands,
    waits,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.domain.tracker import Band, Marks
    from complaints.models import CorrectiveAction
    from complaints.selectors.tracker_narrowing import Filters

#: As many lines as stand on a page.
LINES = 50
#: What is counted, in the order of the columns.
COUNTED = (View.OPEN, View.UNRECEIVED, View.OURS, View.SOON, View.LATE, View.VERY_LATE)
PROVINCE, REGENCY = 2, 5


@dataclass(frozen=True, slots=True)
class Line:
    """One group: what it is known by, how many of each there are, the oldest last day.

    ``hidden``: restricted cases, of which a list says nothing else.
    """

    key: Any
    hidden: bool
    counts: dict[View, int]
    oldest: date | None


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of lines, the latest first; ``whole``: all of them as one."""

    lines: Sequence[Line]
    more: bool
    whole: Line


@dataclass(frozen=True, slots=True)
class Ages:
    """What is owed at one status, each once: not received yet, handed in by its day and
    with us, suggested only, and what binds in each band."""

    status: str
    unreceived: int
    in_time: int
    suggested: int
    banded: tuple[int, ...]


def _known_by(group: Group, filters: Filters) -> Any:
    """By what an action belongs to its group; of a province its own regions are told."""
    region = Coalesce("unit__region__code", "agency__region__code")
    return {
        Group.AGENCY: F("agency_id"),
        Group.UNIT: F("unit_id"),
        Group.REGION: Left(region, REGENCY if filters.region else PROVINCE),
        Group.OFFICER: F("watcher"),
        Group.INSTRUMENT: F("instrument"),
        Group.SUBSTANCE: F("case__substance"),
        Group.FORM: F("lhp__findings__form"),
    }[group]


def _nowhere() -> Any:
    return Value(False)  # noqa: FBT003 - an SQL literal


def _owed(actor: Actor, filters: Filters) -> QuerySet[CorrectiveAction]:
    seen = seen_actions(actor, filters.language).annotate(
        timely=in_time(), waiting=waits()
    )
    return seen.filter(OWED & narrowed(filters, actor))


def _counts(marks: Marks, *, once: bool) -> dict[str, Any]:
    """``once``: an action may stand on several rows, and counts as one."""
    meant = stands(marks, timely=Q(timely=True), waiting=Q(waiting=True))
    found: dict[str, Any] = {
        _column(view): Count("pk", distinct=once, filter=meant[view])
        for view in COUNTED
    }
    return found | {"oldest": Min("due_on", filter=meant[View.LATE])}


def _column(view: View) -> str:
    return f"n_{view.name.lower()}"


def overview(
    actor: Actor, filters: Filters, marks: Marks, group: Group, page: int
) -> Overview:
    """One page of the groups, whoever is latest first. Two queries."""
    rows = _owed(actor, filters).order_by()
    counts = _counts(marks, once=group is Group.FORM)
    whole = _line({"key": None, "hidden": False, **rows.aggregate(**counts)})
    if group is Group.FORM:
        rows = rows.filter(lhp__findings__proven=True)
    known, hidden = _known_by(group, filters), _nowhere()
    if group in TELLING:
        known = Either(When(case__restricted=False, then=known))
        hidden = F("case__restricted")
    grouped: Any = rows.annotate(key=known, hidden=hidden).values("key", "hidden")
    in_order = grouped.annotate(**counts).order_by(
        f"-{_column(View.VERY_LATE)}",
        f"-{_column(View.LATE)}",
        f"-{_column(View.OPEN)}",
        "key",
    )
    first = LINES * page
    found = [_line(row) for row in in_order[first : first + LINES + 1]]
    return Overview(found[:LINES], len(found) > LINES, whole)


def _line(row: dict[str, Any]) -> Line:
    return Line(
        key=row["key"],
        hidden=row["hidden"],
        counts={view: row[_column(view)] for view in COUNTED},
        oldest=row["oldest"],
    )


def ages(
    actor: Actor, filters: Filters, marks: Marks, spans: Sequence[Band]
) -> list[Ages]:
    """What is owed, by how far it is and how late: every action once. One query.

    The bands hold what the views call late, near and under way, and nothing else.
    """
    timely = Q(timely=True)
    meant = stands(marks, timely=timely, waiting=Q(waiting=True))
    rows: Any = _owed(actor, filters).order_by().values("status")
    banded = {
        f"band_{place}": Count(
            "pk", filter=meant[view_of(band)] & due_between(band.since, band.until)
        )
        for place, band in enumerate(spans)
    }
    found = rows.annotate(
        unreceived=Count("pk", filter=meant[View.UNRECEIVED]),
        in_time=Count("pk", filter=meant[View.IN_TIME]),
        suggested=Count("pk", filter=lasting(timely=timely)),
        **banded,
    )
    return [
        Ages(
            row["status"],
            row["unreceived"],
            row["in_time"],
            row["suggested"],
            tuple(row[name] for name in banded),
        )
        for row in found.order_by("status")
    ]


def bodies_among(lines: Iterable[Line], group: Group) -> dict[Any, Any]:
    """The agencies, units, regions or officers that lines are about, by their key. One query."""
    keys = [line.key for line in lines if line.key is not None]
    if group is Group.AGENCY:
        return {row.pk: row for row in Agency.objects.filter(pk__in=keys)}
    if group is Group.UNIT:
        units = Unit.objects.filter(pk__in=keys).select_related("agency")
        return {row.pk: row for row in units}
    if group is Group.REGION:
        return {row.code: row for row in Region.objects.filter(code__in=keys)}
    if group is Group.OFFICER:
        return {row.pk: row for row in User.objects.filter(pk__in=keys)}
    return {}
