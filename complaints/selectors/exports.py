"""Which rows go into a table, and whose table it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.models import Case, Export
from complaints.selectors.keyset import ordered
from complaints.selectors.narrowing import narrowed
from complaints.selectors.queue import listed
from complaints.selectors.tracker import listed as with_words
from complaints.selectors.tracker import matching

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.domain.tracker import Marks
    from complaints.models import CorrectiveAction
    from complaints.querysets import CaseQuerySet
    from complaints.selectors.narrowing import Days, Filters
    from complaints.selectors.tracker_narrowing import Filters as ActionFilters


def matching_rows(actor: Actor, filters: Filters, days: Days) -> CaseQuerySet:
    """What the queue shows this actor under this filter; nothing that was erased."""
    seen: CaseQuerySet = Case.objects.visible_to(actor)
    return seen.filter(narrowed(filters, actor, days), erased_at=None)


def rows_in_order(
    actor: Actor, filters: Filters, days: Days, most: int
) -> CaseQuerySet:
    """The same with what a list says about each, as the queue orders them."""
    found = listed(matching_rows(actor, filters, days))
    rows: CaseQuerySet = ordered(found, filters.sort)[:most]
    return rows


def actions_in_order(
    actor: Actor, filters: ActionFilters, marks: Marks, most: int
) -> QuerySet[CorrectiveAction]:
    """The actions that the list shows him under this filter, as it orders them."""
    found = with_words(matching(actor, filters, marks))
    return ordered(found, filters.sort)[:most]


def exports_of(actor: Actor) -> QuerySet[Export]:
    """One's own, the newest first."""
    mine = Export.objects.filter(asked_by_id=actor.signed_in_id)
    return mine.select_related("file").order_by("-asked_at")


def export_of(actor: Actor, ref: UUID) -> Export:
    """One's own, or ``Export.DoesNotExist``."""
    return exports_of(actor).get(ref=ref)


def still_his(export: Export, actor: Actor) -> bool:
    """Whether he may see every case in it as it was, and none was erased meanwhile."""
    seen = Case.objects.visible_to(actor).filter(pk__in=export.cases, erased_at=None)
    return bool(seen.count() == len(export.cases))
