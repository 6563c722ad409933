"""Cases that another office asks to be taken over: what its head reads before she answers.

Until she accepts she knows of a case what the request says, and not the case itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.models import OfficeMembership
from accounts.roles import Role
from agencies.models import Office
from complaints.domain.states import OPEN_STATES
from complaints.models import Transfer
from complaints.policies import tied_q

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.models import Case

#: All that is fetched of the case: how it is called, against whom, how far it came.
FIELDS = (
    "ref",
    "reason",
    "asked_at",
    "due_on",
    "asked_by__name",
    "from_office__name_id",
    "from_office__name_en",
    "case__display_number",
    "case__locator",
    "case__state",
    "case__classification",
    "case__restricted",
    "case__channel",
    "case__agency__name_id",
    "case__agency__name_en",
)


def waiting_for(actor: Actor) -> QuerySet[Transfer]:
    """The requests that this head may answer, the oldest first; none for anybody else.

    None of an agency that she spoke or worked for, none in a case she is kept out of.
    """
    rows = Transfer.objects.select_related("case__agency", "from_office", "asked_by")
    if not actor.has(Role.HEAD):
        return rows.none()
    kept_out = Q(case__recusals__user_id=actor.user_id) | tied_q(actor, case="case__")
    found = rows.filter(
        decided_at=None,
        to_office_id__in=actor.office_ids,
        case__state__in=[state.value for state in OPEN_STATES],
    ).exclude(kept_out)
    return found.only(*FIELDS).order_by("asked_at", "id")


def transfer_for(actor: Actor, ref: UUID) -> Transfer:
    """One that she may answer, or ``Transfer.DoesNotExist``."""
    return waiting_for(actor).get(ref=ref)


def waits_for_office(case: Case) -> bool:
    """Whether another office was asked and has not answered."""
    return bool(case.transfers.filter(decided_at=None).exists())


def transfers_of(case: Case) -> list[Transfer]:
    """Every request there was, the first one first."""
    rows = case.transfers.select_related("from_office", "to_office", "decided_by")
    return list(rows.order_by("id"))


def offices_for(case: Case, now: datetime) -> list[Office]:
    """The other offices where somebody can answer, in the order of their codes."""
    heads = OfficeMembership.objects.filter(
        role=Role.HEAD.value, user__is_active=True
    ).valid_at(now)
    rows = Office.objects.exclude(pk=case.office_id)
    return list(rows.filter(pk__in=heads.values("office_id")))
