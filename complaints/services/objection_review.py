"""The review of an objection: the head names who does it, and they propose.

A reviewer examined nothing of the case and neither drafted nor signed its report; he
reviews in person, and nobody does it in his place. What is proposed nobody outside the
house reads before it is decided.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.errors import NotAllowed
from agencies.domain.calendar import legal_day
from complaints.domain import events, rulesets
from complaints.domain.objecting import (
    MOST_REVIEWERS,
    Ruled,
    may_be_due,
    outcome_of,
)
from complaints.domain.relief import is_apart
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import OrderRuling
from complaints.selectors.conflicts import conflict_of
from complaints.selectors.examined_by import authors_of
from complaints.selectors.objecting import (
    open_objection,
    orders_to_rule,
    reviewers_for,
    reviewing,
)
from complaints.services import clocks
from complaints.services.errors import Conflicted, NotReady
from complaints.services.gate import amend, enter, require, tell
from complaints.services.leaks import require_nameless

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, CorrectiveAction, Objection


@dataclass(frozen=True, slots=True)
class RulingText:
    """What is proposed, and why: the agency reads the reasons once it is decided."""

    reasons: str
    withdraw: bool = False
    rulings: Mapping[UUID, Ruled] = field(default_factory=dict)


def waiting(case: Case) -> Objection:
    """What is open; raises :class:`NotReady` where nothing is."""
    row = open_objection(case)
    if row is None:
        raise NotReady("no_objection")
    return row


@transaction.atomic
def name_reviewers(
    *, ref: UUID, version: int, people: Collection[int], actor: Actor, now: datetime
) -> Objection:
    """Name who reviews it; naming anew puts others in their place.

    Raises :class:`Conflicted` for somebody who had a part in what is objected to, and
    :class:`NotReady` once something is proposed, or for a restricted case: whoever
    decides could not read it.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.HEAD)
    row = waiting(case)
    if row.proposed_at is not None:
        raise NotReady("objection_proposed")
    if case.restricted:
        raise NotReady("restricted_for_plenary")
    chosen = set(people)
    if not 1 <= len(chosen) <= MOST_REVIEWERS:
        raise NotReady("objection_reviewers")
    if not chosen <= set(reviewers_for(case, now).values_list("pk", flat=True)):
        raise Conflicted
    row.reviewers.set(chosen)
    row.named_by_id, row.named_at = actor.signed_in_id, now
    row.save(update_fields=["named_by", "named_at"])
    clocks.hand(case, TermKind.OBJECTION, str(row.ref), Party.REVIEWER)
    amend(case, now=now)
    tell(
        case,
        events.OBJECTION_REVIEWED_BY,
        actor=actor,
        now=now,
        objection=str(row.ref),
        reviewers=tuple(sorted(chosen)),
    )
    return row


@transaction.atomic
def propose_ruling(
    *,
    ref: UUID,
    version: int,
    text: RulingText,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> Objection:
    """Propose what becomes of every order that is still owed, or of the whole report.

    ``checked``: what may name somebody was seen and stays. Raises :class:`NotReady`
    where the orders are not those that are owed, a change has no new last day, or a day is
    none that an order may have.
    """
    case = enter(ref, actor=actor, version=version)
    row = waiting(case)
    _require_reviewer(case, row, actor)
    if row.proposed_at is not None:
        raise NotReady("objection_proposed")
    if case.restricted:
        raise NotReady("restricted_for_plenary")
    rulings = {} if text.withdraw else _checked(case, text.rulings, now)
    words = [ruled.text for ruled in rulings.values()]
    require_nameless(case, text.reasons, words, checked=checked)
    row.withdraws, row.reasons = text.withdraw, text.reasons
    row.proposed_by_id, row.proposed_at = actor.signed_in_id, now
    row.save(update_fields=["withdraws", "reasons", "proposed_by", "proposed_at"])
    _write(row, {one.ref: one for one in orders_to_rule(case)}, rulings)
    clocks.hand(case, TermKind.OBJECTION, str(row.ref), Party.COMMISSIONER)
    amend(case, now=now)
    outcome = outcome_of(
        withdrawn=text.withdraw, rulings=[one.ruling for one in rulings.values()]
    )
    tell(
        case,
        events.OBJECTION_PROPOSED,
        actor=actor,
        now=now,
        objection=str(row.ref),
        outcome=str(outcome),
        text=case.text_hash("\n".join([text.reasons, *words])),
    )
    return row


def _require_reviewer(case: Case, row: Objection, actor: Actor) -> None:
    """He was named, and is still apart from it."""
    if Party.REVIEWER not in reviewing(row, actor):
        raise NotAllowed("party")
    apart = is_apart(actor.user_id, authors_of(case))
    if not apart or conflict_of(case, actor.signed_in_id):
        raise Conflicted


def _checked(
    case: Case, rulings: Mapping[UUID, Ruled], now: datetime
) -> Mapping[UUID, Ruled]:
    owed = {row.ref: row for row in orders_to_rule(case)}
    if set(rulings) != set(owed):
        raise NotReady("objection_orders_differ")
    today = legal_day(now, case.office.zone)
    for ref, ruled in rulings.items():
        if not ruled.is_whole:
            raise NotReady("objection_change_unsaid")
        if ruled.due_on is not None and not _fits(owed[ref], ruled.due_on, today):
            raise NotReady("objection_day")
    return rulings


def days_for(action: CorrectiveAction, today: date) -> tuple[date, date]:
    """After which day, and until which, this order may be due anew."""
    before = action.due_on or today
    received = clocks.due_of(TermKind.PRESUMED_RECEIPT, today)
    from_day, rules = max(before, today), action.lhp.rule_set
    last = rulesets.corrective_due(clocks.calendar(), from_day, rules).date
    return max(before, received), last


def _fits(action: CorrectiveAction, day: date, today: date) -> bool:
    after, last = days_for(action, today)
    return may_be_due(clocks.calendar(), day, after=after, last=last)


def _write(
    row: Objection,
    orders: Mapping[UUID, CorrectiveAction],
    rulings: Mapping[UUID, Ruled],
) -> None:
    row.rulings.all().delete()
    OrderRuling.objects.bulk_create(
        OrderRuling(
            objection=row,
            action=orders[ref],
            ruling=ruled.ruling,
            text=ruled.text,
            due_on=ruled.due_on,
        )
        for ref, ruled in rulings.items()
    )


def begin_again(case: Case) -> None:
    """Another office has it now: its head names reviewers, unless it was proposed."""
    row = open_objection(case)
    if row is not None and row.proposed_at is None:
        _unname(case, row)


def keep_out(case: Case, user_id: int) -> None:
    """He keeps out of the case: he reviews nothing, and what he proposed is undone."""
    row = open_objection(case)
    if row is None or user_id not in {one.pk for one in row.reviewers.all()}:
        return
    row.reviewers.remove(user_id)
    if row.proposed_by_id == user_id:
        unpropose(row)
        clocks.hand(case, TermKind.OBJECTION, str(row.ref), Party.REVIEWER)
    if row.proposed_at is None and not row.reviewers.exists():
        _unname(case, row)


def unpropose(row: Objection) -> None:
    """Nothing is proposed any more; the words stay for whoever writes it anew."""
    row.withdraws = row.proposed_by = row.proposed_at = None
    row.save(update_fields=["withdraws", "proposed_by", "proposed_at"])


def _unname(case: Case, row: Objection) -> None:
    row.reviewers.clear()
    row.named_by = row.named_at = None
    row.save(update_fields=["named_by", "named_at"])
    clocks.hand(case, TermKind.OBJECTION, str(row.ref), Party.HEAD)
