"""What happened last in the cases of an agency, as far as it was told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from complaints.domain import events
from complaints.domain.news import AGENCY_NEWS
from complaints.models import Case
from complaints.selectors.duties import FIELDS
from journal.models import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from accounts.actor import Actor

#: Of a case that was brought in the past is no mail; what happened stands here.
READ = (*AGENCY_NEWS, events.RESMON_OPENED)
#: So many are shown.
LAST = 10
#: Out of so many cases, those that moved last; what is older is no news.
MOVED = 40


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of which the liaisons had news; of its entry nothing else is read."""

    kind: str
    at: datetime
    case: Case


def last_news(actor: Actor) -> Sequence[Happened]:
    """The newest first, in those of the cases he may see that moved last, since his
    agency knows of each. Two queries, neither longer with the years of the history."""
    seen = Case.objects.visible_to(actor).filter(erased_at=None)
    recent = seen.only(*FIELDS).select_related("office").order_by("-updated_at", "-id")
    cases = {case.pk: case for case in recent[:MOVED]}
    told = seen.filter(pk=OuterRef("subject_id"), released_at__lte=OuterRef("at"))
    rows = Entry.objects.filter(
        Exists(told),
        subject_kind=Case.journal_kind,
        subject_id__in=cases,
        kind__in=READ,
    )
    last = rows.order_by("-at", "-id").values_list("kind", "at", "subject_id")[:LAST]
    return [Happened(kind, at, cases[case_id]) for kind, at, case_id in last]
