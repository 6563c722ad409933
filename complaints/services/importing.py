"""Reports of another house come in as consultations (channel ``impor``).

Nobody's identity comes with them, no term runs, nobody is told: they are read and
counted, apart from our own. The agency stays the words of the file.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agencies.domain.calendar import legal_day
from agencies.models import Office
from complaints.domain import events, numbering
from complaints.domain.imported import FileMapping, ForeignReport, RowRefused, read_row
from complaints.domain.states import State
from complaints.models import Case, ImportedRow
from complaints.models.choices import Channel
from complaints.services import codes, searching
from journal.record import record_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from typing import BinaryIO

    from accounts.actor import Actor

MAPPINGS = Path(__file__).resolve().parent.parent / "data" / "mappings"
#: Rows of one transaction: what a killed import may lose, and below the 1 000
#: subjects that one transaction of the journal takes.
BATCH = 500
#: The longest field a row may have, in characters.
LONGEST_FIELD = 1_000_000

SENTENCES = {
    "columns": gettext_noop("Jumlah kolom tidak cocok dengan judul."),
    "csv": gettext_noop("Baris ini bukan CSV yang dapat dibaca."),
    "empty": gettext_noop("Isi laporan kosong (kolom %(column)s)."),
    "no_id": gettext_noop("Nomor baris kosong (kolom %(column)s)."),
    "nul": gettext_noop("Ada karakter kosong (NUL) di kolom %(column)s."),
    "encoding": gettext_noop("Kolom %(column)s bukan UTF-8."),
    "time": gettext_noop("Waktu tidak terbaca (kolom %(column)s)."),
    "future": gettext_noop("Waktu ada di masa depan (kolom %(column)s)."),
    "long": gettext_noop("Isi kolom %(column)s terlalu panjang."),
    "twice": gettext_noop("Baris yang sama sudah ada di berkas ini."),
}


class FileRefused(Exception):
    """The file as a whole cannot be read; the message is the sentence."""


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that did not come in: its line in the file, and a sentence."""

    line: int
    message: str

    def __str__(self) -> str:
        return _("Baris %(line)d: %(message)s") % {
            "line": self.line,
            "message": self.message,
        }


@dataclass(slots=True)
class Counts:
    """What became of the rows. ``rows`` = stored + known + refused, always."""

    rows: int = 0
    stored: int = 0
    known: int = 0
    errors: list[RowError] = field(default_factory=list)

    @property
    def refused(self) -> int:
        return len(self.errors)


def load_mapping(name: str) -> FileMapping:
    """The mapping of this name (or path of a JSON file). Raises FileRefused."""
    path = Path(name) if name.endswith(".json") else MAPPINGS / f"{name}.json"
    try:
        return FileMapping(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise FileRefused(
            _("Pemetaan %(name)s tidak dapat dibaca: %(error)s")
            % {"name": name, "error": error}
        ) from error


def import_reports(
    *,
    path: Path,
    how: FileMapping,
    office_code: str,
    actor: Actor,
    now: datetime,
    dry_run: bool = False,
    progress: Callable[[float, Counts], None] = lambda share, counts: None,
) -> Counts:
    """Take in a CSV file (or .csv.gz), in batches that are committed one by one.

    A row comes in once, whoever runs this how often: a killed import goes on where
    it stopped. ``office_code`` says whose officers see the rows. ``progress`` hears
    the share of the file that is done. A dry run does all of it and keeps nothing.
    Raises :class:`FileRefused`, ``Office.DoesNotExist``.
    """
    office = Office.objects.get(code=office_code)
    counts, seen, batch = Counts(), set[str](), list[tuple[int, ForeignReport]]()

    def settle(share: float) -> None:
        _store(batch, how, office, counts, actor=actor, now=now, dry_run=dry_run)
        batch.clear()
        progress(share, counts)

    for line, row, share in _rows(path, how):
        counts.rows += 1
        try:
            report = _understood(row, how, seen, now)
        except RowRefused as refusal:
            sentence = _(SENTENCES[refusal.code]) % {"column": refusal.column}
            counts.errors.append(RowError(line, sentence))
            continue
        batch.append((line, report))
        if len(batch) == BATCH:
            settle(share)
    settle(1.0)
    return counts


def _understood(
    row: dict[str, str] | RowRefused, how: FileMapping, seen: set[str], now: datetime
) -> ForeignReport:
    if isinstance(row, RowRefused):
        raise row
    report = read_row(row, how, now=now)
    if report.key in seen:
        raise RowRefused("twice")
    seen.add(report.key)
    return report


@transaction.atomic
def _store(
    batch: list[tuple[int, ForeignReport]],
    how: FileMapping,
    office: Office,
    counts: Counts,
    *,
    actor: Actor,
    now: datetime,
    dry_run: bool,
) -> None:
    with connection.cursor() as cursor:
        # Two imports at once take turns, batch by batch; readers are not disturbed.
        cursor.execute("LOCK TABLE complaints_importedrow IN SHARE ROW EXCLUSIVE MODE")
    known = set(
        ImportedRow.objects.filter(
            source=how.source, key__in=[report.key for _line, report in batch]
        ).values_list("key", flat=True)
    )
    fresh = [(line, report) for line, report in batch if report.key not in known]
    cases = _cases([report for _line, report in fresh], how, office, now)
    ImportedRow.objects.bulk_create(
        ImportedRow(source=how.source, key=report.key, case=case)
        for case, (_line, report) in zip(cases, fresh, strict=True)
    )
    searching.index_many(cases)
    record_many(
        events.CASE_IMPORTED,
        actor=actor,
        items=[
            (
                case,
                {
                    "source": how.source,
                    "line": line,
                    "office": office.pk,
                    "text": case.text_hash(case.story),
                },
            )
            for case, (line, _report) in zip(cases, fresh, strict=True)
        ],
        now=now,
    )
    counts.stored += len(fresh)
    counts.known += len(known)
    if dry_run:
        transaction.set_rollback(True)


def _cases(
    reports: list[ForeignReport], how: FileMapping, office: Office, now: datetime
) -> list[Case]:
    if not reports:
        return []
    # A real hash of a secret that is thrown away at once: trying a code on such a
    # number costs what it costs everywhere, and no code ever fits.
    nobodys_code = codes.HASHER.hash(secrets.token_hex(32))
    return Case.objects.bulk_create(
        Case(
            locator=numbering.locator(secrets.token_bytes(5)),
            code_hash=nobodys_code,
            qr_hash=secrets.token_bytes(32),
            state=State.CONSULT,
            office=office,
            agency_label=report.agency_label,
            region_code=how.region_code,
            title=report.title,
            story=report.text,
            channel=Channel.IMPORT,
            filed_at=report.filed_at,
            submitted_on=legal_day(report.filed_at, office.zone),
            updated_at=now,
        )
        for report in reports
    )


def _rows(
    path: Path, how: FileMapping
) -> Iterator[tuple[int, dict[str, str] | RowRefused, float]]:
    """Line, row and the share of the file read so far, row by row."""
    before = csv.field_size_limit(LONGEST_FIELD)  # of the whole process
    try:
        with path.open("rb") as raw:
            size = max(path.stat().st_size, 1)
            reader = csv.reader(_text(raw, path))
            header = next(reader, [])
            _check_header(header, how)
            for line, row in _records(reader, header):
                yield line, row, raw.tell() / size
    except (OSError, EOFError) as error:
        raise FileRefused(
            _("Berkas tidak dapat dibaca sampai akhir: %(error)s") % {"error": error}
        ) from error
    finally:
        csv.field_size_limit(before)


def _text(raw: BinaryIO, path: Path) -> io.TextIOWrapper:
    plain = gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw
    return io.TextIOWrapper(
        plain, encoding="utf-8-sig", errors="surrogateescape", newline=""
    )


def _check_header(header: list[str], how: FileMapping) -> None:
    if missing := how.missing(header):
        raise FileRefused(
            _("Kolom tidak ada: %(names)s") % {"names": ", ".join(missing)}
        )
    if unknown := how.unknown(header):
        raise FileRefused(
            _("Kolom tidak dipetakan: %(names)s") % {"names": ", ".join(unknown)}
        )


def _records(
    reader: Iterator[list[str]], header: list[str]
) -> Iterator[tuple[int, dict[str, str] | RowRefused]]:
    """Each record with the line on which it begins."""
    line = reader.line_num + 1  # type: ignore[attr-defined]  # csv.reader has no type of its own
    while True:
        row: dict[str, str] | RowRefused
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error:
            row = RowRefused("csv")
        else:
            row = (
                dict(zip(header, values, strict=True))
                if len(values) == len(header)
                else RowRefused("columns")
            )
        yield line, row
        line = reader.line_num + 1  # type: ignore[attr-defined]  # as above
