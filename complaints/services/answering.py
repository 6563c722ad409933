"""What the reporter sends to us from the report's page: one form, one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from complaints.services.examination import respond_to_result
from complaints.services.gate import claimed
from complaints.services.intake import complete
from complaints.services.writing import write_message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor


@transaction.atomic
def complete_report(
    *,
    ref: UUID,
    text: str,
    file_ids: Sequence[int],
    key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    """Send what was missing, and say that it is there (UU 37/2008 art. 25)."""
    claim = claimed(key, purpose="complete", text=f"{ref} {text}", now=now)
    if claim.replay is not None:
        return
    write_message(ref=ref, text=text, file_ids=file_ids, actor=actor, now=now)
    complete(ref=ref, actor=actor, now=now)
    claim.store({})


@transaction.atomic
def answer_result(
    *,
    ref: UUID,
    text: str,
    contest: bool,
    file_ids: Sequence[int],
    key: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    """Answer the notice of result, with the evidence that goes with the answer."""
    claim = claimed(key, purpose="answer_result", text=f"{ref} {text}", now=now)
    if claim.replay is not None:
        return
    respond_to_result(ref=ref, text=text, contest=contest, actor=actor, now=now)
    if file_ids:
        words = text or str(_("Bukti tambahan."))
        write_message(ref=ref, text=words, file_ids=file_ids, actor=actor, now=now)
    claim.store({})
