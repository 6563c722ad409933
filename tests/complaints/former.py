"""A file of orders from another register, as an office might bring it along."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING

from complaints.domain.orders_file import Column
from complaints.models.former_labels import HEADINGS
from complaints.services.orders_files import look
from complaints.services.taking_over import bringing, take_over
from tests.factories.complaints import calendar
from tests.people import actor, agency, office

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from complaints.models import Case

#: Monday 9 March 2026, 10.00 in Balikpapan.
NOW = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
TODAY = NOW.date()
#: Received on Monday 2 February 2026: by 58/2023 due thirty working days later.
ROW: dict[Column, str] = {
    Column.NUMBER: "0123/LM/V/2025/64",
    Column.AGENCY: "99.71",
    Column.SUBSTANCE: "adminduk",
    Column.FORMS: "PB",
    Column.SUMMARY: "Akta kelahiran ditunda tanpa alasan",
    Column.LHP_NUMBER: "T/0045/LM.44-64/I/2026",
    Column.LHP_ON: "2026-01-30",
    Column.RECEIVED_ON: "2026-02-02",
    Column.ORDER: "",
    Column.TEXT: "Terbitkan akta.",
    Column.STATUS: "belum",
}
DUE = "2026-03-16"
#: Its last day is long over.
LATE = ROW | {
    Column.NUMBER: "0077/LM/II/2025/64",
    Column.LHP_ON: "2025-06-02",
    Column.RECEIVED_ON: "2025-06-03",
}


def text_of(rows: Iterable[Mapping[Column, str]], separator: str = ",") -> str:
    """These rows as a file, with every heading."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow([str(words) for words in HEADINGS.values()])
    for row in rows:
        writer.writerow([row.get(column, "") for column in HEADINGS])
    return out.getvalue()


def content_of(*rows: Mapping[Column, str], separator: str = ",") -> bytes:
    """The same as it is uploaded."""
    agency()
    calendar()
    return text_of(rows or (ROW,), separator).encode()


def brought(*rows: Mapping[Column, str], who: str = "head") -> list[Case]:
    """Cases that came in with these rows."""
    preview = look(content_of(*rows), office(), now=NOW)
    assert not preview.reading.faults, preview.reading.faults
    how = bringing(office=office(), actor=actor(who), now=NOW)
    found = [take_over(old, how) for old in preview.reading.cases]
    return [case for case in found if case is not None]
