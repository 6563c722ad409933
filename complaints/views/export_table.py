"""The queue as the cells of a table: the rows of its page, in the words of its page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template import engines
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from agencies.domain.calendar import legal_day
from complaints.domain.exports import AT_ONCE, MOST, Form
from complaints.domain.listings import Listing
from complaints.domain.queueing import SOON_DAYS, Column
from complaints.forms.queue import COLUMNS, filters_of
from complaints.policies import holds
from complaints.selectors.desk import desk_of
from complaints.selectors.exports import rows_in_order
from complaints.selectors.narrowing import Days
from complaints.services import exports
from complaints.services.exports import Written
from complaints.views import export_actions
from complaints.views.queue_words import rows_of
from documents.tables import About, csv_of, xlsx_of
from journal import registry

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.actor import Actor
    from complaints.models import Export
    from complaints.selectors.desk import Desk

DUE_WORDS = "{{ due|due_words }}"


def days_of(now: datetime, desk: Desk) -> Days:
    """Today, and the last day that counts as near."""
    today = legal_day(now, settings.TIME_ZONE)
    return Days(today, desk.calendar.add_workdays(today, SOON_DAYS).date)


def write(export: Export, actor: Actor, now: datetime) -> Written:
    """The table of this wish, as this actor may see it now."""
    if export.listing == Listing.ACTIONS:
        return export_actions.write(export, actor, now)
    return _queue(export, actor, now)


def _queue(export: Export, actor: Actor, now: datetime) -> Written:
    desk = desk_of(actor, now, export.language)
    days, names = days_of(now, desk), dict(COLUMNS)
    columns = [Column(one) for one in export.columns]
    heads = [_("Tenggat"), _("Batas"), _("Yang ditunggu"), _("Nomor"), _("Perkara")]
    heads += [_("Instansi"), _("Tanda"), *(str(names[one]) for one in columns)]
    told, cases, others = [heads], [], 0
    found = rows_in_order(actor, filters_of(export.query, desk), days, MOST)
    chunk = []
    for case in found.iterator(chunk_size=AT_ONCE):
        chunk.append(case)
        cases.append(case.pk)
        others += not holds(actor, case)
        if len(chunk) == AT_ONCE:
            told += _cells(chunk, columns, days.today, desk)
            chunk = []
            # How far it is, for the page; a wish that is made at once has no page yet.
            exports.so_far(export, len(cases))
    told += _cells(chunk, columns, days.today, desk)
    about = About(_("Antrean"), export.asked_by.name, now)
    as_csv = export.form == Form.CSV
    content = csv_of(told) if as_csv else xlsx_of(told, about)
    return Written(content, len(cases), cases, others)


def _cells(
    chunk: list[Any], columns: list[Column], today: date, desk: Desk
) -> list[list[str]]:
    words = engines["django"].from_string(DUE_WORDS)
    rows = rows_of(chunk, today, desk)
    return [
        [
            words.render({"due": row["due"]}) if row["due"] else "",
            row["due"].due_on.isoformat() if row["due"] else "",
            str(row["due_note"]),
            row["number"],
            row["title"],
            row["agency"],
            "; ".join(_marks(row)),
            *(_said(column, row[column.value]) for column in columns),
        ]
        for row in rows
    ]


def _marks(row: dict[str, Any]) -> list[str]:
    """What stands beside the case in the queue."""
    why = f": {row['urgency']}" if row["urgency"] else ""
    told = {
        _("Mendesak") + why: row["urgent"],
        _("Prakarsa sendiri"): row["own"],
        _("Dari daftar sebelumnya"): row["former"],
        _("Perkara terbatas"): row["restricted"],
        _("Rahasia"): row["confidential"],
        _("Ada yang masuk"): row["news"],
    }
    return [words for words, holds in told.items() if holds]


def _said(column: Column, value: Any) -> str:
    if not value:
        return ""
    if column is Column.TURN:
        return str(value[0])
    if column is Column.UPDATED:
        return localtime(value).date().isoformat()
    return value.isoformat() if column is Column.FILED else str(value)


def _sweep(now: datetime) -> None:
    exports.run(now, write)


def connect() -> None:
    """Let the clock make what is too large to be waited for."""
    registry.sweep("exports", _sweep, timedelta(seconds=5))
