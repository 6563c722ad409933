"""The watch on what was put right: has it come back? A person judges, and may reopen.

Found by what the journal delivers after a report was registered or an order was done,
so nothing waits for it, and a delivery that runs twice finds the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actor import SYSTEM
from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.corrective import ActionStatus, Instrument
from complaints.domain.recurring import comes_back
from complaints.domain.states import Command, Party
from complaints.models import Case, CorrectiveAction, Recurrence
from complaints.selectors.afterwards import may_ask_reopening
from complaints.selectors.recurring import (
    done_like,
    open_to_compare,
    put_right,
    recurrence_for,
    reported,
    reported_like,
)
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, require, require_words, tell
from complaints.services.reopening import come_back

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from journal.models import Delivery, Entry

#: Who judges: whoever holds the old case, and who leads its office.
JUDGES = (Party.RESMON, Party.EXAMINER, Party.HEAD)


def compare(delivery: Delivery, entry: Entry) -> None:
    """Hold what just changed against the other side; each pair is found once."""
    del delivery
    if entry.kind == events.EVIDENCE_DECIDED:
        _compare_order(entry)
        return
    report = open_to_compare().filter(pk=entry.subject_id).first()
    if report is None or report.agency_id is None:
        return
    new = reported(report)
    for action in done_like(report):
        if comes_back(put_right(action), new):
            _found(action, report, entry)


def _compare_order(entry: Entry) -> None:
    if entry.data["status"] != ActionStatus.DILAKSANAKAN:
        return
    rows = CorrectiveAction.objects.select_related("case", "supersedes", "lhp")
    action = rows.get(ref=entry.data["action"])
    if action.settled_on is None or action.instrument == Instrument.SARAN:
        return
    done = put_right(action)
    for report in reported_like(action).exclude(pk=action.case_id).order_by("id"):
        if comes_back(done, reported(report)):
            _found(action, report, entry)


def _found(action: CorrectiveAction, report: Case, entry: Entry) -> None:
    """Once for both cases: of several orders the first stands for them all."""
    case = Case.objects.locked_by_id(action.case_id)
    if Recurrence.objects.filter(action__case=case, report=report).exists():
        return
    row = Recurrence.objects.create(action=action, report=report, found_at=entry.at)
    tell(
        case,
        events.RECURRENCE_FOUND,
        actor=SYSTEM,
        now=entry.at,
        action=str(action.ref),
        recurrence=str(row.ref),
    )


@transaction.atomic
def judge(
    *,
    recurrence: UUID,
    version: int,
    same: bool,
    words: str,
    reopen: bool = False,
    actor: Actor,
    now: datetime,
) -> Recurrence:
    """Say whether the report is about the same as the order that was done, and why.

    ``version``: of the old case. ``reopen``: its head takes the closed case up again,
    to resolution and monitoring; inside the window of a reopening only, and also after
    somebody else said that it is the same. Raises :class:`NotReady` for what was judged
    already, and for a case that cannot come back.
    """
    found = recurrence_for(actor, recurrence)
    case = enter(found.action.case.ref, actor=actor, version=version)
    row = Recurrence.objects.select_for_update().get(pk=found.pk)
    require(actor, case, *((Party.HEAD,) if reopen else JUDGES))
    require_words(case)
    if row.same is not None and not (reopen and row.same):
        raise NotReady("recurrence_judged")
    row.same, row.words = same, words
    row.judged_by_id, row.judged_at = actor.signed_in_id, now
    row.save()
    told = {"recurrence": str(row.ref), "text": case.text_hash(words)}
    if reopen:
        day = legal_day(now, case.office.zone)
        if not same or not may_ask_reopening(case, day):
            raise NotReady("recurrence_not_reopenable")
        state = come_back(case, Command.REOPEN, day=day, now=now)
        tell(case, events.CASE_REOPENED, actor=actor, now=now, to=str(state), **told)
    else:
        amend(case, now=now)
    tell(case, events.RECURRENCE_JUDGED, actor=actor, now=now, same=same, **told)
    return row
