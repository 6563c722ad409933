"""How a recommendation was carried out: monitoring says it with reasons, the plenary
decides; one of three statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agencies.domain.calendar import legal_day
from agencies.selectors import central_office
from complaints.domain import events
from complaints.domain.recommending import (
    Status,
    Subject,
    ends_with,
    items_of,
    may_accept,
    may_be_told,
    status_of,
)
from complaints.domain.states import Party, State
from complaints.domain.terms import TermKind
from complaints.selectors.recommending import due_of, how_it_went, recommendation_of
from complaints.selectors.standing import standing_of
from complaints.services import clocks, closing, letters
from complaints.services.errors import NotReady
from complaints.services.gate import enter, require, tell
from complaints.services.leaks import require_nameless
from complaints.services.matters import Brought, bring
from complaints.services.signing import ADDRESSEES

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.corrective import ActionState
    from complaints.models import Case, Matter, Recommendation
    from documents.models import Letter


@transaction.atomic
def propose_status(
    *,
    ref: UUID,
    version: int,
    accepted: bool,
    why: str,
    checked: bool = False,
    actor: Actor,
    now: datetime,
) -> Matter:
    """Bring before the plenary how far it was carried out, by the verdicts on its items.

    ``accepted``: why only a part was done is a reason that we accept. Raises
    :class:`NotReady` while the superior may still report, while evidence awaits our
    verdict, and where there is nothing to accept.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, Party.RESMON)
    rec = in_force(case)
    items = judged_items(case)
    if not may_be_told(items, due_of(rec), legal_day(now, case.office.zone)):
        raise NotReady("report_running")
    if accepted and not may_accept(items):
        raise NotReady("nothing_to_accept")
    require_nameless(case, why, checked=checked)
    brought = Brought(
        Subject.EXECUTION, why, status=status_of(items), accepted=accepted
    )
    return bring(case, rec, brought, actor=actor, now=now)


def in_force(case: Case) -> Recommendation:
    """The signed recommendation of a case that stands in that state."""
    rec = recommendation_of(case)
    if case.state != State.RECOMMENDATION or rec is None or rec.signed_on is None:
        raise NotReady("no_recommendation")
    return rec


def judged_items(case: Case) -> tuple[ActionState, ...]:
    """The items, once every piece of evidence was judged."""
    standing = standing_of(case)
    if standing.awaits_us:
        raise NotReady("verdicts_pending")
    return items_of(standing.actions)


def assess(case: Case, matter: Matter, *, actor: Actor, now: datetime) -> None:
    """The plenary decides on it. What is done, or accepted in part, is closed with that;
    otherwise the next step of the ladder is due."""
    rec = in_force(case)
    if status_of(judged_items(case)) != matter.status:
        raise NotReady("status_changed")
    rec.status, rec.accepted = matter.status, matter.accepted
    rec.why, rec.assessed_at = matter.words, now
    reason = ends_with(Status(rec.status), accepted=matter.accepted)
    letter = _tell_them(case, rec, over=reason is not None, actor=actor, now=now)
    rec.assessment = matter.letter = letter
    rec.save(update_fields=["status", "accepted", "why", "assessed_at", "assessment"])
    matter.save(update_fields=["letter"])
    day, subject = legal_day(now, case.office.zone), str(rec.ref)
    clocks.meet(case, TermKind.RECOMMENDATION_MONITORING, on=day, subject=subject)
    tell(
        case,
        events.RECOMMENDATION_ASSESSED,
        actor=actor,
        now=now,
        status=rec.status,
        accepted=matter.accepted,
        letter=str(letter.ref),
        text=case.text_hash(rec.why),
    )
    if reason is not None:
        closing.end_in_plenary(case, reason, actor=actor, now=now)
        return
    clocks.drop(case, TermKind.RECOMMENDATION_REPORT, now=now)
    clocks.start(case, TermKind.NEXT_STEP, started_on=day)


def _tell_them(
    case: Case, rec: Recommendation, *, over: bool, actor: Actor, now: datetime
) -> Letter:
    """Whoever had the recommendation reads how it went; nothing follows from when they
    receive it, and of a case that ends with it nothing is proved any more."""
    return letters.post_to_all(
        case,
        kind="status_rekomendasi",
        addressees=ADDRESSEES,
        context=how_it_went(rec),
        office=central_office(),
        awaited=not over,
        actor=actor,
        now=now,
    )


def require_disobeyed(case: Case) -> Recommendation:
    """The recommendation that the plenary found not obeyed, without an accepted reason."""
    rec = in_force(case)
    if not rec.status:
        raise NotReady("not_assessed")
    if ends_with(Status(rec.status), accepted=bool(rec.accepted)) is not None:
        raise NotReady("was_obeyed")
    return rec
