"""Reading: what an agency says to each question, as a draft of its own or as sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch
from django.db.models.functions import JSONObject

from complaints.domain.replying import AnswerText, Said, Stance
from complaints.models import Clarification, ClarificationReply
from complaints.models.replies import STANCES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Reply:
    """What was sent to one question."""

    called: str | Promise
    text: str


def draft_of(request: Clarification) -> AnswerText:
    """What the agency has written so far and not sent. For its own pages alone."""
    return drafted(draft_rows(request))


def draft_rows(request: Clarification) -> list[ClarificationReply]:
    """The rows of that draft, each with who saved it."""
    rows = request.replies.filter(sent_at=None).select_related("saved_by")
    return list(rows.order_by("n"))


def drafted(rows: Iterable[ClarificationReply]) -> AnswerText:
    """What these rows say."""
    said = {
        row.n: Said(Stance(row.stance) if row.stance else None, row.text)
        for row in rows
    }
    more = said.pop(0, Said(None)).text
    return AnswerText(said, more)


def answered() -> QuerySet[Clarification]:
    """Requests for explanation with what was sent to each question, in one query."""
    sent = ClarificationReply.objects.filter(
        clarification=OuterRef("pk"), sent_at__isnull=False
    )
    told = JSONObject(n="n", stance="stance", text="text")
    rows = ArraySubquery(sent.order_by("n").values(told=told))
    found: QuerySet[Clarification] = Clarification.objects.annotate(sent=rows)
    return found.order_by("turn")


def with_answers() -> Prefetch[str, Any, str]:
    """The same for a page of the office that reads them with their case: also which
    officer wrote down an answer that came on paper."""
    rows = answered().annotate(typed_by=F("paper__kept_by_id"))
    return Prefetch("clarifications", rows)


def hand_out(requests: Iterable[Clarification]) -> list[Clarification]:
    """Give each of :func:`answered` its ``said``: each question with the reply to it."""
    found = list(requests)
    for row in found:
        sent = {
            one["n"]: Reply(STANCES[Stance(one["stance"])], one["text"])
            for one in row.__dict__["sent"]
        }
        row.__dict__["said"] = [
            (question, sent.get(n)) for n, question in enumerate(row.asked, start=1)
        ]
    return found
