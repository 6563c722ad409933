"""When a letter counts as received, and which clock starts then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.actor import SYSTEM
from agencies.domain.calendar import legal_day
from complaints.domain import events, rulesets
from complaints.domain.states import Command, State
from complaints.domain.terms import TermKind
from complaints.models import Activity, Clarification
from complaints.services import clocks, executing, milestones
from complaints.services.gate import amend, step, tell

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.actor import Actor
    from agencies.domain.calendar import DueDate
    from complaints.models import Case, CaseLetter, CorrectiveAction

CLARIFICATION_TERM = {1: TermKind.CLARIFICATION, 2: TermKind.CLARIFICATION_SECOND}


def opened(
    case: Case, *, addressee: str, on: date, actor: Actor, now: datetime
) -> None:
    """The addressee opened his letters in the portal: they are received that day.

    Unless they counted as received before, and only nobody had noticed yet.
    """
    waiting = case.letters.filter(addressee=addressee, received_on=None)
    for posted in waiting.select_related("letter").order_by("id"):
        posted.opened_on = on
        posted.save(update_fields=["opened_on"])
        deemed = deemed_on(case, posted)
        if deemed is not None and deemed < on:
            receive(case, posted, on=deemed, how="deemed", actor=SYSTEM, now=now)
        else:
            receive(case, posted, on=on, how="opened", actor=actor, now=now)


def deemed_on(case: Case, posted: CaseLetter) -> date | None:
    """The day on which this letter is received without its addressee's help."""
    found = case.deadlines.filter(
        kind=TermKind.PRESUMED_RECEIPT, subject=str(posted.ref), dropped_at=None
    )
    day: date | None = found.values_list("due_on", flat=True).first()
    return day


def receive(
    case: Case,
    posted: CaseLetter,
    *,
    on: date,
    how: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Count a letter of a locked case as received, and start what runs from receipt.

    In a closed case it is received and nothing more: no clock starts any more.
    """
    posted.received_on = on
    posted.save(update_fields=["received_on"])
    clocks.meet(case, TermKind.PRESUMED_RECEIPT, subject=str(posted.ref), on=on)
    tell(
        case,
        events.LETTER_RECEIVED,
        actor=actor,
        now=now,
        letter=str(posted.letter.ref),
        kind=posted.letter.kind,
        how=how,
        on=on.isoformat(),
    )
    follow = FOLLOWS.get(posted.letter.kind)
    if follow is not None and case.state != State.CLOSED:
        follow(case, posted, on, now)


def _clarification(case: Case, posted: CaseLetter, on: date, now: datetime) -> None:
    request = Clarification.objects.get(letter_id=posted.letter_id)
    if request.answered_at is not None or request.withdrawn_at is not None:
        return
    request.received_on = on
    request.save(update_fields=["received_on"])
    clocks.meet(case, TermKind.RECEIPT_PROOF, subject=str(request.ref), on=on)
    clocks.start(
        case, CLARIFICATION_TERM[request.turn], started_on=on, subject=str(request.ref)
    )


def _activity(case: Case, posted: CaseLetter, on: date, now: datetime) -> None:
    """Papers are due from receipt; a summons that arrived may count in vain."""
    row = Activity.objects.get(letter_id=posted.letter_id)
    if not row.is_open:
        return
    row.received_on = on
    row.save(update_fields=["received_on"])
    subject = str(row.ref)
    clocks.meet(case, TermKind.RECEIPT_PROOF, subject=subject, on=on)
    if row.meets_at is None and row.answered_at is None:
        clocks.start(case, TermKind.DOCUMENTS, started_on=on, subject=subject)


def _notice(case: Case, posted: CaseLetter, on: date, now: datetime) -> None:
    notice = case.notices.filter(closed_at=None).first()
    if notice is None:
        return
    notice.received_on = on
    notice.save(update_fields=["received_on"])
    clocks.start(case, TermKind.RESULT_ANSWER, started_on=on)


def _lhp(case: Case, posted: CaseLetter, on: date, now: datetime) -> None:
    """The corrective period runs from receipt (58/2023 art. 54).

    A suggestion says by when it would be good; no clock runs for it.
    """
    lhp = case.lhps.get(letter_id=posted.letter_id)
    lhp.received_on = on
    lhp.save(update_fields=["received_on"])
    clocks.meet(case, TermKind.DELIVERY, on=on)
    due = rulesets.corrective_due(clocks.calendar(), on, lhp.rule_set)
    for action in lhp.actions.order_by("n"):
        _runs(case, action, on, due, lhp.rule_set)
    milestones.count(lhp.actions.all(), legal_day(now, case.office.zone))
    if case.state == State.LHP_ISSUED and lhp.actions.exists():
        step(case, Command.RECEIVE_LHP, actor=SYSTEM, now=now)
    else:
        amend(case, now=now)


def _runs(
    case: Case, action: CorrectiveAction, on: date, due: DueDate, rule_set: str
) -> None:
    """The period of one order begins; of a suggestion no clock runs."""
    if action.binds:
        clocks.start(
            case,
            TermKind.CORRECTIVE,
            started_on=on,
            subject=str(action.ref),
            due=due,
            rule_set=rule_set,
            law=rulesets.BY_CODE[rule_set].corrective_law,
        )
    action.received_on, action.due_on = on, due.date
    action.save(update_fields=["received_on", "due_on"])


def _again(case: Case, posted: CaseLetter, on: date, now: datetime) -> None:
    """What was ordered once more has the period of the rules of its report."""
    clocks.meet(case, TermKind.RECEIPT_PROOF, subject=str(posted.ref), on=on)
    rows = case.actions.filter(letter_id=posted.letter_id).select_related("lhp")
    for action in rows.order_by("n"):
        rules = action.lhp.rule_set
        due = rulesets.corrective_due(clocks.calendar(), on, rules)
        _runs(case, action, on, due, rules)
    amend(case, now=now)


def _completion(case: Case, posted: CaseLetter, on: date, now: datetime) -> None:
    """The reporter has 30 days from receipt to complete (UU 37/2008 art. 25)."""
    if case.state == State.INCOMPLETE:
        clocks.start(case, TermKind.COMPLETION, started_on=on)


FOLLOWS = {
    "tidak_lengkap": _completion,
    "permintaan_klarifikasi": _clarification,
    "permintaan_dokumen": _activity,
    "panggilan": _activity,
    "pemberitahuan_hasil": _notice,
    "lhp": _lhp,
    "undangan_atasan": _activity,
    "rekomendasi": executing.received,
    "perintah_ulang": _again,
}
