"""Which cases an officer means by his ticks or his filter, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.models import User
from accounts.roles import Role
from complaints.domain.bulk import BulkKind
from complaints.models import Bulk, Case, Deadline
from complaints.models.deadline import RUNNING
from complaints.policies import CASE_ROLES
from complaints.selectors.keyset import ordered
from complaints.selectors.narrowing import narrowed
from complaints.selectors.people import officers
from complaints.selectors.queue import listed
from complaints.selectors.tracker import matching, seen_actions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.tracker import Marks
    from complaints.models import BulkRow, CorrectiveAction
    from complaints.querysets import CaseQuerySet
    from complaints.selectors.narrowing import Days, Filters
    from complaints.selectors.tracker_narrowing import Filters as ActionFilters


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of how many are worked off."""

    done: int
    of: int

    @property
    def over(self) -> bool:
        return self.done == self.of


def kinds_for(actor: Actor) -> list[BulkKind]:
    """What there is to do for somebody of his roles; each case has its own answer."""
    found = [BulkKind.ASSIGN, BulkKind.CLASS] if actor.has(Role.HEAD) else []
    if actor.has(*CASE_ROLES):
        found.append(BulkKind.MESSAGE)
    return [*found, BulkKind.PRINT]


def picked(actor: Actor, refs: Sequence[UUID]) -> list[Case]:
    """Those of the ticked ones that he may see, in their order on the page."""
    rows = {row.ref: row for row in Case.objects.visible_to(actor).filter(ref__in=refs)}
    return [rows[ref] for ref in dict.fromkeys(refs) if ref in rows]


def all_that_match(actor: Actor, filters: Filters, days: Days, most: int) -> list[Case]:
    """All that the filter finds; one more than ``most`` where there are more."""
    seen: CaseQuerySet = Case.objects.visible_to(actor)
    found = seen.filter(narrowed(filters, actor, days))
    return list(ordered(found, filters.sort)[: most + 1])


def may_urge(actor: Actor) -> bool:
    """Whether he may remind an agency at all; each action has its own answer."""
    return actor.has(Role.EXAMINER, Role.RESMON, Role.HEAD)


def picked_actions(actor: Actor, refs: Sequence[UUID]) -> list[CorrectiveAction]:
    """Those of the ticked actions that he may see, in their order on the page."""
    found = seen_actions(actor).filter(ref__in=refs).select_related("case")
    rows = {row.ref: row for row in found}
    return [rows[ref] for ref in dict.fromkeys(refs) if ref in rows]


def all_actions(
    actor: Actor, filters: ActionFilters, marks: Marks, most: int
) -> list[CorrectiveAction]:
    """All that the filter finds; one more than ``most`` where there are more."""
    found = matching(actor, filters, marks).select_related("case")
    return list(ordered(found, filters.sort)[: most + 1])


def bulk_of(actor: Actor, ref: UUID) -> Bulk:
    """One's own, or ``Bulk.DoesNotExist``."""
    mine = Bulk.objects.filter(by_id=actor.signed_in_id)
    return mine.select_related("examiner").get(ref=ref)


def rows_seen(bulk: Bulk, actor: Actor) -> list[tuple[BulkRow, Case | None]]:
    """Its rows, each with its case as long as he may see it. Two queries."""
    seen: CaseQuerySet = Case.objects.visible_to(actor)
    found = listed(seen.filter(pk__in=bulk.rows.values("case_id")))
    cases = {case.pk: case for case in found}
    rows = bulk.rows.select_related("action__agency", "action__unit")
    return [(row, cases.get(row.case_id)) for row in rows]


def terms_among(cases: Iterable[Case]) -> dict[int, list[Deadline]]:
    """The terms of each of these cases that somebody still owes. One query."""
    found: dict[int, list[Deadline]] = {}
    rows = Deadline.objects.filter(RUNNING, case__in=list(cases))
    for row in rows.order_by("due_at", "id"):
        found.setdefault(row.case_id, []).append(row)
    return found


def progress_of(bulk: Bulk) -> Progress:
    """How far it is. One query."""
    states = list(bulk.rows.values_list("state", flat=True))
    return Progress(sum(state not in bulk.left for state in states), len(states))


def examiners_for(actor: Actor, now: datetime) -> list[User]:
    """The examiners of the offices that he heads, by name."""
    found = {
        user.pk: user
        for office_id in sorted(actor.office_ids)
        for user in officers(office_id, Role.EXAMINER, now)
    }
    return sorted(found.values(), key=lambda user: (user.name, user.pk))
