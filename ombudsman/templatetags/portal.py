"""How dates, numbers, deadlines and icons are written, in Indonesian and English.

Imports nothing of ours: templates of every app use it, and numbers and days are
worked out before they get here.
"""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NotRequired, Protocol, TypedDict

from django.template import Context, Library
from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_noop, ngettext

register = Library()

#: Every icon that a page may show. All are decoration beside words.
ICONS = {
    "alert": '<path d="M12 3 2 20h20zM12 10v4M12 17h.01"/>',
    "arrow": '<path d="M5 12h14m-6-6 6 6-6 6"/>',
    "back": '<path d="M19 12H5m6-6-6 6 6 6"/>',
    "bell": '<path d="M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4"/>',
    "building": '<path d="M4 21V9l8-5 8 5v12M2 21h20M9 21v-6h6v6M8 11h.01M16 11h.01"/>',
    "calendar": '<rect x="4" y="5" width="16" height="16" rx="2"/><path d="M4 10h16M8 3v4M16 3v4"/>',
    "check": '<path d="m5 13 4.5 4.5L19 7"/>',
    "camera": '<path d="M4 8h4l2-3h4l2 3h4v11H4z"/><circle cx="12" cy="13" r="3.5"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "download": '<path d="M12 4v12m-5-5 5 5 5-5M4 20h16"/>',
    "eye": '<path d="M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12z"/><circle cx="12" cy="12" r="3"/>',
    "file": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "message": '<path d="M4 5h16v11H9l-5 4z"/>',
    "microphone": '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5 11a7 7 0 0 0 14 0M12 18v3"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-4 3.500-7 8-7s8 3 8 7"/>',
    "phone": '<path d="M6 3h4l1.5 5-2.5 2a12 12 0 0 0 5 5l2-2.500 5 1.500v4a2 2 0 0 1-2 2A17 17 0 0 1 4 5a2 2 0 0 1 2-2z"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "printer": '<path d="M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z"/>',
    "scales": '<path d="M12 4v16M7 20h10M5 8h14M5 8l-3 6h6zM19 8l-3 6h6z"/>',
    "search": '<circle cx="11" cy="11" r="7"/><path d="m16 16 5 5"/>',
    "shield": '<path d="M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z"/>',
}


class Named(Protocol):
    """Data that carry their name in both languages."""

    name_id: str
    name_en: str


@register.filter
def named(row: Named) -> str:
    """The name of an agency, a unit or an office in the language in force."""
    return row.name_en if get_language() == "en" else row.name_id


#: The words of a citation; numbers and years read the same in both languages.
CITED = (
    gettext_noop("Ketentuan portal ini"),
    gettext_noop("Keterangan Ketua Ombudsman, Januari 2026"),
    gettext_noop("Pemantauan menurut"),
    gettext_noop("Peraturan Ombudsman"),
    gettext_noop("UU"),
    gettext_noop("Pasal"),
    gettext_noop("ayat"),
)
_CITED = re.compile("|".join(rf"\b{words}\b" for words in CITED))


@register.filter
def cited(law: str) -> str:
    """A legal basis: UU 37/2008 Pasal 33, in English Law 37/2008 Article 33."""
    return _CITED.sub(lambda found: gettext(found[0]), law)


@register.simple_tag
def icon_paths(name: str) -> SafeString:
    """The drawing of one icon of the list; an unknown name is an error."""
    return mark_safe(ICONS[name])  # noqa: S308 - a constant of this file


@register.simple_tag
def icon(name: str) -> SafeString:
    """One decorative icon: ``{% icon "clock" %}``."""
    return format_html(
        '<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        icon_paths(name),
    )


def _local(moment: date | datetime) -> date | datetime:
    """A moment in the time zone in force; a plain date stays what it is."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


@register.filter
def long_date(moment: date | datetime | None) -> str:
    """With the day's name: Senin, 21 Desember 2026."""
    return dateformat.format(_local(moment), "l, j F Y") if moment else ""


@register.filter
def plain_date(moment: date | datetime | None) -> str:
    """21 Desember 2026."""
    return dateformat.format(_local(moment), "j F Y") if moment else ""


@register.filter
def approximately(day: date | None, precision: str = "day") -> str:
    """As much as is known of it: sekitar Maret 2026, sekitar 2026, 9 Maret 2026."""
    if day is None or precision not in {"month", "year"}:
        return plain_date(day)
    known = dateformat.format(day, "F Y" if precision == "month" else "Y")
    return gettext("sekitar %(when)s") % {"when": known}


@register.filter
def short_date(moment: date | datetime | None) -> str:
    """For tables: 21 Des 2026."""
    return dateformat.format(_local(moment), "j M Y") if moment else ""


@register.filter
def clock_time(moment: datetime | None) -> str:
    """Hour and minute: 14.05 in Indonesian, 14:05 in English."""
    if moment is None:
        return ""
    sign = ":" if get_language() == "en" else "."
    return dateformat.format(_local(moment), f"H{sign}i")


def _signs() -> tuple[str, str]:
    """The signs for thousands and decimals in the language in force."""
    return (",", ".") if get_language() == "en" else (".", ",")


@register.filter
def decimal(number: Decimal | float | str | None, places: int = 2) -> str:
    """A number with that many places, half up: 95,57. Nothing is no number: -."""
    if number is None or number == "":
        return "-"
    step = Decimal(1).scaleb(-places)
    value = Decimal(str(number)).quantize(step, rounding=ROUND_HALF_UP)
    thousands, point = _signs()
    text = f"{value:,f}"
    return text.translate({ord(","): thousands, ord("."): point})


@register.filter
def thousands(number: int | None) -> str:
    """A count: 5.028."""
    return decimal(number, 0)


@register.filter
def rupiah(amount: Decimal | int | None) -> str:
    """Money: Rp150.000, cents only where there are any."""
    if amount is None:
        return "-"
    places = 0 if Decimal(amount) == Decimal(amount).to_integral_value() else 2
    return f"Rp{decimal(amount, places)}"


@register.filter
def file_size(size: int) -> str:
    """Bytes as people say them: 240 KB, 1,1 MB."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{decimal(Decimal(size) / 1_000_000, 1)} MB"


class Deadline(Protocol):
    """What the two deadline components read of a deadline.

    ``days_left``: days from today, negative when past, working days where
    ``working_days`` says so. ``paused``: the clock stands still.
    """

    due_on: date
    days_left: int
    working_days: bool
    paused: bool


#: Working days before the date at which a deadline turns yellow.
SOON = 3


def urgency(deadline: Deadline) -> str:
    """The class that colours it: ``hold``, ``late``, ``soon`` or ``fine``."""
    if deadline.paused:
        return "hold"
    if deadline.days_left < 0:
        return "late"
    return "soon" if deadline.days_left <= SOON else "fine"


def days_in_words(days: int, *, working: bool) -> str:
    """The unit that follows a count of days: hari, or hari kerja."""
    if working:
        return ngettext("hari kerja", "hari kerja", days)
    return ngettext("hari", "hari", days)


def due_in_words(deadline: Deadline) -> str:
    """For a table cell: Lewat 4 hari, Hari ini, Besok, 3 hari kerja lagi."""
    days, working = deadline.days_left, deadline.working_days
    if deadline.paused:
        return gettext("Jam berhenti")
    if days == 0:
        return gettext("Hari ini")
    if days == 1 and not working:
        return gettext("Besok")
    unit = days_in_words(abs(days), working=working)
    if days < 0:
        return gettext("Lewat %(n)d %(unit)s") % {"n": -days, "unit": unit}
    return gettext("%(n)d %(unit)s lagi") % {"n": days, "unit": unit}


@register.filter
def due_words(deadline: Deadline) -> str:
    """The same words alone, for a heading."""
    return due_in_words(deadline)


class DueContext(TypedDict):
    """Variables of ``c/due.html`` and ``c/deadline.html``."""

    deadline: Deadline
    urgency: str
    number: int
    unit: str
    words: str
    note: str
    whose: NotRequired[str]


def _due(deadline: Deadline, note: str) -> DueContext:
    days, working = deadline.days_left, deadline.working_days
    unit = days_in_words(abs(days), working=working)
    form = gettext("%(unit)s lewat") if days < 0 else gettext("%(unit)s lagi")
    return {
        "deadline": deadline,
        "urgency": urgency(deadline),
        "number": abs(days),
        "unit": form % {"unit": unit},
        "words": due_in_words(deadline),
        "note": note,
    }


@register.inclusion_tag("c/due.html")
def due(deadline: Deadline, note: str = "", whose: str = "") -> DueContext:
    """The block of a page: the number of days, the date, what comes after.

    ``whose``: how the date is introduced, where it is not plain whose it is.
    """
    return {**_due(deadline, note), "whose": whose}


@register.inclusion_tag("c/deadline.html")
def deadline_cell(deadline: Deadline, note: str = "") -> DueContext:
    """The cell of a table: colour, words, date, and what is due."""
    return _due(deadline, note)


@register.inclusion_tag("c/pagination.html", takes_context=True)
def pagination(context: Context, page: Any) -> dict[str, Any]:
    """Links to the neighbouring pages; keeps the filter of the address."""
    query = context["request"].GET.copy()
    query.pop("hal", None)
    return {"page": page, "query": query.urlencode()}
