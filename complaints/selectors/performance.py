"""How an office does: how long its cases took, how many came, went and lie open.

Everything is asked of one office and of a span of days, over the indexes
``case_closed_of`` and ``case_filed_of``: it costs what that span holds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Case as Choice
from django.db.models import Count, DateField, F, OuterRef, Q, Subquery, When
from django.db.models.functions import TruncDate

from agencies.domain.calendar import legal_day, start_of_day
from agencies.models import Office
from complaints.domain.own_initiative import Intake, intake_of
from complaints.domain.performance import Month, backlog, month_of, months_to
from complaints.domain.states import Reason, State
from complaints.models import Case, Lhp, ReopeningRequest
from complaints.models.choices import Channel
from complaints.selectors.intakes import OWN, taken_fast
from complaints.selectors.load import in_office, office_id_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.actor import Actor
    from complaints.querysets import CaseQuerySet

MONTHS, DAYS = 12, 90
#: From which day to which each stage goes; a case without one of them is not in it.
STAGES = {
    "all": ("submitted_on", "closed_on"),
    "verification": ("checked_from", "registered_on"),
    "assignment": ("registered_on", "exam_started_on"),
    "examination": ("exam_started_on", "signed_on"),
    "execution": ("signed_on", "closed_on"),
}


@dataclass(frozen=True, slots=True)
class Took:
    """How many cases were closed in a month, and in how many days half and nine in ten."""

    n: int
    median: float
    p90: float


@dataclass(frozen=True, slots=True)
class Performance:
    """Months and what happened in each, and how many lay open at the end of each day."""

    months: list[Month]
    took: dict[str, dict[Month, Took]]
    arrived: Counter[Month]
    kinds: dict[Intake, Counter[Month]]
    closed: Counter[Month]
    reopened: Counter[Month]
    backlog: list[tuple[date, int]]


def performance_of(actor: Actor, now: datetime) -> Performance:
    """The last twelve months and ninety days of his office. Six queries."""
    office = Office.objects.get(pk=office_id_of(actor))
    today = legal_day(now, office.zone)
    months = months_to(month_of(today), MONTHS)
    since = months[0].first
    cases = _of_office(actor, office)
    arrived, kinds = _arrived(cases.filter(submitted_on__gte=since))
    ended = cases.filter(closed_at__gte=start_of_day(since, office.zone))
    closed = _per_day(_closed_on(ended, office), "closed_on")
    back = _reopened(cases, since, office)
    moved = arrived.copy()
    moved.subtract(closed)
    for left, came in back:
        moved[left] -= 1  # it was closed then,
        moved[came] += 1  # and open again from here
        closed[left] += 1
    return Performance(
        months=months,
        took=_took(_closed_on(ended, office)),
        arrived=_by_month(arrived),
        kinds=kinds,
        closed=_by_month(closed, since),
        reopened=_by_month(Counter(came for _, came in back)),
        backlog=backlog(in_office(actor).count(), today, DAYS, moved),
    )


def _of_office(actor: Actor, office: Office) -> CaseQuerySet:
    """Reports that the office holds now, and he may know of: no question, no import,
    nothing that came from another register."""
    seen: CaseQuerySet = Case.objects.visible_to(actor)
    asked = Q(state=State.CONSULT) | Q(closing_reason=Reason.KONSULTASI_DIJAWAB)
    came = seen.filter(office=office).exclude(channel=Channel.FORMER)
    return came.exclude(asked).order_by()


def _arrived(
    cases: CaseQuerySet,
) -> tuple[Counter[date], dict[Intake, Counter[Month]]]:
    """What came in on each day, and of each kind in each month. One query."""
    days: Counter[date] = Counter()
    kinds: dict[Intake, Counter[Month]] = {kind: Counter() for kind in Intake}
    by = ("submitted_on", "channel", "fast")
    rows = cases.annotate(fast=taken_fast()).values(*by).annotate(n=Count("pk"))
    for row in rows:
        reported = row["channel"] != Channel.OWN
        kind = intake_of(reported=reported, fast=row["fast"])
        days[row["submitted_on"]] += row["n"]
        kinds[kind][month_of(row["submitted_on"])] += row["n"]
    return days, kinds


def _closed_on(cases: CaseQuerySet, office: Office) -> CaseQuerySet:
    day = TruncDate("closed_at", tzinfo=ZoneInfo(office.zone))
    found: CaseQuerySet = cases.filter(state=State.CLOSED).annotate(closed_on=day)
    return found


def _per_day(cases: Any, day: str) -> Counter[date]:
    rows = cases.values(on=F(day)).annotate(n=Count("pk"))
    return Counter({row["on"]: row["n"] for row in rows})


def _by_month(days: Counter[date], since: date | None = None) -> Counter[Month]:
    found: Counter[Month] = Counter()
    for day, n in days.items():
        if since is None or day >= since:
            found[month_of(day)] += n
    return found


def _reopened(
    cases: CaseQuerySet, since: date, office: Office
) -> list[tuple[date, date]]:
    """When each case that came back was closed before, and when it came back."""
    rows = ReopeningRequest.objects.filter(
        case__in=cases, granted=True, decided_at__gte=start_of_day(since, office.zone)
    ).values_list("closed_at", "decided_at")
    return [
        (legal_day(left, office.zone), legal_day(came, office.zone))
        for left, came in rows
        if came is not None
    ]


def _took(closed: CaseQuerySet) -> dict[str, dict[Month, Took]]:
    """Median and ninth decile of each stage by month of closing: one statement.

    Django has no ordered-set aggregates: it writes the rows, we the arithmetic.
    """
    signed = Lhp.objects.filter(
        case=OuterRef("pk"), replaced_by=None, signed_on__isnull=False
    )
    rows = closed.annotate(
        signed_on=Subquery(signed.values("signed_on")[:1], output_field=DateField()),
        # What we began ourselves was never checked.
        checked_from=Choice(
            When(OWN, then=None), default=F("submitted_on"), output_field=DateField()
        ),
    ).values(
        "submitted_on",
        "checked_from",
        "registered_on",
        "exam_started_on",
        "signed_on",
        "closed_on",
    )
    inner, given = rows.query.sql_with_params()
    wanted = ", ".join(
        f"count({b} - {a}), "
        f"percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY {b} - {a})"
        for a, b in STAGES.values()
    )
    statement = (
        f"SELECT date_trunc('month', closed_on)::date, {wanted} "  # noqa: S608 - as above
        f"FROM ({inner}) AS closed GROUP BY 1 ORDER BY 1"
    )
    found: dict[str, dict[Month, Took]] = {stage: {} for stage in STAGES}
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        for first, *told in cursor.fetchall():
            for at, stage in enumerate(STAGES):
                n, both = told[2 * at], told[2 * at + 1]
                if n:
                    found[stage][month_of(first)] = Took(n, both[0], both[1])
    return found
