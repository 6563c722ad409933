"""``manage.py recount_deadlines [--apply [--most N]]``: what a corrected calendar moves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.errors import NoCalendar
from agencies.selectors import work_calendar
from complaints.services import recounting
from complaints.services.errors import LeftUndone

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Say which terms the calendar in force moves; with --apply, move them."""

    help = "Count running terms again with the calendar in force (dry unless --apply)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--apply", action="store_true", help="Move them, on record."
        )
        parser.add_argument(
            "--most", type=int, help="Stop after so many terms; run again to go on."
        )
        parser.add_argument(
            "--show", type=int, default=20, help="So many moves are printed."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            calendar = work_calendar()
        except NoCalendar as error:
            raise CommandError("No calendar is loaded.") from error
        if options["apply"]:
            self._apply(now, options["most"])
            return
        counts: Counter[str] = Counter()
        for n, move in enumerate(recounting.moves(calendar, now)):
            counts[move.kind] += 1
            if n < options["show"]:
                days = f"{move.before} -> {move.after}"
                self.stdout.write(f"case {move.case_id} {move.kind}: {days}")
        for kind, number in sorted(counts.items()):
            self.stdout.write(f"{kind}: {number}")
        self.stdout.write(
            f"{counts.total()} terms would move to calendar {calendar.version}."
        )

    def _apply(self, now: Any, most: int | None) -> None:
        try:
            moved = recounting.run(now, most=most)
        except LeftUndone as error:
            raise CommandError(f"Left undone: {error}. Run it again.") from error
        left = recounting.waiting(now)
        self.stdout.write(f"{moved} terms moved, {left} still to be counted.")
