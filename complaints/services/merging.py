"""Two reports of one matter: one case stays, the other is closed as its duplicate.

Papers and messages stay where they are and are read from the case that stays. A reporter
goes on reading his own report: whose the other one is, he never learns. Undone, the case
stands where it stood and its terms run on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events, lifecycle
from complaints.domain.states import Command, Party, Reason
from complaints.models import Case, Merge, Proposal
from complaints.selectors.authors import proposal_of
from complaints.selectors.merging import one_that_stays, stands_merged
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.farewell import say_why
from complaints.services.gate import amend, enter, require, require_settled, step, tell
from complaints.services.reopening import come_back

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor


@transaction.atomic
def merge(
    *, ref: UUID, version: int, kept_ref: UUID, actor: Actor, now: datetime
) -> Merge:
    """Close this case as the duplicate of another open one of the same office.

    Raises :class:`NotReady` where the other may not stay, or others were merged into
    this one: they would be left hanging.
    """
    lock_both(ref, kept_ref)
    case = enter(ref, actor=actor, version=version)
    kept = _kept(case, actor, kept_ref)
    step(case, Command.MERGE, actor=actor, now=now, reason=Reason.DUPLIKAT)
    require(actor, kept, Party.HEAD)
    row = Merge.objects.create(case=case, kept=kept, by_id=actor.signed_in_id, at=now)
    say_why(case, Reason.DUPLIKAT, actor=actor, now=now)
    clocks.drop(case, now=now)
    tell(case, events.CASE_MERGED, actor=actor, now=now, into=str(kept.ref))
    tell(kept, events.MERGE_TAKEN_IN, actor=actor, now=now, merged=str(case.ref))
    return row


@transaction.atomic
def propose_merge(
    *, ref: UUID, version: int, kept_ref: UUID, actor: Actor, now: datetime
) -> Proposal:
    """Propose to the head that this case is merged into another; the latest stands.

    Raises :class:`NotReady` as :func:`merge` does.
    """
    case = enter(ref, actor=actor, version=version)
    lifecycle.next_state(case.stage, Command.MERGE, reason=Reason.DUPLIKAT)
    (row,) = lifecycle.transitions_of(case.stage, Command.MERGE)
    require(actor, case, *row.proposed_by)
    kept = _kept(case, actor, kept_ref)
    require_settled(case, Command.MERGE)
    case.proposals.filter(command=Command.MERGE, ended_at=None).update(ended_at=now)
    proposal = Proposal.objects.create(
        case=case,
        command=Command.MERGE,
        reason=Reason.DUPLIKAT,
        kept=kept,
        proposed_by_id=actor.signed_in_id,
        proposed_at=now,
    )
    amend(case, now=now)
    tell(case, events.MERGE_PROPOSED, actor=actor, now=now, into=str(kept.ref))
    return proposal


@transaction.atomic
def refuse_merge(*, ref: UUID, version: int, actor: Actor, now: datetime) -> Case:
    """The head does not follow the proposal: the case goes on by itself."""
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    proposal = proposal_of(case, Command.MERGE)
    if proposal is None:
        raise NotReady("merge_not_proposed")
    proposal.ended_at = now
    proposal.save(update_fields=["ended_at"])
    amend(case, now=now)
    asked = proposal.proposed_by_id
    tell(case, events.MERGE_REFUSED, actor=actor, now=now, user=asked)
    return case


def _kept(case: Case, actor: Actor, ref: UUID) -> Case:
    """The case that would stay, and nothing that hangs on the one that would go."""
    try:
        kept = one_that_stays(case, actor, ref)
    except Case.DoesNotExist as missing:
        raise NotReady("may_not_stay") from missing
    if case.merged.filter(undone_at=None).exists():
        raise NotReady("others_merged")
    return kept


@transaction.atomic
def undo_merge(*, ref: UUID, version: int, actor: Actor, now: datetime) -> Case:
    """They were two matters after all: the case comes back to where it stood."""
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    row = stands_merged(case)
    if row is None:
        raise NotReady("not_merged")
    row.undone_by_id, row.undone_at = actor.signed_in_id, now
    row.save(update_fields=["undone_by", "undone_at"])
    day = legal_day(now, case.office.zone)
    come_back(case, Command.UNDO_MERGE, day=day, now=now)
    if case.urgency and case.number is None:
        amend(case, now=now, urgent=True)
    tell(case, events.MERGE_UNDONE, actor=actor, now=now, into=str(row.kept.ref))
    tell(row.kept, events.MERGE_LEFT, actor=actor, now=now, merged=str(case.ref))
    return case


def lock_both(*refs: UUID) -> None:
    """Both cases in one order, so that two such acts never wait for each other."""
    rows = Case.objects.filter(ref__in=refs).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
