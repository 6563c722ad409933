"""``manage.py turn_vault_key``: move everything sealed to the newest of VAULT_KEYS.

Run it after putting a new key in front and restarting web and worker, and before
taking the old key away. It can be stopped at any time and run again; meanwhile both
keys open. It ends well only when nothing is left under an older key.
"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from complaints.services.rewrapping import (
    rewrap_contact_changes,
    rewrap_drafts,
    rewrap_vault,
)
from complaints.vault import newest_key
from documents.services.rewrapping import rewrap_files

#: What is sealed, what moves it, and how many rows an older key still holds.
STORES: tuple[tuple[str, Callable[..., int], str], ...] = (
    (
        "identities and contacts",
        rewrap_vault,
        "complaints_vaultrow WHERE erased_at IS NULL AND key_version <> %s",
    ),
    (
        "drafts",
        rewrap_drafts,
        "complaints_draft WHERE ciphertext IS NOT NULL AND key_version <> %s",
    ),
    (
        "changes of contact",
        rewrap_contact_changes,
        "complaints_contactchange WHERE key_version <> %s",
    ),
    (
        "files",
        rewrap_files,
        "documents_storedfile WHERE key_version IS NOT NULL AND key_version <> %s",
    ),
)
PATIENCE = 10  # rounds; a row that somebody holds is passed over and tried again


class Command(BaseCommand):
    help = "Move everything sealed to the newest key of VAULT_KEYS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", type=int, default=200, help="rows at a time")

    def handle(self, *args: Any, batch: int = 200, **options: Any) -> None:
        left = 0
        for what, move, rows in STORES:
            moved, remaining = self._move(move, rows, batch)
            left += remaining
            self.stdout.write(f"{what}: {moved} moved, {remaining} left")
        call_command("reseal_seeds", stdout=self.stdout)
        if left:
            raise CommandError(f"{left} are still under an older key: run it again.")
        self.stdout.write(f"Everything is under key {newest_key()}.")

    def _move(self, move: Callable[..., int], rows: str, batch: int) -> tuple[int, int]:
        """Batches until none is left, or until those left stay in others' hands."""
        moved = 0
        for _ in range(PATIENCE):
            while done := move(limit=batch):
                moved += done
            if (remaining := _count(rows)) == 0:
                break
            time.sleep(0.2)
        return moved, remaining


def _count(rows: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {rows}", [newest_key()])  # noqa: S608 - our own text above
        (count,) = cursor.fetchone()
    return int(count)
