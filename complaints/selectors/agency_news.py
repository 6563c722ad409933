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


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of which the liaisons had news; of its entry nothing else is read."""

    kind: str
    at: datetime
    case: Case


def last_news(actor: Actor) -> Sequence[Happened]:
    """The newest first, in the cases that he may see, since his agency knows of them.
    Two queries."""
    seen = Case.objects.visible_to(actor).filter(erased_at=None)
    told = seen.filter(pk=OuterRef("subject_id"), released_at__lte=OuterRef("at"))
    rows = Entry.objects.filter(
        Exists(told), subject_kind=Case.journal_kind, kind__in=READ
    )
    last = rows.order_by("-at", "-id").values_list("kind", "at", "subject_id")[:LAST]
    found = list(last)
    ids = {case_id for _kind, _at, case_id in found}
    cases = seen.filter(pk__in=ids).only(*FIELDS).select_related("office").in_bulk()
    return [Happened(kind, at, cases[case_id]) for kind, at, case_id in found]
