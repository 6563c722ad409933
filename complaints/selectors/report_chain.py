"""The chain of a report: what was found, ordered, shown and judged, in five queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from complaints.models import CorrectiveAction
from complaints.selectors import outgoing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.models import Case, Finding, Lhp


@dataclass(frozen=True, slots=True)
class Link:
    """One finding, and the orders that put it right, items of a recommendation too."""

    finding: Finding
    orders: Sequence[CorrectiveAction]


@dataclass(frozen=True, slots=True)
class Chain:
    """The report of examination in force, its findings, and orders without one."""

    lhp: Lhp
    links: Sequence[Link]


def chain_of(case: Case) -> Chain | None:
    """From the findings of the signed report down; None before one is signed."""
    lhp = outgoing.lhp_in_force(case)
    if lhp is None or lhp.signed_on is None:
        return None
    rows = (
        CorrectiveAction.objects.filter(lhp=lhp)
        .select_related("agency", "unit", "superseded_by", "supersedes")
        .prefetch_related("findings", "evidence__decided_by")
        .order_by(F("recommendation_id").asc(nulls_first=True), "n")
    )
    orders = list(rows)
    return Chain(
        lhp=lhp,
        links=[
            Link(
                finding, [row for row in orders if finding.pk in _answers(row, orders)]
            )
            for finding in sorted(lhp.findings.all(), key=lambda row: row.n)
        ],
    )


def _answers(row: CorrectiveAction, orders: Sequence[CorrectiveAction]) -> set[int]:
    """The findings that it puts right; an item those of the action that it repeats."""
    repeats = next((one for one in orders if one.superseded_by_id == row.pk), row)
    return {finding.pk for finding in repeats.findings.all()}
