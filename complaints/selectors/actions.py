"""Corrective actions as the pure rules want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Prefetch, prefetch_related_objects

from complaints.domain.corrective import (
    ActionState,
    ActionStatus,
    Instrument,
    Submission,
    takes_evidence,
)
from complaints.models import ActionEvidence, CorrectiveAction, Milestone
from complaints.models.choices import Verdict
from complaints.models.owed import OWED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from complaints.models import Case, Lhp


#: What a page has read once of a case that it asks several times.
_READ = "actions_read"
#: What an order is named beside: what took its place, and what it repeats.
NAMED = ("superseded_by", "repeats")


def with_actions() -> Prefetch[str, QuerySet[CorrectiveAction], str]:
    """Those of a report, read with it; each says of what there is any beside it."""
    this = OuterRef("pk")
    rows = CorrectiveAction.objects.select_related("unit", *NAMED).annotate(
        shown=Exists(ActionEvidence.objects.filter(action=this)),
        planned=Exists(Milestone.objects.filter(action=this)),
    )
    return Prefetch("actions", rows)


def read_actions(case: Case, lhp: Lhp) -> list[CorrectiveAction]:
    """What the report in force asks for, then the items of a recommendation, with what
    was handed in, read once for a page. One query, none before anything was."""
    found = sorted(
        lhp.actions.all(),
        key=lambda row: (row.is_item, row.recommendation_id or 0, row.n),
    )
    shown = [row for row in found if row.__dict__["shown"]]
    prefetch_related_objects(shown, "evidence")
    nothing = Prefetch("evidence", ActionEvidence.objects.none())
    prefetch_related_objects([row for row in found if row not in shown], nothing)
    case.__dict__[_READ] = found
    return found


def has_milestones(action: CorrectiveAction) -> bool:
    """Whether there are any, of an action that was read with its report."""
    planned: bool = action.__dict__["planned"]
    return planned


def _rows(case: Case) -> QuerySet[CorrectiveAction]:
    rows = CorrectiveAction.objects.filter(case=case, lhp__replaced_by=None)
    named = rows.select_related(*NAMED)
    return named.order_by(F("recommendation_id").asc(nulls_first=True), "n")


def action_facts(case: Case) -> tuple[ActionState, ...]:
    """Every action of the LHP in force, with its evidence: the orders by number, then
    the items of a recommendation. Two queries."""
    rows: Iterable[CorrectiveAction] | None = case.__dict__.get(_READ)
    if rows is None:
        rows = _rows(case).prefetch_related("evidence")
    return tuple(facts_of(row, row.evidence.all()) for row in rows)


def named_actions(case: Case) -> dict[str, CorrectiveAction]:
    """Every action of a case by its ref, as far as its name is made of it."""
    rows: Iterable[CorrectiveAction] | None = case.__dict__.get(_READ)
    if rows is None:
        rows = case.actions.only("ref", "n", "instrument", "text")
    return {str(row.ref): row for row in rows}


def facts_of(row: CorrectiveAction, evidence: Iterable[ActionEvidence]) -> ActionState:
    """One action with its evidence in the order of submission."""
    pieces = sorted(evidence, key=lambda piece: piece.pk)
    return ActionState(
        ref=str(row.ref),
        status=ActionStatus(row.status),
        due_on=row.due_on,
        annulled=row.annulled_on is not None,
        excused=row.excused_on is not None,
        submissions=tuple(_submission(piece) for piece in pieces),
        instrument=Instrument(row.instrument),
        superseded=row.superseded_by_id is not None,
    )


def _submission(piece: ActionEvidence) -> Submission:
    return Submission(
        submitted_on=piece.submitted_on,
        decided_on=piece.decided_on,
        asks_more=piece.verdict == Verdict.MORE,
    )


def owed_orders(cases: Iterable[Case]) -> QuerySet[CorrectiveAction]:
    """Orders that the agency of these cases has, owes, and may still show to be done."""
    still = [one.pk for one in cases if takes_evidence(one.stage, one.closing_reason)]
    return CorrectiveAction.objects.filter(
        OWED, case_id__in=still, lhp__replaced_by=None, received_on__isnull=False
    )
