"""Finding files and letters by what stands in an address or on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models

from accounts.models import User
from documents.domain.numbers import normal_number
from documents.models import Letter, StoredFile
from journal.actor import ActorKind

if TYPE_CHECKING:
    from journal.actor import Actor


def letter_by_ref(ref: UUID) -> Letter | None:
    """The letter whose verification page has this address."""
    return _letters().filter(ref=ref).first()


def letter_as_typed(typed: str) -> Letter | None:
    """The letter of a number, or of the code beside its QR, as copied from paper."""
    try:
        return letter_by_ref(UUID(typed.strip()))
    except ValueError:
        return _letters().filter(number=normal_number(typed)).first()


def file_by_ref(ref: UUID) -> StoredFile | None:
    """The file of a signed address."""
    return StoredFile.objects.select_related("parent").filter(ref=ref).first()


def still_stands(actor: Actor) -> bool:
    """Whether an actor named in a signed address may still use it."""
    if actor.kind is ActorKind.USER and actor.journal_id is not None:
        return User.objects.filter(pk=actor.journal_id, is_active=True).exists()
    return actor.kind in {ActorKind.REPORTER, ActorKind.ADDRESSEE}


def _letters() -> models.QuerySet[Letter]:
    return Letter.objects.select_related("issued_by_office", "replaced_by")
