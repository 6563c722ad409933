"""The last administrator stays: without one nobody could make another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.errors import LastAdministrator
from accounts.models import OfficeMembership
from accounts.roles import Role

if TYPE_CHECKING:
    from datetime import datetime


def keep_one(*, without: int, now: datetime) -> None:
    """Refuse with ``LastAdministrator`` if this person is the only one left.

    For the transaction that takes a role or an account away: the rows of all
    administrators stay locked, so of two such transactions the second one sees what
    the first one left.
    """
    everybody = OfficeMembership.objects.filter(
        role=Role.SYSTEM_ADMIN.value, user__is_active=True
    ).valid_at(now)
    list(everybody.order_by("pk").select_for_update(of=("self",)))
    ids = set(everybody.values_list("user_id", flat=True))
    if ids == {without}:
        raise LastAdministrator
