"""What the reporter sends to us from the report's page: one form, one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from complaints import policies, vault
from complaints.domain import events
from complaints.domain.completeness import IDENTITY_FIELDS
from complaints.domain.states import Party
from complaints.models.choices import VaultKind
from complaints.selectors.merging import report_locked
from complaints.services import filed_words, sending
from complaints.services.errors import NotReady
from complaints.services.examination import respond_to_result
from complaints.services.gate import amend, enter, tell
from complaints.services.intake import complete
from complaints.services.reopening import complete_lapsed
from complaints.services.writing import write_message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.identity import Identity
    from journal.idempotency import Claim
    from journal.record import JSON


@transaction.atomic
def complete_report(
    *,
    ref: UUID,
    text: str,
    file_ids: Sequence[int],
    key: UUID | None,
    actor: Actor,
    now: datetime,
    identity: Identity | None = None,
) -> None:
    """Send what was missing, and say that it is there (UU 37/2008 art. 25).

    Who somebody is goes into the vault beside what he gave first, and into no message.
    Raises :class:`NotReady` where the vault of the case holds no identity.
    """
    whole = f"{text}\n{vault.fingerprint(identity)}" if identity else text
    claim = _claim("complete", ref, whole, file_ids, key, actor=actor, now=now)
    if claim is not None and claim.replay is not None:
        return
    if identity is not None:
        _seal(ref, identity, actor=actor, now=now)
    if text or file_ids:
        words = text or str(_("Bukti tambahan."))
        write_message(ref=ref, text=words, file_ids=file_ids, actor=actor, now=now)
    if not complete_lapsed(ref=ref, actor=actor, now=now):
        complete(ref=ref, actor=actor, now=now)
    sending.store(claim, case=ref)


def _seal(ref: UUID, identity: Identity, *, actor: Actor, now: datetime) -> None:
    report_locked(ref)
    case = enter(ref, actor=actor)
    policies.require(actor, case, Party.REPORTER)
    if not case.vault.filter(kind=VaultKind.IDENTITY, erased_at=None).exists():
        raise NotReady("no_vault")
    vault.complete(case, identity, now=now)
    filed_words.read_again(case)
    filled = {*(case.identity_filled or ()), *identity.filled()}
    amend(
        case,
        now=now,
        identity_filled=[name for name in IDENTITY_FIELDS if name in filled],
        identity_paper=identity.paper or case.identity_paper,
    )
    fields: list[JSON] = [*identity.given()]
    tell(case, events.IDENTITY_COMPLETED, actor=actor, now=now, fields=fields)


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
