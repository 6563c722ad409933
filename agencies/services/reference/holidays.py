"""National holidays and joint leave: a new version of the calendar at every change."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from agencies import labels
from agencies.domain.days_off import DaysOff, digest, with_year
from agencies.models import CalendarVersion, Office
from agencies.selectors import days_in_force
from agencies.services.calendar import put_in_force
from agencies.services.loading import DATA, Load, Loader, rows_of

FILE = DATA / "holidays.csv"
_COLUMNS = ("date", "kind", "name_id", "name_en", "estimated")
_KINDS = frozenset(labels.values(labels.HOLIDAY_KINDS))


def _store(load: Load) -> None:
    """Store a version; the years that were written by hand stay as they are."""
    days = _checked(load)
    centre = Office.objects.filter(central=True).first()
    if centre is None:
        load.refuse(FILE, 1, _("Kantor pusat belum dimuat"))
    if load.errors or centre is None:
        return
    newest = CalendarVersion.objects.first()
    by_hand = newest.by_hand if newest else []
    ours = days_in_force() if by_hand else {}
    for year in by_hand:
        days = with_year(days, year, {d: r for d, r in ours.items() if d.year == year})
    _version, counts = put_in_force(
        days,
        sha256=digest(days) if by_hand else load.sha256,
        by_hand=by_hand,
        centre=centre,
        actor=load.actor,
        now=load.now,
    )
    load.count(counts)


def _checked(load: Load) -> DaysOff:
    days: DaysOff = {}
    for line, values in rows_of(FILE, load, *_COLUMNS):
        text, kind, name_id, name_en, estimated = values
        try:
            day = date.fromisoformat(text)
        except ValueError:
            load.refuse(FILE, line, _("Tanggal salah: %(text)s") % {"text": text})
            continue
        if day in days:
            load.refuse(FILE, line, _("Tanggal ganda: %(text)s") % {"text": text})
        elif kind not in _KINDS or estimated not in {"0", "1"}:
            load.refuse(FILE, line, _("Jenis hari libur tidak dikenal"))
        elif not (name_id and name_en):
            load.refuse(FILE, line, _("Nama kosong"))
        days[day] = {
            "date": day,
            "kind": kind,
            "name_id": name_id,
            "name_en": name_en,
            "estimated": estimated == "1",
        }
    if not days:
        load.refuse(FILE, 1, _("Tidak ada hari libur"))
    return days


LOADER = Loader(name="holidays", files=(FILE,), store=_store)
