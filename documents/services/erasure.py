"""Destroying a file, or the words of a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from documents import store
from documents.domain.kinds import FileState
from documents.models import Letter, StoredFile

if TYPE_CHECKING:
    from datetime import datetime

    from journal.actor import Actor


@transaction.atomic
def erase_file(*, stored: StoredFile, actor: Actor, now: datetime) -> StoredFile:
    """Destroy the key and the name of a file, then its bytes; the row and hash stay.

    Erasure counts from the commit: without the key the bytes are noise, even where
    a backup still has them; bytes that cannot be removed now are swept a day later
    (``unclaimed.remove_leftovers``). Derivatives go too. The caller checks the legal hold
    and records the act on its own subject. A second call changes nothing.
    """
    for derivative in stored.derivatives.select_for_update():
        erase_file(stored=derivative, actor=actor, now=now)
    locked = StoredFile.objects.select_for_update().get(pk=stored.pk)
    locked.state = FileState.ERASED.value
    locked.due_at = None
    locked.key_version = locked.wrapped_key = locked.nonce = locked.sealed_name = None
    locked.save(
        update_fields=[
            "state",
            "due_at",
            "key_version",
            "wrapped_key",
            "nonce",
            "sealed_name",
        ]
    )
    key = locked.key
    transaction.on_commit(lambda: store.remove(key), robust=True)
    return locked


@transaction.atomic
def erase_letter(*, letter: Letter, actor: Actor, now: datetime) -> Letter:
    """Destroy the PDF of a letter and the words it was made of.

    Number, date, hash and signature stay: whoever holds the paper can still have it
    verified. The caller checks the legal hold and records the act on its own
    subject. A second call changes nothing.
    """
    erase_file(stored=letter.file, actor=actor, now=now)
    letter.context = {}
    letter.save(update_fields=["context"])
    return letter
