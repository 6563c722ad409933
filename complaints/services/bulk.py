"""One act on many cases: chosen, tried, carried out a transaction each, taken back.

What is done to a case is the use case of the single act (``bulk_acts``), under the
version that the preview showed. A run that was killed goes on with the next case: the
row of a case changes in the transaction of its act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q

from accounts.errors import NotAllowed
from agencies.domain.calendar import WorkCalendar
from agencies.selectors import calendar_held
from complaints.domain.bulk import (
    AT_ONCE,
    KEPT,
    TAKEN_BACK,
    UNDO,
    UNUSED,
    BulkKind,
    RowState,
)
from complaints.models import Bulk, BulkRow, Case
from complaints.policies import reads_cases
from complaints.selectors.queue import PAGE
from complaints.services import bulk_acts
from complaints.services.errors import LeftUndone, NotReady
from complaints.services.reading import searched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import CorrectiveAction

#: As many cases in one turn of the clock.
A_TURN = 200
log = structlog.stdlib.get_logger("ombudsman.bulk")


@transaction.atomic
def choose(
    *, kind: BulkKind, cases: Sequence[Case], view: str, actor: Actor, now: datetime
) -> Bulk:
    """Keep which cases an officer chose; what he saw of them goes on his chain."""
    if not reads_cases(actor):
        raise NotAllowed("reads_cases")
    bulk = Bulk.objects.create(by_id=actor.signed_in_id, kind=kind, made_at=now)
    BulkRow.objects.bulk_create(
        BulkRow(bulk=bulk, case=case, n=n, version=case.version)
        for n, case in enumerate(cases, start=1)
    )
    for first in range(0, len(cases), PAGE):  # as many lines as pages of the queue
        page = cases[first : first + PAGE]
        searched(page, view=view, words=False, actor=actor, now=now)
    return bulk


@transaction.atomic
def choose_actions(
    *, actions: Sequence[CorrectiveAction], view: str, actor: Actor, now: datetime
) -> Bulk:
    """The same of actions whose agencies are to be reminded. Nothing is asked about
    them, so the first are tried with it; ``work_off`` tries the rest."""
    if not reads_cases(actor):
        raise NotAllowed("reads_cases")
    bulk = Bulk.objects.create(
        by_id=actor.signed_in_id, kind=BulkKind.URGE, made_at=now, prepared_at=now
    )
    BulkRow.objects.bulk_create(
        BulkRow(
            bulk=bulk,
            case=row.case,
            action=row,
            n=n,
            version=row.case.version,
            state=RowState.TRYING.value,
        )
        for n, row in enumerate(actions, start=1)
    )
    for first in range(0, len(actions), PAGE):
        cases = {row.case_id: row.case for row in actions[first : first + PAGE]}
        searched([*cases.values()], view=view, words=False, actor=actor, now=now)
    work_off(bulk, actor=actor, now=now)
    return bulk


@transaction.atomic
def prepare(
    *,
    ref: UUID,
    examiner_id: int | None = None,
    template: str = "",
    case_class: str = "",
    texts: Mapping[int, str] | None = None,
    actor: Actor,
    now: datetime,
) -> Bulk:
    """Have the act tried on every case as it is now; ``work_off`` keeps why it cannot be.

    ``texts``: what each reporter would read, or why it is done, by the id of the case; ""
    where a gap of the template cannot be filled.
    """
    bulk = _locked(ref, actor)
    if bulk.begun_at is not None:
        raise NotReady("bulk_begun")
    bulk.examiner_id, bulk.template, bulk.prepared_at = examiner_id, template, now
    bulk.case_class = case_class
    bulk.save()
    rows = list(bulk.rows.select_related("case"))
    for row in rows:
        row.version, row.state, row.why = row.case.version, RowState.TRYING.value, ""
        row.text = (texts or {}).get(row.case_id, "")
    BulkRow.objects.bulk_update(rows, ["version", "state", "why", "text"])
    return bulk


@transaction.atomic
def begin(*, ref: UUID, actor: Actor, now: datetime) -> Bulk:
    """Its button was pressed; pressed again it is the same."""
    bulk = _locked(ref, actor)
    if bulk.begun_at is not None:
        return bulk
    if bulk.prepared_at is None or bulk.rows.filter(state=RowState.TRYING).exists():
        raise NotReady("bulk_unprepared")
    chosen = bulk.rows.all()
    chosen.exclude(why="").update(state=RowState.REFUSED.value, text="")
    chosen.filter(why="").update(state=RowState.WAITING.value)
    bulk.begun_at = now
    bulk.save(update_fields=["begun_at"])
    return bulk


@transaction.atomic
def ask_back(*, ref: UUID, actor: Actor, now: datetime) -> Bulk:
    """Take it back, within ten minutes; what cannot be taken back stays, and says so."""
    bulk = _locked(ref, actor)
    if bulk.undo_at is not None:
        return bulk
    if bulk.begun_at is None or now > bulk.begun_at + UNDO:
        raise NotReady("bulk_too_late")
    bulk.undo_at = now
    bulk.save(update_fields=["undo_at"])
    return bulk


def work_off(bulk: Bulk, *, actor: Actor, now: datetime, most: int = AT_ONCE) -> int:
    """Try, carry out, or take back as many cases; returns how many that were."""
    done, days = 0, list[WorkCalendar]()
    while done < most and _next(bulk, days, actor=actor, now=now):
        done += 1
    return done


@transaction.atomic
def _next(bulk: Bulk, days: list[WorkCalendar], *, actor: Actor, now: datetime) -> bool:
    """One case, in a transaction of its own; whoever else works takes another one.

    ``days``: the calendar by which the cases are tried, once it was read.
    """
    bulk.refresh_from_db(fields=["begun_at", "undo_at"])  # taken back meanwhile?
    rows = bulk.rows.select_for_update(of=("self",), skip_locked=True)
    waiting = rows.filter(state__in=bulk.left)
    row = waiting.select_related("case__office", "entry", "action").first()
    if row is None:
        return False
    row.bulk = bulk
    if bulk.begun_at is None:
        with calendar_held(days):
            row.why = bulk_acts.tried(row, actor=actor, now=now)
        row.state, row.entry, row.after = RowState.CHOSEN.value, None, None
    else:
        _carry_out(row, actor=actor, now=now)
    row.save()
    return True


def _carry_out(row: BulkRow, *, actor: Actor, now: datetime) -> None:
    back = row.bulk.undo_at is not None
    if not back:
        row.former_id = row.case.examiner_id
        row.former_class = row.case.classification
    try:
        with transaction.atomic():
            act = bulk_acts.take_back if back else bulk_acts.do
            act(row, actor=actor, now=now)
    except bulk_acts.REFUSALS as error:
        row.state = (RowState.STAYS if back else RowState.REFUSED).value
        row.why, row.text = bulk_acts.why(error), ""
    if row.state == RowState.DONE:
        row.text = ""  # a reason lies with its case now
    row.done_at = now


def run(now: datetime) -> None:
    """Go on with what was begun, and forget what is old.

    Raises :class:`LeftUndone` when one could not go on; the others did.
    """
    left, failed = A_TURN, 0
    for bulk in _unfinished():
        try:
            actor = bulk_acts.officer(bulk.by, now=now)
            left -= work_off(bulk, actor=actor, now=now, most=left)
        except (OperationalError, InterfaceError):
            raise  # the database is away: no fault of this one
        except Exception:
            log.exception("act on many cases stopped", bulk=bulk.pk)
            failed += 1
        if left <= 0:
            break
    Bulk.objects.filter(made_at__lt=now - KEPT).delete()
    Bulk.objects.filter(made_at__lt=now - UNUSED, begun_at=None).delete()
    if failed:
        raise LeftUndone


def _unfinished() -> list[Bulk]:
    trying = Q(begun_at=None, rows__state=RowState.TRYING)
    begun = Q(begun_at__isnull=False, undo_at=None, rows__state=RowState.WAITING)
    back = Q(undo_at__isnull=False, rows__state__in=TAKEN_BACK)
    rows = Bulk.objects.filter(trying | begun | back).select_related("by")
    return list(rows.order_by("id").distinct())


def _locked(ref: UUID, actor: Actor) -> Bulk:
    mine = Bulk.objects.select_for_update().filter(by_id=actor.signed_in_id)
    return mine.get(ref=ref)
