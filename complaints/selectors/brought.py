"""The files of a case, each given to what it came with, so that they are read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.models import CaseFile, Clarification, CorrectiveAction


def share_out(
    files: Sequence[CaseFile],
    clarifications: Sequence[Clarification],
    actions: Sequence[CorrectiveAction],
) -> None:
    """Give each answer and each piece of evidence its files, of those that were read."""
    for answer in clarifications:
        mine = [row for row in files if row.clarification_id == answer.pk]
        answer.__dict__["brought"] = mine
    for action in actions:
        for piece in action.evidence.all():
            mine = [row for row in files if row.evidence_id == piece.pk]
            piece.__dict__["brought"] = mine
