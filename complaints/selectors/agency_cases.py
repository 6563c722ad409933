"""The released cases of somebody's agency, one after the other, for his programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.models import Case, CorrectiveAction
from complaints.selectors.agency_record import received
from complaints.selectors.duties import FIELDS, duties
from complaints.selectors.queue import PAGE

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.querysets import CaseQuerySet
    from complaints.selectors.duties import Duty

#: What of an action is told; the rest of its row, and of its case, is not fetched.
_TOLD = (
    *("ref", "n", "instrument", "status", "text"),
    *("due_on", "received_on", "executed_on"),
    *("annulled_on", "excused_on", "superseded_by"),
    *("case__ref", "case__number", "case__display_number"),
    *("agency__ref", "agency__name_id", "agency__name_en"),
    *("unit__ref", "unit__name_id", "unit__name_en"),
)


def agency_cases(actor: Actor) -> CaseQuerySet:
    """All of them, with what an agency may be told of each and nothing more."""
    rows: CaseQuerySet = Case.objects.visible_to(actor).only(*FIELDS)
    return rows.select_related("office", "agency", "unit")


def cases_behind(actor: Actor, after: UUID | None) -> tuple[list[Case], UUID | None]:
    """One page, the last filed first, and behind which the next begins. One query.

    The refs are in the order of filing, and tell nobody how many cases there are.
    """
    rows = agency_cases(actor).order_by("-ref")
    if after is not None:
        rows = rows.filter(ref__lt=after)
    page = list(rows[: PAGE + 1])
    return (page[:-1], page[-2].ref) if len(page) > PAGE else (page, None)


def duties_in(case: Case, actor: Actor) -> list[Duty]:
    """What the agency owes in this case, the nearest day first."""
    return [
        duty
        for duty in duties(actor, [case])
        if duty.kind != "letter" or duty.ref == str(case.ref)
    ]


def orders_behind(
    actor: Actor, after: UUID | None
) -> tuple[list[CorrectiveAction], UUID | None]:
    """What the agency was told to do, as far as it received it; pages as above."""
    rows = received(actor).order_by("ref")
    if after is not None:
        rows = rows.filter(ref__gt=after)
    page = list(rows.select_related("agency", "unit", "case").only(*_TOLD)[: PAGE + 1])
    return (page[:-1], page[-2].ref) if len(page) > PAGE else (page, None)
