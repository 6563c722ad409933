"""The history of a case, for the eyes of one audience. Texts come by event, not here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.domain import events
from complaints.models import Case
from journal.models import Entry
from journal.registry import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.utils.functional import Promise

#: What the reporter reads on the way of his report.
FOR_REPORTER = frozenset(
    {
        events.CASE_FILED,
        events.TAKEN_FAST,
        events.FIRST_CONTACT,
        events.COMPLETION_ASKED,
        events.CASE_COMPLETED,
        events.FORMAL_PASSED,
        events.CASE_REGISTERED,
        events.CASE_ASSIGNED,
        events.RECLASSIFIED,
        events.PROMISE_EXTENDED,
        events.PROMISE_RECOUNTED,
        events.PROMISE_CORRECTED,
        events.TRANSFERRED,
        events.CLARIFICATION_ASKED,
        events.CLARIFICATION_ANSWERED,
        events.DOCUMENTS_ASKED,
        events.DOCUMENTS_SENT,
        events.FILE_RELEASED_TO_REPORTER,
        events.FILE_TAKEN_FROM_REPORTER,
        events.SUMMONED,
        events.SUMMONED_AGAIN,
        events.REQUEST_WITHDRAWN,
        events.TALKS_INVITED,
        events.TALKS_CONTINUED,
        events.TALKS_AGREED,
        events.TALKS_ENDED,
        events.RESULT_NOTIFIED,
        events.RESULT_ACCEPTED,
        events.RESULT_CONTESTED,
        events.RESULT_WAITING_OVER,
        events.LHP_ISSUED,
        events.EVIDENCE_DECIDED,
        events.RESMON_OPENED,
        *events.LADDER,
        *events.OBJECTING,
        events.LHP_WITHDRAWN,
        events.CASE_CLOSED,
        events.CASE_MERGED,
        events.MERGE_UNDONE,
        events.CASE_SPLIT,
        events.SPLIT_OFF,
        events.CASE_WITHDRAWN,
        events.REOPENING_ASKED,
        events.REOPENING_REFUSED,
        events.CASE_REOPENED,
        events.REPORTER_ASKED,
        events.REPORTER_ANSWERED,
        events.REPORTER_SAW,
        events.SEEN_WRITTEN,
        events.CONSULTATION_ASKED,
        events.CONSULTATION_ANSWERED,
        events.TURNED_TO_CONSULTATION,
        events.TURNED_TO_REPORT,
        events.CODE_RENEWED,
        events.CODE_RECOVERED,
        events.CONTACT_CHANGED,
        events.FOLLOWED,
        events.UNFOLLOWED,
    }
)


@dataclass(frozen=True, slots=True)
class Moment:
    """One event with its text, and who caused it, by kind and id."""

    entry_id: int
    kind: str
    label: str | Promise
    at: datetime
    actor_kind: str
    actor_id: int | None
    data: dict[str, object]


def timeline(case: Case, kinds: Iterable[str] | None = None) -> list[Moment]:
    """The events of a case in their order; ``kinds`` names what this audience sees."""
    rows = Entry.objects.filter(subject_kind=Case.journal_kind, subject_id=case.pk)
    if kinds is not None:
        rows = rows.filter(kind__in=list(kinds))
    return [
        Moment(
            entry_id=row.pk,
            kind=row.kind,
            label=label_of(row.kind),
            at=row.at,
            actor_kind=row.actor_kind,
            actor_id=row.actor_id,
            data=row.data,
        )
        for row in rows.order_by("n")
    ]
