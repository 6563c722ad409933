"""What is known of a case from the register before this one, and of files of such."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from agencies.models import Office
from complaints.models import Case, FormerCase, OrdersFile
from complaints.policies import heads_an_office
from complaints.selectors.load import office_id_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from journal.models import Entry

#: As many files of the office a page lists.
LISTED = 5


def former_of(case: Case) -> FormerCase | None:
    """From where it was brought; None (and no query) for every other case."""
    return getattr(case, "former", None) if case.is_former else None


def here_since(case: Case) -> date | None:
    """The legal day on which a case from the register before came in."""
    if not case.is_former:
        return None
    days = FormerCase.objects.filter(case=case).values_list("brought_on", flat=True)
    found: date | None = days.first()
    return found


def was_over_before(entry: Entry, due_on: date) -> bool:
    """Whether a day was over when the case of this entry was brought in."""
    rows = FormerCase.objects.filter(case_id=entry.subject_id, brought_on__gt=due_on)
    return rows.exists()


def known_keys(office_id: int, keys: Iterable[str]) -> set[str]:
    """Which of these old numbers the office has brought in already."""
    rows = FormerCase.objects.filter(office_id=office_id, key__in=list(keys))
    return set(rows.values_list("key", flat=True))


def office_for(actor: Actor) -> Office:
    """The office that a head heads."""
    return Office.objects.get(pk=office_id_of(actor))


def files_of(actor: Actor) -> QuerySet[OrdersFile]:
    """The files of the offices that he heads, the latest first; without their content."""
    if not heads_an_office(actor):
        return OrdersFile.objects.none()
    rows = OrdersFile.objects.filter(office_id__in=actor.office_ids)
    return rows.select_related("by", "office").defer("content").order_by("-made_at")


def file_for(actor: Actor, ref: UUID) -> OrdersFile:
    """One of them, or ``OrdersFile.DoesNotExist``."""
    return files_of(actor).get(ref=ref)
