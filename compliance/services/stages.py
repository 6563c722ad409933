"""Where a round in the field stands, and the days that are planned for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.domain.stages import Facts, steps
from compliance.models.rounds import RoundState
from compliance.selectors.field import progress
from compliance.services.plenary import agreement
from compliance.services.scheduling import planned

if TYPE_CHECKING:
    from datetime import date

    from compliance.domain.stages import Step
    from compliance.models import Round


def steps_of(round_: Round, today: date) -> list[Step]:
    """Its six stages; ``today`` is the legal day. A fixed number of queries."""
    facts = Facts(
        drawn=round_.places.filter(drawn=True).count(),
        handed_in=progress(round_)["handed_in"],
        announced=round_.announced_at is not None,
        locked=round_.state != RoundState.OPEN,
        approved=all(gate.met for gate in agreement(round_)),
        published=round_.state == RoundState.PUBLISHED,
    )
    return steps(facts, planned(round_), today)
