"""Orders and items: when their time begins, when we owe a verdict, when all is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.corrective import takes_evidence
from complaints.domain.correspondence import Addressee
from complaints.domain.holders import MONITORED
from complaints.domain.recommending import items_of
from complaints.domain.states import Party, State
from complaints.domain.terms import TermKind
from complaints.models import CorrectiveAction, Progress, Recommendation
from complaints.models.choices import Verdict
from complaints.selectors.actions import action_facts
from complaints.services import clocks
from complaints.services.errors import NotReady
from complaints.services.gate import amend, enter

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case, CaseLetter


def locked_action(ref: UUID, actor: Actor) -> tuple[Case, CorrectiveAction]:
    """The action and its case, both locked: the case first, everywhere."""
    found = CorrectiveAction.objects.select_related("case").get(ref=ref)
    case = enter(found.case.ref, actor=actor)
    action = CorrectiveAction.objects.select_for_update().get(pk=found.pk)
    if action.agency_id != case.agency_id and actor.is_liaison:
        raise CorrectiveAction.DoesNotExist
    action.case = case
    return case, action


def received(case: Case, posted: CaseLetter, on: date, now: datetime) -> None:
    """The superior's sixty days, and our sixty working days, run from his receipt.

    Delivered it is when both he and the reported official have it.
    """
    rec = Recommendation.objects.get(letter_id=posted.letter_id)
    if posted.addressee == Addressee.SUPERIOR:
        _runs(case, rec, on)
    owed = (Addressee.SUPERIOR, Addressee.AGENCY)
    others = case.letters.filter(letter_id=posted.letter_id, addressee__in=owed)
    if not others.filter(received_on=None).exists():
        term = TermKind.RECOMMENDATION_DELIVERY
        clocks.meet(case, term, on=on, subject=str(rec.ref))
    amend(case, now=now)


def _runs(case: Case, rec: Recommendation, on: date) -> None:
    rec.received_on = on
    rec.save(update_fields=["received_on"])
    subject = str(rec.ref)
    report = clocks.start(
        case, TermKind.RECOMMENDATION_REPORT, started_on=on, subject=subject
    )
    clocks.start(
        case, TermKind.RECOMMENDATION_MONITORING, started_on=on, subject=subject
    )
    rec.items.update(received_on=on, due_on=report.due_on)


def require_shown(case: Case, action: CorrectiveAction) -> None:
    """Raise :class:`NotReady` where nobody waits to be shown that this was done."""
    if not action.is_owed:
        raise NotReady("action_closed")
    if not takes_evidence(case.stage, case.closing_reason):
        closed = case.state == State.CLOSED
        raise NotReady("case_closed" if closed else "evidence_not_now")


def owe_verdict(case: Case, subject: str, *, on: date) -> None:
    """Our verdict on what an agency showed is due; monitoring owes it where it holds
    the case, else whoever examined it. ``subject``: the ref of what was shown."""
    monitored = case.state in MONITORED and case.resmon_id is not None
    holder = Party.RESMON if monitored else None
    clocks.start(case, TermKind.VERDICT, started_on=on, subject=subject, holder=holder)


def leave_unjudged(case: Case, action: CorrectiveAction, *, on: date) -> None:
    """Of an order that is owed no more nobody judges how far it came."""
    told = Progress.objects.filter(milestone__action=action, verdict=Verdict.PENDING)
    for ref in told.values_list("ref", flat=True):
        clocks.meet(case, TermKind.VERDICT, subject=str(ref), on=on)


def settled(case: Case, action: CorrectiveAction, *, on: date) -> None:
    """An action is owed no more: its clock has what it waited for.

    Of a recommendation that is when its last item is.
    """
    clocks.meet(case, TermKind.CORRECTIVE, subject=str(action.ref), on=on)
    leave_unjudged(case, action, on=on)
    rec = action.recommendation
    if rec is None or not all(item.is_final for item in items_of(action_facts(case))):
        return
    clocks.meet(case, TermKind.RECOMMENDATION_REPORT, subject=str(rec.ref), on=on)
