"""How a data set gets in: once, whole or not at all, and every bad row by its line."""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.models import ReferenceLoad
from agencies.services.upsert import Counts
from journal.actor import Actor

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that cannot be loaded: which file, which line, why."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a load did, or would do. With errors it stored nothing at all."""

    name: str
    rows: int
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    errors: tuple[RowError, ...] = ()


@dataclass(slots=True)
class Load:
    """One run of one loader: who and when, the counts and the complaints so far."""

    actor: Actor
    now: datetime
    sha256: str
    counts: Counts = field(default_factory=Counts)
    errors: list[RowError] = field(default_factory=list)

    def count(self, counts: Counts) -> None:
        """Add what one table took."""
        self.counts += counts

    def refuse(self, path: Path, line: int, message: str) -> None:
        """Name a bad row; the whole data set will be rolled back."""
        self.errors.append(RowError(path.name, line, message))


@dataclass(frozen=True, slots=True)
class Loader:
    """A data set: its name, the files that it is made of, and what stores it.

    ``files`` are all that decide the outcome: while their hash is the same, and
    ``revision`` (raised when the code behind ``store`` changes), nothing is done.
    """

    name: str
    files: tuple[Path, ...]
    store: Callable[[Load], None]
    revision: int = 1


def run(loader: Loader, *, actor: Actor, now: datetime) -> Report:
    """Load one data set in a transaction of its own, unless it is loaded already.

    Nothing of it is stored when a row is refused. Rows are never deleted.
    """
    sha256 = digest(loader)
    known = ReferenceLoad.objects.filter(name=loader.name, sha256=sha256).first()
    if known:
        return Report(loader.name, known.rows, unchanged=known.rows)
    load = Load(actor=actor, now=now, sha256=sha256)
    with transaction.atomic():
        loader.store(load)
        if load.errors:
            transaction.set_rollback(True)
        else:
            _remember(loader, load)
    return _report(loader, load)


def run_all(
    loaders: Iterable[Loader], *, actor: Actor, now: datetime, dry_run: bool = False
) -> list[Report]:
    """Load data sets in order, up to the first one with a refused row.

    A dry run does all of it in one transaction, so that a later set finds the
    rows of an earlier one, and rolls everything back.
    """
    with transaction.atomic() if dry_run else nullcontext():
        reports: list[Report] = []
        for loader in loaders:
            reports.append(run(loader, actor=actor, now=now))
            if reports[-1].errors:
                break
        if dry_run:
            transaction.set_rollback(True)
    return reports


def digest(loader: Loader) -> str:
    """SHA-256 over the revision and the files, hex."""
    total = hashlib.sha256(f"{loader.name} {loader.revision}".encode())
    for path in loader.files:
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def rows_of(path: Path, load: Load, *columns: str) -> Iterator[tuple[int, list[str]]]:
    """The line number and the named columns of each row of a CSV file (or .csv.gz).

    A file without these columns, or a row with too few or too many, is an error.
    """
    with _open(path) as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if missing := [name for name in columns if name not in header]:
            load.refuse(
                path, 1, _("Kolom tidak ada: %(names)s") % {"names": ", ".join(missing)}
            )
            return
        places = [header.index(name) for name in columns]
        for row in reader:
            if len(row) != len(header):
                load.refuse(path, reader.line_num, _("Jumlah kolom tidak cocok"))
            else:
                yield reader.line_num, [row[place] for place in places]


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def _remember(loader: Loader, load: Load) -> None:
    counts = load.counts
    ReferenceLoad.objects.update_or_create(
        name=loader.name,
        defaults={
            "sha256": load.sha256,
            "rows": counts.created + counts.updated + counts.unchanged,
            "loaded_at": load.now,
        },
    )


def _report(loader: Loader, load: Load) -> Report:
    counts = Counts() if load.errors else load.counts
    return Report(
        loader.name,
        load.counts.created + load.counts.updated + load.counts.unchanged,
        counts.created,
        counts.updated,
        counts.unchanged,
        tuple(load.errors),
    )
