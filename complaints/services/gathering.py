"""A case becomes part of another, and comes out of it again.

What belongs together is examined as a whole and answered one by one: each part keeps its
number, its reporter and its terms, and its reporter learns nothing of the others. What the
office began itself gathers reports as its material: open or closed, and it waits for none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain import events
from complaints.domain.states import Party, State
from complaints.models import Case, Kinship
from complaints.policies import WRITERS
from complaints.selectors.gathering import (
    child_ties,
    kin_of,
    parent_tie,
    stands_alone,
)
from complaints.selectors.initiatives import may_be_material
from complaints.selectors.merging import one_that_stays
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter, kept, require, tell
from complaints.services.merging import lock_both

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor


@transaction.atomic
def gather(
    *, ref: UUID, version: int, parent_ref: UUID, actor: Actor, now: datetime
) -> Kinship:
    """Make this case part of another open one of the same office.

    Raises :class:`NotReady` where the other may not be chosen, where this one is closed
    or belongs to another already, and for a whole that would be part of a whole.
    """
    lock_both(ref, parent_ref)
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    try:
        parent = one_that_stays(case, actor, parent_ref, whole=True)
    except Case.DoesNotExist as missing:
        raise NotReady("may_not_stay") from missing
    return _tied(case, parent, actor=actor, now=now)


@transaction.atomic
def collect(
    *,
    ref: UUID,
    version: int,
    part_refs: Collection[UUID],
    actor: Actor,
    now: datetime,
) -> list[Kinship]:
    """Gather several reports as the material of what the office began itself.

    Each goes its own way, and its reporter learns nothing of it. Raises
    :class:`NotReady` for a report in whose place nobody may do that, and where nothing
    was chosen; then none is gathered.
    """
    lock_both(ref, *part_refs)
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    if not case.is_own:
        raise NotReady("only_own_collects")
    if case.state == State.CLOSED:
        raise NotReady("case_closed")
    parts = list(may_be_material(case, actor).filter(ref__in=part_refs).order_by("pk"))
    if not parts or len(parts) != len(set(part_refs)):
        raise NotReady("not_material")
    rows = [_tied(part, case, actor=actor, now=now) for part in parts]
    amend(case, now=now)
    return rows


def _tied(part: Case, whole: Case, *, actor: Actor, now: datetime) -> Kinship:
    """Tie two locked cases, in both histories."""
    if part.state == State.CLOSED and whole.has_reporter:
        raise NotReady("gather_closed")
    if parent_tie(part) is not None:
        raise NotReady("gathered_already")
    if parent_tie(whole) is not None or child_ties(part):
        raise NotReady("gather_levels")
    row = Kinship.objects.create(
        parent=whole, child=part, by_id=actor.signed_in_id, at=now
    )
    amend(part, now=now)
    tell(part, events.GATHERED, actor=actor, now=now, parent=str(whole.ref))
    tell(whole, events.PART_ADDED, actor=actor, now=now, part=str(part.ref))
    return row


@transaction.atomic
def let_go(
    *, ref: UUID, version: int, reason: str, actor: Actor, now: datetime
) -> Kinship:
    """Take this case out of the one to which it belongs; why stands in words."""
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    row = parent_tie(case)
    if row is None:
        raise NotReady("not_gathered")
    amend(case, now=now)
    _untie(row, kept(case, reason), actor=actor, now=now)
    return row


@transaction.atomic
def release_part(
    *,
    ref: UUID,
    version: int,
    part_ref: UUID,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Kinship:
    """Take a part out of this case, from its side; why stands in words.

    Whoever works on the whole may, so that it waits for nothing that is of another
    matter; the part goes its own way with its number, its reporter and its terms.
    Raises :class:`NotReady` for what does not belong to it, or is not his to see.
    """
    lock_both(ref, part_ref)
    case = enter(ref, actor=actor, version=version)
    require(actor, case, *WRITERS)
    part = Case.objects.visible_to(actor).filter(ref=part_ref).first()
    rows = [row for row in child_ties(case) if part and row.child_id == part.pk]
    if part is None or not rows:
        raise NotReady("no_such_part")
    amend(case, now=now)
    amend(part, now=now)
    _untie(rows[0], kept(part, reason), actor=actor, now=now)
    return rows[0]


def part_ways(case: Case, *, actor: Actor, now: datetime) -> None:
    """Another office goes on with this case: it belongs to none here, and none to it.

    What another office examines hinders no end here, and could not be let go from here:
    nobody in this house sees it.
    """
    for row in kin_of(case):
        _untie(row, "", actor=actor, now=now)
    stands_alone(case)


def _untie(row: Kinship, reason: str, *, actor: Actor, now: datetime) -> None:
    """End the tie, in both histories."""
    row.ended_by_id, row.ended_at, row.reason = actor.signed_in_id, now, reason
    row.save(update_fields=["ended_by", "ended_at", "reason"])
    whole, part = row.parent, row.child
    tell(part, events.LET_GO, actor=actor, now=now, parent=str(whole.ref))
    tell(whole, events.PART_LEFT, actor=actor, now=now, part=str(part.ref))
