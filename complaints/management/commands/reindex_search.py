"""``manage.py reindex_search``: write every search document anew, some at a time."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from complaints.services.searching import index_again

AT_ONCE = 200


class Command(BaseCommand):
    """After an update that makes more findable; it may run beside the service."""

    help = "Write the search documents of all cases anew."

    def handle(self, *args: Any, **options: Any) -> None:
        last: int | None = 0
        while last is not None:
            with transaction.atomic():
                last = index_again(last, AT_ONCE)
        self.stdout.write("Every search document is written anew.")
