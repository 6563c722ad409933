"""National holidays and joint leave: a new version of the calendar at every change."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from agencies import labels
from agencies.events import CALENDAR_LOADED
from agencies.models import CalendarVersion, Holiday, Office
from agencies.services.loading import DATA, Load, Loader, rows_of
from agencies.services.upsert import upsert
from journal.record import record

FILE = DATA / "holidays.csv"
_COLUMNS = ("date", "kind", "name_id", "name_en", "estimated")
_KINDS = frozenset(labels.values(labels.HOLIDAY_KINDS))


def _store(load: Load) -> None:
    """Store a version with its days and tell of it on the centre's chain."""
    days = _checked(load)
    centre = Office.objects.filter(central=True).first()
    if centre is None:
        load.refuse(FILE, 1, _("Kantor pusat belum dimuat"))
    if load.errors or centre is None:
        return
    version, made = CalendarVersion.objects.get_or_create(
        version=f"{min(days).year}-{max(days).year}-{load.sha256[:8]}",
        defaults={
            "loaded_until": decided_until(days),
            "sha256": load.sha256,
            "loaded_at": load.now,
        },
    )
    rows = [{"version": version.pk, **day} for day in days.values()]
    load.count(upsert(Holiday, rows, key=("version", "date")))
    if made:
        record(
            CALENDAR_LOADED,
            actor=load.actor,
            subject=centre,
            data={
                "version": version.version,
                "loaded_until": version.loaded_until.isoformat(),
                "days": len(rows),
            },
            now=load.now,
        )


def decided_until(days: dict[date, dict[str, object]]) -> date:
    """The last day of the last year in which no holiday is an estimate.

    One estimated day makes its whole year provisional: it may move to any other.
    """
    estimated = [day.year for day, row in days.items() if row["estimated"]]
    last = min(estimated) - 1 if estimated else max(days).year
    return date(last, 12, 31)


def _checked(load: Load) -> dict[date, dict[str, object]]:
    days: dict[date, dict[str, object]] = {}
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
