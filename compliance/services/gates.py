"""What must hold before a round may be locked, with counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from complaints import interface
from compliance.models.field import FIRST
from compliance.selectors.methods import asks_at_units, typed_leaves

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

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


def gates(round_: Round, today: date) -> tuple[Gate, ...]:
    """What must hold before a round is locked: its results, the hearing, our verdicts.

    ``today`` is the legal day. A fixed number of queries, whatever the number of agencies.
    """
    waiting = interface.pending_verdicts(_assessed(round_), round_.cutoff)
    return (
        *gates_of_results(round_),
        *_hearing(round_, today),
        Gate("verdicts", 0, waiting),
    )


def gates_of_results(round_: Round) -> tuple[Gate, ...]:
    """What must hold before agencies see their results: everything seen and typed."""
    assessed = _assessed(round_)
    found = [Gate("assessed", min(1, len(assessed)), 1)]
    if asks_at_units(round_.methodology):
        found += _field(round_, assessed)
    if asked := len(typed_leaves(round_.methodology)):
        complete = (
            round_.answers.filter(agency_id__in=assessed)
            .values("agency_id")
            .annotate(n=Count("id"))
            .filter(n=asked)
            .count()
        )
        found.append(Gate("answers", complete, len(assessed)))
    return tuple(found)


def _assessed(round_: Round) -> list[int]:
    return list(
        round_.members.filter(assessed=True).values_list("agency_id", flat=True)
    )


def _hearing(round_: Round, today: date) -> tuple[Gate, ...]:
    """Agencies were heard: always where something was seen at their units, and wherever
    results were announced."""
    until = round_.objections_until
    if until is None and not asks_at_units(round_.methodology):
        return ()
    objections = round_.objections.all()
    answered = objections.filter(upheld__isnull=False).count()
    return (
        Gate("announced", int(until is not None), 1),
        Gate("term", int(until is not None and today > until), 1),
        Gate("objections", answered, objections.count()),
    )


def _field(round_: Round, assessed: Sequence[int]) -> tuple[Gate, ...]:
    """The sample is drawn, every place has somebody, and a reviewer signed each."""
    drawn = round_.places.filter(drawn=True, agency_id__in=assessed)
    there = drawn.count()
    sent = drawn.filter(visits__turn=FIRST).count()
    by_agency = Counter(drawn.values_list("agency_id", flat=True))
    least = max(round_.methodology.least_units, 1)
    enough = sum(by_agency[pk] >= least for pk in assessed)
    return (
        Gate("drawn", int(bool(round_.seed)), 1),
        Gate("enough", enough, len(assessed)),
        Gate("sent", sent, there),
        Gate("signed", drawn.filter(signed_at__isnull=False).count(), there),
    )
