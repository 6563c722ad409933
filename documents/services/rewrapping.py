"""Turning the key that wraps the keys of files, while people work."""

from __future__ import annotations

from django.db import transaction

from documents.domain.kinds import FileState
from documents.envelope import Sealed, rewrap
from documents.models import StoredFile
from documents.models.files import CONTENT, NAME, key_ring


@transaction.atomic
def rewrap_files(*, limit: int = 200) -> int:
    """Put up to ``limit`` files under the newest key; returns how many there were.

    Call until it returns 0, each call a transaction: it can be stopped anywhere, and
    both keys open while the ring holds both. The bytes on disk stay as they are.
    History has nothing to tell of it: what can be read is the same.
    """
    keys = key_ring()
    waiting = (
        StoredFile.objects.filter(state=FileState.STORED.value)
        .exclude(key_version=keys.newest)
        .order_by("pk")
        .select_for_update(skip_locked=True)
    )
    files = list(waiting[:limit])
    for stored in files:
        content = Sealed(
            key_version=stored.key_version or 0,
            wrapped_key=bytes(stored.wrapped_key or b""),
            nonce=bytes(stored.nonce or b""),
            ciphertext=b"",
        )
        moved = rewrap(content, stored.place(CONTENT), keys)
        name = Sealed.unpack(bytes(stored.sealed_name or b""))
        stored.key_version = moved.key_version
        stored.wrapped_key = moved.wrapped_key
        stored.sealed_name = rewrap(name, stored.place(NAME), keys).pack()
        stored.save(update_fields=["key_version", "wrapped_key", "sealed_name"])
    return len(files)
