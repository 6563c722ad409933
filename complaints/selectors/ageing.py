"""How old the open cases of an office are, and which ones nobody has touched."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, Subquery

from agencies.domain.calendar import start_of_day
from complaints.domain.ageing import band_of
from complaints.models import Case
from complaints.selectors.load import in_office
from journal.actor import ActorKind
from journal.models import Entry
from journal.registry import reading_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from accounts.actor import Actor
    from complaints.domain.ageing import Band
    from complaints.querysets import CaseQuerySet

#: As many stuck cases as stand on the page; the oldest are first.
ROWS = 50


@dataclass(frozen=True, slots=True)
class Stuck:
    """Cases in which nobody did anything since a day, and whether there are more."""

    rows: Sequence[Case]
    more: bool


def ages(actor: Actor, today: date) -> Counter[tuple[Band, str]]:
    """How many open cases there are by band of age and stage. One query."""
    by_day: Any = (
        in_office(actor)
        .order_by()
        .values("submitted_on", "state")
        .annotate(n=Count("pk"))
    )
    found: Counter[tuple[Band, str]] = Counter()
    for row in by_day:
        found[band_of(row["submitted_on"], today), row["state"]] += row["n"]
    return found


def stuck(actor: Actor, since: date, zone: str) -> Stuck:
    """Open cases in which nobody did anything on ``since`` or later. One query.

    Done is what a person entered: neither a reading nor what time alone does, so that
    a reminder wakes nobody's case. Each row has ``last_at`` and ``last_kind``.
    """
    acts = (
        Entry.objects.filter(subject_kind=Case.journal_kind, subject_id=OuterRef("pk"))
        .exclude(actor_kind=ActorKind.SYSTEM.value)
        .exclude(kind__in=sorted(reading_kinds()))
        .order_by("-n")
    )
    rows: CaseQuerySet = in_office(actor).annotate(
        last_at=Subquery(acts.values("at")[:1]),
        last_kind=Subquery(acts.values("kind")[:1]),
    )
    quiet = rows.filter(last_at__lt=start_of_day(since, zone))
    named = quiet.select_related("agency", "unit", "office", "examiner", "intake")
    found = list(named.order_by("last_at", "id")[: ROWS + 1])
    return Stuck(found[:ROWS], len(found) > ROWS)
