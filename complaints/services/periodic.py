"""The report to DPR and the President: drafted by one commissioner, issued by the chair.

Everything is frozen with the draft: what the chair read is what is issued. A correction
is a further version; the paper of the one before says that it was replaced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from accounts.errors import NotAllowed
from accounts.models import User
from accounts.policies import require_stepped_up
from agencies.domain.calendar import legal_day
from agencies.models import Office
from agencies.selectors import central_office
from complaints.domain import events
from complaints.domain.leaks import identifiers
from complaints.domain.periodic import (
    FORMAT,
    FORMULA,
    Period,
    figures,
    holds,
    rows_told,
)
from complaints.domain.releasing import digest
from complaints.models import PeriodicReport
from complaints.policies import signs_for_all, sits_in_plenary
from complaints.selectors.periodic import inputs_of, issued, zones
from complaints.services.errors import NotReady, SamePerson
from complaints.services.periodic_paper import paper_of
from documents.services import replace_letter
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from journal.record import JSON


@transaction.atomic
def draft(
    *, period: Period, why: str = "", actor: Actor, now: datetime
) -> PeriodicReport:
    """Count a period and freeze what was counted; an earlier draft of it gives way.

    ``why``: of a correction, what was wrong; it names nobody. Raises :class:`NotReady`
    before the period is over, before the quarters of a year were issued, and for a
    correction without a reason.
    """
    if not sits_in_plenary(actor):
        raise NotAllowed("party")
    _one_at_a_time()
    if not all(period.is_over(legal_day(now, zone)) for zone in zones()):
        raise NotReady("periodic_running")
    before = issued(period)
    reason = why.strip() if before is not None else ""
    if before is not None and not reason:
        raise NotReady("periodic_why")
    if any(identifiers(reason)):
        raise NotReady("periodic_names")
    same = PeriodicReport.objects.select_for_update().filter(
        year=period.year, quarter=period.quarter, issued_at=None, ended_at=None
    )
    same.update(ended_at=now)
    data = frozen(period, before)
    row = PeriodicReport.objects.create(
        year=period.year,
        quarter=period.quarter,
        version=before.version + 1 if before else 1,
        why=reason,
        data=data,
        sha256=digest(data),
        formula=FORMULA,
        drafted_by_id=actor.signed_in_id,
        drafted_at=now,
    )
    _tell(events.PERIODIC_DRAFTED, row, actor=actor, now=now)
    return row


def frozen(period: Period, before: PeriodicReport | None = None) -> dict[str, Any]:
    """Inputs and figures of a period as they are now; ``before``: what is corrected."""
    inputs = inputs_of(period)
    if before is not None:
        inputs["before"] = rows_told(before.data["figures"])
    if period.quarters:
        rows = [issued(quarter) for quarter in period.quarters]
        told = [row for row in rows if row is not None]
        if len(told) < len(rows):
            raise NotReady("periodic_quarters")
        inputs["quarters"] = [row.data["figures"] for row in told]
        inputs["quarters_sha256"] = [row.sha256 for row in told]
        for counted in ("received", "registered", "closed"):
            inputs[counted] = []  # the year is the sum of what its quarters told
    return {
        "format": FORMAT,
        "formula": FORMULA,
        "inputs": inputs,
        "figures": figures(inputs),
    }


@transaction.atomic
def issue(*, ref: UUID, actor: Actor, now: datetime) -> PeriodicReport:
    """The chair signs it: it has its number and its day, and nobody changes it again.

    Raises :class:`SamePerson` for who drafted it, :class:`NotReady` where it was issued
    or drawn up anew meanwhile, or where its figures do not follow from its inputs.
    """
    if not signs_for_all(actor):
        raise NotAllowed("party")
    _one_at_a_time()
    row: PeriodicReport = PeriodicReport.objects.select_for_update().get(ref=ref)
    if row.issued_at is not None or row.ended_at is not None:
        raise NotReady("periodic_over")
    if row.drafted_by_id in {actor.user_id, actor.signed_in_id}:
        raise SamePerson
    if not stands(row):
        raise NotReady("periodic_broken")
    before = issued(Period(row.year, row.quarter))
    row.letter = paper_of(row, actor=actor, now=now)
    row.issued_by_id, row.issued_at = actor.signed_in_id, now
    row.issued_on = row.letter.issued_on
    row.save(update_fields=["letter", "issued_by", "issued_at", "issued_on"])
    if before is not None and before.letter is not None:
        replace_letter(letter=before.letter, by=row.letter, actor=actor, now=now)
    _tell(events.PERIODIC_ISSUED, row, actor=actor, now=now)
    return row


def _one_at_a_time() -> None:
    """Two who draw up or issue at once wait for each other, at the centre's row."""
    Office.objects.select_for_update().get(pk=central_office().pk)


def stands(row: PeriodicReport) -> bool:
    """Whether it still is what was frozen: its digest, and its figures reckoned again."""
    return digest(row.data) == row.sha256 and holds(row.data)


def _tell(event: str, row: PeriodicReport, *, actor: Actor, now: datetime) -> None:
    data: dict[str, JSON] = {
        "periodic": str(row.ref),
        "year": row.year,
        "quarter": row.quarter,
        "edition": row.version,
        "sha256": row.sha256,
    }
    if row.letter is not None:
        data["letter"] = str(row.letter.ref)
    record(event, actor=actor, subject=central_office(), data=data, now=now)


@transaction.atomic
def take_along(row: PeriodicReport, *, actor: Actor, now: datetime) -> None:
    """Somebody takes its figures along as a table: on his own chain, like any table."""
    require_stepped_up(actor)
    record(
        events.PERIODIC_TAKEN,
        actor=actor,
        subject=User(pk=actor.signed_in_id),
        data={"report": str(row.ref)},
        now=now,
    )
