"""Plenaries of the commissioners: what waits for one, and what they decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from accounts.roles import Role
from complaints.domain.plenary import Bench
from complaints.domain.states import Party
from complaints.domain.terms import TermKind
from complaints.models import (
    Case,
    Deadline,
    Matter,
    Plenary,
    PlenaryItem,
    ReleaseDraft,
    ReliefRequest,
)
from complaints.models.deadline import RUNNING
from complaints.policies import sits_in_plenary
from complaints.selectors.objecting import waits_for_decision

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.actor import Actor


def meetings_for(actor: Actor) -> QuerySet[Plenary]:
    """The meetings of the commissioners, the newest first; none for anybody else."""
    rows = Plenary.objects.select_related("office", "letter", "signed_by")
    if not sits_in_plenary(actor):
        return rows.none()
    counted = rows.filter(bench=Bench.MEMBERS).annotate(
        asked=Count("items"),
        decided=Count("items", filter=Q(items__decided_at__isnull=False)),
    )
    return counted.order_by("-held_on", "-id")


def matters_for(actor: Actor) -> QuerySet[Matter]:
    """What waits and is on no open agenda, in cases that he may see, oldest first."""
    rows = Matter.objects.filter(ended_at=None)
    if not sits_in_plenary(actor):
        return rows.none()
    held = PlenaryItem.objects.filter(decided_at=None)
    seen = Case.objects.visible_to(actor)
    free = rows.filter(case__in=seen).exclude(case__in=held.values("case_id"))
    named = free.select_related(
        "case__agency", "case__unit", "case__office", "proposed_by"
    )
    return named.order_by("proposed_at", "id")


def agenda_of(meeting: Plenary) -> list[PlenaryItem]:
    """What is on its agenda, each with its matter, in the order it was put there."""
    rows = meeting.items.select_related(
        "case__agency",
        "case__unit",
        "case__office",
        "matter__proposed_by",
        "matter__recommendation",
        "decided_by",
        "first_by",
    )
    return list(
        rows.prefetch_related("kept_out", "matter__recommendation__drafted").order_by(
            "id"
        )
    )


#: What one commissioner, or the chair, does next; in their offices nobody else can.
DUTIES = {
    Role.COMMISSIONER: (
        TermKind.PLENARY_MATTER,
        TermKind.RESMON_GUIDANCE,
        TermKind.RELIEF,
    ),
    Role.CHAIR: (TermKind.CHAIR_SIGNATURE,),
}


def waits_for_members(actor: Actor) -> Q:
    """Cases in which a commissioner decides, or the chair signs, closes or releases."""
    if not sits_in_plenary(actor):
        return Q(pk__in=[])
    owed = Q(pk__in=[])
    for role, kinds in DUTIES.items():
        if actor.has(role):
            owed |= Q(kind__in=[kind.value for kind in kinds])
    if actor.has(Role.CHAIR):
        owed |= Q(kind=TermKind.NEXT_STEP, holder=Party.CHAIR)
    terms = Deadline.objects.filter(RUNNING, owed)
    asked = ReliefRequest.objects.filter(decided_at=None)
    objected = waits_for_decision(actor).order_by()
    return (
        Q(pk__in=terms.values("case_id"))
        | Q(pk__in=asked.values("case_id"))
        | Q(pk__in=objected.values("case_id"))
        | Q(pk__in=releases_waiting(actor).values("case_id"))
    )


def releases_waiting(actor: Actor) -> QuerySet[ReleaseDraft]:
    """What was written for the public and waits for him: a commissioner's agreement, or
    after that the chair's release; never of who had a hand in it.

    Not for the chair to agree to: who agreed cannot release.
    """
    rows = ReleaseDraft.objects.filter(ended_at=None)
    rows = rows.exclude(drafted_by_id=actor.user_id)
    if actor.has(Role.CHAIR):
        agreed = rows.filter(agreed_at__isnull=False)
        return agreed.exclude(agreed_by_id=actor.user_id)
    return rows.filter(agreed_at=None)
