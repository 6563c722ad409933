"""Which provinces an office gave or took lately, for its head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from agencies.events import PROVINCE_TAKEN
from agencies.models import Office, Region
from journal.models import Entry

if TYPE_CHECKING:
    from datetime import datetime

#: So long the page of an office tells of it.
TOLD = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Moved:
    """A province whose reports go to another office from a moment on."""

    at: datetime
    province: str
    former: Office
    new: Office


def moved(office_id: int, now: datetime) -> list[Moved]:
    """What this office gave or took within a month, the last first. Two queries at most."""
    offices = {row.pk: row for row in Office.objects.all()}
    own = offices[office_id].code
    rows = Entry.objects.filter(
        Q(subject_kind="office", subject_id=office_id) | Q(data__into=own),
        kind=PROVINCE_TAKEN,
        at__gt=now - TOLD,
    )
    entries = list(rows.order_by("-id"))
    if not entries:
        return []
    by_code = {row.code: row for row in offices.values()}
    codes = [entry.data["province"] for entry in entries]
    names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
    return [
        Moved(
            at=entry.at,
            province=names[entry.data["province"]],
            former=offices[entry.subject_id],
            new=by_code[entry.data["into"]],
        )
        for entry in entries
    ]
