"""``manage.py release_data``: what the worker does by itself every ten minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actor import SYSTEM
from compliance.services.open_data import NotApart, correct, release_all

if TYPE_CHECKING:
    from argparse import ArgumentParser

REFUSED = (
    "This year stays as it was told: it was not told yet, or its figures now differ "
    "from a version by fewer than five reports or are other figures."
)


class Command(BaseCommand):
    """Idempotent: without anything new there is no new version."""

    help = "Release further versions of the open data where there is something new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--correct",
            type=int,
            metavar="YEAR",
            help="Tell the closed reports of this year anew, if nobody is found by it.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        year = options["correct"]
        if year is None:
            made = release_all(actor=SYSTEM, now=now)
        else:
            try:
                found = correct(year=year, actor=SYSTEM, now=now)
            except NotApart as refusal:
                raise CommandError(REFUSED) from refusal
            made = [found] if found else []
        for one in made:
            self.stdout.write(f"{one.data_set.key} v{one.version}: {one.rows} rows")
        if not made:
            self.stdout.write("Nothing new.")
