"""``manage.py verify_journal``: is the history what was written?"""

import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from journal.verify import Chain, verify

_SUBJECT = re.compile(r"([a-z_]+):([0-9]+)")
_SHOWN = 20


class Command(BaseCommand):
    """Read every chain (or one) and say where it breaks; exit code 1 if it does."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--subject", help="one chain, as kind:id")

    def handle(self, *args: Any, subject: str | None = None, **options: Any) -> None:
        report = verify(_chain(subject) if subject else None)
        self.stdout.write(f"{report.entries} entries in {report.chains} chains")
        for place in report.breaks[:_SHOWN]:
            self.stdout.write(place)
        if report.breaks:
            raise CommandError(f"{len(report.breaks)} breaks", returncode=1)
        self.stdout.write("The history holds together.")


def _chain(text: str) -> Chain:
    match = _SUBJECT.fullmatch(text)
    if match is None:
        raise CommandError("--subject takes kind:id, for example case:12", returncode=2)
    return match[1], int(match[2])
