"""``manage.py deliveries``: what waits for a person, and trying it again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from journal import leases, selectors


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
            count = leases.put_back(retry, even_unknown=even_unknown)
            self.stdout.write(f"{count} of {len(retry)} will be tried again")
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
