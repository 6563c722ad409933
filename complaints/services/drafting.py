"""A report being written: kept on the server after every step, for 30 days.

A draft is nobody's case yet; what is written into it leaves no entry. Its history holds
what was sent to its writer at his wish, a code or a link. Who writes it, and how he may be reached, is sealed from the first step on.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import structlog
from django.db import InterfaceError, OperationalError, transaction

from complaints import vault
from complaints.domain.identity import Identity, identity_of
from complaints.domain.terms import TERMS, TermKind
from complaints.models import Case, CaseFile, Draft, DraftFile
from complaints.models.choices import Purpose
from complaints.services import codes
from complaints.services.drafted import report_of
from complaints.services.errors import LeftUndone, NotReady
from complaints.services.filing import (
    Receipt,
    Report,
    file_report,
    require_in_force,
)
from complaints.services.papers import require_room
from complaints.vault import Contact
from documents.envelope import Sealed
from documents.services import erase_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from documents.models import StoredFile

log = structlog.stdlib.get_logger("ombudsman.drafts")

#: The columns of a draft that hold what nobody may read in a dump.
SEALED = ("key_version", "wrapped_key", "nonce", "ciphertext")


@dataclass(frozen=True, slots=True)
class Person:
    """Who writes and how to reach him, as the draft's sealed part holds it."""

    identity: Identity
    contact: Contact


def place_of(draft: Draft) -> bytes:
    """What the sealed part of this draft is bound to."""
    return f"complaints_draft:{draft.ref}".encode()


@transaction.atomic
def start(*, actor: Actor, now: datetime, **taken: Any) -> Draft:
    """A new, empty draft. Its code comes with :func:`leave`.

    ``taken``: by which channel an officer takes it in (``services.taking``).
    """
    return Draft.objects.create(
        **taken,
        token_hash=secrets.token_bytes(32),  # of no code at all
        key=uuid4(),
        filed_by_id=actor.user_id,
        created_at=now,
        updated_at=now,
        expires_at=now + timedelta(days=TERMS[TermKind.DRAFT_LIFE].amount),
    )


def live(ref: UUID, *, now: datetime) -> Draft | None:
    """The draft of this ref while it may be used: not longer than 30 days."""
    return Draft.objects.filter(ref=ref, expires_at__gt=now).first()


def writable(ref: UUID, now: datetime) -> Draft:
    """The draft, locked. Raises :class:`NotReady` when it was sent or is too old."""
    draft = Draft.objects.select_for_update().filter(ref=ref).first()
    if draft is None or draft.expires_at <= now or draft.filed_at is not None:
        raise NotReady("draft_over")
    return draft


@transaction.atomic
def keep(
    *,
    ref: UUID,
    answers: Mapping[str, Any],
    actor: Actor,
    now: datetime,
    step: str = "",
    sealed: Mapping[str, str] | None = None,
) -> Draft:
    """Keep the answers of one step; those of other steps stay.

    ``sealed`` are those that tell who writes: their plaintext is in no column. What was
    kept of this step as it was typed is done with.
    """
    del actor
    draft = writable(ref, now)
    typed = {
        name: v for name, v in draft.answers.get("typed", {}).items() if name != step
    }
    draft.answers = {**draft.answers, **answers, "typed": typed}
    record = opened(draft) or {}
    if sealed is not None or f"typed {step}" in record:
        seal(draft, {**_without(record, f"typed {step}"), **(sealed or {})})
    draft.updated_at = now
    draft.save(update_fields=["answers", *SEALED, "updated_at"])
    return draft


def _without(record: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in record.items() if key != name}


def seal(draft: Draft, record: dict[str, str]) -> None:
    """Put this into the sealed part, in place of what was there; saves nothing."""
    sealed = vault.seal_bytes(record, place_of(draft))
    for column in SEALED:
        setattr(draft, column, getattr(sealed, column))


def opened(draft: Draft) -> dict[str, str] | None:
    """The sealed part; None while nothing is sealed."""
    if draft.ciphertext is None or draft.wrapped_key is None or draft.nonce is None:
        return None
    sealed = Sealed(
        draft.key_version or 0,
        bytes(draft.wrapped_key),
        bytes(draft.nonce),
        bytes(draft.ciphertext),
    )
    return vault.unseal_bytes(sealed, place_of(draft))


def person_of(draft: Draft) -> Person | None:
    """Who writes, for the writer himself; None before that step."""
    record = opened(draft)
    if draft.filed_at is not None or record is None:
        return None
    return Person(identity_of(record), vault.contact_of(record))


@transaction.atomic
def add_file(
    *,
    ref: UUID,
    stored: StoredFile,
    actor: Actor,
    now: datetime,
    purpose: Purpose = Purpose.EVIDENCE,
) -> DraftFile:
    """Let the report bring this file; the same bytes once more are kept once.

    The draft is locked, so of two at once the second finds what the first left. Raises
    :class:`NoRoom` when they are too many; who stored the file erases it then.
    """
    draft = writable(ref, now)
    same = draft.files.filter(purpose=purpose, file__sha256=stored.sha256)
    held = same.exclude(file=stored).first()
    if held is not None:
        erase_file(stored=stored, actor=actor, now=now)
        return held
    require_room(draft.files.all(), files=1, size=stored.size)
    return DraftFile.objects.create(draft=draft, file=stored, purpose=purpose)


@transaction.atomic
def drop_file(*, ref: UUID, file_ref: UUID, actor: Actor, now: datetime) -> None:
    """Leave this file out again, and erase it."""
    _discard_files(writable(ref, now).files.filter(ref=file_ref), actor=actor, now=now)


def receipt_of(draft: Draft) -> Receipt | None:
    """What the reporter keeps, while the draft lives; None before it was sent.

    Raises :class:`NotReady` when the report has another code by now.
    """
    sent = draft.answers.get("receipt") if draft.filed_at else None
    kept = opened(draft)
    if sent is None or kept is None:
        return None
    secret = codes.secret_of(UUID(kept["key"]).bytes)
    require_in_force(Case.objects.get(ref=sent["ref"]), secret)
    return Receipt(sent["ref"], sent["locator"], secret.code, secret.qr)


@transaction.atomic
def send(*, ref: UUID, key: UUID, actor: Actor, now: datetime) -> Receipt:
    """File the report that the draft has become; sent twice, the same receipt.

    ``key`` came with the form: a form of another draft is refused. What was sealed
    and written in the draft is erased with the sending; it lives in the case. The key,
    from which the code follows, stays sealed, for the receipt that is looked at again.
    """
    draft = (
        Draft.objects.select_for_update().filter(ref=ref, expires_at__gt=now).first()
    )
    if draft is None or draft.key not in (key, _spent(key)):
        raise NotReady("draft_over")
    again = receipt_of(draft)
    if again is not None:
        return again
    receipt = file_report(key=key, report=_report(draft), actor=actor, now=now)
    draft.files.all().delete()
    draft.checks.all().delete()
    draft.answers = {"receipt": {"ref": receipt.case_ref, "locator": receipt.locator}}
    draft.filed_at = draft.updated_at = now
    draft.key = _spent(key)
    seal(draft, {"key": str(key)})
    draft.save()
    return receipt


def _spent(key: UUID) -> UUID:
    """What a draft keeps of a key that was used: 16 bytes of its SHA-256."""
    return UUID(bytes=hashlib.sha256(key.bytes).digest()[:16])


def _report(draft: Draft) -> Report:
    person = person_of(draft)
    if person is None or draft.answers.get("typed"):
        raise NotReady("draft_unfinished")
    return report_of(draft, person)


@transaction.atomic
def forget(*, ref: UUID, actor: Actor, now: datetime) -> None:
    """Throw the draft away at its writer's wish, and erase its files."""
    _discard(Draft.objects.filter(ref=ref, filed_at=None), actor=actor, now=now)


def purge(*, actor: Actor, now: datetime) -> int:
    """Delete drafts whose 30 days are over, and the files that only they held.

    The receipt of a report that was sent goes with its draft. Each draft is a
    transaction of its own, so that one bad file keeps no other draft alive. Raises
    LeftUndone in the end, so that the sweep counts as missed.
    """
    over = Draft.objects.filter(expires_at__lt=now).order_by("id")
    gone = failed = 0
    for pk in list(over.values_list("id", flat=True)):
        try:
            with transaction.atomic():
                gone += _discard(over.filter(pk=pk), actor=actor, now=now)
        except (OperationalError, InterfaceError):
            raise  # the database is away: no fault of this draft
        except Exception as error:
            failed += 1
            name = type(error).__name__
            log.error("draft stays", draft=pk, error=name)  # noqa: TRY400 -- no text: it may carry words of a report
    if failed:
        raise LeftUndone(f"{failed} drafts")
    return gone


def _discard(drafts: QuerySet[Draft], *, actor: Actor, now: datetime) -> int:
    locked = list(drafts.select_for_update())
    _discard_files(DraftFile.objects.filter(draft__in=locked), actor=actor, now=now)
    for draft in locked:
        draft.delete()
    return len(locked)


def _discard_files(held: QuerySet[DraftFile], *, actor: Actor, now: datetime) -> None:
    for row in held.select_related("file"):
        stored = row.file
        row.delete()
        # A file that a case took over stays with the case.
        if not CaseFile.objects.filter(file=stored).exists():
            erase_file(stored=stored, actor=actor, now=now)
