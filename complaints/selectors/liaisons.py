"""Who of an agency hears of a case, and of one duty in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.agency_people import away_today
from accounts.deputies import acting_for
from accounts.models import AgencyMembership
from complaints.agency_policies import concerns
from complaints.models import Case

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from journal.models import Entry


def liaisons_of(entry: Entry) -> Iterable[str]:
    """The liaisons who answer for the case's agency (and unit), as "user:5".

    Nobody while the agency does not know of the case: news would tell that there is one.
    """
    fields = ("agency_id", "unit_id", "order_units", "released_at")
    case = Case.objects.only(*fields).get(pk=entry.subject_id)
    return [f"user:{pk}" for pk in liaison_ids(case, entry.at)]


def liaison_ids(case: Case, at: datetime) -> list[int]:
    """Who answers for the agency of a case, and for its unit; nobody before release.

    Nobody who was suspended, left, or is kept out of the report.
    """
    if case.released_at is None or case.agency_id is None:
        return []
    members = AgencyMembership.objects.filter(
        agency_id=case.agency_id, user__is_active=True
    ).exclude(user__in=case.recusals.values("user_id"))
    return [
        member.user_id
        for member in members.valid_at(at).prefetch_related("units")
        if concerns({unit.pk for unit in member.units.all()}, case)
    ]


def handed_to(entry: Entry) -> Iterable[str]:
    """Who of an agency was handed one of its duties, or his deputy while he is away."""
    person, there = entry.data["liaison"], set(liaisons_of(entry))
    if entry.data["divided"] != "handed" or f"user:{person}" not in there:
        return []
    case = Case.objects.only("agency_id").get(pk=entry.subject_id)
    away = {
        one: row.deputy_id if f"user:{row.deputy_id}" in there else None
        for one, row in away_today([case.agency_id or 0], entry.at).items()
    }
    return [f"user:{acting_for(person, away)}"]
