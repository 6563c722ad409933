"""Of which events there is news outside the house, for whom, and when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from complaints.domain import events

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

#: What the reporter is told of.
REPORTER_NEWS = (
    events.CASE_FILED,
    events.TAKEN_FAST,
    events.COMPLETION_ASKED,
    events.CASE_REGISTERED,
    events.PROMISE_EXTENDED,
    events.PROMISE_RECOUNTED,
    events.PROMISE_CORRECTED,
    events.TRANSFERRED,
    events.CLARIFICATION_ANSWERED,
    events.DOCUMENTS_SENT,
    events.FILE_RELEASED_TO_REPORTER,
    events.TALKS_INVITED,
    events.TALKS_CONTINUED,
    events.TALKS_ENDED,
    events.RESULT_NOTIFIED,
    events.LHP_ISSUED,
    *events.LADDER_NEWS,
    *events.OBJECTING,
    events.EVIDENCE_DECIDED,
    events.MESSAGE_SENT,
    events.CASE_CLOSED,
    events.CASE_MERGED,
    events.MERGE_UNDONE,
    events.CASE_SPLIT,
    events.CASE_REOPENED,
    events.REOPENING_REFUSED,
    events.OPINION_ASKED,
    events.REPORTER_ASKED,
    events.CONSULTATION_ANSWERED,
    events.TURNED_TO_CONSULTATION,
    events.TURNED_TO_REPORT,
)
#: Of these an agency makes as many as it likes: of all together once in a day, and how
#: it stands in the end is told too.
ONCE_A_DAY = frozenset({events.OBJECTION_FILED, events.OBJECTION_TAKEN_BACK})
#: What every contact on record is told of, whatever way was chosen: it may be theft.
CODE_NEWS = (events.CODE_RENEWED, events.CODE_RECOVERED)
#: What the liaisons of the agency are told of.
AGENCY_NEWS = (
    events.CLARIFICATION_ASKED,
    events.DOCUMENTS_ASKED,
    events.SUMMONED,
    events.SUMMONED_AGAIN,
    events.REQUEST_WITHDRAWN,
    events.TALKS_INVITED,
    events.TALKS_CONTINUED,
    events.TALKS_AGREED,
    events.TALKS_ENDED,
    events.FILE_RELEASED,
    events.LHP_ISSUED,
    events.EVIDENCE_DECIDED,
    events.PROGRESS_JUDGED,
    events.MILESTONE_NEAR,
    events.OBJECTION_DECIDED,
    *events.LADDER,
    events.CASE_CLOSED,
)
A_DAY = timedelta(days=1)


def told_at(moments: Iterable[datetime]) -> datetime | None:
    """When the last of these things, in the order in which they happened, is told.

    At once where nothing was told within a day, else as soon as that day is over. None
    where something that happened before it is still to be told: one piece of news leads
    to all that happened until it leaves.
    """
    last: datetime | None = None
    found: datetime | None = None
    for at in moments:
        if last is None or at >= last + A_DAY:
            found = last = at
        elif at < last:
            found = None
        else:
            found = last = last + A_DAY
    return found
