"""The files of a case, each given to what it came with, so that they are read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints.models import (
        CaseFile,
        Clarification,
        CorrectiveAction,
        Objection,
    )


def share_out(
    files: Sequence[CaseFile],
    clarifications: Sequence[Clarification],
    actions: Sequence[CorrectiveAction],
    objections: Sequence[Objection] = (),
) -> None:
    """Give each answer, each piece of evidence and each objection its files, of those
    that were read."""
    for answer in clarifications:
        mine = [row for row in files if row.clarification_id == answer.pk]
        answer.__dict__["brought"] = mine
    for action in actions:
        for piece in action.evidence.all():
            mine = [row for row in files if row.evidence_id == piece.pk]
            piece.__dict__["brought"] = mine
    for objection in objections:
        mine = [row for row in files if row.objection_id == objection.pk]
        objection.__dict__["brought"] = mine
