"""What is done to one of many cases: the use case of the single act, and its way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actor import Actor
from accounts.actor_of import member
from accounts.errors import NotAllowed
from accounts.models import User
from accounts.wall_clock import wall_now
from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.bulk import UNDO, BulkKind, RowState
from complaints.domain.lifecycle import IllegalTransition
from complaints.domain.states import NEEDS_EXAMINER, CaseClass, Party
from complaints.domain.terms import TermKind
from complaints.models import BulkRow, Case, Urging
from complaints.policies import WRITERS
from complaints.selectors.conflicts import conflict_of
from complaints.selectors.people import examiner_of
from complaints.services import (
    clocks,
    reclassifying,
    recusing,
    register,
    urging,
    writing,
)
from complaints.services.errors import CaseError, NotReady, StaleVersion
from complaints.services.gate import (
    amend,
    enter,
    on_behalf,
    require,
    require_reporter,
    require_words,
    tell,
)
from journal.actor import ActorKind
from journal.record import cancel, record

if TYPE_CHECKING:
    from datetime import datetime

    from journal.models import Delivery, Entry

#: What refuses one case and leaves the others alone.
REFUSALS = (
    CaseError,
    NotAllowed,
    IllegalTransition,
    Case.DoesNotExist,
    User.DoesNotExist,
)


def why(error: Exception) -> str:
    """The code of the sentence about a case that was refused."""
    match error:
        case StaleVersion():
            return "changed_since"
        case CaseError():
            return error.code
        case NotAllowed():
            return str(error.reason)
        case IllegalTransition():
            return str(error.why)
        case User.DoesNotExist():
            return "no_colleague"
        case _:
            return "not_seen"


def officer(user: User, *, now: datetime) -> Actor:
    """Who began it, with the rights that he has now; none while he is suspended."""
    if not user.is_active:
        return Actor(ActorKind.USER, user_id=user.pk)
    return member(user, now=now)


def do(row: BulkRow, *, actor: Actor, now: datetime) -> None:
    """Do it to this case, as the page of the single act would; the row says what it was.

    A restricted case is opened one at a time, with its reason.
    """
    _open_to_many(row.case)
    act = _DOES.get(BulkKind(row.bulk.kind), _assign)
    act(row, actor=actor, now=now)


def _open_to_many(case: Case) -> None:
    if case.restricted:
        raise NotReady("restricted_alone")


def _assign(row: BulkRow, *, actor: Actor, now: datetime) -> None:
    replaces = row.case.state in NEEDS_EXAMINER
    act = recusing.reassign if replaces else register.assign
    case = act(
        ref=row.case.ref,
        version=row.version,
        examiner_id=row.bulk.examiner_id or 0,
        actor=actor,
        now=now,
    )
    row.state, row.after = RowState.DONE.value, case.version
    # The first assignment is a step of the law: the class limit runs from it.
    row.undoable = replaces


def _hold(row: BulkRow, *, actor: Actor, now: datetime) -> None:
    """A message that leaves in ten minutes, unless it is withdrawn before."""
    case = enter(row.case.ref, actor=actor, version=row.version)
    require(actor, case, *WRITERS)
    require_reporter(case)
    require_words(case)
    if not row.text:
        raise NotReady("gap_unknown")
    row.entry = record(
        events.MESSAGE_HELD,
        actor=actor,
        subject=case,
        data={"text": case.text_hash(row.text), **on_behalf(case, actor)},
        now=now,
        not_before=now + UNDO,
    )
    row.state, row.undoable = RowState.HELD.value, True


def _reclassify(row: BulkRow, *, actor: Actor, now: datetime) -> None:
    case = reclassifying.reclassify(
        ref=row.case.ref,
        version=row.version,
        case_class=CaseClass(row.bulk.case_class),
        reason=row.text,
        actor=actor,
        now=now,
        not_before=now + UNDO,
    )
    row.state, row.after, row.undoable = RowState.DONE.value, case.version, True


def _urge(row: BulkRow, *, actor: Actor, now: datetime) -> None:
    """Its news leaves in ten minutes, unless it is taken back before."""
    assert row.action is not None  # noqa: S101 - chosen as an action
    done = urging.urge(
        action_ref=row.action.ref,
        version=row.version,
        actor=actor,
        now=now,
        not_before=now + UNDO,
    )
    row.state, row.entry, row.undoable = RowState.DONE.value, done.entry, True


_DOES = {
    BulkKind.CLASS: _reclassify,
    BulkKind.MESSAGE: _hold,
    BulkKind.URGE: _urge,
}


def send_held(delivery: Delivery, entry: Entry) -> None:
    """The ten minutes are over: the message is written, with its writer's rights now.

    Runs in the transaction that marks the delivery sent. A row that was withdrawn
    meanwhile is left as it is.
    """
    rows = BulkRow.objects.select_for_update(of=("self",))
    row = rows.select_related("bulk__by", "case").filter(entry=entry).first()
    if row is None or row.state != RowState.HELD:
        return
    now = entry.at + (wall_now() - entry.recorded_at)
    try:
        _open_to_many(Case.objects.locked(row.case.ref))
        writing.write_message(
            ref=row.case.ref,
            text=row.text,
            actor=officer(row.bulk.by, now=now),
            now=now,
        )
    except REFUSALS as error:
        row.state, row.why = RowState.REFUSED.value, why(error)
    else:
        row.state = RowState.SENT.value
    row.text, row.done_at = "", now
    row.save()


def take_back(row: BulkRow, *, actor: Actor, now: datetime) -> None:
    """Undo it, as an act of its own on the record; a case that went on stays."""
    if row.state == RowState.WAITING:
        row.state = RowState.UNDONE.value
        return
    if not row.undoable:
        raise NotReady("law_step")
    if row.state == RowState.HELD:
        _withdraw(row, actor=actor, now=now)
    elif row.bulk.kind == BulkKind.CLASS:
        _give_back(row, actor=actor, now=now)
    elif row.bulk.kind == BulkKind.URGE:
        urging.withdraw(
            urging=Urging.objects.get(entry=row.entry), actor=actor, now=now
        )
    else:
        _unassign(row, actor=actor, now=now)
    row.state = RowState.UNDONE.value


def _withdraw(row: BulkRow, *, actor: Actor, now: datetime) -> None:
    """What has not gone is its writer's to take back, also where he was kept out since."""
    case: Case = Case.objects.locked(row.case.ref)
    assert row.entry is not None  # noqa: S101 - the database holds it
    cancel(row.entry)
    tell(case, events.MESSAGE_WITHDRAWN, actor=actor, now=now, entry=row.entry.n)
    row.text = ""


def _give_back(row: BulkRow, *, actor: Actor, now: datetime) -> None:
    """Its class of before, with the limit that ran then."""
    assert row.after is not None  # noqa: S101 - only what was done is undoable
    assert row.done_at is not None  # noqa: S101 - and says when
    reclassifying.give_back(
        ref=row.case.ref,
        version=row.after,
        case_class=CaseClass(row.former_class),
        changed_at=row.done_at,
        actor=actor,
        now=now,
    )


def _unassign(row: BulkRow, *, actor: Actor, now: datetime) -> None:
    """The place is his again who held it, or empty: the term to fill it runs on then."""
    case = enter(row.case.ref, actor=actor, version=row.after)
    require(actor, case, Party.HEAD)
    gone, former = case.examiner_id, _still_fit(case, row.former_id, now)
    amend(case, now=now, examiner_id=former)
    if former is None:
        day = legal_day(now, case.office.zone)
        met = case.deadlines.filter(kind=TermKind.ASSIGN).order_by("id").last()
        clocks.start(
            case,
            TermKind.ASSIGN,
            started_on=met.started_on if met else day,
            subject=f"undo:{case.version}",
        )
    tell(case, events.ASSIGNMENT_UNDONE, actor=actor, now=now, examiner=gone)


def _still_fit(case: Case, former: int | None, now: datetime) -> int | None:
    """He who held it, if he may be given it today like anybody else."""
    if former is None or conflict_of(case, former):
        return None
    try:
        return examiner_of(case.office_id, former, now).pk
    except User.DoesNotExist:
        return None


def tried(row: BulkRow, *, actor: Actor, now: datetime) -> str:
    """Whether it could be done now: the act itself, taken back at once; why not."""
    try:
        with transaction.atomic():
            do(row, actor=actor, now=now)
            transaction.set_rollback(True)
    except REFUSALS as error:
        return why(error)
    return ""
