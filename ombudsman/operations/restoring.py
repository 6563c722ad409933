"""A restored backup lacks what came after it: two persons say so, once, for ever (R51).

Without that the history never verifies again, and nobody would look at the next alarm.
Only lost entries can be admitted: a file that is missing, forged or changed cannot.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from accounts.actor import SYSTEM
from accounts.models import OfficeMembership
from accounts.roles import Role
from agencies.models import Office
from documents.signing import sign
from journal import checkpoints
from journal.checkpoints import Restored
from journal.record import record
from journal.verify_checkpoints import public_keys, verify_checkpoints
from ombudsman.operations import events

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from journal.models import Checkpoint
    from journal.verify_checkpoints import Findings

REASON = 200


class NotAdmitted(Exception):
    """Why this loss is not admitted, as a sentence for the operator."""


def loss() -> Findings:
    """What the checkpoints miss in the database today."""
    return verify_checkpoints(Path(settings.CHECKPOINT_DIR), public_keys())


def admit(*, reason: str, emails: Sequence[str], now: datetime) -> Checkpoint:
    """Write the loss into the next checkpoint, from which verifying goes on.

    The entry comes first, and with it the letter to every administrator: whoever
    stops this in between runs it again. Raises ``NotAdmitted``.
    """
    found, reason = loss(), " ".join(reason.split())
    if not 10 <= len(reason) <= REASON:
        raise NotAdmitted(f"Say why in 10 to {REASON} characters.")
    if not found.lost:
        raise NotAdmitted("Nothing is lost that could be admitted.")
    if len(found.breaks) != len(found.lost):
        raise NotAdmitted("More is wrong than lost entries: see verify_journal.")
    with transaction.atomic():
        first, second = _two(emails, now)
        record(
            events.LOSS_ADMITTED,
            actor=SYSTEM,
            subject=Office.objects.get(central=True),
            data={"chains": len(found.lost), "by": [first, second]},
            now=now,
        )
    told = Restored(reason, (first, second), found.lost)
    row, _back = checkpoints.write(
        Path(settings.CHECKPOINT_DIR), sign=sign, restored=told
    )
    return row


def _two(emails: Sequence[str], now: datetime) -> tuple[int, int]:
    """Two system administrators whose accounts are open."""
    members = OfficeMembership.objects.filter(
        role=Role.SYSTEM_ADMIN.value,
        user__is_active=True,
        user__email__in=[email.lower() for email in emails],
    ).valid_at(now)
    ids = sorted(set(members.values_list("user_id", flat=True)))
    if len(ids) != 2 or len(emails) != 2:
        raise NotAdmitted("Name two system administrators by their addresses.")
    return ids[0], ids[1]
