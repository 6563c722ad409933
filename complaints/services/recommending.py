"""A recommendation is drafted by monitoring, decided in plenary, signed by the chair.

It begins with her signature; until then the case stays where it is.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from complaints.domain.recommending import Subject
from complaints.domain.states import Party, State
from complaints.models import DraftItem, Recommendation
from complaints.selectors import outgoing
from complaints.selectors.objecting import is_objected
from complaints.selectors.recommending import (
    file_is_complete,
    recommendation_of,
    what_climbs,
)
from complaints.selectors.standing import standing_of
from complaints.services.errors import NotReady
from complaints.services.gate import enter, require
from complaints.services.leaks import require_nameless
from complaints.services.matters import Brought, bring

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, CorrectiveAction, Lhp


@dataclass(frozen=True, slots=True)
class ItemText:
    """One item: the action that it repeats, what is to be done, what would prove it."""

    action: UUID
    text: str
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationText:
    """What it says: against which official, to which superior, and the three parts."""

    official: str
    superior: str
    history: str
    reasons: str
    substance: str
    items: Sequence[ItemText]


@transaction.atomic
def propose_recommendation(
    *,
    ref: UUID,
    version: int,
    text: RecommendationText,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> Recommendation:
    """Write (or write anew) the draft, and bring it before the plenary.

    Every order of the report that is open becomes an item: when one climbs, what is
    open beside it climbs too. ``checked``: what may name somebody was seen and stays.
    Raises :class:`NotReady` where the file was not found complete, where evidence
    awaits our verdict, and where the items are not what is open.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.RESMON)
    lhp = outgoing.lhp_in_force(case)
    if case.state != State.RESMON or lhp is None:
        raise NotReady("not_in_resmon")
    climbs = ready(case, lhp)
    if {one.action for one in text.items} != {row.ref for row in climbs}:
        raise NotReady("items_differ")
    require_nameless(case, asdict(text), checked=checked)
    rec = _written(case, lhp, text, actor=actor, now=now)
    _items(rec, climbs, text.items)
    bring(
        case, rec, Brought(Subject.RECOMMENDATION, text.reasons), actor=actor, now=now
    )
    return rec


def ready(case: Case, lhp: Lhp) -> list[CorrectiveAction]:
    """What climbs, where a recommendation may be proposed at all."""
    if not file_is_complete(case.checks.all(), lhp):
        raise NotReady("file_unchecked")
    if standing_of(case).awaits_us:
        raise NotReady("verdicts_pending")
    climbs = what_climbs(case)
    if not climbs:
        raise NotReady("nothing_to_recommend")
    return climbs


def _written(
    case: Case, lhp: Lhp, text: RecommendationText, *, actor: Actor, now: datetime
) -> Recommendation:
    """The draft in force, or a new one: one that was signed is never written over."""
    end_signed(case, now=now)
    rec, _made = Recommendation.objects.update_or_create(
        case=case,
        ended_at=None,
        defaults={
            "lhp": lhp,
            "official": text.official,
            "superior": text.superior,
            "history": text.history,
            "reasons": text.reasons,
            "substance": text.substance,
            "drafted_by_id": actor.signed_in_id,
            "drafted_at": now,
            "approved_at": None,
        },
    )
    return rec


def end_signed(case: Case, *, now: datetime) -> None:
    """An earlier recommendation gives way to the next one; it keeps its letter."""
    rows = case.recommendations.filter(ended_at=None, signed_on__isnull=False)
    rows.update(ended_at=now)


def _items(
    rec: Recommendation,
    climbs: Sequence[CorrectiveAction],
    texts: Sequence[ItemText],
) -> None:
    said = {one.action: one for one in texts}
    rec.drafted.all().delete()
    DraftItem.objects.bulk_create(
        DraftItem(
            recommendation=rec,
            action=action,
            n=n,
            text=said[action.ref].text,
            wanted=said[action.ref].wanted,
        )
        for n, action in enumerate(climbs, start=1)
    )


def approve(case: Case, *, now: datetime) -> None:
    """The plenary agrees to it, as it was drafted; the chair has the next word.

    Not past an open objection: from a recommendation it could act no more.
    """
    rec = recommendation_of(case)
    if case.state != State.RESMON or rec is None or rec.signed_on is not None:
        raise NotReady("matter_over")
    if is_objected(case):
        raise NotReady("objection_first")
    rec.approved_at = now
    rec.save(update_fields=["approved_at"])
