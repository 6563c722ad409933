"""What a reporter gets when his report is closed: why (UU 37/2008 art. 36), how it may
come back, and two questions, one at once and one four weeks later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from agencies.domain.calendar import legal_day
from agencies.selectors import work_calendar
from complaints.domain.afterwards import way_back
from complaints.domain.closings import CLOSINGS
from complaints.domain.deadlines import due
from complaints.domain.grounds import grounds_on
from complaints.domain.terms import TERMS, TermKind
from complaints.services import clocks, letters, opinions

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.actor import Actor
    from complaints.domain.states import Reason
    from complaints.domain.taxonomy import Entry
    from complaints.models import Case


def _plain(words: Entry) -> str:
    plain = words.plain_id or words.name_id
    return plain[0].upper() + plain[1:]


def _small(name: str) -> str:
    return name[0].lower() + name[1:]


def _coming_back(reason: Reason, day: date) -> dict[str, object]:
    """What the letter says of the way back: which, where, until when, answered when."""
    return {
        "way_back": way_back(reason).value,
        "until": due(work_calendar(), TermKind.REOPENING, day).date.isoformat(),
        "address": settings.BASE_URL + reverse("tracking:enter"),
        "answer_days": TERMS[TermKind.REOPENING_ANSWER].amount,
    }


def _reasons(
    case: Case, reason: Reason, ground: Reason | None, words: str
) -> dict[str, object]:
    """Why, on which ground of the law, what was said beside it, and what else helps."""
    named, plain = CLOSINGS[reason], CLOSINGS[ground or reason]
    law = grounds_on(case.submitted_on).of(ground or reason)
    return {
        "reason": f"{named.name_id}: {_small(plain.name_id)}."
        if ground
        else f"{named.name_id}.",
        "text": f"{_plain(plain)}.\n{words}".strip(),
        "law": law.law if law else "",
        "advice": law.advice_id if law else "",
    }


def say_why(
    case: Case,
    reason: Reason,
    *,
    ground: Reason | None = None,
    words: str = "",
    actor: Actor,
    now: datetime,
) -> None:
    """Send the closing letter, in the transaction that closes: its term is met at once.

    ``ground``: on which a plenary refused it; ``words``: what it tells the reporter.
    Nothing waits for its receipt, not even when the case comes back. Where nobody
    reported nobody is told, and nobody is asked afterwards.
    """
    if not case.has_reporter:
        return
    day = legal_day(now, case.office.zone)
    clocks.start(case, TermKind.CLOSING_LETTER, started_on=day)
    letters.post(
        case,
        kind="penutupan",
        addressee="reporter",
        awaited=False,
        context={
            **_reasons(case, reason, ground, words),
            **_coming_back(reason, day),
        },
        actor=actor,
        now=now,
    )
    clocks.meet(case, TermKind.CLOSING_LETTER, on=day)
    opinions.prepare(case, reason, day=day, now=now)
