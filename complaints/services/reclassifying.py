"""Another class after the register: the head says why, and its limit is counted anew.

The limit is counted from the day on which the examination began, as if the case had been
of this class all along; what was granted on top of the old one does not come with it.
The old term stays as a row that no longer matters, so that it can be read, and taken up
again where the act is undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.classes import why_not, why_not_then
from complaints.domain.states import CaseClass, Party, State
from complaints.domain.terms import EXAM_TERM, TermKind
from complaints.selectors import initiatives as own
from complaints.selectors.extensions import waiting_in
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, require, tell_later
from complaints.services.writing import keep_note
from journal.models import Entry
from journal.record import cancel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, Deadline
    from journal.record import JSON


@transaction.atomic
def reclassify(
    *,
    ref: UUID,
    version: int,
    case_class: CaseClass,
    reason: str,
    actor: Actor,
    now: datetime,
    not_before: datetime | None = None,
) -> Case:
    """Give a case another class; why is kept as a note inside the house.

    The reporter hears of it at ``not_before``: where it may still be taken back.
    Raises :class:`NotReady` where the class is the same or no longer matters, while a
    request for more time waits, for a class whose limit would be over already, and for
    a longer one once the limit is over: what is late stays late.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    if code := why_not(State(case.state), case.classification, case_class):
        raise NotReady(code)
    if waiting_in(case):
        raise NotReady("extension_waits")
    before, old = case.case_class, _limit(case)
    amend(case, now=now, classification=case_class)
    new = _count_anew(case, old, now=now) if old is not None else None
    told = keep_note(case, reason, actor=actor, now=now)
    more = _days(old, new) | {"text": told}
    _tell(case, before, more, actor=actor, now=now, not_before=not_before)
    return case


@transaction.atomic
def give_back(
    *,
    ref: UUID,
    version: int,
    case_class: CaseClass,
    changed_at: datetime,
    actor: Actor,
    now: datetime,
) -> Case:
    """The class that a case had until ``changed_at``, and its limit as it stood then.

    News that has not left does not leave, and what nobody heard of is not taken back
    before him: then the way back is on record only.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    before, new = case.case_class, _limit(case)
    amend(case, now=now, classification=case_class)
    rows = case.deadlines.filter(kind=EXAM_TERM[case_class], dropped_at=changed_at)
    old = rows.first()
    if old is not None:
        old.dropped_at = None
        old.save(update_fields=["dropped_at"])
        clocks.drop(case, EXAM_TERM[before], now=now)
    held = _cancelled(case, changed_at)
    entry = _tell(case, before, _days(new, old), actor=actor, now=now)
    if held:
        cancel(entry)
    return case


def _cancelled(case: Case, changed_at: datetime) -> int:
    """Stop the news of the change that waits; returns how many deliveries that were."""
    rows = Entry.objects.filter(
        subject_kind=case.journal_kind, subject_id=case.pk, at=changed_at
    )
    return sum(cancel(row) for row in rows.filter(kind=events.RECLASSIFIED))


def reporter_told(entry: Entry) -> Iterable[str]:
    """The reporter, where there is one and his last day is another one now."""
    if "until" in entry.data:
        yield from own.reporter_told(entry)


def would_end(case: Case) -> dict[CaseClass, date]:
    """The last day of the limit by each class; none where no examination has begun."""
    row = _limit(case) if case.classification else None
    if row is None:
        return {}
    return {each: clocks.class_due(case, each, row.started_on) for each in CaseClass}


def _limit(case: Case) -> Deadline | None:
    """The limit of its class, in time or late; none before an examination or after it."""
    kind = EXAM_TERM[case.case_class]
    found: Deadline | None = case.deadlines.filter(
        kind=kind, met_on=None, dropped_at=None
    ).first()
    return found


def _count_anew(case: Case, old: Deadline, *, now: datetime) -> Deadline:
    """The limit of the new class from the day on which the old one began."""
    today = legal_day(now, case.office.zone)
    kind = EXAM_TERM[case.case_class]
    with clocks.together(case):
        clocks.drop(case, TermKind(old.kind), now=now)
        new = clocks.start(case, kind, started_on=old.started_on)
    if code := why_not_then(before=old.due_on, after=new.due_on, today=today):
        raise NotReady(code)
    return new


def _days(before: Deadline | None, after: Deadline | None) -> dict[str, JSON]:
    """From which last day to which; nothing where no limit ran."""
    if before is None or after is None:
        return {}
    return {"due_on": before.due_on.isoformat(), "until": after.due_on.isoformat()}


def _tell(
    case: Case,
    before: CaseClass,
    more: dict[str, JSON],
    *,
    actor: Actor,
    now: datetime,
    not_before: datetime | None = None,
) -> Entry:
    return tell_later(
        case,
        events.RECLASSIFIED,
        {"class_before": before, "case_class": case.classification} | more,
        actor=actor,
        now=now,
        not_before=not_before,
    )
