"""What must hold before a round may be locked, with counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from complaints import interface
from compliance.selectors.methods import leaves

if TYPE_CHECKING:
    from compliance.models import Round


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition: ``code`` chooses the sentence; ``done`` of ``total`` is met."""

    code: str
    done: int
    total: int

    @property
    def met(self) -> bool:
        return self.done == self.total


def gates(round_: Round) -> tuple[Gate, ...]:
    """Every assessed agency has every answer; no evidence sent in time waits for us.

    A fixed number of queries, whatever the number of agencies.
    """
    assessed = list(
        round_.members.filter(assessed=True).values_list("agency_id", flat=True)
    )
    asked = len(leaves(round_.methodology))
    complete = (
        round_.answers.filter(agency_id__in=assessed)
        .values("agency_id")
        .annotate(n=Count("id"))
        .filter(n=asked)
        .count()
    )
    waiting = interface.pending_verdicts(assessed, round_.cutoff)
    return (
        Gate("assessed", min(1, len(assessed)), 1),
        Gate("answers", complete, len(assessed)),
        Gate("verdicts", 0, waiting),
    )
