"""A case goes to another office; state, number, terms and history stay as they are.

The head asks, the head of the other office accepts or sends it back with a reason. Who
may read and act changes with acceptance only; then nobody holds it until she gives it to
somebody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from agencies.models import Office
from complaints.domain import events, lifecycle
from complaints.domain.states import NEEDS_EXAMINER, Command, Party
from complaints.domain.terms import TermKind
from complaints.models import Case, Transfer
from complaints.selectors.headless import free_heads
from complaints.selectors.transfers import transfer_for, waits_for_office
from complaints.services import clocks, gathering, objection_review, searching
from complaints.services.errors import NotReady, SamePerson
from complaints.services.gate import amend, enter, require, tell

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor


@transaction.atomic
def ask_transfer(
    *,
    ref: UUID,
    version: int,
    office_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Transfer:
    """Ask another office to go on with the case; it answers in three working days.

    Raises :class:`NotReady` where one was asked already, or nobody there can answer.
    """
    case = enter(ref, actor=actor, version=version)
    lifecycle.next_state(case.stage, Command.TRANSFER)
    require(actor, case, Party.HEAD)
    if waits_for_office(case):
        raise NotReady("transfer_waits")
    office = Office.objects.get(pk=office_id)
    if (
        office.pk == case.office_id
        or not free_heads(case, now, office_id=office.pk).exists()
    ):
        raise NotReady("no_such_office")
    day = legal_day(now, case.office.zone)
    row = Transfer(
        case=case,
        from_office_id=case.office_id,
        to_office=office,
        reason=reason,
        asked_by_id=actor.signed_in_id,
        asked_at=now,
    )
    term = clocks.start(case, TermKind.TRANSFER, started_on=day, subject=str(row.ref))
    row.due_on = term.due_on
    row.save()
    amend(case, now=now)
    tell(
        case,
        events.TRANSFER_ASKED,
        actor=actor,
        now=now,
        office=office.pk,
        due_on=row.due_on.isoformat(),
        text=case.text_hash(reason),
    )
    return row


@transaction.atomic
def answer_transfer(
    *, ref: UUID, accept: bool, answer: str, actor: Actor, now: datetime
) -> Transfer:
    """Take the case over, or send it back with a reason.

    Raises ``Transfer.DoesNotExist`` where it is not hers to answer, and
    :class:`NotReady` where a colleague was faster.
    """
    case = Case.objects.locked_by_id(transfer_for(actor, ref).case_id)
    row = Transfer.objects.get(ref=ref)
    if row.decided_at is not None:
        raise NotReady("transfer_over")
    if row.asked_by_id == actor.signed_in_id:
        raise SamePerson
    if not accept and not answer:
        raise NotReady("transfer_needs_reason")
    row.decided_by_id, row.decided_at = actor.signed_in_id, now
    row.accepted, row.answer = accept, answer
    row.save()
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.TRANSFER, on=day, subject=str(row.ref))
    if accept:
        gathering.part_ways(case, actor=actor, now=now)
        _take_over(case, row, now=now)
    else:
        amend(case, now=now)
    tell(
        case,
        events.TRANSFERRED if accept else events.TRANSFER_REFUSED,
        actor=actor,
        now=now,
        office=row.to_office_id,
        text=case.text_hash(answer) if answer else "",
    )
    return row


def _take_over(case: Case, row: Transfer, *, now: datetime) -> None:
    """From here on it is the other office's, and nobody's there yet."""
    amend(
        case,
        now=now,
        office=row.to_office,
        intake=None,
        examiner=None,
        resmon=None,
        handed_over_at=now,
    )
    if case.state in NEEDS_EXAMINER:
        clocks.start(
            case,
            TermKind.ASSIGN,
            started_on=legal_day(now, row.to_office.zone),
            subject=f"transfer:{row.pk}",
        )
    objection_review.begin_again(case)
    searching.index(case)
