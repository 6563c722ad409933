"""How far a case climbed: its recommendation, what plenaries had before them, and of
which orders the agency was freed; and what the public reads of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from complaints.domain import events
from complaints.selectors.recommending import matters_of, recommendation_of
from complaints.selectors.releases import entry_of, waiting_release
from complaints.selectors.relieving import reliefs_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from complaints.models import (
        Case,
        Matter,
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
    draft: ReleaseDraft | None = None
    entry: RegisterEntry | None = None


def climbed_of(case: Case, happened: Collection[str]) -> Climbed:
    """What there is; asked for only where the record says that there is something."""
    proposed = events.MATTER_PROPOSED in happened
    published = events.DEFIANCE_PUBLISHED in happened
    told = not events.RELEASING.isdisjoint(happened)
    return Climbed(
        recommendation=recommendation_of(case) if proposed else None,
        matters=matters_of(case) if proposed else (),
        reliefs=reliefs_of(case) if events.RELIEF_PROPOSED in happened else (),
        publication=case.publications.order_by("id").last() if published else None,
        draft=waiting_release(case) if told else None,
        entry=entry_of(case) if told else None,
    )


def all_climbed(case: Case) -> Climbed:
    """The same where nobody looked at the record before."""
    return Climbed(
        recommendation=recommendation_of(case),
        matters=matters_of(case),
        reliefs=reliefs_of(case),
        publication=case.publications.order_by("id").last(),
        draft=waiting_release(case),
        entry=entry_of(case),
    )
