"""The head's terms for requests of more time end with the terms that were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.terms import TermKind
from complaints.models import Extension

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.models import Deadline


def end_with_their_terms(rows: Sequence[Deadline]) -> None:
    """Nobody decides any more on more time for a term that runs no longer."""
    owed = [
        row for row in rows if row.is_owed and row.kind == TermKind.EXTENSION_ANSWER
    ]
    if not owed:
        return
    asked = Extension.objects.filter(ref__in=[row.subject for row in owed])
    of = {str(ref): pk for ref, pk in asked.values_list("ref", "deadline_id")}
    ended = {row.pk: row.ended_on for row in rows if not row.is_open}
    for row in owed:
        if (day := ended.get(of[row.subject])) is not None:
            row.met_on = day
            row.save(update_fields=["met_on"])
