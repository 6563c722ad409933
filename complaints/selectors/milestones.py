"""The milestones of orders, with what was told of each, as pages and use cases ask."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from complaints.domain.milestones import Reached, standing
from complaints.models import Case, Milestone, Progress

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from accounts.actor import Actor


def milestones_of(action_ids: Collection[int]) -> dict[int, list[Milestone]]:
    """The milestones of these orders by order, each with its reports. Two queries at
    most, one where there are none."""
    found: dict[int, list[Milestone]] = defaultdict(list)
    rows = Milestone.objects.filter(action__in=action_ids)
    for row in rows.prefetch_related("reports").order_by("action_id", "day"):
        found[row.action_id].append(row)
    return found


def milestone_of(actor: Actor, ref: UUID) -> Milestone:
    """A milestone of an order that was received, in a case that the actor may see."""
    rows = Milestone.objects.select_related(
        "action__case__office", "action__recommendation", "action__superseded_by"
    )
    return rows.prefetch_related("reports__files__file").get(
        ref=ref,
        action__case__in=Case.objects.visible_to(actor),
        action__received_on__isnull=False,
        action__lhp__replaced_by=None,
    )


def progress_of(case: Case, ref: UUID) -> Progress:
    """One report of a milestone in this case, with its files."""
    rows = Progress.objects.select_related("milestone__action", "submitted_by")
    return rows.prefetch_related("files__file").get(
        ref=ref, milestone__action__case=case
    )


def standing_of(row: Milestone, today: date) -> Reached:
    """How it stands, of the reports that were read with it."""
    verdicts = [report.verdict for report in row.reports.all()]
    return standing(verdicts, row.due_on, today)
