"""A head gives cases of her office to somebody else, one or many at once.

What the one before was typing stays his: his words are no part of the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.errors import NotAllowed
from accounts.models import User
from accounts.roles import Role
from agencies.domain.calendar import legal_day
from complaints.domain import events, holders
from complaints.domain.lifecycle import IllegalTransition
from complaints.domain.states import Party, State
from complaints.domain.terms import TermKind
from complaints.models import Case
from complaints.selectors.conflicts import conflict_of
from complaints.selectors.people import officers
from complaints.selectors.today import HOLDER_COLUMNS, ROLE_OF
from complaints.services import clocks, register
from complaints.services.errors import CaseError, Conflicted, NotReady
from complaints.services.gate import amend, enter, require, tell
from complaints.services.writing import write_note

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor


@dataclass(frozen=True, slots=True)
class Pick:
    """One case that is to be given to somebody, as the page showed it."""

    ref: UUID
    version: int
    user_id: int


def hand_over_each(
    *, picks: Iterable[Pick], reason: str, actor: Actor, now: datetime
) -> list[str]:
    """Give each case away, each in a transaction of its own; "" or why it was not."""
    return [_tried(pick, reason=reason, actor=actor, now=now) for pick in picks]


def _tried(pick: Pick, *, reason: str, actor: Actor, now: datetime) -> str:
    try:
        hand_over(
            ref=pick.ref,
            version=pick.version,
            user_id=pick.user_id,
            reason=reason,
            actor=actor,
            now=now,
        )
    except CaseError as error:
        return error.code
    except (NotAllowed, Case.DoesNotExist):
        return "unseen"
    except IllegalTransition:
        return "not_in_hand"
    return ""


@transaction.atomic
def hand_over(
    *,
    ref: UUID,
    version: int,
    user_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Case:
    """Give one case to another officer of the office, after the conflict check.

    The place is the examiner's from the registration on, before that intake's, and of
    a case that is monitored the monitoring's. Terms run on as they ran. The reason becomes a note of the case, for colleagues. Raises
    :class:`NotReady` where there is no such place yet or he fills it already, and
    :class:`Conflicted` like the first assignment.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    if case.state == State.REGISTERED:
        return _first(case, user_id, reason, actor=actor, now=now)
    held_as = holders.place(case.stage, examined=case.examiner_id is not None)
    if held_as is None:
        raise NotReady("not_in_hand")
    role, column = ROLE_OF[held_as], HOLDER_COLUMNS[held_as]
    before: int | None = getattr(case, column)
    if before == user_id:
        raise NotReady("holds_already")
    successor = _officer(case, role, user_id, now)
    amend(case, now=now, **{column: successor.pk})
    if role is Role.EXAMINER:
        clocks.meet_every(case, TermKind.ASSIGN, on=legal_day(now, case.office.zone))
    if role is Role.RESMON:
        on = legal_day(now, case.office.zone)
        clocks.meet(case, TermKind.NAME_MONITOR, on=on)
    tell(
        case,
        events.HOLDER_CHANGED,
        actor=actor,
        now=now,
        holder_before=before,
        user=successor.pk,
        role=role.value,
    )
    write_note(ref=case.ref, text=reason, actor=actor, now=now)
    return case


def _first(
    case: Case, user_id: int, reason: str, *, actor: Actor, now: datetime
) -> Case:
    """Nobody examines it yet: it is the first assignment, with all that begins with it."""
    _officer(case, Role.EXAMINER, user_id, now)
    given = register.assign(
        ref=case.ref, version=case.version, examiner_id=user_id, actor=actor, now=now
    )
    write_note(ref=case.ref, text=reason, actor=actor, now=now)
    return given


def _officer(case: Case, role: Role, user_id: int, now: datetime) -> User:
    found = officers(case.office_id, role, now).filter(pk=user_id).first()
    if found is None:
        raise NotReady("no_colleague")
    if conflict_of(case, found.pk):
        raise Conflicted
    return found
