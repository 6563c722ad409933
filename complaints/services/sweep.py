"""What time alone does. Idempotent: a scheduler that slept a week catches up once.

Time counts a notice as received, closes what was not completed, ends the waiting for
the reporter, and moves a case to resolution and monitoring; everything else it only
remembers, reminds and alarms.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import InterfaceError, OperationalError, transaction

from accounts.actor import SYSTEM
from complaints.domain import events
from complaints.domain.pausing import STOPS
from complaints.domain.states import Command, Reason, State
from complaints.domain.terms import TermKind
from complaints.models import Case, CaseLetter, Deadline
from complaints.services import clocks, receipt, resmon
from complaints.services.errors import LeftUndone
from complaints.services.examination import close_notice
from complaints.services.farewell import say_why
from complaints.services.gate import step, tell
from complaints.services.ladder import OPENS

if TYPE_CHECKING:
    from datetime import date, datetime

log = structlog.stdlib.get_logger("ombudsman.deadlines")

BATCH = 200
ONE_DAY = timedelta(days=1)


def run(now: datetime) -> int:
    """Do all that is due at ``now``, in the order in which it became due.

    A case that fails waits, with whatever else of it is due, and keeps nobody else
    waiting. Raises LeftUndone in the end, so that the sweep counts as missed.
    """
    done, failed = 0, set[int]()
    while due := _due(now, failed):
        for pk, case_id, kind in due:
            if case_id in failed:
                continue
            try:
                done += _one(pk, case_id, now)
                if kind in STOPS:
                    break  # a clock of ours goes on: its day may be the next in order
            except (OperationalError, InterfaceError):
                raise  # the database is away: no fault of this case
            except Exception as error:
                failed.add(case_id)
                name = type(error).__name__
                log.error("deadline failed", case=case_id, deadline=pk, error=name)  # noqa: TRY400 -- no text: it may carry words of a report
    if failed:
        raise LeftUndone(f"{len(failed)} cases")
    return done


def _due(now: datetime, failed: set[int]) -> list[tuple[int, int, str]]:
    rows = Deadline.objects.filter(
        due_at__lte=now,
        met_on=None,
        lapsed_at=None,
        dropped_at=None,
        paused_since=None,
    ).exclude(case_id__in=failed)
    ordered = rows.order_by("due_at", "id").values_list("id", "case_id", "kind")
    return list(ordered[:BATCH])


@transaction.atomic
def _one(deadline_id: int, case_id: int, now: datetime) -> int:
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    row = Deadline.objects.get(pk=deadline_id)
    if not row.is_open or row.stands or row.due_at > now:
        return 0
    act = ACTS.get(TermKind(row.kind))
    row.lapsed_at = row.due_at
    row.noticed_at = now
    # Where time itself acts nobody is waited for any more; else the duty is late.
    row.dropped_at = now if act else None
    row.save(update_fields=["lapsed_at", "noticed_at", "dropped_at"])
    tell(
        case,
        events.DEADLINE_LAPSED,
        actor=SYSTEM,
        now=now,
        kind=row.kind,
        due_on=row.due_on.isoformat(),
        of=row.subject,
    )
    if act is not None:
        act(case, row, now)
    if (opens := OPENS.get(TermKind(row.kind))) is not None:
        opens(case, row, now)
    clocks.refresh_due(case)
    return 1


def _received(case: Case, row: Deadline, now: datetime) -> None:
    posted = CaseLetter.objects.select_related("letter").get(ref=row.subject)
    if posted.received_on is None:
        receipt.receive(
            case, posted, on=row.due_on, how="deemed", actor=SYSTEM, now=now
        )


def _not_completed(case: Case, row: Deadline, now: datetime) -> None:
    if case.state != State.INCOMPLETE:
        return
    reason = Reason.TIDAK_LENGKAP
    step(case, Command.EXPIRE, actor=SYSTEM, now=now, reason=reason)
    say_why(case, reason, actor=SYSTEM, now=now)
    clocks.drop(case, now=now)
    tell(
        case,
        events.CASE_CLOSED,
        actor=SYSTEM,
        now=now,
        reason=str(reason),
        due_on=row.due_on.isoformat(),
    )


def _silence(case: Case, row: Deadline, now: datetime) -> None:
    """No answer in 14 days: the examination goes on to the LHP (48/2020 art. 25)."""
    notice = case.notices.filter(closed_at=None).first()
    if case.state != State.PRE_LHP or notice is None:
        return
    step(case, Command.END_WAITING, actor=SYSTEM, now=now)
    close_notice(notice, text="", contested=False, now=now)
    tell(
        case,
        events.RESULT_WAITING_OVER,
        actor=SYSTEM,
        now=now,
        notice=str(notice.ref),
        due_on=row.due_on.isoformat(),
    )


def _unanswered(case: Case, row: Deadline, now: datetime) -> None:
    """Silence on a request: the second one may follow; after it the right is waived."""
    case.clarifications.filter(ref=row.subject, answered_at=None).update(waived_at=now)


def _corrective(case: Case, row: Deadline, now: datetime) -> None:
    resmon.open_if_due(case, today=_day_after(row), now=now)


def _day_after(row: Deadline) -> date:
    return row.due_on + ONE_DAY


#: What each term does when it lapses; a term that is not here only alarms.
ACTS = {
    TermKind.PRESUMED_RECEIPT: _received,
    TermKind.COMPLETION: _not_completed,
    TermKind.RESULT_ANSWER: _silence,
    TermKind.CLARIFICATION: _unanswered,
    TermKind.CLARIFICATION_SECOND: _unanswered,
    TermKind.CORRECTIVE: _corrective,
}
