"""The histories of cases as an auditor checks them: one chain a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.models import Case
from journal.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.actor import Actor
    from complaints.querysets import CaseQuerySet
    from journal.verify import Report


def chained_cases(actor: Actor) -> CaseQuerySet:
    """The cases whose history the actor may read, the last changed one first."""
    seen: CaseQuerySet = Case.objects.visible_to(actor)
    return seen.select_related("office").order_by("-updated_at", "-id")


def verified(cases: Iterable[Case]) -> list[tuple[Case, Report]]:
    """Each case with the report on its chain: read and hashed anew, now."""
    return [(case, verify((case.journal_kind, case.pk))) for case in cases]
