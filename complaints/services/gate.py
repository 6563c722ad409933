"""The way into every use case: is it hers to see, may she do it, is it legal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints import policies
from complaints.domain import events, lifecycle
from complaints.domain.hindering import CLOSINGS, against
from complaints.domain.states import Command, State
from complaints.models import Case
from complaints.selectors.authors import author_of
from complaints.selectors.hindering import hindrances_of
from complaints.services.errors import NotReady, SamePerson, StaleVersion
from journal.record import record
from journal.registry import is_reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.states import Party, Reason
    from journal.models import Entry
    from journal.record import JSON


def enter(ref: UUID, *, actor: Actor, version: int | None = None) -> Case:
    """The case, locked for this transaction.

    Raises ``Case.DoesNotExist`` when it is not hers to see (the same as when there is
    none) and :class:`StaleVersion` when somebody changed it since her page was made.
    """
    seen = Case.objects.visible_to(actor).select_related("office")
    case: Case = seen.locked(ref)
    if version is not None and case.version != version:
        raise StaleVersion
    return case


def require(actor: Actor, case: Case, *parties: Party) -> None:
    """Refuse unless the actor is one of these parties here, and note in whose place."""
    case.spoken_for[actor.user_id] = policies.require(actor, case, *parties)


def kept(case: Case, words: str) -> str:
    """What stays of the words beside an act: none in a case that was erased."""
    return "" if case.erased_at is not None else words


def require_words(case: Case) -> None:
    """What was erased stays without words: raises :class:`NotReady`.

    Asked after the form was claimed, so that the same sending again is still the same.
    """
    if case.erased_at is not None:
        raise NotReady("case_erased")


def require_reporter(case: Case) -> None:
    """Raises :class:`NotReady` where nobody reported the case: there is no one to tell,
    to ask, or to give a code."""
    if not case.has_reporter:
        raise NotReady("no_reporter")


def step(
    case: Case,
    command: Command,
    *,
    actor: Actor,
    now: datetime,
    reason: Reason | None = None,
    **changes: Any,
) -> Case:
    """Take one step of the lifecycle: check who, check the table, save what changed.

    Where the row asks for four eyes, what is done must have been drafted or proposed,
    by another person. Every step ends what was proposed before it, but that a case is
    urgent, while it still may be. What the office ends has nothing left open in it.
    """
    before = case.stage
    reporter = case.has_reporter
    after = lifecycle.next_state(before, command, reason=reason, reporter=reporter)
    (row,) = lifecycle.transitions_of(before, command, reporter=reporter)
    require(actor, case, *row.by, *row.recorded_by)
    require_settled(case, command)
    if row.four_eyes:
        author = author_of(case, command, reason)
        if author is None:
            raise NotReady("not_proposed")
        if author in {actor.user_id, case.spoken_for[actor.user_id]}:
            raise SamePerson
    _end_proposals(case, after, now)
    case.state = after
    if case.state == State.CLOSED:
        changes |= {"closing_reason": reason, "closed_from": before, "closed_at": now}
        changes["urgent"] = False
    return amend(case, now=now, state=case.state, **changes)


def _end_proposals(case: Case, after: State, now: datetime) -> None:
    rows = case.proposals.filter(ended_at=None)
    if lifecycle.transitions_of(after, Command.TAKE_FAST):
        rows = rows.exclude(command=Command.TAKE_FAST)
    rows.update(ended_at=now)


def require_settled(case: Case, command: Command) -> None:
    """Raises :class:`NotReady` where something is open that stands against this end."""
    if command in CLOSINGS and against(command, hindrances_of(case)):
        raise NotReady("still_open")


def tell(
    case: Case, event: str, /, *, actor: Actor, now: datetime, **data: JSON
) -> Entry:
    """Write one event on the case's chain: ids, codes, dates and hashes, no words.

    What comes from outside marks the case as having something new, until whoever holds
    it acts: the mark is no change of the case, and makes nobody's form stale. What he
    wrote down himself is no news to him.
    """
    return tell_later(case, event, data, actor=actor, now=now, not_before=None)


def tell_later(
    case: Case,
    event: str,
    data: Mapping[str, JSON],
    *,
    actor: Actor,
    now: datetime,
    not_before: datetime | None,
) -> Entry:
    """The same, whose news leaves at ``not_before``; without one at once."""
    entry = record(
        event,
        actor=actor,
        subject=case,
        data={**data, **on_behalf(case, actor)},
        now=now,
        not_before=not_before,
    )
    if event in events.ARRIVALS and not _answers(case, event, actor):
        _mark(case, arrived_at=now, arrived_as=event)
    elif case.arrived_at and _answers(case, event, actor):
        _mark(case, arrived_at=None, arrived_as="")
    return entry


def on_behalf(case: Case, actor: Actor) -> dict[str, JSON]:
    """What an entry says of it that its actor sat in another's place; else nothing."""
    holder = acts_for(case, actor)
    return {} if holder is None else {"for": holder}


def acts_for(case: Case, actor: Actor) -> int | None:
    """In whose place he acts here now; None where he does by his own right."""
    if not actor.seats:
        return None
    if actor.user_id in case.spoken_for:
        holder: int | None = case.spoken_for[actor.user_id]
        return holder
    # Nothing was asked on this object: what he does not do himself.
    if not policies.own_parties(actor, case).isdisjoint(policies.WRITERS):
        return None
    return next(iter(policies.stands_in(actor, case).values()), None)


def _answers(case: Case, event: str, actor: Actor) -> bool:
    """Whether this is an act, and no reading, of somebody who holds the case."""
    return policies.holds(actor, case) and not is_reading(event)


def _mark(case: Case, **marks: Any) -> None:
    for name, value in marks.items():
        setattr(case, name, value)
    case.save(update_fields=list(marks))


def amend(case: Case, *, now: datetime, **changes: Any) -> Case:
    """Save fields of a locked case, and count its version."""
    for name, value in changes.items():
        setattr(case, name, value)
    case.updated_at = now
    case.save_fields(changes)
    return case
