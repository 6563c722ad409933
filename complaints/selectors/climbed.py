"""How far a case climbed: its recommendation, what plenaries had before them, of which
orders the agency was freed, what it objected to, and what the public reads of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from complaints.domain import events
from complaints.selectors.objecting import objections_of
from complaints.selectors.recommending import (
    matters_of,
    recommendation_of,
    recommendation_shown,
)
from complaints.selectors.releases import latest_entry, waiting_release
from complaints.selectors.relieving import reliefs_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from complaints.models import (
        Case,
        Matter,
        Objection,
        Publication,
        Recommendation,
        RegisterEntry,
        ReleaseDraft,
        ReliefRequest,
    )


@dataclass(frozen=True, slots=True)
class Climbed:
    """All of it; nothing in a case that did not climb."""

    recommendation: Recommendation | None = None
    matters: Sequence[Matter] = field(default_factory=tuple)
    reliefs: Sequence[ReliefRequest] = field(default_factory=tuple)
    publication: Publication | None = None
    objections: Sequence[Objection] = field(default_factory=tuple)
    draft: ReleaseDraft | None = None
    entry: RegisterEntry | None = None

    @property
    def objection(self) -> Objection | None:
        """The one that waits for a decision."""
        return next((row for row in self.objections if row.is_open), None)


def climbed_of(case: Case, happened: Collection[str]) -> Climbed:
    """What there is; asked for only where the record says that there is something."""
    proposed = events.MATTER_PROPOSED in happened
    published = events.DEFIANCE_PUBLISHED in happened
    told = not events.RELEASING.isdisjoint(happened)
    return Climbed(
        recommendation=recommendation_shown(case) if proposed else None,
        matters=matters_of(case) if proposed else (),
        reliefs=reliefs_of(case) if events.RELIEF_PROPOSED in happened else (),
        publication=case.publications.order_by("id").last() if published else None,
        objections=objections_of(case) if events.OBJECTION_FILED in happened else (),
        draft=waiting_release(case) if told else None,
        entry=latest_entry(case) if told else None,
    )


def all_climbed(case: Case) -> Climbed:
    """The same where nobody looked at the record before."""
    return Climbed(
        recommendation=recommendation_of(case),
        matters=matters_of(case),
        reliefs=reliefs_of(case),
        publication=case.publications.order_by("id").last(),
        objections=objections_of(case),
        draft=waiting_release(case),
        entry=latest_entry(case),
    )
