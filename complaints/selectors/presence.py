"""Which colleagues had a case open a moment ago, from what stands on their chains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Max, OuterRef, Subquery

from accounts.models import User
from complaints.domain import events
from complaints.selectors.people import colleagues
from journal.models import Entry

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from complaints.models import Case

#: For so long somebody counts as being there.
LATELY = timedelta(minutes=15)
#: As many as are named.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Looked:
    """A colleague, and how many minutes ago he opened the case last."""

    name: str
    minutes: int


def lately_opened(case: Case, actor: Actor, now: datetime) -> list[Looked]:
    """Who of those who work on the office's cases opened it, but for whoever asks.

    Only for a page that shows the case itself. Who checks or decides from elsewhere is
    not named: only a colleague can be in one's way.
    """
    rows = Entry.objects.filter(
        kind=events.CASE_READ,
        data__case=str(case.ref),
        subject_kind=User.journal_kind,
        subject_id__in=colleagues(case.office_id, now).order_by().values("pk"),
        at__gt=now - LATELY,
        at__lte=now,
    ).exclude(subject_id=actor.signed_in_id)
    name = User.objects.filter(pk=OuterRef("subject_id")).values("name")
    last = rows.values("subject_id").annotate(last=Max("at"), name=Subquery(name))
    found = last.order_by("-last", "subject_id").values_list("name", "last")[:NAMED]
    return [Looked(who, (now - at) // timedelta(minutes=1)) for who, at in found]
