"""Everything that an agency was ever told to do, with our verdicts and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from complaints.domain.corrective import ActionStatus, Instrument
from complaints.domain.record import InRecord
from complaints.models import Case, CorrectiveAction
from complaints.models.owed import FREED
from complaints.selectors.relieving import granted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from accounts.actor import Actor

_SUGGESTED = Q(instrument=Instrument.SARAN.value)
_DONE = Q(status=ActionStatus.DILAKSANAKAN.value)


def received(actor: Actor) -> QuerySet[CorrectiveAction]:
    """Orders that were received, of reports in force, in cases that he may see."""
    rows: QuerySet[CorrectiveAction] = CorrectiveAction.objects.filter(
        case__in=Case.objects.visible_to(actor),
        agency__in=actor.agency_ids,
        received_on__isnull=False,
        lhp__replaced_by=None,
    )
    return rows


def record_of(
    actor: Actor, *, year: int | None, standing: InRecord | None, today: date
) -> QuerySet[CorrectiveAction]:
    """The newest receipt first; the evidence comes with each."""
    rows = received(actor)
    if year is not None:
        rows = rows.filter(received_on__year=year)
    if standing is not None:
        rows = rows.filter(_standing_q(standing, today))
    named = rows.select_related("case__office", "superseded_by", "recommendation")
    told = named.prefetch_related("evidence", granted())
    return told.order_by("-received_on", "-case_id", "recommendation_id", "n")


def _standing_q(standing: InRecord, today: date) -> Q:
    if standing is InRecord.FREED:
        return FREED
    if standing is InRecord.DONE:
        return _DONE & ~FREED
    open_ones = ~_DONE & ~FREED
    if standing is InRecord.PARTLY:
        return open_ones & Q(status=ActionStatus.SEBAGIAN.value)
    late = Q(due_on__lt=today) & ~_SUGGESTED  # from a suggestion nothing follows
    return open_ones & (late if standing is InRecord.LATE else ~late)


def years_of(actor: Actor) -> Sequence[int]:
    """In which years orders were received, the latest first."""
    return [day.year for day in received(actor).dates("received_on", "year", "DESC")]
