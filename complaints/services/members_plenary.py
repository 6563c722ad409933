"""The plenary of the commissioners: it decides on what monitoring brings before it.

One of them keeps it: who sat, one decision for each matter, and the minutes. Each
decision is a transaction of its own; what cannot be carried out stays on the agenda.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from agencies.selectors import central_office
from complaints.domain import events
from complaints.domain.lifecycle import IllegalTransition
from complaints.domain.plenary import (
    DAYS_BACK,
    DECISIONS,
    LEAST,
    Bench,
    Decision,
)
from complaints.domain.recommending import Subject, needs_another
from complaints.domain.terms import TermKind
from complaints.models import Case, Matter, Plenary, PlenaryItem
from complaints.models.deadline import RUNNING
from complaints.policies import sits_in_plenary
from complaints.selectors.members import members, next_in_turn
from complaints.selectors.members_plenary import matters_for
from complaints.services import assessing, matters, recommending, sanctioning
from complaints.services.errors import CaseError, NotReady, SamePerson
from complaints.services.gate import amend, enter, tell
from complaints.services.plenary import (
    close_item,
    kept_out_of,
    postpone,
    put_on_agenda,
)
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor

#: What :func:`rule` says of an approval that was written down and waits for another.
NOTED = "plenary_second"


@dataclass(frozen=True, slots=True)
class Ruled:
    """What was decided on one matter; ``words``: what its bringer reads."""

    item_id: int
    version: int
    decision: Decision
    words: str = ""


def _member(actor: Actor) -> None:
    """Refuse with :class:`NotAllowed` everybody but a commissioner."""
    if not sits_in_plenary(actor):
        raise NotAllowed("party")


@transaction.atomic
def open_meeting(
    *,
    held_on: date,
    present: Collection[int],
    refs: Collection[UUID],
    actor: Actor,
    now: datetime,
) -> Plenary:
    """Put matters on the agenda of a meeting, and write down which commissioners sat.

    Raises :class:`NotReady` for a day that is not over, for too few or somebody who is
    no commissioner, and where a matter meanwhile waits for no meeting.
    """
    _member(actor)
    office = central_office()
    today = legal_day(now, office.zone)
    if not today - timedelta(days=DAYS_BACK) <= held_on <= today:
        raise NotReady("plenary_day")
    sat = set(members(now).filter(pk__in=present).values_list("pk", flat=True))
    if len(sat) < LEAST or sat != set(present):
        raise NotReady("plenary_alone")
    found = list(
        matters_for(actor).filter(ref__in=refs).select_for_update(of=("self",))
    )
    if not found or len(found) != len(set(refs)):
        raise NotReady("plenary_agenda")
    meeting = Plenary.objects.create(
        office=office,
        bench=Bench.MEMBERS,
        held_on=held_on,
        opened_by_id=actor.signed_in_id,
        opened_at=now,
    )
    meeting.present.set(sat)
    put_on_agenda(
        [PlenaryItem(plenary=meeting, case_id=row.case_id, matter=row) for row in found]
    )
    data = {"plenary": str(meeting.ref), "on": held_on.isoformat()}
    record(events.PLENARY_OPENED, actor=actor, subject=office, data=data, now=now)
    return meeting


def rule(
    *, ref: UUID, decisions: Sequence[Ruled], actor: Actor, now: datetime
) -> list[str]:
    """Carry out one decision after the other; per decision "" or why it was not.

    ``NOTED``: approved by the first of the two who have to (``CONFIRMED``).
    """
    _member(actor)
    meeting = Plenary.objects.get(ref=ref, bench=Bench.MEMBERS)
    return [_tried(meeting, one, actor=actor, now=now) for one in decisions]


def _tried(meeting: Plenary, ruled: Ruled, *, actor: Actor, now: datetime) -> str:
    try:
        return _decide(meeting, ruled, actor=actor, now=now)
    except CaseError as error:
        why = error.code
    except (NotAllowed, IllegalTransition):
        why = "plenary_refused"
    except Case.DoesNotExist:
        why = "plenary_unseen"
    open_still = meeting.items.filter(pk=ruled.item_id, decided_at=None)
    open_still.update(failed=why)
    return why


@transaction.atomic
def _decide(meeting: Plenary, ruled: Ruled, *, actor: Actor, now: datetime) -> str:
    """One decision, whole or not at all: "", or ``NOTED``."""
    locked = Plenary.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if locked.signed_at is not None:
        raise NotReady("plenary_signed")
    item = meeting.items.select_related("case").filter(pk=ruled.item_id).first()
    if item is None or item.decided_at is not None:
        raise NotReady("plenary_decided")
    if ruled.decision not in DECISIONS[Bench.MEMBERS]:
        raise NotReady("plenary_refused")
    if ruled.decision is Decision.POSTPONE:
        postpone(meeting, item, actor=actor, now=now)
        return ""
    case = enter(item.case.ref, actor=actor, version=ruled.version)
    matter = case.matters.filter(items=item, ended_at=None).first()
    if matter is None:
        raise NotReady("matter_over")
    proposer = matter.proposed_by_id
    if proposer in {actor.user_id, actor.signed_in_id}:
        raise SamePerson
    kept_out = kept_out_of(meeting, case, actor=actor, proposer=proposer)
    if ruled.decision is Decision.APPROVE and _waits(item, matter, kept_out, actor):
        _note(case, item, matter, kept_out, actor=actor, now=now)
        return NOTED
    _take(case, matter, ruled, actor=actor, now=now)
    item.kept_out.set(kept_out)
    item.words = ruled.words
    close_item(item, ruled.decision, actor=actor, now=now)
    tell(
        case,
        events.PLENARY_DECIDED,
        actor=actor,
        now=now,
        plenary=str(meeting.ref),
        on=meeting.held_on.isoformat(),
        decision=str(ruled.decision),
        text=case.text_hash(ruled.words) if ruled.words else "",
    )
    return ""


def _waits(
    item: PlenaryItem, matter: Matter, kept_out: Collection[int], actor: Actor
) -> bool:
    present = set(item.plenary.present.values_list("pk", flat=True))
    return needs_another(
        Subject(matter.subject),
        item.first_by_id,
        actor.signed_in_id,
        present - set(kept_out),
    )


def _note(
    case: Case,
    item: PlenaryItem,
    matter: Matter,
    kept_out: Collection[int],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """The first of two approvals; the same person once more says nothing new.

    Who saw to it by turn and did his part is reminded no more: another who may be the
    second sees to it from now on.
    """
    if item.first_by_id == actor.signed_in_id:
        return
    item.first_by_id, item.first_at, item.failed = actor.signed_in_id, now, ""
    item.save(update_fields=["first_by", "first_at", "failed"])
    others = set(item.plenary.present.values_list("pk", flat=True))
    others -= {*kept_out, actor.signed_in_id}
    rows = case.deadlines.filter(
        RUNNING, kind=TermKind.PLENARY_MATTER, subject=str(matter.ref)
    )
    rows.exclude(named__in=others).update(
        named_id=next_in_turn(case, now, among=others)
    )
    tell(
        case,
        events.PLENARY_APPROVED_FIRST,
        actor=actor,
        now=now,
        plenary=str(item.plenary.ref),
        on=item.plenary.held_on.isoformat(),
    )


def _take(
    case: Case, matter: Matter, ruled: Ruled, *, actor: Actor, now: datetime
) -> None:
    """What an approval does; who returns a matter says why."""
    if ruled.decision is Decision.RETURN:
        if not ruled.words.strip():
            raise NotReady("return_needs_reason")
    else:
        APPROVED[Subject(matter.subject)](case, matter, actor, now)
    if case.closed_at is None:
        amend(case, now=now)
    matters.end(case, matter, ruled.decision, words=ruled.words, actor=actor, now=now)


def _recommend(case: Case, _matter: Matter, _actor: Actor, now: datetime) -> None:
    recommending.approve(case, now=now)


def _assess(case: Case, matter: Matter, actor: Actor, now: datetime) -> None:
    assessing.assess(case, matter, actor=actor, now=now)


def _sanction(case: Case, matter: Matter, actor: Actor, now: datetime) -> None:
    sanctioning.recommend_sanction(case, matter, actor=actor, now=now)


def _publish(case: Case, _matter: Matter, _actor: Actor, _now: datetime) -> None:
    assessing.require_disobeyed(case)  # the rest is the chair's


APPROVED: dict[Subject, Callable[[Case, Matter, Actor, datetime], None]] = {
    Subject.RECOMMENDATION: _recommend,
    Subject.EXECUTION: _assess,
    Subject.SANCTION: _sanction,
    Subject.PUBLICATION: _publish,
}
