"""Reading: what an agency says to each question, as a draft of its own or as sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.replying import AnswerText, Said, Stance
from complaints.models import ClarificationReply

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints.models import Clarification


def draft_of(request: Clarification) -> AnswerText:
    """What the agency has written so far and not sent. For its own pages alone."""
    rows = request.replies.filter(sent_at=None)
    said = {
        row.n: Said(Stance(row.stance) if row.stance else None, row.text)
        for row in rows
    }
    more = said.pop(0, Said(None)).text
    return AnswerText(said, more)


def hand_out(requests: Iterable[Clarification]) -> list[Clarification]:
    """These requests, each with ``said``: each question with what was sent to it, if it was.

    One query, and none where nothing was answered.
    """
    found = list(requests)
    rows: dict[int, dict[int, ClarificationReply]] = {}
    answered = [row.pk for row in found if row.answered_at is not None]
    if answered:
        sent = ClarificationReply.objects.filter(
            clarification_id__in=answered, sent_at__isnull=False
        )
        for reply in sent:
            rows.setdefault(reply.clarification_id, {})[reply.n] = reply
    for row in found:
        mine = rows.get(row.pk, {})
        row.__dict__["said"] = [
            (question, mine.get(n)) for n, question in enumerate(row.asked, start=1)
        ]
    return found
