"""``manage.py deliveries``: what waits for a person, and trying it again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actor import SYSTEM
from journal import selectors
from ombudsman import clock
from ombudsman.operations.replaying import InDoubt, replay


class Command(BaseCommand):
    """List dead and unknown deliveries; with ids put them back into the queue."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--retry", type=int, nargs="+", default=[], metavar="ID", help="try these"
        )
        parser.add_argument(
            "--even-unknown",
            action="store_true",
            help="also those that may have arrived: they may arrive twice",
        )

    def handle(
        self,
        *args: Any,
        retry: list[int] | None = None,
        even_unknown: bool = False,
        **options: Any,
    ) -> None:
        if retry:
            self.replay(retry, even_unknown=even_unknown)
            return
        for one in selectors.in_trouble():
            self.stdout.write(
                f"{one.pk}: {one.state}, {one.subscriber} of entry {one.entry_id},"
                f" {one.attempts} attempts, {one.error}"
            )
        waited = selectors.oldest_due()
        self.stdout.write(
            f"The oldest due delivery waits {waited.total_seconds():.0f} s"
        )

    def replay(self, ids: list[int], *, even_unknown: bool) -> None:
        """The page's use case, by nobody in particular: the centre's record has it."""
        try:
            found = replay(
                ids, twice_is_harmless=even_unknown, actor=SYSTEM, now=clock.now()
            )
        except InDoubt:
            raise CommandError(
                "Some may have arrived already: --even-unknown tries them all the same."
            ) from None
        self.stdout.write(f"{len(found)} of {len(ids)} will be tried again")
