"""The time line of a case for officers: its four lanes, and where a page of it ends.

The values stand in addresses that people keep: never rename one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from complaints.domain import events


class Lane(StrEnum):
    """Between whom something happened."""

    CITIZEN = "pelapor"
    AGENCY = "instansi"
    INTERNAL = "internal"
    SYSTEM = "sistem"


#: Events that only say that words were written: the words stand there themselves.
WORDS = frozenset(
    {
        events.NOTE_WRITTEN,
        events.MESSAGE_SENT,
        events.MESSAGE_RECEIVED,
        events.REPORTER_ASKED,
        events.REPORTER_ANSWERED,
    }
)
#: What is no event of the house alone; everything else is.
OUTSIDE = {
    Lane.CITIZEN: frozenset(
        {
            events.CASE_FILED,
            events.CASE_COMPLETED,
            events.CASE_TRACKED,
            events.CASE_WITHDRAWN,
            events.CODE_RECOVERED,
            events.CODE_RENEWED,
            events.COMPLETION_ASKED,
            events.CONSULTATION_ANSWERED,
            events.CONSULTATION_ASKED,
            events.CONTACT_CHANGED,
            events.CONTACT_CHANGE_ASKED,
            events.CONTACT_CONFIRMED,
            events.FILE_RELEASED_TO_REPORTER,
            events.FILE_TAKEN_FROM_REPORTER,
            events.FIRST_CONTACT,
            events.FOLLOWED,
            events.IDENTITY_COMPLETED,
            events.OPINION_ASKED,
            events.OPINION_GIVEN,
            events.RECEIPT_HANDED_OVER,
            events.RECOVERY_ASKED,
            events.REPORTER_SAW,
            events.SEEN_WRITTEN,
            events.REOPENING_ASKED,
            events.REOPENING_REFUSED,
            events.RESULT_ACCEPTED,
            events.RESULT_CONTESTED,
            events.RESULT_NOTIFIED,
            events.UNFOLLOWED,
        }
    ),
    Lane.AGENCY: frozenset(
        {
            events.CLARIFICATION_ANSWERED,
            events.CLARIFICATION_ASKED,
            events.DOCUMENTS_ASKED,
            events.PAPER_ARRIVED,
            events.DOCUMENTS_SENT,
            events.DUTY_DIVIDED,
            events.EVIDENCE_DECIDED,
            events.EVIDENCE_SUBMITTED,
            events.FILE_RELEASED,
            events.FILE_TAKEN_BACK,
            events.LHP_ISSUED,
            events.LINK_OPENED,
            events.LINK_REVOKED,
            events.LINK_SENT,
            events.PROGRESS_JUDGED,
            events.PROGRESS_REPORTED,
            events.LHP_WITHDRAWN,
            events.REQUEST_WITHDRAWN,
            events.SUMMONED,
            events.SUMMONED_AGAIN,
            events.ACTION_URGED,
            events.URGING_WITHDRAWN,
            *events.LADDER,
            *events.OBJECTING,
        }
    ),
    Lane.SYSTEM: frozenset(
        {
            events.CASE_ERASED,
            events.BROUGHT_IN,
            events.CASE_IMPORTED,
            events.CONTACT_OPENED,
            events.CONTACT_REACHED,
            events.CONTACT_UNREACHABLE,
            events.DEADLINE_LAPSED,
            events.DOSSIER_MADE,
            events.IDENTITY_ERASED,
            events.MILESTONE_NEAR,
            events.NAME_OPENED,
            events.PROMISE_RECOUNTED,
            events.REMINDED,
            events.RESMON_ESCALATED,
            events.RESMON_OPENED,
            events.RESULT_WAITING_OVER,
            events.TERM_RECOUNTED,
        }
    ),
}
#: Every event that is in no lane as an event, or in another than the internal one.
NOT_INTERNAL = WORDS.union(*OUTSIDE.values())

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
#: No more digits than a moment and a number of the database have.
_MARK = re.compile(r"([0-9]{1,17})-([1-9][0-9]?)-([0-9]{1,18})", re.ASCII)


def lane_of(kind: str) -> Lane:
    """The lane of an event."""
    for lane, kinds in OUTSIDE.items():
        if kind in kinds:
            return lane
    return Lane.INTERNAL


def lane_in(text: str) -> Lane | None:
    """The lane that an address names; None: all of them."""
    return Lane(text) if text in set(Lane) else None


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Where a line stands: no two have the same."""

    at: datetime
    source: int
    key: int

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // _TICK}-{self.source}-{self.key}"


def mark_in(text: str, sources: int = 3) -> Mark | None:
    """The mark that an address carries; None if it is none of so many sources."""
    found = _MARK.fullmatch(text)
    if found is None:
        return None
    at, source, key = map(int, found.groups())
    if source > sources:
        return None
    return Mark(_EPOCH + at * _TICK, source, key)
