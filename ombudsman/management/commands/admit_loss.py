"""``manage.py admit_loss``: what a restored backup lost, and that two persons know."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ombudsman import clock
from ombudsman.operations.restoring import NotAdmitted, admit, loss

_SHOWN = 20


class Command(BaseCommand):
    """Show the entries that the checkpoints know and the database lost; admit it.

    It believes whoever runs it that both persons agreed: every administrator is told
    by mail, and the history and each later report name both.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reason", help="why, in a sentence without names")
        parser.add_argument(
            "--administrator",
            action="append",
            default=[],
            metavar="ADDRESS",
            help="who agreed; twice",
        )

    def handle(
        self,
        *args: Any,
        reason: str | None = None,
        administrator: list[str] | None = None,
        **options: Any,
    ) -> None:
        found = loss()
        for place in found.breaks[:_SHOWN]:
            self.stdout.write(place)
        self.stdout.write(f"{len(found.lost)} chains lost entries")
        if reason is None:
            return
        try:
            row = admit(reason=reason, emails=administrator or [], now=clock.now())
        except NotAdmitted as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Admitted in checkpoint {row.number:09d}")
