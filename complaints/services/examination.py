"""The examination: asking the agency, hearing it, telling the reporter the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.states import Command, Party, State
from complaints.domain.terms import TermKind
from complaints.models import Clarification, ResultNotice
from complaints.policies import require
from complaints.services import clocks, letters
from complaints.services.errors import NotReady, SamePerson
from complaints.services.gate import amend, enter, step, tell
from complaints.services.papers import attach

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case


def _next_turn(case: Case) -> int:
    """1 or 2: the law knows two requests, one after the other."""
    asked = case.clarifications.order_by("turn").last()
    if asked is None:
        return 1
    if asked.answered_at is None and asked.waived_at is None:
        raise NotReady("request_open")
    if asked.turn == 2:
        raise NotReady("asked_twice")
    return 2


@transaction.atomic
def ask_clarification(
    *, ref: UUID, version: int, questions: str, actor: Actor, now: datetime
) -> Clarification:
    """Ask the agency for a written explanation (UU 37/2008 art. 33; two requests).

    The term of 14 days runs from receipt; the case becomes visible to the agency.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.EXAMINER)
    if case.state != State.EXAM:
        raise NotReady("not_in_examination")
    if case.agency_id is None:
        raise NotReady("no_agency")
    request = Clarification.objects.create(
        case=case,
        turn=_next_turn(case),
        questions=questions,
        asked_by_id=actor.signed_in_id,
        asked_at=now,
    )
    posted = letters.post(
        case,
        kind="permintaan_klarifikasi",
        addressee="agency",
        context={"questions": questions, "turn": request.turn},
        actor=actor,
        now=now,
    )
    request.letter = posted.letter
    request.save(update_fields=["letter"])
    asked = str(request.ref)
    clocks.start(case, TermKind.RECEIPT_PROOF, started_on=posted.sent_on, subject=asked)
    amend(case, now=now, released_at=case.released_at or now)
    text = case.text_hash(questions)
    tell(
        case,
        events.CLARIFICATION_ASKED,
        actor=actor,
        now=now,
        request=asked,
        turn=request.turn,
        text=text,
    )
    return request


@transaction.atomic
def answer_clarification(
    *,
    ref: UUID,
    answer: str,
    file_ids: Sequence[int],
    actor: Actor,
    now: datetime,
) -> Clarification:
    """The agency explains itself; the turn goes back to the Ombudsman."""
    request = Clarification.objects.select_related("case").get(ref=ref)
    case = enter(request.case.ref, actor=actor)
    request.refresh_from_db()
    require(actor, case, Party.LIAISON)
    if request.answered_at is not None:
        raise NotReady("already_answered")
    if request.received_on is None:
        raise NotReady("letter_unopened")
    day = legal_day(now, case.office.zone)
    request.answer = answer
    request.answered_by_id = actor.user_id
    request.answered_at = now
    request.answered_on = day
    request.save(update_fields=["answer", "answered_by", "answered_at", "answered_on"])
    attach(case, file_ids, lane="agency", now=now, clarification=request)
    for kind in (TermKind.CLARIFICATION, TermKind.CLARIFICATION_SECOND):
        clocks.meet(case, kind, subject=str(request.ref), on=day)
    amend(case, now=now)
    tell(
        case,
        events.CLARIFICATION_ANSWERED,
        actor=actor,
        now=now,
        request=str(request.ref),
        text=case.text_hash(answer),
        files=len(file_ids),
    )
    return request


@transaction.atomic
def draft_result(
    *, ref: UUID, version: int, text: str, actor: Actor, now: datetime
) -> ResultNotice:
    """The examiner writes down what the reporter shall be told before the LHP."""
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.EXAMINER)
    if case.state != State.EXAM:
        raise NotReady("not_in_examination")
    notice, _ = ResultNotice.objects.update_or_create(
        case=case,
        closed_at=None,
        defaults={"text": text, "drafted_by_id": actor.signed_in_id, "drafted_at": now},
    )
    amend(case, now=now)
    tell(
        case,
        events.RESULT_DRAFTED,
        actor=actor,
        now=now,
        notice=str(notice.ref),
        text=case.text_hash(text),
    )
    return notice


@transaction.atomic
def notify_result(*, ref: UUID, version: int, actor: Actor, now: datetime) -> Case:
    """The head tells the reporter the result; he has 14 days (48/2020 art. 25(5))."""
    case = enter(ref, actor=actor, version=version)
    notice = case.notices.filter(closed_at=None).first()
    if notice is None:
        raise NotReady("no_notice")
    if notice.drafted_by_id == actor.user_id:
        raise SamePerson
    step(case, Command.NOTIFY_RESULT, actor=actor, now=now)
    notice.approved_by_id = actor.user_id
    notice.approved_at = now
    notice.save(update_fields=["approved_by", "approved_at"])
    letters.post(
        case,
        kind="pemberitahuan_hasil",
        addressee="reporter",
        context={"summary": notice.text},
        actor=actor,
        now=now,
    )
    tell(case, events.RESULT_NOTIFIED, actor=actor, now=now, notice=str(notice.ref))
    return case


@transaction.atomic
def respond_to_result(
    *, ref: UUID, text: str, contest: bool, actor: Actor, now: datetime
) -> Case:
    """The reporter answers the result: new evidence reopens the examination."""
    case = enter(ref, actor=actor)
    notice = case.notices.filter(closed_at=None).first()
    if notice is None:
        raise NotReady("no_notice")
    command = Command.ANSWER_RESULT if contest else Command.ACCEPT_RESULT
    step(case, command, actor=actor, now=now)
    close_notice(notice, text=text, contested=contest, now=now)
    clocks.meet(case, TermKind.RESULT_ANSWER, on=legal_day(now, case.office.zone))
    tell(
        case,
        events.RESULT_CONTESTED if contest else events.RESULT_ACCEPTED,
        actor=actor,
        now=now,
        notice=str(notice.ref),
        text=case.text_hash(text),
    )
    return case


def close_notice(
    notice: ResultNotice, *, text: str, contested: bool, now: datetime
) -> None:
    """Nothing more is awaited from the reporter on this notice."""
    notice.response = text
    notice.contested = contested
    notice.closed_at = now
    notice.save(update_fields=["response", "contested", "closed_at"])
