"""Officers who may be given a case, and what somebody is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import OfficeMembership, User
from accounts.roles import Role
from complaints.policies import CASE_ROLES

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def officers(office_id: int, role: Role, now: datetime) -> QuerySet[User]:
    """Who holds this role in this office at ``now``, by name."""
    holders = OfficeMembership.objects.filter(office_id=office_id, role=role)
    return User.objects.filter(
        pk__in=holders.valid_at(now).values("user_id"), is_active=True
    ).order_by("name", "id")


def colleagues(office_id: int, now: datetime) -> QuerySet[User]:
    """Who works on the cases of this office at ``now``, by name."""
    members = OfficeMembership.objects.filter(
        office_id=office_id, role__in=[role.value for role in CASE_ROLES]
    )
    return User.objects.filter(
        pk__in=members.valid_at(now).values("user_id"), is_active=True
    ).order_by("name", "id")


def examiner_of(office_id: int, user_id: int, now: datetime) -> User:
    """An examiner of this office, or ``User.DoesNotExist``."""
    return officers(office_id, Role.EXAMINER, now).get(pk=user_id)


def name_of_user(user_id: int) -> str:
    """What somebody is called."""
    name: str = User.objects.values_list("name", flat=True).get(pk=user_id)
    return name
