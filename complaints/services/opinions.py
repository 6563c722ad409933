"""What the reporter says of a closing: asked at once, and again four weeks later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actor import SYSTEM
from agencies.domain.calendar import legal_day, start_of_day
from complaints.domain import events
from complaints.domain.afterwards import STARS, Because, Question, Solved, is_asked
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import Case, Opinion
from complaints.selectors.afterwards import open_opinion
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.gate import enter, require, tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.states import Reason

#: How many questions that opened since are told of in one transaction each.
BATCH = 200


def prepare(case: Case, reason: Reason, *, day: date, now: datetime) -> None:
    """Put both questions about this closing on their days."""
    if not is_asked(reason):
        return
    later = clocks.due_of(TermKind.SECOND_QUESTION, day)
    for question, opens_on in ((Question.SERVICE, day), (Question.RESULT, later)):
        Opinion.objects.create(
            case=case,
            question=question,
            closed_at=now,
            opens_on=opens_on,
            opens_at=start_of_day(opens_on, case.office.zone),
            # The news of the closing itself tells of the first one.
            asked_at=now if question is Question.SERVICE else None,
        )


def withdraw_questions(case: Case) -> None:
    """A case that comes back is not asked about any more."""
    case.opinions.filter(answered_at=None).delete()


@transaction.atomic
def answer(
    *,
    ref: UUID,
    question: Question,
    stars: int | None = None,
    solved: str = "",
    because: Sequence[str] = (),
    text: str = "",
    actor: Actor,
    now: datetime,
) -> Opinion:
    """Keep what the reporter says; each question is answered once.

    Raises :class:`NotReady` where it is not asked (yet, or any more).
    """
    case = enter(ref, actor=actor)
    require(actor, case, Party.REPORTER)
    row = open_opinion(case, question, legal_day(now, case.office.zone))
    if row is None:
        raise NotReady("not_asked")
    if question is Question.SERVICE and stars not in STARS:
        raise NotReady("no_stars")
    if question is Question.RESULT and solved not in set(Solved):
        raise NotReady("no_answer")
    row.stars, row.solved, row.text = stars, solved, text
    row.because = [one for one in because if one in set(Because)]
    row.answered_at = now
    row.save()
    data = {"question": question.value, "stars": stars, "solved": solved}
    tell(case, events.OPINION_GIVEN, actor=actor, now=now, **data)
    return row


def ask_due(now: datetime) -> int:
    """Tell reporters of the questions that have opened. Idempotent; asks each once."""
    waiting = Opinion.objects.filter(
        opens_at__lte=now, asked_at=None, answered_at=None, case__erased_at=None
    )
    rows = list(waiting.order_by("opens_at", "id").values_list("id", "case_id")[:BATCH])
    for pk, case_id in rows:
        with transaction.atomic():
            case = Case.objects.locked_by_id(case_id)
            row = case.opinions.filter(pk=pk, asked_at=None, answered_at=None).first()
            if row is not None:
                row.asked_at = now
                row.save(update_fields=["asked_at"])
                data = {"due_on": row.opens_on.isoformat()}
                tell(case, events.OPINION_ASKED, actor=SYSTEM, now=now, **data)
    return len(rows)
