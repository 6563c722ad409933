"""Who may not hold a case (UU 37/2008 art. 40)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import AgencyMembership
from complaints.models import AgencyTie

if TYPE_CHECKING:
    from complaints.models import Case


def conflict_of(case: Case, user_id: int) -> str:
    """Why this person may not hold this case, or "".

    ``recused``: kept out by name. ``liaison``: is or ever was a liaison of the agency
    complained about. ``employed``: works or worked there. ``reporter``: filed the
    report himself.
    """
    if case.filed_by_id == user_id:
        return "reporter"
    if case.recusals.filter(user_id=user_id).exists():
        return "recused"
    if case.agency_id is None:
        return ""
    served = AgencyMembership.objects.filter(user_id=user_id, agency_id=case.agency_id)
    if served.exists():
        return "liaison"
    tied = AgencyTie.objects.filter(user_id=user_id, agency_id=case.agency_id)
    return "employed" if tied.exists() else ""
