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


class WayBack(StrEnum):
    """How a closed report may come back at the wish of its reporter."""

    ASK = "ask"  # he asks, a head answers
    COMPLETE = "complete"  # he brings what was missing
    NONE = ""  # merged: it goes on in another one


def way_back(reason: Reason) -> WayBack:
    """How a report that was closed for this reason may come back, inside the window."""
    if reason is Reason.DUPLIKAT:
        return WayBack.NONE
    return WayBack.COMPLETE if reason is Reason.TIDAK_LENGKAP else WayBack.ASK


def may_ask_back(
    calendar: WorkCalendar, reason: Reason, closed_on: date, today: date
) -> bool:
    """Whether the reporter may ask to reopen: within the window, if that is the way."""
    asks = way_back(reason) is WayBack.ASK
    return asks and may_reopen(calendar, closed_on, today)
