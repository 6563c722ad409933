"""Paper: the proof that a letter of ours arrived, and letters that come in.

What the agency writes on paper to a request that is open answers it, as if its liaison
had written it in the portal, from the day on which it arrived.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.correspondence import (
    Side,
    Way,
    counts_from,
    may_arrive_on,
    may_be_signed_on,
)
from complaints.models import CaseLetter, PaperLetter
from complaints.policies import WRITERS
from complaints.selectors.correspondence import (
    Request,
    may_be_proved,
    open_requests,
)
from complaints.services import answers, receipt
from complaints.services.errors import NotReady
from complaints.services.gate import (
    amend,
    enter,
    require,
    require_reporter,
    require_words,
    tell,
)
from complaints.services.leaks import require_nameless
from complaints.services.papers import Lane, attach

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case


@dataclass(frozen=True, slots=True)
class Proof:
    """That a letter was handed over on paper: when, how, under which number."""

    signed_on: date
    way: Way
    number: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A letter on paper: from whom, when it arrived, its number, what it says."""

    side: Side
    arrived_on: date
    text: str
    number: str = ""
    answers: UUID | None = None


@transaction.atomic
def prove(
    *,
    ref: UUID,
    version: int,
    letter: UUID,
    proof: Proof,
    file_ids: Sequence[int] = (),
    actor: Actor,
    now: datetime,
) -> CaseLetter:
    """Keep the proof that a letter was handed over; what runs from receipt starts.

    A letter that counted as received before keeps its day. Raises :class:`NotReady`
    for one that was opened or proved already, for a day that cannot be, and where
    neither a number nor a picture proves anything.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, *WRITERS)
    require_words(case)
    posted = case.letters.select_related("letter").filter(ref=letter).first()
    if posted is None or not may_be_proved(posted):
        raise NotReady("letter_proved")
    today, day = legal_day(now, case.office.zone), proof.signed_on
    if not may_be_signed_on(day, sent_on=posted.sent_on, today=today):
        raise NotReady("letter_day")
    if not proof.number and not file_ids:
        raise NotReady("letter_unproved")
    posted.signed_on, posted.way, posted.proof_number = day, proof.way, proof.number
    posted.save(update_fields=["signed_on", "way", "proof_number"])
    attach(case, file_ids, lane="internal", now=now, proves=posted)
    tell(
        case,
        events.LETTER_PROVED,
        actor=actor,
        now=now,
        letter=str(posted.letter.ref),
        kind=posted.letter.kind,
        on=day.isoformat(),
        how=proof.way.value,
        files=len(file_ids),
    )
    if posted.received_on is None:
        _received(case, posted, day, "signed", actor=actor, now=now)
    amend(case, now=now)
    return posted


def _received(
    case: Case, posted: CaseLetter, day: date, how: str, *, actor: Actor, now: datetime
) -> None:
    """Count it from the earlier day: of the proof, or of a silence nobody noticed yet."""
    on = counts_from(day, receipt.deemed_on(case, posted))
    how = how if on == day else "deemed"
    receipt.receive(case, posted, on=on, how=how, actor=actor, now=now)


@transaction.atomic
def keep_letter(
    *,
    ref: UUID,
    version: int,
    letter: Incoming,
    file_ids: Sequence[int],
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> PaperLetter:
    """Put a letter that came on paper into the case, and let it answer what it answers.

    What becomes the agency's answer is read by the agency: it names nobody, or who wrote
    it down saw each place (``checked``). Raises :class:`NotReady` without a picture of
    it, for a day that cannot be, and for a request that is not open any more.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, *WRITERS)
    require_words(case)
    today = legal_day(now, case.office.zone)
    if not may_arrive_on(letter.arrived_on, first=case.submitted_on, today=today):
        raise NotReady("paper_day")
    if not file_ids:
        raise NotReady("paper_without_picture")
    asked = _asked(case, letter)
    if asked is not None:
        require_nameless(case, letter.text, checked=checked)
    row = PaperLetter.objects.create(
        case=case,
        side=letter.side,
        number=letter.number,
        text=letter.text,
        arrived_on=letter.arrived_on,
        clarification=asked.clarification if asked else None,
        activity=asked.activity if asked else None,
        action=asked.action if asked else None,
        kept_by_id=actor.signed_in_id,
        kept_at=now,
    )
    tell(
        case,
        events.PAPER_ARRIVED,
        actor=actor,
        now=now,
        paper=str(row.ref),
        side=letter.side.value,
        on=letter.arrived_on.isoformat(),
        text=case.text_hash(letter.text),
        files=len(file_ids),
    )
    part = _answered(case, row, asked, actor=actor, now=now) if asked else {}
    # A scan is ours: the reporter's own room is not used up by it.
    lane: Lane = "agency" if letter.side is Side.AGENCY else "internal"
    attach(case, file_ids, lane=lane, now=now, paper=row, **part)
    amend(case, now=now)
    return row


def _asked(case: Case, letter: Incoming) -> Request | None:
    """What it answers; a letter of a reporter there is none where nobody reported."""
    if letter.side is Side.REPORTER:
        require_reporter(case)
    if letter.answers is None:
        return None
    found = {one.ref: one for one in open_requests(case)}
    if letter.side is not Side.AGENCY or letter.answers not in found:
        raise NotReady("request_over")
    return found[letter.answers]


def _answered(
    case: Case, row: PaperLetter, asked: Request, *, actor: Actor, now: datetime
) -> dict[str, Any]:
    """Let it answer; what its pictures then belong to."""
    said = answers.Answer(row.text, row.arrived_on, by_id=None)
    if asked.action is not None:
        if row.arrived_on < (asked.action.received_on or row.arrived_on):
            raise NotReady("paper_day")
        piece = answers.to_action(case, asked.action, said, actor=actor, now=now)
        return {"evidence": piece}
    _read_by(case, row, asked, actor=actor, now=now)
    if asked.clarification is not None:
        answers.to_clarification(case, asked.clarification, said, actor=actor, now=now)
        return {"clarification": asked.clarification}
    if asked.activity is not None:
        answers.to_papers(case, asked.activity, said, actor=actor, now=now)
    return {"activity": asked.activity}


def _read_by(
    case: Case, row: PaperLetter, asked: Request, *, actor: Actor, now: datetime
) -> None:
    """Whoever answers a letter has received it, if nobody proved that before."""
    letters = case.letters.select_related("letter")
    posted = letters.get(letter_id=asked.letter_id or 0)  # an action is not asked here
    if row.arrived_on < posted.sent_on:
        raise NotReady("paper_day")
    if posted.received_on is None:
        posted.answered_on = row.arrived_on
        posted.save(update_fields=["answered_on"])
        _received(case, posted, row.arrived_on, "answered", actor=actor, now=now)
        asked.row.refresh_from_db()  # the day is written on it
