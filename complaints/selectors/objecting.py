"""Objections of an agency: what it may object to, what is open, who may review it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from accounts.models import User
from accounts.roles import Role
from complaints.domain.objecting import (
    MOST_FILINGS,
    OBJECTABLE,
    ObjectionText,
    Outcome,
    objectionable,
    standing_orders,
)
from complaints.domain.relief import is_apart
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import CorrectiveAction, Objection
from complaints.models.objecting import DECIDED, ObjectionGround, OrderRuling
from complaints.selectors import outgoing
from complaints.selectors.actions import action_facts
from complaints.selectors.conflicts import conflicts_in
from complaints.selectors.examined_by import authors_of
from complaints.selectors.people import colleagues
from complaints.selectors.recommending import rows_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.models import Case, Finding, Lhp

#: Sent, and nobody decided it.
OPEN = Q(filed_at__isnull=False, ended_at=None)


def open_objection(case: Case) -> Objection | None:
    """The one that waits for a decision."""
    rows = case.objections.filter(OPEN).select_related("lhp__letter", "proposed_by")
    found: Objection | None = rows.prefetch_related("reviewers").first()
    return found


def is_objected(case: Case) -> bool:
    """Whether something is to be decided before anybody goes on past it."""
    found: bool = case.objections.filter(OPEN).exists()
    return found


def objections_of(case: Case) -> list[Objection]:
    """Every one that was sent, the first one first, with what belongs to it."""
    rows = case.objections.filter(filed_at__isnull=False)
    named = rows.select_related(
        "filed_by", "proposed_by", "decided_by", "back_by", "letter"
    )
    with_parts = named.prefetch_related(
        Prefetch(
            "grounds", ObjectionGround.objects.select_related("finding", "action")
        ),
        Prefetch("rulings", OrderRuling.objects.select_related("action")),
        "reviewers",
    )
    return list(with_parts.order_by("id"))


@dataclass(frozen=True, slots=True)
class Told:
    """An objection as its agency reads it, and what was decided once it has the letter."""

    row: Objection
    decided: Objection | None


def for_agency(case: Case, received: Collection[int]) -> list[Told]:
    """Every one that the agency sent; nothing of the house's own is read before the
    letter with the decision was received. ``received``: the letters that were."""
    rows = case.objections.filter(agency=case.agency_id, filed_at__isnull=False)
    sent = rows.defer("reasons", "back", "withdraws").prefetch_related(
        "grounds__finding", "grounds__action", "files__file"
    )
    known = rows.filter(letter__in=received).select_related("letter")
    decided = {row.pk: row for row in known.prefetch_related("rulings__action")}
    return [Told(row, decided.get(row.pk)) for row in sent.order_by("id")]


def last_day(case: Case) -> date | None:
    """By when an open objection is decided."""
    rows = case.deadlines.filter(kind=TermKind.OBJECTION, met_on=None, dropped_at=None)
    found: date | None = rows.values_list("due_on", flat=True).first()
    return found


def received_report(case: Case) -> Lhp | None:
    """The report in force that the agency has; of a draft of ours nothing is read."""
    rows = case.lhps.filter(replaced_by=None, received_on__isnull=False)
    found: Lhp | None = rows.only("id", "ref", "case_id", "received_on").first()
    return found


def draft_of(case: Case, lhp: Lhp) -> Objection | None:
    """What the agency has written and not sent."""
    rows = lhp.objections.filter(agency=case.agency_id, filed_at=None)
    found: Objection | None = rows.select_related("written_by").first()
    return found


def drafted(row: Objection | None) -> ObjectionText:
    """What stands in a draft; nothing where there is none."""
    if row is None:
        return ObjectionText("")
    grounds = list(row.grounds.select_related("action", "finding"))
    return ObjectionText(
        row.wish,
        {one.action.ref: one.text for one in grounds if one.action},
        {one.finding.n: one.text for one in grounds if one.finding},
    )


def was_decided(lhp: Lhp) -> bool:
    """Whether an objection to this report was decided: there is no second one."""
    found: bool = lhp.objections.filter(outcome__in=DECIDED).exists()
    return found


def filings_left(lhp: Lhp) -> int:
    """How often its agency may still file an objection to this report."""
    sent = lhp.objections.filter(filed_at__isnull=False).count()
    return max(0, MOST_FILINGS - sent)


def orders_to_object(case: Case, today: date) -> list[CorrectiveAction]:
    """The orders to which the agency may object today, by their number."""
    if case.state not in OBJECTABLE:
        return []
    return rows_of(case, objectionable(case.stage, action_facts(case), today))


def findings_to_object(lhp: Lhp) -> list[Finding]:
    """What the report found."""
    return [row for row in lhp.findings.order_by("n", "id") if row.proven]


def orders_to_rule(case: Case) -> list[CorrectiveAction]:
    """The orders of the report that are still owed: each is ruled on."""
    return rows_of(case, standing_orders(action_facts(case)))


def reviewers_for(case: Case, now: datetime) -> QuerySet[User]:
    """Whom the head may name: colleagues who had no part in it, nor a conflict."""
    if outgoing.lhp_in_force(case) is None:
        return User.objects.none()
    people = colleagues(case.office_id, now)
    found = list(people.values_list("pk", flat=True))
    kept_out = conflicts_in([case], found)[case.pk]
    authors = authors_of(case)
    apart = [pk for pk in found if pk not in kept_out and is_apart(pk, authors)]
    return people.filter(pk__in=apart)


def reviewing(row: Objection | None, actor: Actor) -> frozenset[Party]:
    """As whom he acts here because the head named him; nobody does it in his place."""
    if row is None or not row.is_open:
        return frozenset()
    named = {one.pk for one in row.reviewers.all()}
    return frozenset({Party.REVIEWER}) if actor.user_id in named else frozenset()


# --- the day of an officer -------------------------------------------------------------
def reviewed_by(user_id: int | None) -> QuerySet[Objection]:
    """What he was named to review and is open."""
    return Objection.objects.filter(OPEN, reviewers=user_id)


def waits_for_reviewer(actor: Actor) -> Q:
    """Cases in which he has a decision to propose."""
    mine = reviewed_by(actor.user_id).filter(proposed_at=None)
    return Q(pk__in=mine.order_by().values("case_id"))


def waits_for_decision(actor: Actor) -> QuerySet[Objection]:
    """What a commissioner decides: proposed, and he had no part in it."""
    if not actor.has(Role.COMMISSIONER):
        return Objection.objects.none()
    rows = Objection.objects.filter(OPEN, proposed_at__isnull=False)
    me = actor.user_id
    part = Q(proposed_by=me) | Q(lhp__signed_by=me) | Q(lhp__drafted_by=me)
    return rows.exclude(part).exclude(pk__in=reviewed_by(me).order_by().values("pk"))


#: No head has named reviewers yet.
UNNAMED = OPEN & Q(named_at=None)
#: Nothing of the report is left to be done, and a head has yet to end the case.
TO_END = Q(
    outcome=Outcome.CHANGED.value,
    case__state__in=[state.value for state in OBJECTABLE],
    case__deadlines__kind=TermKind.NEXT_STEP.value,
    case__deadlines__holder=Party.HEAD.value,
    case__deadlines__met_on=None,
    case__deadlines__dropped_at=None,
)
