"""Of which events there is news outside the house, and for whom."""

from complaints.domain import events

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
#: Of these an agency makes as many as it likes: of all together once in a day.
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
