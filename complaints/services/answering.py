"""What the reporter sends to us from the report's page: one form, one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from complaints.services import sending
from complaints.services.examination import respond_to_result
from complaints.services.gate import enter
from complaints.services.intake import complete
from complaints.services.reopening import complete_lapsed
from complaints.services.writing import write_message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from journal.idempotency import Claim


@transaction.atomic
def complete_report(
    *,
    ref: UUID,
    text: str,
    file_ids: Sequence[int],
    key: UUID | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Send what was missing, and say that it is there (UU 37/2008 art. 25)."""
    claim = _claim("complete", ref, text, file_ids, key, actor=actor, now=now)
    if claim is not None and claim.replay is not None:
        return
    write_message(ref=ref, text=text, file_ids=file_ids, actor=actor, now=now)
    if not complete_lapsed(ref=ref, actor=actor, now=now):
        complete(ref=ref, actor=actor, now=now)
    sending.store(claim, case=ref)


@transaction.atomic
def answer_result(
    *,
    ref: UUID,
    text: str,
    contest: bool,
    file_ids: Sequence[int],
    key: UUID | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Answer the notice of result, with the evidence that goes with the answer."""
    claim = _claim("answer_result", ref, text, file_ids, key, actor=actor, now=now)
    if claim is not None and claim.replay is not None:
        return
    respond_to_result(ref=ref, text=text, contest=contest, actor=actor, now=now)
    if file_ids:
        words = text or str(_("Bukti tambahan."))
        write_message(ref=ref, text=words, file_ids=file_ids, actor=actor, now=now)
    sending.store(claim, case=ref)


def _claim(
    form: str,
    ref: UUID,
    text: str,
    file_ids: Sequence[int],
    key: UUID | None,
    *,
    actor: Actor,
    now: datetime,
) -> Claim | None:
    enter(ref, actor=actor)  # locked: of two sendings the second waits
    words = [str(ref), text]
    return sending.claim(
        key, form=form, words=words, file_ids=file_ids, actor=actor, now=now
    )
