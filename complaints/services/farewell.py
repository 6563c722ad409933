"""What a reporter gets when his report is closed: why (UU 37/2008 art. 36), and two
questions, one at once and one four weeks later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agencies.domain.calendar import legal_day
from complaints.domain.closings import CLOSINGS
from complaints.domain.terms import TermKind
from complaints.services import clocks, letters, opinions

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.domain.states import Reason
    from complaints.domain.taxonomy import Entry
    from complaints.models import Case


def _plain(words: Entry) -> str:
    plain = words.plain_id or words.name_id
    return plain[0].upper() + plain[1:]


def say_why(case: Case, reason: Reason, *, actor: Actor, now: datetime) -> None:
    """Send the closing letter, in the transaction that closes: its term is met at once.

    Nothing waits for its receipt, not even when the case comes back.
    """
    day = legal_day(now, case.office.zone)
    clocks.start(case, TermKind.CLOSING_LETTER, started_on=day)
    words = CLOSINGS[reason]
    letters.post(
        case,
        kind="penutupan",
        addressee="reporter",
        awaited=False,
        context={"reason": f"{words.name_id}.", "text": f"{_plain(words)}."},
        actor=actor,
        now=now,
    )
    clocks.meet(case, TermKind.CLOSING_LETTER, on=day)
    opinions.prepare(case, reason, day=day, now=now)
