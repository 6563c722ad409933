"""The list of actions as the cells of a table: the rows of its page, in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.template import engines
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints.domain.exports import AT_ONCE, MOST, Form
from complaints.forms.tracker import TrackerForm
from complaints.policies import holds
from complaints.selectors.exports import actions_in_order
from complaints.services import exports
from complaints.services.exports import Written
from complaints.views.tracker import cases_among, desk_for, marks_at
from complaints.views.tracker_words import rows_of
from documents.tables import About, csv_of, xlsx_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.actor import Actor
    from agencies.domain.calendar import WorkCalendar
    from complaints.models import CorrectiveAction, Export

DUE_WORDS = "{{ due|due_words }}"


def write(export: Export, actor: Actor, now: datetime) -> Written:
    """The table of this wish, as this actor may see it now."""
    asked = QueryDict(export.query)
    desk = desk_for(asked, actor, now, export.language)
    marks = marks_at(desk, now)
    filters = TrackerForm(asked, desk=desk).filters()
    told, cases, done = [_heads()], dict[int, bool](), 0
    chunk: list[CorrectiveAction] = []
    found = actions_in_order(actor, filters, marks, MOST)
    for action in found.iterator(chunk_size=AT_ONCE):
        chunk.append(action)
        if len(chunk) == AT_ONCE:
            told += _cells(chunk, marks.today, desk.desk.calendar)
            cases |= _whose(chunk, actor)
            done, chunk = done + len(chunk), []
            # How far it is, for the page; a wish that is made at once has no page yet.
            exports.so_far(export, done)
    told += _cells(chunk, marks.today, desk.desk.calendar)
    cases |= _whose(chunk, actor)
    about = About(_("Tindakan"), export.asked_by.name, now)
    as_csv = export.form == Form.CSV
    content = csv_of(told) if as_csv else xlsx_of(told, about)
    others = sum(not his for his in cases.values())
    return Written(content, len(told) - 1, sorted(cases), others)


def _whose(chunk: list[CorrectiveAction], actor: Actor) -> dict[int, bool]:
    """Whether each case of these is his, by its id."""
    return {case.pk: holds(actor, case) for case in cases_among(chunk)}


def _heads() -> list[str]:
    return [
        *(
            pgettext("tabel", "Tenggat"),
            _("Batas"),
            _("Tindakan"),
            _("Yang diminta"),
            _("Nomor"),
        ),
        *(_("Instansi"), _("Unit"), _("Status"), _("Giliran"), _("Ketepatan")),
        *(_("Tahap perkara"), _("Petugas"), _("Kantor"), _("LHP")),
    ]


def _cells(
    chunk: list[CorrectiveAction], today: date, calendar: WorkCalendar
) -> list[list[str]]:
    words = engines["django"].from_string(DUE_WORDS)
    return [_row(row, words) for row in rows_of(chunk, today, calendar)]


def _row(row: dict[str, Any], words: Any) -> list[str]:
    return [
        words.render({"due": row["clock"]}) if row["clock"] else "",
        row["due_on"].isoformat() if row["due_on"] else "",
        row["called"],
        row["text"],
        row["number"],
        row["body"],
        row["unit"],
        str(row["status"]),
        str(row["turn"][0]) if row["turn"] else "",
        row["ending"],
        str(row["stage"]),
        row["officer"],
        row["office"],
        row["issued"].isoformat(),
    ]
