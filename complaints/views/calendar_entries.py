"""The days of a calendar as a calendar program reads them (RFC 5545)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from icalendar import Calendar, Event

from complaints.domain.calendar_feed import EVERY
from complaints.domain.states import Party
from complaints.views.words import HOLDERS, TERM_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.utils.functional import Promise

    from complaints.selectors.calendar_feed import Day

PRODUCT = "-//Ombudsman RI//Portal//ID"
#: What an agency owes, as its calendar calls it.
DUTIES: dict[str, str | Promise] = {
    "clarification": _("Penjelasan"),
    "papers": _("Dokumen"),
    "action": _("Tindakan"),
    "more": _("Bukti tambahan untuk tindakan"),
    "milestone": _("Tonggak"),
    "summons": _("Panggilan"),
    "superior": _("Undangan atasan"),
    "talks": _("Musyawarah"),
}
#: Who is named beside a term, as it is not ours to meet.
OTHERS = frozenset({Party.REPORTER, Party.LIAISON, Party.SUPERIOR})


def written(days: Iterable[Day], *, made_at: datetime) -> bytes:
    """All of it. The same days give the same bytes, whenever it is read."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", gettext("Tenggat Ombudsman"))
    calendar.add("refresh-interval", EVERY, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", EVERY)
    for day in days:
        calendar.add_component(_entry(day, made_at))
    content: bytes = calendar.to_ical()
    return content


def _entry(day: Day, made_at: datetime) -> Event:
    entry = Event()
    entry.add("uid", f"{day.uid}@ombudsman")
    entry.add("dtstamp", made_at.replace(microsecond=0))
    entry.add("dtstart", day.on)
    entry.add("dtend", day.on + timedelta(days=1))
    entry.add("summary", said(day))
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    return entry


def said(day: Day) -> str:
    """Number and kind of duty, and whose it is where it is another's; of a restricted
    case that there is something, and no more."""
    if day.hidden:
        return gettext("Perkara terbatas")
    kind = str(DUTIES.get(day.kind) or TERM_NAMES.get(day.kind, day.kind))
    words = f"{kind} {day.n}" if day.n else kind
    if day.holder in OTHERS:
        words = f"{words} ({HOLDERS[day.holder]})"
    number = day.number or gettext("Tanpa nomor")
    return f"{number}: {words}"
