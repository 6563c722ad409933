"""A commissioner decides on an objection, or sends what was proposed back.

He neither proposed nor reviewed it, nor had a part in the report. What he decides takes
effect at once, from the corrective period and from monitoring alike; the agency reads
it in a letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from complaints.domain import events
from complaints.domain.objecting import Outcome, Ruling, outcome_of
from complaints.domain.relief import is_apart
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.selectors.examined_by import authors_of
from complaints.services import clocks, letters
from complaints.services.errors import Conflicted, NotReady, SamePerson
from complaints.services.gate import amend, enter, require, tell
from complaints.services.objection_effects import carry_out, withdraw_report
from complaints.services.objection_review import unpropose, waiting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, Objection, OrderRuling

#: What a letter says of one order, in the language of all letters.
SAID = {
    Ruling.KEEP: "Tetap.",
    Ruling.CHANGE: "Diubah.",
    Ruling.ANNUL: "Dibatalkan.",
}


@transaction.atomic
def decide_objection(
    *,
    ref: UUID,
    version: int,
    approved: bool,
    words: str = "",
    actor: Actor,
    now: datetime,
) -> Case:
    """Decide as it was proposed, or send it back with the reason; the clock goes on.

    Raises :class:`NotReady` where nothing is proposed, or what is proposed cannot be
    carried out any more: then it goes back.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.COMMISSIONER)
    row = waiting(case)
    if row.proposed_at is None:
        raise NotReady("objection_unproposed")
    _apart(case, row, actor)
    if approved:
        _decide(case, row, actor=actor, now=now)
    else:
        _send_back(case, row, words, actor=actor, now=now)
    return case


def _apart(case: Case, row: Objection, actor: Actor) -> None:
    """He is another person than whoever wrote, signed, reviewed or proposed it."""
    if actor.user_id in {row.proposed_by_id, *(one.pk for one in row.reviewers.all())}:
        raise SamePerson
    if not is_apart(actor.user_id, authors_of(case)):
        raise Conflicted


def _send_back(
    case: Case, row: Objection, words: str, *, actor: Actor, now: datetime
) -> None:
    if not words.strip():
        raise NotReady("return_needs_reason")
    row.back, row.back_by_id = words, actor.signed_in_id
    row.save(update_fields=["back", "back_by"])
    unpropose(row)
    clocks.hand(case, TermKind.OBJECTION, str(row.ref), Party.REVIEWER)
    amend(case, now=now)
    tell(
        case,
        events.OBJECTION_RETURNED,
        actor=actor,
        now=now,
        objection=str(row.ref),
        text=case.text_hash(words),
    )


def _decide(case: Case, row: Objection, *, actor: Actor, now: datetime) -> None:
    rulings = list(row.rulings.select_related("action").order_by("action__n"))
    outcome = outcome_of(
        withdrawn=bool(row.withdraws),
        rulings=[Ruling(one.ruling) for one in rulings],
    )
    day = legal_day(now, case.office.zone)
    if outcome is Outcome.WITHDRAWN:
        withdraw_report(case, row, actor=actor, now=now)
    elif outcome is Outcome.CHANGED:
        carry_out(case, rulings, actor=actor, now=now)
    posted = letters.post(
        case,
        kind="putusan_keberatan",
        addressee="agency",
        context={
            "report": row.lhp.number,
            "filed_on": row.filed_on.isoformat() if row.filed_on else "",
            "outcome": str(outcome),
            "text": row.reasons,
            "orders": _orders(rulings),
        },
        actor=actor,
        now=now,
    )
    row.outcome, row.ended_at, row.letter = outcome, now, posted.letter
    row.decided_by_id = actor.signed_in_id
    row.save(update_fields=["outcome", "ended_at", "letter", "decided_by"])
    clocks.meet(case, TermKind.OBJECTION, subject=str(row.ref), on=day)
    amend(case, now=now)
    _tell(case, row, rulings, actor=actor, now=now)


def _orders(rulings: Sequence[OrderRuling]) -> list[dict[str, object]]:
    """Every order that was ruled on, as it stands from now on."""
    return [
        {
            "n": one.action.n,
            "said": SAID[Ruling(one.ruling)],
            "text": "" if one.ruling == Ruling.ANNUL else one.action.text,
            "due_on": ""
            if one.ruling == Ruling.ANNUL or one.action.due_on is None
            else one.action.due_on.isoformat(),
        }
        for one in rulings
    ]


def _tell(
    case: Case,
    row: Objection,
    rulings: Sequence[OrderRuling],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    def refs(ruling: Ruling) -> tuple[str, ...]:
        return tuple(str(one.action.ref) for one in rulings if one.ruling == ruling)

    tell(
        case,
        events.OBJECTION_DECIDED,
        actor=actor,
        now=now,
        objection=str(row.ref),
        outcome=row.outcome,
        changed=refs(Ruling.CHANGE),
        annulled=refs(Ruling.ANNUL),
        letter=str(row.letter.ref) if row.letter else "",
        text=case.text_hash(row.reasons),
    )
