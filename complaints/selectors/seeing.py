"""What the reporter is asked about the orders of his case, and what he said of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from complaints.models import Sighting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from complaints.models import Case


def sightings_of(case: Case) -> Mapping[int, Sequence[Sighting]]:
    """Every question about the orders of the report in force, by order. One query."""
    found: dict[int, list[Sighting]] = defaultdict(list)
    rows = Sighting.objects.filter(action__case=case, action__lhp__replaced_by=None)
    for row in rows:
        found[row.action_id].append(row)
    return found


def open_sighting(case: Case, ref: UUID) -> Sighting | None:
    """The question of this ref, while it stands open: one about an order that was
    annulled, or of a report that another took the place of, asks nothing any more."""
    rows = Sighting.objects.select_related("action").filter(
        action__case=case,
        action__case__erased_at=None,
        action__lhp__replaced_by=None,
        action__annulled_on=None,
        answered_at=None,
    )
    return rows.filter(ref=ref).first()
