"""What the reporter is asked about the orders of his case, and what he said of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import F

from complaints.models import Sighting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from complaints.models import Case


def sightings_of(case: Case) -> Mapping[int, Sequence[Sighting]]:
    """Every question about the orders of the report in force, by order. One query."""
    return _by_order(_in_force(case))


def sightings_told(case: Case) -> Mapping[int, Sequence[Sighting]]:
    """The same for the house, with the ``writer`` of what was written down."""
    return _by_order(_in_force(case).annotate(writer=F("written_by__name")))


def open_sighting(case: Case, ref: UUID) -> Sighting | None:
    """The question of this ref, while it stands open."""
    return _open(case).filter(ref=ref).first()


def open_sightings(case: Case) -> Sequence[Sighting]:
    """Every question that stands open, by the number of its order."""
    return list(_open(case).order_by("action__n", "id"))


def _in_force(case: Case) -> QuerySet[Sighting]:
    return Sighting.objects.filter(action__case=case, action__lhp__replaced_by=None)


def _by_order(rows: QuerySet[Sighting]) -> Mapping[int, Sequence[Sighting]]:
    found: dict[int, list[Sighting]] = defaultdict(list)
    for row in rows:
        found[row.action_id].append(row)
    return found


def _open(case: Case) -> QuerySet[Sighting]:
    """One about an order that was annulled, or of a report that another took the place
    of, asks nothing any more."""
    return (
        _in_force(case)
        .filter(
            action__case__erased_at=None,
            action__annulled_on=None,
            answered_at=None,
        )
        .select_related("action")
    )
