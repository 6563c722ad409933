"""Checkpoints and checks of the history, run by the clock (R51)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from documents.signing import sign
from journal import checkpoints
from journal.models import Verification
from journal.verify import verify
from journal.verify_checkpoints import public_keys, verify_checkpoints

if TYPE_CHECKING:
    from datetime import datetime

CHECKPOINT, CHECKPOINT_EVERY = "operations.checkpoint", timedelta(minutes=10)
CHECK, CHECK_EVERY = "operations.check", timedelta(days=1)
SHOWN = 20


def write_checkpoint(now: datetime) -> None:
    """Write the heads of all chains down; a chain that went back is a finding.

    The database's clock dates it, not ``now``, which may be a demonstration's.
    """
    del now
    row, back = checkpoints.write(Path(settings.CHECKPOINT_DIR), sign=sign)
    if back:
        _found(row.entries, row.chains, row.number, back)


def check(now: datetime) -> None:
    """Read every chain and hold it against every checkpoint."""
    del now
    chains = verify()
    files = verify_checkpoints(Path(settings.CHECKPOINT_DIR), public_keys())
    breaks = chains.breaks + files.breaks
    _found(
        chains.entries,
        chains.chains,
        files.files,
        breaks,
        admitted=len(files.admitted),
    )


def _found(
    entries: int, chains: int, files: int, breaks: list[str], *, admitted: int = 0
) -> None:
    Verification.objects.create(
        entries=entries,
        chains=chains,
        checkpoints=files,
        breaks=len(breaks),
        admitted=admitted,
        places=breaks[:SHOWN],
    )
