"""Milestones of an order: counted from receipt, told of by the agency, judged by us.

None of it sets the status of the order, nor is it counted in anybody's score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import InterfaceError, OperationalError, transaction

from accounts.actor import SYSTEM
from agencies.domain.calendar import legal_day
from agencies.domain.kinds import Zone
from complaints.domain import events
from complaints.domain.corrective import takes_evidence
from complaints.domain.milestones import Reached, reminders
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import Case, Milestone, Progress
from complaints.models.choices import Verdict
from complaints.selectors.milestones import milestone_of, standing_of
from complaints.services import clocks, sending
from complaints.services.errors import LeftUndone, NotReady
from complaints.services.executing import owe_verdict, require_shown
from complaints.services.gate import amend, enter, require, tell
from complaints.services.leaks import require_nameless
from complaints.services.papers import attach

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.milestones import Step
    from complaints.models import CorrectiveAction

log = structlog.stdlib.get_logger("ombudsman.milestones")
BATCH = 200
#: Such a report takes no more: it was judged good, or waits for our judgement.
SETTLED = frozenset({Reached.MET, Reached.TOLD})


def write(actions: Sequence[CorrectiveAction], steps: Sequence[Sequence[Step]]) -> None:
    """Put the milestones of a draft beside its orders, one list for each."""
    Milestone.objects.bulk_create(
        Milestone(action=action, day=step.day, text=step.text)
        for action, found in zip(actions, steps, strict=True)
        for step in found
    )


def count(actions: Iterable[CorrectiveAction], today: date) -> None:
    """Count the days of the milestones from the day on which their order was received."""
    calendar = clocks.calendar()
    rows = Milestone.objects.filter(action__in=list(actions)).select_related("action")
    for row in rows.prefetch_related("reports"):
        received = row.action.received_on
        if received is None:
            continue
        row.due_on = calendar.add_workdays(received, row.day).date
        row.remind_on = _next(row, received, today)
        row.save(update_fields=["due_on", "remind_on"])


def _next(row: Milestone, received_on: date, today: date) -> date | None:
    """When the agency is reminded next; today itself counts."""
    if row.due_on is None or standing_of(row, today) in SETTLED:
        return None
    days = reminders(clocks.calendar(), received_on, row.due_on)
    return next((day for day in days if day >= today), None)


@transaction.atomic
def report_progress(
    *,
    ref: UUID,
    text: str,
    file_ids: Sequence[int],
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Progress:
    """The agency tells how far it is. ``key``: the same form again is the same report.

    Raises :class:`NotReady` for a milestone that is met or waits for our verdict, and
    where nothing is owed any more.
    """
    case = enter(milestone_of(actor, ref).action.case.ref, actor=actor)
    row = milestone_of(actor, ref)  # as it stands now that the case is locked
    require(actor, case, Party.LIAISON, Party.SUPERIOR)
    claim = sending.claim(
        key,
        form="progress",
        words=[str(row.ref), text],
        file_ids=file_ids,
        actor=actor,
        now=now,
    )
    if claim is not None and claim.replay is not None:
        return row.reports.get(ref=claim.replay["progress"])
    _require_open(case, row, now)
    day = legal_day(now, case.office.zone)
    report = Progress.objects.create(
        milestone=row,
        text=text,
        submitted_by_id=actor.signed_in_id,
        submitted_at=now,
        submitted_on=day,
    )
    attach(case, file_ids, lane="agency", now=now, progress=report)
    owe_verdict(case, str(report.ref), on=report.submitted_on)
    Milestone.objects.filter(pk=row.pk).update(remind_on=None)
    amend(case, now=now)
    tell(
        case,
        events.PROGRESS_REPORTED,
        actor=actor,
        now=now,
        action=str(row.action.ref),
        milestone=row.day,
        progress=str(report.ref),
        text=case.text_hash(text),
        files=len(file_ids),
    )
    sending.store(claim, progress=report.ref)
    return report


def _require_open(case: Case, row: Milestone, now: datetime) -> None:
    require_shown(case, row.action)
    today = legal_day(now, case.office.zone)
    if standing_of(row, today) in SETTLED:
        raise NotReady("milestone_settled")


@transaction.atomic
def judge_progress(
    *,
    ref: UUID,
    verdict: Verdict,
    reason: str,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> Progress:
    """Accept it, ask for more, or reject it, with the reason that the agency reads."""
    found = Progress.objects.select_related("milestone__action__case").get(ref=ref)
    case = enter(found.milestone.action.case.ref, actor=actor)
    require(actor, case, Party.EXAMINER, Party.RESMON)
    report = Progress.objects.select_related("milestone__action").get(pk=found.pk)
    if report.verdict != Verdict.PENDING or verdict == Verdict.PENDING:
        raise NotReady("already_decided")
    require_nameless(case, reason, checked=checked)
    report.verdict, report.reason = verdict, reason
    report.decided_by_id, report.decided_at = actor.signed_in_id, now
    report.decided_on = legal_day(now, case.office.zone)
    report.save()
    clocks.meet(case, TermKind.VERDICT, subject=str(report.ref), on=report.decided_on)
    row = report.milestone
    count([row.action], report.decided_on)
    amend(case, now=now)
    tell(
        case,
        events.PROGRESS_JUDGED,
        actor=actor,
        now=now,
        action=str(row.action.ref),
        milestone=row.day,
        progress=str(report.ref),
        verdict=str(verdict),
        text=case.text_hash(reason),
    )
    return report


def remind(now: datetime) -> int:
    """Tell agencies of milestones whose day comes near; returns how many were told of.

    Each case is a transaction of its own. Raises LeftUndone in the end.
    """
    latest = max(legal_day(now, zone) for zone in Zone)
    told, failed, after = 0, 0, 0
    while due := _near(latest, after):
        for pk, case_id in due:
            after = pk
            try:
                told += _remind(pk, case_id, now)
            except (OperationalError, InterfaceError):
                raise  # the database is away: no fault of this case
            except Exception as error:
                failed += 1
                name = type(error).__name__
                log.error("milestone", case=case_id, milestone=pk, error=name)  # noqa: TRY400 -- no text: it may carry words of a report
    if failed:
        raise LeftUndone(f"{failed} milestones")
    return told


def _near(latest: date, after: int) -> list[tuple[int, int]]:
    """The next of those whose day has come, with their cases; none is met twice."""
    rows = Milestone.objects.filter(remind_on__lte=latest, pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", "action__case_id")[:BATCH])


@transaction.atomic
def _remind(pk: int, case_id: int, now: datetime) -> int:
    case = Case.objects.locked_by_id(case_id)
    rows = Milestone.objects.select_related("action__lhp").prefetch_related("reports")
    row = rows.get(pk=pk)
    today = legal_day(now, case.office.zone)
    if row.remind_on is None or row.remind_on > today:
        return 0
    received, due = row.action.received_on, row.due_on
    days = reminders(clocks.calendar(), received, due) if received and due else ()
    row.remind_on = next((day for day in days if day > today), None)
    row.save(update_fields=["remind_on"])
    takes = takes_evidence(case.stage, case.closing_reason)
    in_force = row.action.lhp.replaced_by_id is None and row.action.is_owed
    owed = takes and in_force and due is not None and today <= due
    if not owed or standing_of(row, today) in SETTLED:
        return 0
    tell(
        case,
        events.MILESTONE_NEAR,
        actor=SYSTEM,
        now=now,
        action=str(row.action.ref),
        milestone=row.day,
        due_on=due.isoformat() if due else None,
    )
    return 1
