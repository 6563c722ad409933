"""``manage.py verify_journal``: is the history what was written?"""

import base64
import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from journal.verify import Chain, verify
from journal.verify_checkpoints import public_keys, verify_checkpoints

_SUBJECT = re.compile(r"([a-z_]+):([0-9]+)")
_SHOWN = 20


class Command(BaseCommand):
    """Read every chain (or one) and say where it breaks; exit code 1 if it does.

    With --checkpoints also against the signed heads outside the database.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--subject", help="one chain, as kind:id")
        parser.add_argument(
            "--checkpoints",
            action="store_true",
            help="hold the chains against the files of CHECKPOINT_DIR",
        )
        parser.add_argument(
            "--folder", type=Path, help="a copy of these files that lies elsewhere"
        )
        parser.add_argument(
            "--public-key",
            action="append",
            default=[],
            metavar="ID:BASE64",
            help="believe these keys instead of those of this installation",
        )

    def handle(
        self,
        *args: Any,
        subject: str | None = None,
        checkpoints: bool = False,
        folder: Path | None = None,
        public_key: list[str] | None = None,
        **options: Any,
    ) -> None:
        report = verify(_chain(subject) if subject else None)
        self.stdout.write(f"{report.entries} entries in {report.chains} chains")
        breaks = report.breaks
        if checkpoints or folder:
            where = folder or Path(settings.CHECKPOINT_DIR)
            found = verify_checkpoints(where, _keys(public_key or []))
            self.stdout.write(f"{found.heads} heads in {found.files} checkpoints")
            if not found.files:
                breaks = [*breaks, f"no checkpoint lies in {where}"]
            breaks = [*breaks, *found.breaks]
            for loss in found.admitted:
                self.stdout.write(f"admitted: {loss}")
        for place in breaks[:_SHOWN]:
            self.stdout.write(place)
        if breaks:
            raise CommandError(f"{len(breaks)} breaks", returncode=1)
        self.stdout.write("The history holds together.")


def _keys(told: list[str]) -> dict[str, bytes]:
    if not told:
        return public_keys()
    pairs = (pair.partition(":") for pair in told)
    return {name: base64.urlsafe_b64decode(key) for name, _sep, key in pairs}


def _chain(text: str) -> Chain:
    match = _SUBJECT.fullmatch(text)
    if match is None:
        raise CommandError("--subject takes kind:id, for example case:12", returncode=2)
    return match[1], int(match[2])
