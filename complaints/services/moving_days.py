"""A letter counts from another day than was believed: what ran from it is counted anew.

Nobody outside the house who kept the day that he was told becomes late by our mistake,
and what somebody decided, or time did, because of the old day stays: both are refused,
each with its reason. What time had ended runs on where its last day lies ahead again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from agencies.domain.calendar import Unit, legal_day
from complaints.domain import events, rulesets
from complaints.domain.correspondence import Addressee, comes_late, counts_from
from complaints.domain.holders import HOLDER
from complaints.domain.objecting import Outcome
from complaints.domain.states import Party, State
from complaints.domain.terms import TermKind
from complaints.domain.turn import SHOWN
from complaints.models import Activity, Clarification, Recommendation
from complaints.selectors.liaisons import liaisons_of
from complaints.services import clocks, milestones
from complaints.services.errors import NotReady
from complaints.services.gate import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from accounts.actor import Actor
    from agencies.domain.calendar import DueDate
    from complaints.models import (
        Case,
        CaseLetter,
        CorrectiveAction,
        Deadline,
        Lhp,
        ResultNotice,
    )
    from journal.models import Entry

#: Whose terms are never made late by a correction of ours.
OUTSIDE = frozenset({Party.REPORTER, Party.LIAISON, Party.SUPERIOR})
#: What a letter that arrived had been waited for with.
PROOFS = (TermKind.PRESUMED_RECEIPT, TermKind.RECEIPT_PROOF, TermKind.DELIVERY)
CORRECTABLE_LHP = frozenset({State.LHP_ISSUED, State.CORRECTIVE})


@dataclass(frozen=True, slots=True)
class Followed:
    """What followed from the receipt of a letter: rows that keep its day, and terms."""

    rows: Sequence[Clarification | Activity | ResultNotice | Lhp | Recommendation] = ()
    actions: Sequence[CorrectiveAction] = ()
    terms: Sequence[Deadline] = ()
    subjects: Sequence[str] = field(default_factory=list)


def day_by(case: Case, posted: CaseLetter, proved_on: date) -> date:
    """From which day a letter counts when what proves it is of this day.

    Where a silence was noticed, counted and told before anything proved it, that stays.
    """
    presumed = case.deadlines.filter(
        kind=TermKind.PRESUMED_RECEIPT, subject=str(posted.ref)
    ).first()
    if presumed is None:
        return proved_on
    if presumed.lapsed_at is not None and posted.received_on is not None:
        return posted.received_on
    return counts_from(proved_on, presumed.due_on)


def receive_on(
    case: Case, posted: CaseLetter, on: date, *, actor: Actor, now: datetime
) -> None:
    """Let a letter of a locked case count as received on another day.

    Raises :class:`NotReady` where the day cannot be, or what followed cannot be undone.
    """
    before = posted.received_on
    if before is None or before == on:
        return
    find = FOLLOWED.get(posted.letter.kind)
    found = find(case, posted, on) if find else Followed()
    posted.received_on = on
    posted.save(update_fields=["received_on"])
    for row in (*found.rows, *found.actions):
        row.received_on = on
        row.save(update_fields=["received_on"])
    subjects = [str(posted.ref), *found.subjects]
    proofs = case.deadlines.filter(kind__in=PROOFS, subject__in=subjects)
    proofs.filter(met_on=before).update(met_on=on)
    count_from(case, found.terms, on, actor=actor, now=now)
    for action in found.actions:
        action.due_on = _day_of(case, action, on)
        action.save(update_fields=["due_on"])
    milestones.count(found.actions, legal_day(now, case.office.zone))


def _day_of(case: Case, action: CorrectiveAction, on: date) -> date:
    """By when it is owed; of a suggestion, which no term binds, when it would be good."""
    if not action.binds:
        rules = action.lhp.rule_set
        return rulesets.corrective_due(clocks.calendar(), on, rules).date
    return _term_of(case, action).due_on


def _term_of(case: Case, action: CorrectiveAction) -> Deadline:
    """An order has a term, a recommendation one for all its items."""
    kind, subject = TermKind.CORRECTIVE, action.ref
    if action.recommendation is not None:
        kind, subject = TermKind.RECOMMENDATION_REPORT, action.recommendation.ref
    found: Deadline = case.deadlines.get(kind=kind, subject=str(subject))
    return found


def count_from(
    case: Case,
    terms: Iterable[Deadline],
    on: date,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Count these terms from another first day, each move on the record.

    Raises :class:`NotReady` where somebody outside the house would be late by it.
    """
    today, calendar = legal_day(now, case.office.zone), clocks.calendar()
    for row in terms:
        before = row.due_on
        due = calendar.add(on, clocks.running(row).count, Unit(row.unit))
        late = comes_late(told=before, corrected=due.date, measured=row.met_on or today)
        if late and HOLDER[TermKind(row.kind)] in OUTSIDE:
            raise NotReady("correct_late")
        _write(case, row, on, due, today)
        if due.date != before:
            _tell(case, row, before, actor=actor, now=now)
    clocks.refresh_due(case)


def _write(case: Case, row: Deadline, on: date, due: DueDate, today: date) -> None:
    row.started_on = on
    clocks.take_date(row, due)
    if row.lapsed_at is not None:
        row.lapsed_at = row.due_at
        if due.date >= today:  # what time ended runs on
            row.lapsed_at = row.noticed_at = row.dropped_at = None
            case.clarifications.filter(ref__in=_ref(row)).update(waived_at=None)
    row.save()


def _ref(row: Deadline) -> list[str]:
    """Of what a term is, where it is of one thing in the case."""
    return [row.subject] if row.subject else []


def _tell(
    case: Case, row: Deadline, before: date, *, actor: Actor, now: datetime
) -> None:
    """Who reads this date while it runs is told; what is over is only on the record."""
    told = row.is_owed and TermKind(row.kind) in SHOWN
    tell(
        case,
        events.PROMISE_CORRECTED if told else events.TERM_CORRECTED,
        actor=actor,
        now=now,
        kind=row.kind,
        of=row.subject,
        due_on=before.isoformat(),
        until=row.due_on.isoformat(),
    )


def liaisons_told(entry: Entry) -> Iterable[str]:
    """The liaisons of the agency, where the last day that moved is theirs."""
    if HOLDER[TermKind(str(entry.data["kind"]))] is Party.LIAISON:
        yield from liaisons_of(entry)


def _terms(case: Case, subjects: Sequence[str], *kinds: TermKind) -> list[Deadline]:
    """The terms of these that ran; what ended with its request runs from no day."""
    rows = case.deadlines.filter(kind__in=kinds, subject__in=subjects)
    ran = rows.filter(Q(dropped_at=None) | Q(lapsed_at__isnull=False))
    return list(ran.order_by("id"))


def _not_after(on: date, *days: date | None) -> None:
    """Nobody answers a letter before he has it."""
    if any(day is not None and day < on for day in days):
        raise NotReady("correct_after_answer")


def _clarification(case: Case, posted: CaseLetter, on: date) -> Followed:
    request = Clarification.objects.get(letter_id=posted.letter_id)
    if request.received_on is None:
        return Followed()
    later = case.clarifications.filter(turn__gt=request.turn)
    if request.waived_at is not None and (case.state != State.EXAM or later.exists()):
        raise NotReady("correct_went_on")
    _not_after(on, request.answered_on)
    kinds = (TermKind.CLARIFICATION, TermKind.CLARIFICATION_SECOND)
    mine = [str(request.ref)]
    return Followed([request], terms=_terms(case, mine, *kinds), subjects=mine)


def _activity(case: Case, posted: CaseLetter, on: date) -> Followed:
    row = Activity.objects.get(letter_id=posted.letter_id)
    if row.received_on is None:
        return Followed()
    if not row.is_open:
        raise NotReady("correct_recorded")
    _not_after(on, row.answered_on)
    mine = [str(row.ref)]
    terms = _terms(case, mine, TermKind.DOCUMENTS)
    return Followed([row], terms=terms, subjects=mine)


def _notice(case: Case, posted: CaseLetter, on: date) -> Followed:
    ran = _terms(case, [""], TermKind.RESULT_ANSWER)
    mine = [row for row in ran if row.started_on == posted.received_on]
    if not mine:
        return Followed()
    notice = case.notices.filter(closed_at=None, received_on=posted.received_on).first()
    if notice is None or not mine[-1].is_open:
        raise NotReady("correct_result_over")
    return Followed([notice], terms=mine)


def _lhp(case: Case, posted: CaseLetter, on: date) -> Followed:
    lhp = case.lhps.get(letter_id=posted.letter_id)
    if case.state not in CORRECTABLE_LHP or lhp.replaced_by_id is not None:
        raise NotReady("correct_moved_on")
    if lhp.objections.filter(outcome=Outcome.CHANGED).exists():
        raise NotReady("correct_moved_on")
    actions = list(lhp.actions.select_related("recommendation", "lhp").order_by("n"))
    _unjudged(actions, on)
    mine = [str(action.ref) for action in actions]
    terms = _terms(case, mine, TermKind.CORRECTIVE)
    return Followed([lhp], actions, terms, subjects=[""])


def _again(case: Case, posted: CaseLetter, on: date) -> Followed:
    """Orders that were given once more."""
    if case.state not in CORRECTABLE_LHP:
        raise NotReady("correct_moved_on")
    rows = case.actions.filter(letter_id=posted.letter_id, lhp__replaced_by=None)
    actions = list(rows.select_related("recommendation", "lhp").order_by("n"))
    _unjudged(actions, on)
    mine = [str(action.ref) for action in actions]
    return Followed([], actions, _terms(case, mine, TermKind.CORRECTIVE))


def _recommendation(case: Case, posted: CaseLetter, on: date) -> Followed:
    """What the superior owes runs from his receipt; delivered it is when both have it."""
    rec = Recommendation.objects.get(letter_id=posted.letter_id)
    if case.state != State.RECOMMENDATION or rec.status or rec.ended_at is not None:
        raise NotReady("correct_moved_on")
    if posted.addressee != Addressee.SUPERIOR:
        return Followed()
    if case.matters.filter(ended_at=None).exists():
        raise NotReady("correct_moved_on")
    items = list(rec.items.select_related("recommendation").order_by("n"))
    _unjudged(items, on)
    kinds = (TermKind.RECOMMENDATION_REPORT, TermKind.RECOMMENDATION_MONITORING)
    return Followed([rec], items, _terms(case, [str(rec.ref)], *kinds))


def _unjudged(actions: Iterable[CorrectiveAction], on: date) -> None:
    """Nothing of them was judged, and nothing done before they were received."""
    for action in actions:
        if action.verified_at or action.settled_on:
            raise NotReady("correct_verified")
        for piece in action.evidence.all():
            _not_after(on, piece.submitted_on, piece.done_on)


def _completion(case: Case, posted: CaseLetter, on: date) -> Followed:
    """Only what still runs: what the reporter completed is complete."""
    ran = _terms(case, [""], TermKind.COMPLETION)
    mine = [row for row in ran if row.started_on == posted.received_on and row.is_open]
    return Followed(terms=mine)


#: What followed from the receipt of a letter, by its kind.
FOLLOWED: dict[str, Callable[[Case, CaseLetter, date], Followed]] = {
    "tidak_lengkap": _completion,
    "permintaan_klarifikasi": _clarification,
    "permintaan_dokumen": _activity,
    "panggilan": _activity,
    "pemberitahuan_hasil": _notice,
    "lhp": _lhp,
    "undangan_atasan": _activity,
    "rekomendasi": _recommendation,
    "perintah_ulang": _again,
}
