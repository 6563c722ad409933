"""What was done came back: monitoring orders it once more, with a letter and a period.

What was verified of the first time stays as it was and counts as it did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from agencies.domain.calendar import legal_day
from complaints.domain import events, rulesets
from complaints.domain.corrective import Instrument
from complaints.domain.states import Command, Party
from complaints.domain.terms import TermKind
from complaints.models import CorrectiveAction
from complaints.selectors import outgoing
from complaints.selectors.relapsing import orders_to_repeat
from complaints.services import clocks, letters
from complaints.services.errors import NotReady
from complaints.services.gate import enter, require, step, tell
from complaints.services.leaks import require_nameless
from complaints.services.repeating import once_more

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, CaseLetter, Lhp

#: What ran for monitoring: the case stands in the corrective period again.
ENDED = (
    TermKind.RESMON,
    TermKind.NAME_MONITOR,
    TermKind.RESMON_GUIDANCE,
    TermKind.NEXT_STEP,
)


@transaction.atomic
def order_again(
    *,
    ref: UUID,
    version: int,
    orders: Collection[UUID],
    why: str,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> list[CorrectiveAction]:
    """Order again what was done and came back; the agency reads ``why`` in the letter.

    The period is that of the rules of the report, from receipt of this letter on.
    Raises :class:`NotReady` where the case did not come back, while anything is owed,
    and for an order that was not done or that was given again already.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.RESMON)
    open_ones = orders_to_repeat(case)
    if not open_ones:
        raise NotReady("nothing_to_order_again")
    chosen = [row for row in open_ones if row.ref in set(orders)]
    if not chosen or len(chosen) != len(set(orders)):
        raise NotReady("order_not_repeatable")
    require_nameless(case, why, checked=checked)
    lhp = outgoing.lhp_in_force(case)
    assert lhp is not None  # noqa: S101 -- its orders were found
    takes: dict[str, Any] = {} if case.resmon_id else {"resmon_id": actor.user_id}
    step(case, Command.ORDER_AGAIN, actor=actor, now=now, **takes)
    clocks.drop(case, *ENDED, now=now)
    made = _write(lhp, [row.ref for row in chosen])
    posted = _post(case, lhp, made, why, actor=actor, now=now)
    tell(
        case,
        events.ORDERED_AGAIN,
        actor=actor,
        now=now,
        letter=str(posted.letter.ref),
        repeated=[str(row.ref) for row in chosen],
        text=case.text_hash(why),
    )
    return made


def _write(lhp: Lhp, refs: Sequence[UUID]) -> list[CorrectiveAction]:
    """The same orders under new numbers, for the agency of the case as it stands now."""
    own = CorrectiveAction.objects.filter(lhp=lhp, recommendation=None)
    last = own.aggregate(last=Max("n"))["last"] or 0
    made = []
    before = CorrectiveAction.objects.filter(ref__in=refs).order_by("id")
    for n, old in enumerate(before, start=last + 1):
        new = once_more(old)
        new.lhp, new.n, new.repeats = lhp, n, old
        new.instrument = Instrument.TK  # what an item of a recommendation asked for too
        new.save()
        new.findings.set(old.findings.all())
        made.append(new)
    return made


def _post(
    case: Case,
    lhp: Lhp,
    made: Sequence[CorrectiveAction],
    why: str,
    *,
    actor: Actor,
    now: datetime,
) -> CaseLetter:
    """The letter of these orders; its receipt is proved like that of any other."""
    posted = letters.post(
        case,
        kind="perintah_ulang",
        addressee="agency",
        context={
            "report": lhp.letter.number if lhp.letter else "",
            "why": why,
            "actions": [
                {"n": row.n, "before": row.repeats.n, "text": row.text}
                | {"wanted": row.wanted}
                for row in made
                if row.repeats is not None
            ],
            "corrective_term": rulesets.term_words(rulesets.BY_CODE[lhp.rule_set]),
        },
        actor=actor,
        now=now,
    )
    for row in made:
        row.letter = posted.letter
        row.save(update_fields=["letter"])
    clocks.start(
        case,
        TermKind.RECEIPT_PROOF,
        started_on=legal_day(now, case.office.zone),
        subject=str(posted.ref),
        holder=Party.RESMON,
    )
    return posted
