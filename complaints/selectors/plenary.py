"""Plenaries of an office: what waits for one, who may sit, and what they decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q

from accounts.models import OfficeMembership, User
from accounts.roles import Role
from complaints.domain.plenary import Bench
from complaints.domain.states import State
from complaints.models import Case, Plenary, PlenaryItem, Refusal
from complaints.policies import CASE_ROLES, keeps_plenaries

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from accounts.actor import Actor

#: Commissioners sit in the plenary of any office.
EVERYWHERE = (Role.COMMISSIONER.value, Role.CHAIR.value)


def plenaries_for(actor: Actor) -> QuerySet[Plenary]:
    """The meetings that this head keeps, the newest first; none for anybody else."""
    rows = Plenary.objects.select_related("office", "letter", "signed_by")
    if not keeps_plenaries(actor):
        return rows.none()
    mine = rows.filter(office_id__in=actor.office_ids, bench=Bench.OFFICE)
    counted = mine.annotate(
        asked=Count("items"),
        decided=Count("items", filter=Q(items__decided_at__isnull=False)),
    )
    return counted.order_by("-held_on", "-id")


def waiting_for_plenary(actor: Actor) -> QuerySet[Case]:
    """Reports of her offices that no open agenda holds yet, the longest waiting first."""
    if not keeps_plenaries(actor):
        return Case.objects.none()
    found = Case.objects.visible_to(actor).filter(
        state=State.PLENO, office_id__in=actor.office_ids
    )
    held = PlenaryItem.objects.filter(decided_at=None)
    free = found.exclude(pk__in=held.values("case_id"))
    return free.select_related("agency", "unit", "office").order_by("filed_at", "id")


def may_sit(office_id: int, now: datetime) -> QuerySet[User]:
    """Who works on the cases of this office, and the commissioners, by name."""
    roles = [role.value for role in CASE_ROLES]
    members = OfficeMembership.objects.valid_at(now).filter(
        Q(office_id=office_id, role__in=roles) | Q(role__in=EVERYWHERE)
    )
    found = User.objects.filter(pk__in=members.values("user_id"), is_active=True)
    return found.order_by("name", "id")


def items_of(plenary: Plenary) -> list[PlenaryItem]:
    """What is on its agenda, in the order in which it was put there."""
    rows = plenary.items.select_related(
        "case__agency",
        "case__unit",
        "case__office",
        "decided_by",
        "first_by",
        "matter",
    )
    return list(rows.prefetch_related("kept_out", "case__checks").order_by("id"))


def decided_in(case: Case) -> list[PlenaryItem]:
    """What plenaries decided on this case, the first one first; ``without``: the names of
    those who had no part in it. One query."""
    rows = case.plenary_items.exclude(decided_at=None)
    out = PlenaryItem.kept_out.through.objects.filter(plenaryitem=OuterRef("pk"))
    names = ArraySubquery(out.order_by("user__name", "id").values("user__name"))
    told = rows.select_related("plenary", "matter").annotate(without=names)
    return list(told.order_by("id"))


def refusals_of(case: Case) -> list[Refusal]:
    """Every refusal there was, with its ground, the first one first."""
    return list(case.refusals.select_related("by").order_by("id"))
