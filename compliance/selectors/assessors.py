"""Who may be sent to a place, and who may not because he is tied to the agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import AgencyMembership, OfficeMembership, User
from accounts.roles import Role
from compliance.models import AssessorConflict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet


def assessors(now: datetime) -> QuerySet[User]:
    """Everybody who is an assessor at ``now``, of whichever office, by name."""
    holders = OfficeMembership.objects.filter(role=Role.ASSESSOR.value)
    return User.objects.filter(
        pk__in=holders.valid_at(now).values("user_id"), is_active=True
    ).order_by("name", "id")


def tied(round_id: int, agency_id: int, worked: Iterable[int]) -> frozenset[int]:
    """Who is not to assess an agency: speaks or ever spoke for it, worked there
    (``worked``), or said himself that he has an interest. Two queries."""
    spoke = AgencyMembership.objects.filter(agency_id=agency_id)
    told = AssessorConflict.objects.filter(round_id=round_id, agency_id=agency_id)
    return frozenset(
        {
            *worked,
            *spoke.values_list("user_id", flat=True),
            *told.values_list("assessor_id", flat=True),
        }
    )
