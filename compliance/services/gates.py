"""What must hold before a round may be locked, with counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from complaints import interface
from compliance.models.field import FIRST
from compliance.selectors.methods import asks_at_units, typed_leaves

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    asked = len(typed_leaves(round_.methodology))
    waiting = interface.pending_verdicts(assessed, round_.cutoff)
    field = _field(round_, assessed) if asks_at_units(round_.methodology) else ()
    if not asked:
        return (_any(assessed), *field, Gate("verdicts", 0, waiting))
    complete = (
        round_.answers.filter(agency_id__in=assessed)
        .values("agency_id")
        .annotate(n=Count("id"))
        .filter(n=asked)
        .count()
    )
    return (
        _any(assessed),
        *field,
        Gate("answers", complete, len(assessed)),
        Gate("verdicts", 0, waiting),
    )


def _any(assessed: Sequence[int]) -> Gate:
    return Gate("assessed", min(1, len(assessed)), 1)


def _field(round_: Round, assessed: Sequence[int]) -> tuple[Gate, ...]:
    """The sample is drawn, every place has somebody, and a reviewer signed each."""
    drawn = round_.places.filter(drawn=True, agency_id__in=assessed)
    there = drawn.count()
    sent = drawn.filter(visits__turn=FIRST).count()
    return (
        Gate("drawn", int(bool(round_.seed)), 1),
        Gate("sent", sent, there),
        Gate("signed", drawn.filter(signed_at__isnull=False).count(), there),
    )
