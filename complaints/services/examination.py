"""The examination: asking the agency, hearing it, telling the reporter the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.states import Command, Party, State
from complaints.domain.terms import TermKind
from complaints.models import Clarification, DraftReturn, ResultNotice
from complaints.selectors import outgoing
from complaints.services import clocks, letters, replying, sending
from complaints.services.answers import Answer, to_clarification
from complaints.services.errors import NotReady, SamePerson
from complaints.services.gate import amend, enter, require, step, tell
from complaints.services.leaks import require_nameless
from complaints.services.papers import attach
from complaints.services.returning import answer_return

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.replying import AnswerText
    from complaints.models import Case


def _next_turn(case: Case) -> int:
    """1 or 2: the law knows two requests, one after the other."""
    if case.state != State.EXAM:
        raise NotReady("not_in_examination")
    if case.agency_id is None:
        raise NotReady("no_agency")
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
    *,
    ref: UUID,
    version: int,
    summary: str,
    questions: str,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> Clarification:
    """Ask the agency for a written explanation (UU 37/2008 art. 33; two requests).

    ``summary`` is ours, neutral and nameless: it is all that the agency reads of the
    story. The term of 14 days runs from receipt; the case becomes visible to it.
    ``checked``: what may name somebody was seen and stays (``leaks``).
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.EXAMINER)
    turn = _next_turn(case)
    require_nameless(case, summary, questions, checked=checked)
    request = Clarification.objects.create(
        case=case,
        turn=turn,
        summary=summary,
        questions=questions,
        asked_by_id=actor.signed_in_id,
        asked_at=now,
    )
    posted = letters.post(
        case,
        kind="permintaan_klarifikasi",
        addressee="agency",
        context={
            "summary": summary,
            "questions": "\n".join(request.asked),
            "turn": request.turn,
        },
        actor=actor,
        now=now,
    )
    request.letter = posted.letter
    request.save(update_fields=["letter"])
    asked = str(request.ref)
    clocks.start(case, TermKind.RECEIPT_PROOF, started_on=posted.sent_on, subject=asked)
    amend(case, now=now, released_at=case.released_at or now)
    text = case.text_hash(f"{summary}\n{questions}")
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
    text: AnswerText,
    file_ids: Sequence[int],
    basis: str | None = None,
    actor: Actor,
    now: datetime,
    key: UUID | None = None,
) -> Clarification:
    """The agency explains itself, question by question; the turn goes back to us.

    ``key`` is made when the form opens: the same form again is the same answer. Raises
    :class:`NotReady` where nobody waits for it, or a question has no answer, and
    :class:`Overtaken` where a colleague's draft would be lost unseen.
    """
    request = Clarification.objects.select_related("case").get(ref=ref)
    case = enter(request.case.ref, actor=actor)
    request.refresh_from_db()
    require(actor, case, Party.LIAISON)
    words = [str(ref), *text.words()]
    claim = sending.claim(
        key, form="answer", words=words, file_ids=file_ids, actor=actor, now=now
    )
    if claim is not None and claim.replay is not None:
        return request
    replying.require_open(case, request)
    replying.require_seen(request, basis, text)
    replying.store(request, text, actor=actor, now=now)
    day = legal_day(now, case.office.zone)
    attach(case, file_ids, lane="agency", now=now, clarification=request)
    said = Answer(
        text.more, day, by_id=actor.user_id, files=len(file_ids), parts=text.words()
    )
    to_clarification(case, request, said, actor=actor, now=now)
    sending.store(claim, request=request.ref)
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
    answer_return(case, DraftReturn.NOTICE, now=now)
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
    notice = _to_approve(case, actor)
    step(case, Command.NOTIFY_RESULT, actor=actor, now=now)
    notice.approved_by_id = actor.user_id
    notice.approved_at = now
    notice.save(update_fields=["approved_by", "approved_at"])
    letters.post(
        case,
        kind="pemberitahuan_hasil",
        addressee="reporter",
        context=outgoing.notice_letter(notice),
        actor=actor,
        now=now,
    )
    tell(case, events.RESULT_NOTIFIED, actor=actor, now=now, notice=str(notice.ref))
    return case


@transaction.atomic
def approve_result(*, ref: UUID, version: int, actor: Actor, now: datetime) -> Case:
    """Where nobody reported: the head agrees to the result, and the LHP is drafted.

    Nobody is told and nobody has fourteen days to answer (48/2020 art. 25(5) speaks of
    the reporter); what stays of that step is that another person looked at the result.
    """
    case = enter(ref, actor=actor, version=version)
    notice = _to_approve(case, actor)
    step(case, Command.APPROVE_RESULT, actor=actor, now=now)
    notice.approved_by_id, notice.approved_at = actor.user_id, now
    notice.save(update_fields=["approved_by", "approved_at"])
    close_notice(notice, text="", contested=False, now=now)
    tell(case, events.RESULT_APPROVED, actor=actor, now=now, notice=str(notice.ref))
    return case


def _to_approve(case: Case, actor: Actor) -> ResultNotice:
    """The result that somebody else drafted, and that was not sent back to him."""
    notice = outgoing.open_notice(case)
    if notice is None:
        raise NotReady("no_notice")
    if notice.drafted_by_id == actor.user_id:
        raise SamePerson
    if outgoing.sent_back(case, notice):
        raise NotReady("sent_back")
    return notice


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
