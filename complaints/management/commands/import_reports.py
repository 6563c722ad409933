"""``manage.py import_reports FILE``: reports of another house, as consultations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actor import SYSTEM
from agencies.models import Office
from complaints.services.importing import (
    Counts,
    FileRefused,
    import_reports,
    load_mapping,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser

WIDTH = 30


class Command(BaseCommand):
    """Rows in = rows stored + rows known already + rows refused."""

    help = (
        "Take in a CSV file (or .csv.gz) of reports as consultations. "
        "May be killed and run again: each row comes in once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--mapping",
            default="city",
            help="A name in complaints/data/mappings, or the path of a .json file.",
        )
        parser.add_argument(
            "--office", default="00", help="The office that sees them (the centre)."
        )
        parser.add_argument("--dry-run", action="store_true", help="Store nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = import_reports(
                path=options["file"],
                how=load_mapping(options["mapping"]),
                office_code=options["office"],
                actor=SYSTEM,
                now=timezone.now(),
                dry_run=options["dry_run"],
                progress=self._show,
            )
        except FileRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except Office.DoesNotExist:
            raise CommandError(f"There is no office {options['office']}.") from None
        self._tell(counts, dry_run=options["dry_run"])

    def _tell(self, counts: Counts, *, dry_run: bool) -> None:
        if self.stderr.isatty():
            self.stderr.write("")  # below the bar
        for error in counts.errors:
            self.stderr.write(str(error))
        self.stdout.write(
            f"{counts.rows} rows: {counts.stored} stored, {counts.known} known already, "
            f"{counts.refused} refused"
        )
        if dry_run:
            self.stdout.write("Dry run: nothing was stored.")
        if counts.refused:
            raise CommandError("Rows were refused; see above.")

    def _show(self, share: float, counts: Counts) -> None:
        """A bar where somebody looks at it, a line per batch where it is a log."""
        done = round(share * WIDTH)
        bar = f"[{'#' * done}{'.' * (WIDTH - done)}] {share:4.0%} {counts.rows} rows"
        if self.stderr.isatty():
            self.stderr.write("\r" + bar, ending="")
        else:
            self.stderr.write(bar)
