"""What a report to DPR and the President is made of, and the reports that there are.

Counts of the whole country: no row of a case leaves this module, and nothing of who
reported is read.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce, Left, NullIf

from agencies.domain.calendar import legal_day, start_of_day
from agencies.models import Office, Region
from agencies.selectors import central_office
from complaints.domain.corrective import Instrument
from complaints.domain.own_initiative import intake_of
from complaints.domain.states import Reason, State
from complaints.models import (
    Case,
    CorrectiveAction,
    PeriodicReport,
    Recommendation,
)
from complaints.models.choices import Channel
from complaints.policies import sits_in_plenary, watches_reading
from complaints.selectors.intakes import taken_fast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.domain.periodic import Period


def reports_for(actor: Actor) -> QuerySet[PeriodicReport]:
    """Those that are his to read, the newest period first: a commissioner's all, an
    auditor's all, nobody else's any. Drafts that were drawn up anew are left out."""
    rows = PeriodicReport.objects.select_related("drafted_by", "issued_by", "letter")
    if not (sits_in_plenary(actor) or watches_reading(actor)):
        return rows.none()
    return rows.filter(ended_at=None).order_by("-year", "-quarter", "-version")


def issued(period: Period) -> PeriodicReport | None:
    """The version of a period that holds today."""
    rows = PeriodicReport.objects.filter(year=period.year, quarter=period.quarter)
    return rows.filter(issued_at__isnull=False).order_by("version").last()


def inputs_of(period: Period) -> dict[str, Any]:
    """Everything from which the figures of a period follow, as plain data."""
    return {
        "year": period.year,
        "quarter": period.quarter,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "received": _received(period),
        "registered": _registered(period),
        "closed": _closed(period),
        "orders": _orders(period),
        "recommendations": _recommendations(period),
        "provinces": dict(
            Region.objects.filter(parent=None).values_list("code", "name")
        ),
    }


def zones() -> list[str]:
    """The zones in which our offices stand; a day is over when it is in each."""
    return sorted(set(Office.objects.values_list("zone", flat=True)))


def reports() -> QuerySet[Case]:
    """What came in as a report: no question, no import, nothing of another register."""
    asked = Q(state=State.CONSULT) | Q(closing_reason=Reason.KONSULTASI_DIJAWAB)
    rows: QuerySet[Case] = Case.objects.exclude(asked)
    return rows.exclude(channel__in=[Channel.IMPORT, Channel.FORMER]).order_by()


def _received(period: Period) -> list[dict[str, Any]]:
    place = Coalesce(
        NullIf(Left("region_code", 2), Value("")),
        Left("agency__region__code", 2),
        Value(""),
    )
    rows = reports().filter(submitted_on__range=(period.first, period.last))
    told = rows.annotate(province=place, fast=taken_fast())
    found = told.values("channel", "province", "fast").annotate(n=Count("pk"))
    return sorted(
        (
            {
                "channel": row["channel"],
                "province": row["province"],
                "kind": str(
                    intake_of(reported=row["channel"] != Channel.OWN, fast=row["fast"])
                ),
                "n": row["n"],
            }
            for row in found
        ),
        key=lambda row: (row["channel"], row["province"], row["kind"]),
    )


def _registered(period: Period) -> list[dict[str, Any]]:
    rows = reports().filter(registered_on__range=(period.first, period.last))
    found = rows.values(kind=F("classification")).annotate(n=Count("pk"))
    return [{"class": row["kind"], "n": row["n"]} for row in found.order_by("kind")]


def _closed(period: Period) -> list[dict[str, Any]]:
    counts: Counter[str] = Counter()
    for rows in closed_within(period):
        for row in rows.values("closing_reason").annotate(n=Count("pk")):
            counts[row["closing_reason"]] += row["n"]
    return [{"reason": code, "n": n} for code, n in sorted(counts.items())]


def closed_within(period: Period) -> Iterator[QuerySet[Case]]:
    """Reports that were closed in a period by the legal days of each office: one query
    for each of the country's zones."""
    for zone in zones():
        begin = start_of_day(period.first, zone)
        end = start_of_day(period.last + timedelta(days=1), zone)
        yield reports().filter(
            office__zone=zone,
            state=State.CLOSED,
            closed_at__gte=begin,
            closed_at__lt=end,
        )


def _orders(period: Period) -> list[dict[str, Any]]:
    rows = CorrectiveAction.objects.filter(
        instrument=Instrument.TK,
        lhp__replaced_by=None,
        received_on__range=(period.first, period.last),
    )
    told = rows.select_related("superseded_by__recommendation")
    return [_order(row) for row in told.prefetch_related("facts").order_by("id")]


def _order(row: CorrectiveAction) -> dict[str, Any]:
    item = row.superseded_by
    rec = item.recommendation if item is not None else None
    return {
        "due_on": _iso(row.due_on),
        "facts": [
            [fact.status, fact.executed_on.isoformat(), fact.days_late]
            for fact in row.facts.all()
        ],
        "annulled_on": _iso(row.annulled_on),
        "excused_on": _iso(row.excused_on),
        "climbed_on": _iso(rec.signed_on) if rec is not None else None,
    }


def _recommendations(period: Period) -> list[dict[str, Any]]:
    """Those that were signed, assessed or announced in the period, by their number.

    Of a case that few may know of only number and status.
    """
    zone = central_office().zone
    begin = start_of_day(period.first, zone)
    end = start_of_day(period.last + timedelta(days=1), zone)
    days = (period.first, period.last)
    rows = Recommendation.objects.filter(
        Q(signed_on__range=days)
        | Q(assessed_at__gte=begin, assessed_at__lt=end)
        | Q(publication__published_on__range=days),
        signed_on__lte=period.last,
    )
    told = rows.select_related("letter", "publication__agency", "case__agency")
    return [
        _recommendation(row, period, zone) for row in told.order_by("signed_on", "id")
    ]


def _recommendation(row: Recommendation, period: Period, zone: str) -> dict[str, Any]:
    published = getattr(row, "publication", None)
    announced = published.published_on if published is not None else None
    told = announced is not None and announced <= period.last
    assessed = row.assessed_at is not None and (
        legal_day(row.assessed_at, zone) <= period.last
    )
    agency = published.agency if published is not None else row.case.agency
    closed = row.case.restricted
    return {
        "number": row.letter.number if row.letter else "",
        "agency": "" if closed or agency is None else agency.name_id,
        "official": "" if closed else row.official,
        "superior": "" if closed else row.superior,
        "signed_on": _iso(row.signed_on),
        "status": row.status if assessed else "",
        "announced_on": _iso(announced) if told else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
