"""Why there is no score of an agency in a year: one wording of it for every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.domain.standing import standing
from compliance.models import Snapshot
from compliance.selectors.words import STANDINGS

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import Q

    from agencies.models import Agency
    from compliance.domain.standing import Standing


def left_out_in(year: int, within: Q) -> frozenset[int]:
    """The ids of the agencies that a published round of the year left out. One query."""
    rows = Snapshot.objects.current().filter(within, year=year, score__isnull=True)
    return frozenset(rows.values_list("agency_id", flat=True))


def standing_of(
    agency: Agency, year: int, *, scored: bool, left_out: Collection[int]
) -> Standing:
    """How an agency stands in a year; ``left_out`` as ``left_out_in`` found them."""
    return standing(
        year,
        scored=scored,
        left_out=agency.pk in left_out,
        valid_from=agency.valid_from,
        valid_to=agency.valid_to,
    )


def why_none(of: Standing) -> str:
    """Why there is no score, in words; nothing where there is one."""
    return str(STANDINGS.get(of, ""))
