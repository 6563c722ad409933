"""Corrective actions that are still to be done or judged, nearest date first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from complaints.domain.corrective import ActionStatus
from complaints.domain.states import OPEN_STATES
from complaints.models import Case, CorrectiveAction

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.actor import Actor


def open_actions(actor: Actor) -> QuerySet[CorrectiveAction]:
    """Every unfinished action of a signed LHP in a case that the actor may see.

    Those without proof of receipt have no date yet and come last.
    """
    seen = Case.objects.visible_to(actor).filter(state__in=OPEN_STATES)
    rows = CorrectiveAction.objects.filter(
        case__in=seen,
        lhp__signed_on__isnull=False,
        lhp__replaced_by=None,
        settled_on=None,
        annulled_on=None,
        excused_on=None,
        superseded_by=None,
    ).exclude(status=ActionStatus.DILAKSANAKAN)
    return rows.select_related("case__agency", "case__unit", "case__office").order_by(
        F("due_on").asc(nulls_last=True), "case_id", "n"
    )
