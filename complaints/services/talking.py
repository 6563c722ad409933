"""Conciliation and mediation: both sides at one table, within thirty days.

The head invites both by letter. What they agree to is signed on paper and ends the case;
without an agreement the examination goes on where it stood.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.states import Command, Party, Reason, State
from complaints.domain.talking import Attendance, Manner, may_be_signed, may_meet
from complaints.domain.terms import TermKind
from complaints.models import Talks
from complaints.selectors.talks import last_day, meeting_of
from complaints.services import clocks, letters
from complaints.services.errors import NotReady
from complaints.services.farewell import say_why
from complaints.services.gate import amend, enter, require, step, tell
from complaints.services.leaks import require_nameless
from complaints.services.papers import attach

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

#: Who calls the next meeting, and writes down what was said at one.
LEADERS = (Party.EXAMINER, Party.HEAD)
MANNERS = {Manner.CONCILIATION: "konsiliasi", Manner.MEDIATION: "mediasi"}


@dataclass(frozen=True, slots=True)
class Meeting:
    """What an invitation says. ``summary``: ours and nameless, for both sides."""

    manner: Manner
    day: date
    time: time
    place: str
    summary: str


@transaction.atomic
def invite(
    *,
    ref: UUID,
    version: int,
    meeting: Meeting,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> Talks:
    """Invite the reporter and the agency; the first time is the head's step.

    ``checked``: what may name somebody was seen and stays (``leaks``). Raises
    :class:`NotReady` without an agency, while a meeting lies ahead, and for a day on
    which they can not meet.
    """
    case = enter(ref, actor=actor, version=version)
    if case.agency_id is None:
        raise NotReady("no_agency")
    event = _to_the_table(case, actor=actor, now=now)
    last, today = last_day(case), legal_day(now, case.office.zone)
    if last is None or not may_meet(meeting.day, today=today, last=last):
        raise NotReady("talks_day")
    require_nameless(case, meeting.place, meeting.summary, checked=checked)
    zone = ZoneInfo(case.office.zone)
    row = Talks.objects.create(
        case=case,
        manner=meeting.manner,
        place=meeting.place,
        meets_at=datetime.combine(meeting.day, meeting.time, tzinfo=zone),
        summary=meeting.summary,
        invited_by_id=actor.signed_in_id,
        invited_at=now,
    )
    _post(case, meeting, last, actor=actor, now=now)
    amend(case, now=now, released_at=case.released_at or now)
    tell(
        case,
        event,
        actor=actor,
        now=now,
        manner=str(meeting.manner),
        on=meeting.day.isoformat(),
        text=case.text_hash(f"{meeting.place}\n{meeting.summary}"),
    )
    return row


def _to_the_table(case: Case, *, actor: Actor, now: datetime) -> str:
    """The head's step, or the next meeting of talks that go on; says which it was."""
    if case.state != State.CONCILIATION:
        step(case, Command.OFFER_TALKS, actor=actor, now=now)
        today = legal_day(now, case.office.zone)
        clocks.start(case, TermKind.TALKS, started_on=today)
        return events.TALKS_INVITED
    require(actor, case, *LEADERS)
    before = meeting_of(case)
    if before is not None and before.minutes_at is None:
        raise NotReady("talks_minutes_first")
    return events.TALKS_CONTINUED


def _post(
    case: Case, meeting: Meeting, until: date, *, actor: Actor, now: datetime
) -> None:
    said = {
        "manner": MANNERS[meeting.manner],
        "day": meeting.day.isoformat(),
        "time": f"{meeting.time:%H.%M}",
        "place": meeting.place,
        "summary": meeting.summary,
        "until": until.isoformat(),
    }
    of_side = {
        "agency": {"to_agency": True},
        "reporter": {"confidential": case.is_confidential},
    }
    for addressee, more in of_side.items():
        letters.post(
            case,
            kind="undangan_musyawarah",
            addressee=addressee,
            context={**said, **more},
            actor=actor,
            now=now,
        )


@transaction.atomic
def write_minutes(
    *,
    ref: UUID,
    version: int,
    attended: Attendance,
    text: str,
    actor: Actor,
    now: datetime,
) -> Talks:
    """Write down who came and what was said; read inside the house alone.

    Raises :class:`NotReady` before the day of the meeting, and where they are written.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, *LEADERS)
    row = meeting_of(case)
    if row is None or row.minutes_at is not None:
        raise NotReady("talks_no_meeting")
    if legal_day(now, case.office.zone) < row.met_on:
        raise NotReady("talks_ahead")
    row.attended, row.minutes = attended, text
    row.minutes_by_id, row.minutes_at = actor.signed_in_id, now
    row.save()
    amend(case, now=now)
    tell(
        case,
        events.TALKS_MINUTED,
        actor=actor,
        now=now,
        attended=str(attended),
        text=case.text_hash(text),
    )
    return row


@transaction.atomic
def settle(
    *,
    ref: UUID,
    version: int,
    agreement: str,
    signed_on: date,
    file_ids: Sequence[int],
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> Case:
    """Both sides signed: the case ends with what they agreed to, and its paper.

    Raises :class:`NotReady` without minutes of a meeting to which both came, without
    the signed paper, and for a day on which it cannot have been signed.
    """
    case = enter(ref, actor=actor, version=version)
    row = meeting_of(case)
    if row is None or row.minutes_at is None:
        raise NotReady("talks_no_minutes")
    if row.attended != Attendance.BOTH:
        raise NotReady("talks_not_both")
    if not file_ids:
        raise NotReady("talks_no_paper")
    today = legal_day(now, case.office.zone)
    if not may_be_signed(signed_on, met=row.met_on, today=today):
        raise NotReady("talks_signed_day")
    require(actor, case, Party.HEAD)  # before anything is told of her words
    require_nameless(case, agreement, checked=checked)
    step(case, Command.SETTLE, actor=actor, now=now, reason=Reason.DAMAI)
    row.agreement, row.signed_on = agreement, signed_on
    row.ended_by_id, row.ended_at = actor.signed_in_id, now
    row.save()
    _end(case, actor=actor, now=now)
    attach(case, file_ids, lane="internal", now=now, talks=row)
    say_why(case, Reason.DAMAI, actor=actor, now=now)
    clocks.meet(case, TermKind.TALKS, on=today)
    clocks.drop(case, now=now)
    tell(
        case,
        events.TALKS_AGREED,
        actor=actor,
        now=now,
        on=signed_on.isoformat(),
        text=case.text_hash(agreement),
        files=len(file_ids),
    )
    tell(case, events.CASE_CLOSED, actor=actor, now=now, reason=str(Reason.DAMAI))
    return case


@transaction.atomic
def end_talks(
    *, ref: UUID, version: int, reason: str, actor: Actor, now: datetime
) -> Case:
    """They did not agree, or the thirty days are over: the examination goes on."""
    case = enter(ref, actor=actor, version=version)
    step(case, Command.END_TALKS, actor=actor, now=now)
    row = case.talks.filter(ended_at=None).order_by("id").last()
    if row is not None:
        row.reason = reason
        row.save(update_fields=["reason"])
    _end(case, actor=actor, now=now)
    clocks.meet(case, TermKind.TALKS, on=legal_day(now, case.office.zone))
    tell(case, events.TALKS_ENDED, actor=actor, now=now, text=case.text_hash(reason))
    return case


def _end(case: Case, *, actor: Actor, now: datetime) -> None:
    rows = case.talks.filter(ended_at=None)
    rows.update(ended_by_id=actor.signed_in_id, ended_at=now)
