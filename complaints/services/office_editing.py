"""Who may write what is published of an office; the rest is ``agencies``' own.

An office and its versions are tables of ``agencies``, and so is what becomes of them.
Roles and second factors stand above it, in ``accounts``: a use case down there could not
ask who may, so that is asked here, on the floor of the pages that it is called from
(decision 41).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from accounts.policies import require, require_stepped_up
from agencies.services import offices
from complaints.policies import edits_versions

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.actor import Actor
    from agencies.models import OfficeVersion


@transaction.atomic
def write(
    *, code: str, version: int, content: offices.Content, actor: Actor, now: datetime
) -> OfficeVersion:
    """Keep the draft of an office; nobody reads it yet. Raises :class:`DraftRefused`."""
    require(edits_versions(actor), "role")
    return offices.keep_draft(
        code=code, version=version, content=content, actor=actor, now=now
    )


@transaction.atomic
def publish(*, code: str, version: int, actor: Actor, now: datetime) -> OfficeVersion:
    """From now on the office is what the draft says.

    Raises :class:`DraftRefused`, ``StepUpRequired``.
    """
    require(edits_versions(actor), "role")
    require_stepped_up(actor)
    return offices.put_in_force(code=code, version=version, actor=actor, now=now)
