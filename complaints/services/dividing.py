"""The people of an agency divide its duties among themselves.

Whoever works on one is named to his colleagues. No right follows from it: everybody of
the agency and the unit still may answer, and the clock is the agency's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain import events
from complaints.domain.states import Party, State
from complaints.models import CorrectiveAction, DutyHolder
from complaints.selectors.dividing import colleagues_for, duty_of, is_open
from complaints.services.errors import NotReady
from complaints.services.gate import enter, require, require_words, tell

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case
    from complaints.selectors.dividing import Owed


@transaction.atomic
def take_duty(*, ref: UUID, actor: Actor, now: datetime) -> DutyHolder:
    """He works on it from now on, whoever did before; again is still he."""
    case, duty = _entered(ref, actor)
    held = _held(duty)
    if held is not None and held.user_id == actor.user_id:
        return held
    return _give(case, duty, actor.signed_in_id, "", "taken", actor=actor, now=now)


@transaction.atomic
def hand_duty(
    *, ref: UUID, to_id: int, word: str, actor: Actor, now: datetime
) -> DutyHolder:
    """Hand it to a colleague, with a word to him.

    Raises :class:`NotReady` for somebody who could not carry it out.
    """
    case, duty = _entered(ref, actor)
    fit = {seat.user_id for seat in colleagues_for(case, duty, actor, now)}
    if to_id not in fit:
        raise NotReady("duty_colleague")
    return _give(case, duty, to_id, word.strip(), "handed", actor=actor, now=now)


@transaction.atomic
def leave_duty(*, ref: UUID, actor: Actor, now: datetime) -> None:
    """He gives it back: nobody in particular works on it."""
    case, duty = _entered(ref, actor)
    held = _held(duty)
    if held is None or held.user_id != actor.user_id:
        raise NotReady("duty_not_yours")
    _end(held, now)
    _tell(case, duty, "left", None, actor=actor, now=now)


def _entered(ref: UUID, actor: Actor) -> tuple[Case, Owed]:
    """The duty in its locked case, while it is owed and his to carry out."""
    case = enter(duty_of(actor, ref).case.ref, actor=actor)
    duty = duty_of(actor, ref)  # as it stands now that the case is locked
    of_order = isinstance(duty, CorrectiveAction)
    parties = (Party.LIAISON, Party.SUPERIOR) if of_order else (Party.LIAISON,)
    require(actor, case, *parties)
    require_words(case)
    if not is_open(duty):
        raise NotReady("case_closed" if case.state == State.CLOSED else "duty_over")
    return case, duty


def _held(duty: Owed) -> DutyHolder | None:
    return DutyHolder.objects.filter(subject=duty.ref, ended_at=None).first()


def _end(held: DutyHolder, now: datetime) -> None:
    held.ended_at = now
    held.save(update_fields=["ended_at"])


def _give(
    case: Case,
    duty: Owed,
    user_id: int,
    word: str,
    how: str,
    *,
    actor: Actor,
    now: datetime,
) -> DutyHolder:
    if (held := _held(duty)) is not None:
        _end(held, now)
    found = DutyHolder.objects.create(
        case=case,
        subject=duty.ref,
        user_id=user_id,
        by_id=actor.signed_in_id,
        word=word,
        at=now,
    )
    _tell(case, duty, how, user_id, actor=actor, now=now)
    return found


def _tell(
    case: Case,
    duty: Owed,
    how: str,
    user_id: int | None,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    tell(
        case,
        events.DUTY_DIVIDED,
        actor=actor,
        now=now,
        of=str(duty.ref),
        divided=how,
        liaison=user_id,
    )
