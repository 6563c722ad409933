"""A closed case comes back: the reporter asks, a head answers (Peraturan 48/2020).

What ran when it was closed runs on: a term whose day is still ahead keeps that day,
one whose day went by meanwhile begins anew on the day of the reopening.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events, lifecycle
from complaints.domain.states import Command, Party, Reason, State
from complaints.domain.terms import EXAM_TERM, TermKind
from complaints.models import ReopeningRequest
from complaints.selectors.afterwards import may_ask_reopening, may_complete
from complaints.services import clocks, opinions, sending
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, require, require_words, tell
from complaints.services.papers import attach
from complaints.services.resmon import want_monitor
from complaints.services.writing import keep_note

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

#: What is started where nothing that ran before is left.
FRESH = {State.RESMON: TermKind.RESMON, State.FORMAL: TermKind.FORMAL}


@transaction.atomic
def ask_reopening(
    *,
    ref: UUID,
    text: str,
    file_ids: Sequence[int] = (),
    key: UUID | None = None,
    actor: Actor,
    now: datetime,
) -> ReopeningRequest:
    """Ask to look again, with what is new; one request at a time, inside the window."""
    case = enter(ref, actor=actor)
    require(actor, case, Party.REPORTER)
    claim = sending.claim(
        key,
        form="reopening",
        words=[str(ref), text],
        file_ids=file_ids,
        actor=actor,
        now=now,
    )
    if claim is not None and claim.replay is not None:
        return ReopeningRequest.objects.get(pk=claim.replay["id"])
    day = legal_day(now, case.office.zone)
    if not may_ask_reopening(case, day) or case.closed_at is None:
        raise NotReady("not_reopenable")
    row = ReopeningRequest.objects.create(
        case=case, closed_at=case.closed_at, text=text, asked_at=now
    )
    attach(case, file_ids, lane="reporter", now=now)
    clocks.start(case, TermKind.REOPENING_ANSWER, started_on=day, subject=str(row.ref))
    tell(
        case,
        events.REOPENING_ASKED,
        actor=actor,
        now=now,
        request=str(row.ref),
        text=case.text_hash(text),
        files=len(file_ids),
    )
    sending.store(claim, id=row.pk)
    return row


@transaction.atomic
def decide_reopening(
    *,
    ref: UUID,
    version: int,
    granted: bool,
    answer: str,
    actor: Actor,
    now: datetime,
) -> Case:
    """Grant or refuse the reporter's request; he reads the answer either way."""
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    row = case.reopenings.filter(decided_at=None).first()
    if row is None:
        raise NotReady("no_reopening")
    row.decided_by_id, row.decided_at = actor.signed_in_id, now
    row.granted, row.answer = granted, answer
    row.save()
    day = legal_day(now, case.office.zone)
    clocks.meet(case, TermKind.REOPENING_ANSWER, on=day, subject=str(row.ref))
    if granted:
        return _reopen(case, day=day, actor=actor, now=now, request=str(row.ref))
    amend(case, now=now)
    tell(
        case,
        events.REOPENING_REFUSED,
        actor=actor,
        now=now,
        request=str(row.ref),
        text=case.text_hash(answer),
    )
    return case


@transaction.atomic
def reopen_own(
    *, ref: UUID, version: int, reason: str, actor: Actor, now: datetime
) -> Case:
    """The head takes up again what nobody reported, for something new; why is a note.

    Nobody is there who could ask for it. Raises :class:`NotReady` for a report, outside
    the window, and for what was closed as a duplicate.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    if case.has_reporter:
        raise NotReady("reporter_asks")
    day = legal_day(now, case.office.zone)
    if not may_ask_reopening(case, day):
        raise NotReady("own_not_reopenable")
    require_words(case)
    state = come_back(case, Command.REOPEN, day=day, now=now)
    told = keep_note(case, reason, actor=actor, now=now)
    tell(case, events.CASE_REOPENED, actor=actor, now=now, to=str(state), text=told)
    return case


def complete_lapsed(*, ref: UUID, actor: Actor, now: datetime) -> bool:
    """What was missing came after the report had lapsed: it is checked again.

    False, and nothing done, where the case is not one closed for want of papers.
    Raises :class:`NotReady` when the window is over.
    """
    case = enter(ref, actor=actor)
    if case.closing_reason != Reason.TIDAK_LENGKAP:
        return False
    require(actor, case, Party.REPORTER)
    day = legal_day(now, case.office.zone)
    if not may_complete(case, day):
        raise NotReady("not_reopenable")
    come_back(case, Command.COMPLETE, day=day, now=now)
    tell(case, events.CASE_COMPLETED, actor=actor, now=now)
    return True


def _reopen(
    case: Case, *, day: date, actor: Actor, now: datetime, request: str
) -> Case:
    state = come_back(case, Command.REOPEN, day=day, now=now)
    tell(
        case, events.CASE_REOPENED, actor=actor, now=now, to=str(state), request=request
    )
    return case


def come_back(case: Case, command: Command, *, day: date, now: datetime) -> State:
    """Let a closed case stand again where its closing says, its terms running on."""
    closed_at = case.closed_at
    state = lifecycle.reopened_state(
        command,
        closed_from=State(case.closed_from),
        reason=Reason(case.closing_reason),
    )
    amend(case, now=now, state=state, closing_reason="", closed_from="", closed_at=None)
    opinions.withdraw_questions(case)
    if closed_at is not None:
        clocks.run_on(case, dropped_at=closed_at, on=day)
    _begin(case, state, day)
    if state is State.RESMON:
        want_monitor(case, day)
    return state


def _begin(case: Case, state: State, day: date) -> None:
    """The term of the stage, where none came back."""
    kind = FRESH.get(state)
    if state is State.EXAM and case.classification:  # another register gave none
        kind = EXAM_TERM[case.case_class]
    if (
        kind
        and not case.deadlines.filter(kind=kind, met_on=None, dropped_at=None).exists()
    ):
        clocks.start(case, kind, started_on=day)
