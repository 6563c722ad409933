"""After a case is closed: what its reporter is asked, and until when it may come back."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.deadlines import may_reopen
from complaints.domain.states import Reason

if TYPE_CHECKING:
    from datetime import date

    from agencies.domain.calendar import WorkCalendar

STARS = range(1, 6)


class Question(StrEnum):
    """The two questions about one closing."""

    SERVICE = "service"  # at once: how did we serve you?
    RESULT = "result"  # four weeks later: is it solved?


class Solved(StrEnum):
    """What the reporter says of the result, four weeks later."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Because(StrEnum):
    """Why somebody is content with us, or is not."""

    CLEAR = "clear"
    FAST = "fast"
    HEARD = "heard"
    UNCLEAR = "unclear"
    SLOW = "slow"
    UNHEARD = "unheard"


def is_asked(reason: Reason) -> bool:
    """Whether this closing is an outcome to ask about; a merged report goes on."""
    return reason is not Reason.DUPLIKAT


def may_ask_back(
    calendar: WorkCalendar, reason: Reason, closed_on: date, today: date
) -> bool:
    """Whether the reporter may ask to reopen: within the window, and no merged report.

    A report that lapsed for want of papers comes back by completing it, not by asking.
    """
    if reason in {Reason.DUPLIKAT, Reason.TIDAK_LENGKAP}:
        return False
    return may_reopen(calendar, closed_on, today)
