"""The plenary: an agenda, one decision per report, and minutes that the head signs.

Each decision is a transaction of its own. What cannot be carried out stays on the agenda
with the reason; the others stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from agencies.models import Office
from complaints.domain import events
from complaints.domain.lifecycle import IllegalTransition
from complaints.domain.plenary import (
    DAYS_BACK,
    LEAST,
    Bench,
    Decision,
    may_decide,
    takes_part,
)
from complaints.domain.states import CaseClass, Reason
from complaints.models import Case, Plenary, PlenaryItem
from complaints.policies import require_plenary
from complaints.selectors.conflicts import conflict_of
from complaints.selectors.plenary import may_sit, waiting_for_plenary
from complaints.services import intake, refusing, register
from complaints.services.errors import CaseError, NotReady
from complaints.services.gate import enter, tell
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided on one item, as the head wrote it down."""

    item_id: int
    version: int
    decision: Decision
    case_class: str = ""
    ground: str = ""
    words: str = ""


@transaction.atomic
def open_plenary(
    *,
    office_id: int,
    held_on: date,
    present: Collection[int],
    refs: Collection[UUID],
    actor: Actor,
    now: datetime,
) -> Plenary:
    """Put reports on the agenda of a meeting, and write down who sat.

    Raises :class:`NotReady` for a day that is not over, for too few people or somebody
    who may not sit, where the head was not there himself, and where a report meanwhile
    waits for no meeting.
    """
    require_plenary(actor, office_id)
    office = Office.objects.get(pk=office_id)
    today = legal_day(now, office.zone)
    if not today - timedelta(days=DAYS_BACK) <= held_on <= today:
        raise NotReady("plenary_day")
    sat = set(
        may_sit(office_id, now).filter(pk__in=present).values_list("pk", flat=True)
    )
    if len(sat) < LEAST or sat != set(present):
        raise NotReady("plenary_alone")
    if actor.user_id not in sat:
        raise NotReady("plenary_not_there")
    waiting = waiting_for_plenary(actor).filter(ref__in=refs, office_id=office_id)
    found = list(waiting.select_for_update(of=("self",)))
    if not found or len(found) != len(set(refs)):
        raise NotReady("plenary_agenda")
    meeting = Plenary.objects.create(
        office=office, held_on=held_on, opened_by_id=actor.signed_in_id, opened_at=now
    )
    meeting.present.set(sat)
    put_on_agenda([PlenaryItem(plenary=meeting, case=case) for case in found])
    data = {"plenary": str(meeting.ref), "on": held_on.isoformat()}
    record(events.PLENARY_OPENED, actor=actor, subject=office, data=data, now=now)
    return meeting


def put_on_agenda(items: Sequence[PlenaryItem]) -> None:
    """Raises :class:`NotReady` where another agenda took one of them a moment ago."""
    try:
        with transaction.atomic():
            PlenaryItem.objects.bulk_create(items)
    except IntegrityError as error:
        if "plenary_item_one_open" in str(error):
            raise NotReady("plenary_agenda") from error
        raise


def carry_out(
    *, ref: UUID, decisions: Sequence[Decided], actor: Actor, now: datetime
) -> list[str]:
    """Carry out one decision after the other; per decision "" or why it was not.

    What failed is kept on its item, so that the page says it until it is decided.
    """
    meeting = Plenary.objects.get(ref=ref, bench=Bench.OFFICE)
    require_plenary(actor, meeting.office_id)
    return [_tried(meeting, one, actor=actor, now=now) for one in decisions]


def _tried(meeting: Plenary, told: Decided, *, actor: Actor, now: datetime) -> str:
    try:
        _decide(meeting, told, actor=actor, now=now)
    except CaseError as error:
        why = error.code
    except (NotAllowed, IllegalTransition):
        why = "plenary_refused"
    except Case.DoesNotExist:
        why = "plenary_unseen"
    else:
        return ""
    open_still = meeting.items.filter(pk=told.item_id, decided_at=None)
    open_still.update(failed=why)
    return why


@transaction.atomic
def _decide(meeting: Plenary, told: Decided, *, actor: Actor, now: datetime) -> None:
    """One decision, whole or not at all."""
    locked = Plenary.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if locked.signed_at is not None:
        raise NotReady("plenary_signed")
    item = meeting.items.select_related("case").filter(pk=told.item_id).first()
    if item is None or item.decided_at is not None:
        raise NotReady("plenary_decided")
    if told.decision is Decision.POSTPONE:
        postpone(meeting, item, actor=actor, now=now)
        return
    case = enter(item.case.ref, actor=actor, version=told.version)
    kept_out = kept_out_of(meeting, case, actor=actor)
    _take(case, told, actor=actor, now=now)
    item.kept_out.set(kept_out)
    refused = told.decision is Decision.REFUSE
    registered = told.decision is Decision.REGISTER
    item.case_class = told.case_class if registered else ""
    item.ground = told.ground if refused else ""
    item.words = "" if refused else told.words  # of a refusal they stand with it
    close_item(item, told.decision, actor=actor, now=now)
    tell(
        Case.objects.get(pk=case.pk),
        events.PLENARY_DECIDED,
        actor=actor,
        now=now,
        plenary=str(meeting.ref),
        on=meeting.held_on.isoformat(),
        decision=str(told.decision),
        text=case.text_hash(told.words) if told.words else "",
    )


def kept_out_of(
    meeting: Plenary, case: Case, *, actor: Actor, proposer: int | None = None
) -> set[int]:
    """Who of those who sat takes no part in this; who brings a matter decides none.

    Raises :class:`NotReady` where fewer than two are left, or where whoever writes the
    decision down is none of them: it is of the people who sat.
    """
    present = set(meeting.present.values_list("pk", flat=True))
    kept_out = {user_id for user_id in present if conflict_of(case, user_id)}
    kept_out |= present & {proposer}
    if not may_decide(present, kept_out):
        raise NotReady("plenary_conflict")
    if not takes_part(actor.user_id, present, kept_out):
        raise NotReady("plenary_not_there")
    return kept_out


def postpone(
    meeting: Plenary, item: PlenaryItem, *, actor: Actor, now: datetime
) -> None:
    """Take it off this agenda; of the case nothing changes, so it is not even opened."""
    close_item(item, Decision.POSTPONE, actor=actor, now=now)
    data = {"plenary": str(meeting.ref), "on": meeting.held_on.isoformat()}
    record(
        events.PLENARY_POSTPONED,
        actor=actor,
        subject=meeting.office,
        data=data,
        now=now,
    )


def close_item(
    item: PlenaryItem, decision: Decision, *, actor: Actor, now: datetime
) -> None:
    item.decision, item.failed = decision, ""
    item.decided_by_id, item.decided_at = actor.signed_in_id, now
    item.save()


def _take(case: Case, told: Decided, *, actor: Actor, now: datetime) -> None:
    """The step of the lifecycle that this decision is; to postpone is none."""
    ref, version = case.ref, told.version
    if told.decision is Decision.REGISTER:
        if not told.case_class:
            raise NotReady("class_missing")
        given = CaseClass(told.case_class)
        register.register(
            ref=ref, version=version, case_class=given, actor=actor, now=now
        )
    elif told.decision is Decision.SEND_BACK:
        intake.send_back(ref=ref, version=version, actor=actor, now=now)
    elif told.decision is Decision.REFUSE:
        if not told.ground:
            raise NotReady("no_ground")
        ground = Reason(told.ground)
        refusing.refuse(
            ref=ref,
            version=version,
            ground=ground,
            words=told.words,
            actor=actor,
            now=now,
        )
