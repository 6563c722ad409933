"""Paper that was written down wrong: another day of a proof, another day or sender.

What stood there before is kept beside it, with who corrected it and why. What ran from
the wrong day is counted from the right one (``moving_days``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, Sum

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.correspondence import Side, may_arrive_on, may_be_signed_on
from complaints.domain.terms import TermKind
from complaints.models import ActionEvidence, LetterCorrection
from complaints.models.choices import Verdict
from complaints.policies import WRITERS
from complaints.services import moving_days, resmon
from complaints.services.errors import NotReady
from complaints.services.gate import (
    amend,
    enter,
    require,
    require_reporter,
    require_words,
    tell,
)
from complaints.services.papers import Lane, check

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import (
        Activity,
        Case,
        CaseLetter,
        Clarification,
        CorrectiveAction,
        PaperLetter,
    )

#: The terms within which the agency was to answer.
ANSWERED = (
    TermKind.CLARIFICATION,
    TermKind.CLARIFICATION_SECOND,
    TermKind.DOCUMENTS,
)


@dataclass(frozen=True, slots=True)
class Right:
    """What is right of a letter that came in: the day, the sender, and why."""

    arrived_on: date
    side: Side
    reason: str


@transaction.atomic
def correct_proof(
    *,
    ref: UUID,
    version: int,
    letter: UUID,
    signed_on: date,
    reason: str,
    actor: Actor,
    now: datetime,
) -> LetterCorrection:
    """Put right the day on which a letter of ours was handed over.

    What runs from receipt is counted from the right day, unless a silence had been
    counted before the proof came. Raises :class:`NotReady` for a letter without a
    proof, for the same day or one that cannot be, and where what followed stays.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, *WRITERS)
    require_words(case)
    posted, before = _proved(case, letter, signed_on, now)
    counted = moving_days.day_by(case, posted, signed_on)
    row = LetterCorrection.objects.create(
        case=case,
        letter=posted,
        day_before=before,
        day=signed_on,
        counted_before=posted.received_on,
        counted=counted,
        reason=reason,
        by_id=actor.signed_in_id,
        at=now,
    )
    tell(
        case,
        events.LETTER_CORRECTED,
        actor=actor,
        now=now,
        letter=str(posted.letter.ref),
        kind=posted.letter.kind,
        was_on=before.isoformat(),
        on=signed_on.isoformat(),
        counted_before=str(posted.received_on or ""),
        counted=counted.isoformat(),
        text=case.text_hash(reason),
    )
    posted.signed_on = signed_on
    posted.save(update_fields=["signed_on"])
    moving_days.receive_on(case, posted, counted, actor=actor, now=now)
    amend(case, now=now)
    return row


def _proved(
    case: Case, letter: UUID, signed_on: date, now: datetime
) -> tuple[CaseLetter, date]:
    """The letter whose proof is to be put right, and its day until now."""
    if case.closed_at is not None:
        raise NotReady("correct_closed")
    rows = case.letters.select_related("letter").filter(signed_on__isnull=False)
    posted: CaseLetter | None = rows.filter(ref=letter).first()
    if posted is None or posted.signed_on is None:
        raise NotReady("letter_without_proof")
    if signed_on == posted.signed_on:
        raise NotReady("correct_nothing")
    today = legal_day(now, case.office.zone)
    if not may_be_signed_on(signed_on, sent_on=posted.sent_on, today=today):
        raise NotReady("letter_day")
    return posted, posted.signed_on


@transaction.atomic
def correct_paper(
    *, ref: UUID, version: int, paper: UUID, right: Right, actor: Actor, now: datetime
) -> LetterCorrection:
    """Put right when a letter on paper arrived, and whose it was.

    What it answered was answered on the right day; whose it was decides whether the
    agency reads its pictures. Raises :class:`NotReady` where nothing changes, for a day
    that cannot be, for another sender of what answers the agency's request, and where
    what followed stays.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, *WRITERS)
    require_words(case)
    rows = case.papers.select_related("clarification", "activity", "action")
    row = rows.filter(ref=paper).first()
    if row is None:
        raise NotReady("no_such_paper")
    _require_other(case, row, right, now)
    made = LetterCorrection.objects.create(
        case=case,
        paper=row,
        day_before=row.arrived_on,
        day=right.arrived_on,
        side_before=row.side,
        side=right.side,
        reason=right.reason,
        by_id=actor.signed_in_id,
        at=now,
    )
    tell(
        case,
        events.PAPER_CORRECTED,
        actor=actor,
        now=now,
        paper=str(row.ref),
        was_on=made.day_before.isoformat(),
        on=made.day.isoformat(),
        side_before=made.side_before,
        side=str(made.side),
        text=case.text_hash(right.reason),
    )
    if made.side != made.side_before:
        _change_lane(case, row, right.side)
    row.arrived_on, row.side = right.arrived_on, right.side
    row.save(update_fields=["arrived_on", "side"])
    if made.day != made.day_before:
        _answer_on(case, row, made.day_before, actor=actor, now=now)
    amend(case, now=now)
    resmon.open_if_due(case, today=legal_day(now, case.office.zone), now=now)
    return made


def _require_other(case: Case, row: PaperLetter, right: Right, now: datetime) -> None:
    """Something is to be put right, and it can have been so."""
    today = legal_day(now, case.office.zone)
    if right.side is Side.REPORTER:
        require_reporter(case)
    if (right.arrived_on, right.side) == (row.arrived_on, row.side):
        raise NotReady("correct_nothing")
    if not may_arrive_on(right.arrived_on, first=case.submitted_on, today=today):
        raise NotReady("paper_day")
    if not (row.clarification_id or row.activity_id or row.action_id):
        return
    if right.side != row.side:
        raise NotReady("correct_answers")
    if case.closed_at is not None:
        raise NotReady("correct_closed")


def _change_lane(case: Case, row: PaperLetter, side: Side) -> None:
    """The agency reads what it sent itself, and of the pictures of others none."""
    lane: Lane = "agency" if side is Side.AGENCY else "internal"
    moved = row.files.exclude(lane=lane)
    standing = Q(releases__released_at__isnull=False, releases__ended_at=None)
    if moved.filter(standing).exists():
        raise NotReady("paper_released")
    size = moved.aggregate(size=Sum("file__size"))["size"] or 0
    check(case, lane, files=moved.count(), size=size)
    moved.update(lane=lane)


def _answer_on(
    case: Case, row: PaperLetter, before: date, *, actor: Actor, now: datetime
) -> None:
    """What it answered was answered on the day on which it really arrived."""
    if row.action is not None:
        _show_on(case, row, row.action, actor=actor, now=now)
        return
    asked: Clarification | Activity | None = row.clarification or row.activity
    if asked is None:
        return
    if row.activity is not None and not row.activity.is_open:
        raise NotReady("correct_recorded")
    _request_on(case, asked, before, row.arrived_on, actor=actor, now=now)


def _request_on(
    case: Case,
    asked: Clarification | Activity,
    before: date,
    on: date,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """A request was answered on another day, which may be the day of its receipt too."""
    posted = case.letters.select_related("letter").get(letter_id=asked.letter_id or 0)
    if on < posted.sent_on:
        raise NotReady("paper_day")
    asked.answered_on = on
    asked.save(update_fields=["answered_on"])
    mine = case.deadlines.filter(subject=str(asked.ref))
    mine.filter(kind__in=ANSWERED, met_on=before).update(met_on=on)
    look = mine.filter(kind=TermKind.MINUTES, met_on=None, dropped_at=None)
    moving_days.count_from(case, look, on, actor=actor, now=now)
    if posted.answered_on == before:
        posted.answered_on = on
        posted.save(update_fields=["answered_on"])
        counted = moving_days.day_by(case, posted, on)
        moving_days.receive_on(case, posted, counted, actor=actor, now=now)


def _show_on(
    case: Case,
    row: PaperLetter,
    action: CorrectiveAction,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """The piece of evidence that it became was sent on that day; nobody judged it yet."""
    pieces = ActionEvidence.objects.filter(files__paper=row, action=action)
    piece = pieces.distinct().get()
    if piece.verdict != Verdict.PENDING:
        raise NotReady("correct_verified")
    if row.arrived_on < (action.received_on or row.arrived_on):
        raise NotReady("paper_day")
    piece.submitted_on = row.arrived_on
    piece.save(update_fields=["submitted_on"])
    waits = case.deadlines.filter(
        kind=TermKind.VERDICT, subject=str(piece.ref), met_on=None, dropped_at=None
    )
    moving_days.count_from(case, waits, row.arrived_on, actor=actor, now=now)
