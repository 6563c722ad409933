"""An agency objects to a report of examination, in time; what it writes is kept.

A draft is the agency's: any of its liaisons who sees the case goes on with it, and the
office knows nothing of it. Files come with the sending.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.objecting import Outcome
from complaints.domain.shared_draft import is_overtaken
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import Case, Objection, ObjectionGround
from complaints.selectors.objecting import (
    draft_of,
    drafted,
    filings_left,
    findings_to_object,
    is_objected,
    orders_to_object,
    received_report,
    was_decided,
)
from complaints.services import clocks, sending
from complaints.services.errors import NotReady, Overtaken
from complaints.services.gate import amend, enter, require, tell
from complaints.services.papers import attach

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.domain.objecting import ObjectionText
    from complaints.models import CorrectiveAction, Finding, Lhp

KEPT_FOR = timedelta(days=30)


def report_to_object(case: Case, today: date) -> Lhp:
    """The report of a case to which its agency may object today.

    Raises :class:`NotReady` with the reason: there is none, an objection waits or was
    decided, it was filed too often, or the corrective period is over.
    """
    lhp = received_report(case)
    if lhp is None:
        raise NotReady("objection_no_report")
    if is_objected(case):
        raise NotReady("objection_waits")
    if was_decided(lhp):
        raise NotReady("objection_was_decided")
    if not filings_left(lhp):
        raise NotReady("objection_twice")
    if not orders_to_object(case, today):
        raise NotReady("objection_late")
    return lhp


@transaction.atomic
def keep_objection(
    *,
    ref: UUID,
    text: ObjectionText,
    basis: str | None = None,
    actor: Actor,
    now: datetime,
) -> Objection | None:
    """Keep what is written so far; None where nothing is.

    ``basis``: the mark of the draft that was shown. Raises :class:`Overtaken`.
    """
    case = enter(ref, actor=actor)
    require(actor, case, Party.LIAISON)
    lhp = report_to_object(case, legal_day(now, case.office.zone))
    _require_seen(case, lhp, basis, text.mark)
    if not any(words.strip() for words in text.words()):
        _forget(case, lhp)
        return None
    return _written(case, lhp, text, actor=actor, now=now)


@transaction.atomic
def drop_objection(*, ref: UUID, basis: str | None = None, actor: Actor) -> None:
    """Throw the draft away that was shown. Raises :class:`Overtaken`."""
    case = enter(ref, actor=actor)
    require(actor, case, Party.LIAISON)
    lhp = received_report(case)
    if lhp is not None:
        _require_seen(case, lhp, basis, "")
        _forget(case, lhp)


@transaction.atomic
def file_objection(
    *,
    ref: UUID,
    text: ObjectionText,
    file_ids: Sequence[int] = (),
    basis: str | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Objection:
    """Send it. A commissioner decides within fourteen working days; the head begins.

    The same form again is the same objection. Raises :class:`NotReady` outside the
    time, without a ground, and for an order whose own day is over; :class:`Overtaken`
    where a colleague's draft would be written over unseen.
    """
    case = enter(ref, actor=actor)
    require(actor, case, Party.LIAISON)
    claim = sending.claim(
        key,
        form="objection",
        words=[str(ref), *text.words()],
        file_ids=file_ids,
        actor=actor,
        now=now,
    )
    if claim is not None and claim.replay is not None:
        return case.objections.get(ref=claim.replay["objection"])
    day = legal_day(now, case.office.zone)
    lhp = report_to_object(case, day)
    if not any(why.strip() for why in (*text.orders.values(), *text.findings.values())):
        raise NotReady("objection_no_ground")
    _require_seen(case, lhp, basis, text.mark)
    row = _written(case, lhp, text, actor=actor, now=now)
    row.filed_by_id, row.filed_at, row.filed_on = actor.signed_in_id, now, day
    row.save(update_fields=["filed_by", "filed_at", "filed_on"])
    attach(case, file_ids, lane="agency", now=now, objection=row)
    subject, head = str(row.ref), Party.HEAD
    clocks.start(case, TermKind.OBJECTION, started_on=day, subject=subject, holder=head)
    amend(case, now=now)
    _tell(case, events.OBJECTION_FILED, row, text, len(file_ids), actor, now)
    sending.store(claim, objection=row.ref)
    return row


@transaction.atomic
def take_back_objection(*, ref: UUID, actor: Actor, now: datetime) -> Objection:
    """The agency takes it back before it is decided; it may object again in time."""
    found = Objection.objects.select_related("case").get(ref=ref)
    case = enter(found.case.ref, actor=actor)
    require(actor, case, Party.LIAISON)
    row = case.objections.get(pk=found.pk)
    if row.agency_id != case.agency_id or row.filed_at is None:
        raise Objection.DoesNotExist
    if not row.is_open:
        raise NotReady("objection_over")
    row.outcome, row.ended_at = Outcome.TAKEN_BACK, now
    row.save(update_fields=["outcome", "ended_at"])
    clocks.drop_of(case, str(row.ref), now=now)
    amend(case, now=now)
    tell(
        case,
        events.OBJECTION_TAKEN_BACK,
        actor=actor,
        now=now,
        objection=str(row.ref),
    )
    return row


def purge(now: datetime) -> None:
    """Delete the drafts that nobody sent in thirty days."""
    for pk, case_id in list(_old(now).values_list("pk", "case_id")):
        _purge(pk, case_id, now)


def _old(now: datetime) -> QuerySet[Objection]:
    return Objection.objects.filter(filed_at=None, written_at__lt=now - KEPT_FOR)


@transaction.atomic
def _purge(pk: int, case_id: int, now: datetime) -> None:
    """One of them, unless it was sent or written anew while we waited for its case."""
    Case.objects.locked_by_id(case_id)
    row = _old(now).filter(pk=pk).first()
    if row is not None:
        _delete(row)


def _written(
    case: Case, lhp: Lhp, text: ObjectionText, *, actor: Actor, now: datetime
) -> Objection:
    """The draft with these words. Raises :class:`NotReady` for what is not objected to."""
    if case.agency_id is None:
        raise NotReady("no_agency")
    row, _made = Objection.objects.update_or_create(
        case=case,
        lhp=lhp,
        agency_id=case.agency_id,
        filed_at=None,
        ended_at=None,
        defaults={
            "wish": text.wish,
            "written_by_id": actor.signed_in_id,
            "written_at": now,
        },
    )
    row.grounds.all().delete()
    ObjectionGround.objects.bulk_create(_grounds(case, lhp, row, text, now))
    return row


def _grounds(
    case: Case, lhp: Lhp, row: Objection, text: ObjectionText, now: datetime
) -> list[ObjectionGround]:
    today = legal_day(now, case.office.zone)
    orders: dict[UUID, CorrectiveAction] = {
        one.ref: one for one in orders_to_object(case, today)
    }
    findings: dict[int, Finding] = {one.n: one for one in findings_to_object(lhp)}
    found = []
    for n, why in text.findings.items():
        if why.strip():
            if n not in findings:
                raise NotReady("objection_order")
            found.append(ObjectionGround(objection=row, finding=findings[n], text=why))
    for ref, why in text.orders.items():
        if why.strip():
            if ref not in orders:
                raise NotReady("objection_order")
            found.append(ObjectionGround(objection=row, action=orders[ref], text=why))
    return found


def _require_seen(case: Case, lhp: Lhp, basis: str | None, mine: str) -> None:
    stored = drafted(draft_of(case, lhp)).mark
    if is_overtaken(basis=basis, stored=stored, mine=mine):
        raise Overtaken


def _forget(case: Case, lhp: Lhp) -> None:
    if (draft := draft_of(case, lhp)) is not None:
        _delete(draft)


def _delete(draft: Objection) -> None:
    draft.grounds.all().delete()
    draft.delete()


def _tell(
    case: Case,
    event: str,
    row: Objection,
    text: ObjectionText,
    files: int,
    actor: Actor,
    now: datetime,
) -> None:
    tell(
        case,
        event,
        actor=actor,
        now=now,
        objection=str(row.ref),
        lhp=str(row.lhp.ref),
        orders=[str(ref) for ref, why in text.orders.items() if why.strip()],
        findings=len([why for why in text.findings.values() if why.strip()]),
        text=case.text_hash("\n".join(text.words())),
        files=files,
    )
