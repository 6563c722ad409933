"""Sealing bytes into storage, and opening them again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from documents import store
from documents.domain.kinds import Copying, FileRole, Verdict
from documents.envelope import EnvelopeError, Sealed, open_sealed, seal
from documents.errors import Gone
from documents.models import StoredFile
from documents.models.files import CONTENT, NAME, key_ring

if TYPE_CHECKING:
    from datetime import datetime

    from documents.domain.kinds import MediaType


def keep(
    content: bytes,
    *,
    name: str,
    media_type: MediaType,
    verdict: Verdict,
    now: datetime,
    copy_of: StoredFile | None = None,
    as_what: FileRole = FileRole.DERIVATIVE,
) -> StoredFile:
    """Seal the bytes, write them, and make their row. Raises StorageFull.

    What is not ours waits for its scan and its copy from now on. ``as_what``: what a
    copy is for.
    A transaction that is rolled back later leaves sealed bytes on the disk whose
    key went with the row: noise, which nobody can open.
    """
    ours = verdict is Verdict.OURS
    role = FileRole.ORIGINAL if copy_of is None else as_what
    stored = StoredFile(
        role=role.value,
        parent=copy_of,
        copying=(Copying.NOT_NEEDED if ours else Copying.WAITING).value,
        due_at=None if ours else now,
        key=store.new_key(now),
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        type=media_type.value,
        verdict=verdict.value,
        created_at=now,
    )
    keys = key_ring()
    sealed = seal(content, stored.place(CONTENT), keys)
    stored.sealed_name = seal(name.encode(), stored.place(NAME), keys).pack()
    stored.key_version = sealed.key_version
    stored.wrapped_key = sealed.wrapped_key
    stored.nonce = sealed.nonce
    store.write(stored.key, sealed.ciphertext)
    stored.save(force_insert=True)
    return stored


def content_of(stored: StoredFile) -> bytes:
    """The bytes as they came. Raises Gone when erased, missing or altered."""
    if stored.key_version is None or stored.wrapped_key is None or stored.nonce is None:
        raise Gone
    sealed = Sealed(
        key_version=stored.key_version,
        wrapped_key=bytes(stored.wrapped_key),
        nonce=bytes(stored.nonce),
        ciphertext=store.read(stored.key),
    )
    try:
        content = open_sealed(sealed, stored.place(CONTENT), key_ring())
    except EnvelopeError as error:
        raise Gone from error
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise Gone
    return content
