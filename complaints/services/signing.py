"""The chair signs a recommendation: with that it begins, and what climbed is its item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.selectors import central_office
from complaints.domain import events
from complaints.domain.corrective import Instrument
from complaints.domain.correspondence import Addressee
from complaints.domain.recommending import Subject
from complaints.domain.states import Command, Party
from complaints.domain.terms import TermKind
from complaints.models import CorrectiveAction
from complaints.selectors.objecting import is_objected
from complaints.selectors.recommending import (
    for_the_chair,
    letter_context,
    recommendation_of,
    what_climbs,
)
from complaints.selectors.standing import standing_of
from complaints.services import clocks, letters, matters
from complaints.services.errors import NotReady
from complaints.services.gate import enter, require, step, tell
from complaints.services.repeating import once_more

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, Recommendation

#: To whom it is delivered (UU 37/2008 art. 37(3)), and told how it went; the first has to
#: report.
ADDRESSEES = (Addressee.SUPERIOR, Addressee.AGENCY, Addressee.REPORTER)


@transaction.atomic
def sign_recommendation(
    *, ref: UUID, version: int, actor: Actor, now: datetime
) -> Recommendation:
    """Sign and send it; the chair never signs what she drafted herself.

    What was done since the plenary falls away. Raises :class:`NotReady` before the
    plenary decided, while evidence awaits our verdict, where nothing is open any more,
    and where something is that the draft does not name.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.CHAIR)
    matter, rec = for_the_chair(case), recommendation_of(case)
    if rec is None or matter is None or matter.subject != Subject.RECOMMENDATION:
        raise NotReady("not_in_plenary_yet")
    climbs = still_open(case, rec)
    step(case, Command.RECOMMEND, actor=actor, now=now)
    letter = letters.post_to_all(
        case,
        kind="rekomendasi",
        addressees=ADDRESSEES,
        context=letter_context(rec, climbs),
        office=central_office(),
        actor=actor,
        now=now,
    )
    rec.signed_by_id, rec.signed_on = actor.user_id, letter.issued_on
    rec.letter = letter
    rec.save(update_fields=["signed_by", "signed_on", "letter"])
    items = _become_items(rec, climbs)
    matters.signed(case, matter, now=now)
    _clocks(case, rec, climbs, now=now)
    tell(
        case,
        events.RECOMMENDATION_SIGNED,
        actor=actor,
        now=now,
        letter=str(letter.ref),
        actions=len(items),
    )
    return rec


def still_open(case: Case, rec: Recommendation) -> list[CorrectiveAction]:
    """What climbs now. Raises :class:`NotReady` where it cannot be signed so: not past
    an open objection either."""
    if is_objected(case):
        raise NotReady("objection_first")
    if standing_of(case).awaits_us:
        raise NotReady("verdicts_pending")
    climbs = what_climbs(case)
    if not climbs:
        raise NotReady("nothing_to_recommend")
    if not {row.pk for row in climbs} <= {row.action_id for row in rec.drafted.all()}:
        raise NotReady("items_differ")
    return climbs


def _become_items(
    rec: Recommendation, climbs: Sequence[CorrectiveAction]
) -> list[CorrectiveAction]:
    """One item for each action that is open, and the action knows which repeats it."""
    of = {action.pk: action for action in climbs}
    drafted = [row for row in rec.drafted.all() if row.action_id in of]
    made = []
    for n, row in enumerate(drafted, start=1):
        action = of[row.action_id]
        item = once_more(action)
        item.recommendation, item.n = rec, n
        item.text, item.wanted = row.text, row.wanted
        item.instrument, item.superior = Instrument.REKOMENDASI, rec.superior[:160]
        item.save()
        action.superseded_by = item
        action.save(update_fields=["superseded_by"])
        made.append(item)
    return made


def _clocks(
    case: Case,
    rec: Recommendation,
    climbs: Sequence[CorrectiveAction],
    *,
    now: datetime,
) -> None:
    """What ran for the actions and for monitoring is over; it is to be delivered."""
    day = rec.signed_on
    if day is None:
        raise NotReady("not_in_plenary_yet")
    for action in climbs:
        clocks.drop_of(case, str(action.ref), now=now)
    clocks.meet(case, TermKind.RESMON, on=day)
    clocks.drop(case, TermKind.RESMON_GUIDANCE, TermKind.NEXT_STEP, now=now)
    clocks.start(
        case,
        TermKind.RECOMMENDATION_DELIVERY,
        started_on=day,
        subject=str(rec.ref),
    )
