"""An agency writes down what it says to each question, before it sends it.

A draft is the agency's: any of its liaisons who sees the case goes on with it, and the
office knows nothing of it. Files come with the sending.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain.replying import AnswerText, Said
from complaints.domain.shared_draft import is_overtaken
from complaints.domain.states import Party, State
from complaints.models import Case, Clarification, ClarificationReply
from complaints.selectors.replies import draft_of
from complaints.services.errors import NotReady, Overtaken
from complaints.services.gate import enter, require

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor

KEPT_FOR = timedelta(days=30)


def require_open(case: Case, request: Clarification) -> None:
    """Raise :class:`NotReady` where nobody waits for an answer to this request."""
    if case.state == State.CLOSED:
        raise NotReady("case_closed")
    if request.answered_at is not None:
        raise NotReady("already_answered")
    if request.withdrawn_at is not None:
        raise NotReady("request_withdrawn")
    if request.received_on is None:
        raise NotReady("letter_unopened")


@transaction.atomic
def keep_answer(
    *,
    ref: UUID,
    text: AnswerText,
    basis: str | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep what is written so far; where nothing is, nothing is kept.

    ``basis``: the mark of the draft that was shown. Raises :class:`Overtaken`.
    """
    request = Clarification.objects.select_related("case").get(ref=ref)
    case = enter(request.case.ref, actor=actor)
    request.refresh_from_db()
    require(actor, case, Party.LIAISON)
    require_open(case, request)
    require_seen(request, basis, text)
    _write(request, text, actor=actor, now=now)


def require_seen(request: Clarification, basis: str | None, mine: AnswerText) -> None:
    """Raise :class:`Overtaken` where a colleague's draft would be lost unseen."""
    stored = draft_of(request).mark
    if is_overtaken(basis=basis, stored=stored, mine=mine.mark):
        raise Overtaken


def store(
    request: Clarification, text: AnswerText, *, actor: Actor, now: datetime
) -> None:
    """Store what was sent to each question, in place of the draft.

    Raises :class:`NotReady` where a question has no answer.
    """
    asked = len(request.asked)
    if text.unsaid(asked):
        raise NotReady("question_unanswered")
    known = {n: one for n, one in text.said.items() if n <= asked}
    _write(request, AnswerText(known), actor=actor, now=now)
    request.replies.update(sent_at=now)


def purge(now: datetime) -> None:
    """Delete the drafts that nobody sent in thirty days."""
    cases = _old(now).values_list("clarification__case_id", flat=True)
    for case_id in list(cases.order_by().distinct()):
        _purge(case_id, now)


def _old(now: datetime) -> QuerySet[ClarificationReply]:
    return ClarificationReply.objects.filter(sent_at=None, saved_at__lt=now - KEPT_FOR)


@transaction.atomic
def _purge(case_id: int, now: datetime) -> None:
    """Those of one case, but what was sent or written anew while we waited for it."""
    Case.objects.locked_by_id(case_id)
    _old(now).filter(clarification__case_id=case_id).delete()


def _write(
    request: Clarification, text: AnswerText, *, actor: Actor, now: datetime
) -> None:
    request.replies.filter(sent_at=None).delete()
    said = {**text.said, 0: Said(None, text.more)}
    ClarificationReply.objects.bulk_create(
        ClarificationReply(
            clarification=request,
            n=n,
            stance=one.stance or "",
            text=one.text,
            saved_by_id=actor.signed_in_id,
            saved_at=now,
        )
        for n, one in said.items()
        if one.stance or one.text.strip()
    )
