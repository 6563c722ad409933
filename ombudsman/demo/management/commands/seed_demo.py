"""Fill an empty portal with the cast of the demonstration. Safe to run again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

from accounts.actor import SYSTEM
from agencies.services.demo import ensure_demo_agencies
from ombudsman import clock
from ombudsman.demo.cases import seed_cases
from ombudsman.demo.seed import seed_cast

if TYPE_CHECKING:
    from argparse import ArgumentParser


YEAR = timedelta(days=365)


class Command(BaseCommand):
    help = "Add the invented people, cities and cases."

    def add_arguments(self, parser: ArgumentParser) -> None:
        del parser

    def handle(self, *args: Any, **options: Any) -> None:
        now = clock.now()
        agencies = ensure_demo_agencies()
        # The cast has been in office for a year: their cases have a past.
        people = seed_cast(agencies=agencies, actor=SYSTEM, now=now - YEAR)
        cases = seed_cases(cities=agencies, people=people, now=now)
        self.stdout.write(
            f"{len(people)} people, {len(agencies)} agencies, {cases} cases"
        )
