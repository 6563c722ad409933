"""``manage.py load_reference``: the tables of reference, from the files in the repo."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actor import SYSTEM
from agencies.services.loading import Loader, Report, run_all
from agencies.services.reference import LOADERS as AGENCIES
from complaints.services.reference import LOADERS as QUESTIONS
from compliance.services.reference import LOADERS as SCORES

#: In the order in which they build on each other.
LOADERS = (*AGENCIES, *QUESTIONS, *SCORES)


class Command(BaseCommand):
    """Load what has changed since the last time; a set with a bad row stores nothing."""

    help = "Load agencies, holidays, methods and published scores from the repository."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Store nothing.")
        parser.add_argument(
            "--only", default="", help="Names of data sets, with commas between."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reports = run_all(
            _chosen(options["only"]),
            actor=SYSTEM,
            now=timezone.now(),
            dry_run=options["dry_run"],
        )
        for report in reports:
            self._print(report)
        if any(report.errors for report in reports):
            raise CommandError("Rows were refused; see above.")
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was stored.")

    def _print(self, report: Report) -> None:
        self.stdout.write(
            f"{report.name}: {report.rows} rows, {report.created} created, "
            f"{report.updated} updated, {report.unchanged} unchanged"
        )
        for error in report.errors:
            self.stderr.write(str(error))


def _chosen(names: str) -> tuple[Loader, ...]:
    """The loaders of these names in their order, or all of them."""
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    if unknown := wanted - {loader.name for loader in LOADERS}:
        raise CommandError(f"Unknown data set: {', '.join(sorted(unknown))}")
    return tuple(item for item in LOADERS if not wanted or item.name in wanted)
