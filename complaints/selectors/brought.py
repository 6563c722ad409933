"""The files of a case, each given to what it came with, so that they are read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from complaints.selectors.actions import has_milestones
from complaints.selectors.milestones import milestones_of
from complaints.selectors.speakers import name_speakers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from complaints.models import (
        ActionEvidence,
        Activity,
        Case,
        CaseFile,
        Clarification,
        CorrectiveAction,
        Milestone,
        Progress,
    )
    from complaints.selectors.known import Known


def share_out(
    files: Sequence[CaseFile],
    clarifications: Sequence[Clarification],
    activities: Sequence[Activity],
    known: Known,
) -> Mapping[int, Sequence[Milestone]]:
    """Give each answer, each activity, each piece of evidence, each objection and each
    report of a milestone its files, of those that were read, and name who sent it. The
    milestones of the orders, read for it."""
    for answer in clarifications:
        mine = [row for row in files if row.clarification_id == answer.pk]
        answer.__dict__["brought"] = mine
    for done in activities:
        mine = [row for row in files if row.activity_id == done.pk]
        done.__dict__["brought"] = mine
    for action in known.actions:
        for piece in action.evidence.all():
            mine = [row for row in files if row.evidence_id == piece.pk]
            piece.__dict__["brought"] = mine
    for objection in known.climbed.objections:
        mine = [row for row in files if row.objection_id == objection.pk]
        objection.__dict__["brought"] = mine
    planned = [row.pk for row in known.actions if has_milestones(row)]
    steps = milestones_of(planned) if planned else {}
    reports = [
        one for rows in steps.values() for row in rows for one in row.reports.all()
    ]
    for report in reports:
        mine = [row for row in files if row.progress_id == report.pk]
        report.__dict__["brought"] = mine
    pieces = [piece for action in known.actions for piece in action.evidence.all()]
    said = [row for row in clarifications if row.answered_at is not None]
    name_speakers([*pieces, *reports, *known.climbed.objections, *said])
    return steps


def bring_files(
    case: Case,
    action: CorrectiveAction,
    pieces: Iterable[ActionEvidence],
    reports: Iterable[Progress],
) -> None:
    """Give what was sent about one order its files. One query."""
    about = Q(evidence__action=action) | Q(progress__milestone__action=action)
    files = list(case.files.filter(about).select_related("file").order_by("id"))
    for piece in pieces:
        piece.__dict__["brought"] = [
            row for row in files if row.evidence_id == piece.pk
        ]
    for report in reports:
        report.__dict__["brought"] = [
            row for row in files if row.progress_id == report.pk
        ]
