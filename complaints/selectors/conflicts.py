"""Who may not hold a case (UU 37/2008 art. 40)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from accounts.models import AgencyMembership, User
from complaints.models import AgencyTie, Recusal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Any

    from django.db.models import QuerySet

    from complaints.models import Case


def conflict_of(case: Case, user_id: int) -> str:
    """Why this person may not hold this case, or "".

    ``recused``: kept out by name. ``liaison``: is or ever was a liaison of the agency
    complained about. ``employed``: works or worked there. ``reporter``: filed the
    report himself.
    """
    if case.filed_by_id == user_id:
        return "reporter"
    recused = Recusal.objects.filter(case=case, user=OuterRef("pk"))
    return _first(user_id, {"recused": recused} | _ties(case.agency_id or 0))


def tie_of(agency_id: int, user_id: int) -> str:
    """What this person has or had to do with an agency, or ""."""
    return _first(user_id, _ties(agency_id))


def _ties(agency_id: int) -> dict[str, QuerySet[Any]]:
    """What somebody may have to do with an agency."""
    who = OuterRef("pk")
    return {
        "liaison": AgencyMembership.objects.filter(agency=agency_id, user=who),
        "employed": AgencyTie.objects.filter(agency=agency_id, user=who),
    }


def _first(user_id: int, reasons: dict[str, QuerySet[Any]]) -> str:
    """The first of these reasons that there is, or "". One query."""
    asked = {why: Exists(rows) for why, rows in reasons.items()}
    found = User.objects.filter(pk=user_id).values(**asked).first() or {}
    return next((why for why in reasons if found.get(why)), "")


def conflicts_in(cases: Sequence[Case], users: Collection[int]) -> dict[int, set[int]]:
    """Who of these people may not hold which of these cases. Three queries for any
    number; it says of each what :func:`conflict_of` says of one."""
    found = {case.pk: {pk for pk in users if pk == case.filed_by_id} for case in cases}
    kept_out = Recusal.objects.filter(case__in=found, user__in=users)
    for case_id, user_id in kept_out.values_list("case_id", "user_id"):
        found[case_id].add(user_id)
    agencies = {case.agency_id for case in cases if case.agency_id}
    tied: dict[int, set[int]] = {}
    for model in (AgencyMembership, AgencyTie):
        rows = model.objects.filter(agency__in=agencies, user__in=users)
        for agency_id, user_id in rows.values_list("agency_id", "user_id"):
            tied.setdefault(agency_id, set()).add(user_id)
    for case in cases:
        found[case.pk] |= tied.get(case.agency_id or 0, set())
    return found
