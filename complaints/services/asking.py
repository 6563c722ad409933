"""A question to the reporter, with a last day of its own, and his answer.

The case goes on meanwhile: only the law's own requests (completing a report, answering
the notice of result) stop it. An answer that comes late is taken as long as it is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.states import Party, State
from complaints.domain.terms import TermKind
from complaints.models import ReporterMessage
from complaints.policies import WRITERS
from complaints.services import clocks, searching, sending
from complaints.services.errors import NotReady
from complaints.services.gate import (
    amend,
    enter,
    require,
    require_reporter,
    require_words,
    tell,
)
from complaints.services.papers import attach

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

#: More than this at once is an interrogation; a second letter can follow.
MOST = 3


@transaction.atomic
def ask_reporter(
    *, ref: UUID, text: str, key: UUID | None = None, actor: Actor, now: datetime
) -> ReporterMessage:
    """Ask the reporter one thing. At most three stand open.

    ``key`` came with the form: the same sending again asks nothing. Raises
    :class:`NotReady` where there is no reporter.
    """
    case = enter(ref, actor=actor)
    require(actor, case, *WRITERS)
    require_reporter(case)
    claim = sending.claim(
        key, form="ask", words=[str(ref), text], file_ids=[], actor=actor, now=now
    )
    if claim is not None and claim.replay is not None:
        return ReporterMessage.objects.get(pk=claim.replay["id"])
    _check(case)
    if case.messages.filter(asks=True, answer=None).count() >= MOST:
        raise NotReady("asked_enough")
    question = ReporterMessage.objects.create(
        case=case, by_id=actor.signed_in_id, text=text, at=now, asks=True
    )
    searching.index(case)
    day = legal_day(now, case.office.zone)
    clocks.meet_every(case, TermKind.RCO_CONTACT, on=day)
    term = clocks.start(
        case, TermKind.REPORTER_ANSWER, started_on=day, subject=str(question.ref)
    )
    amend(case, now=now)
    tell(
        case,
        events.REPORTER_ASKED,
        actor=actor,
        now=now,
        text=case.text_hash(text),
        due_on=term.due_on.isoformat(),
    )
    sending.store(claim, id=question.pk)
    return question


@transaction.atomic
def answer_question(
    *,
    ref: UUID,
    question_ref: UUID,
    text: str,
    file_ids: Sequence[int] = (),
    key: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> ReporterMessage:
    """Answer one question, once; papers may come along.

    Raises :class:`NotReady` where nothing of his is asked under this ref any more.
    """
    case = enter(ref, actor=actor)
    require(actor, case, Party.REPORTER)
    words = [str(ref), str(question_ref), text]
    claim = sending.claim(
        key, form="answer", words=words, file_ids=file_ids, actor=actor, now=now
    )
    if claim is not None and claim.replay is not None:
        return ReporterMessage.objects.get(pk=claim.replay["id"])
    _check(case)
    waiting = case.messages.filter(ref=question_ref, asks=True, answer=None)
    question = waiting.first()
    if question is None:
        raise NotReady("question_over")
    answer = ReporterMessage.objects.create(
        case=case, text=text, at=now, answers=question
    )
    searching.index(case)
    attach(case, file_ids, lane="reporter", now=now)
    clocks.meet(
        case,
        TermKind.REPORTER_ANSWER,
        on=legal_day(now, case.office.zone),
        subject=str(question.ref),
    )
    amend(case, now=now)
    tell(
        case,
        events.REPORTER_ANSWERED,
        actor=actor,
        now=now,
        text=case.text_hash(text),
        files=len(file_ids),
    )
    sending.store(claim, id=answer.pk)
    return answer


def _check(case: Case) -> None:
    require_words(case)
    if case.state == State.CLOSED:
        raise NotReady("case_closed")
