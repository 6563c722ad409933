"""Sealed bytes under names that say nothing, in the storage that the settings name.

A key is ``year/two letters/random``. What is stored is there whole or not at all.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Protocol, cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.errors import Gone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_KEY = re.compile(r"[0-9]{4}/[0-9a-f]{2}/[0-9a-f]{32}")


class Storage(Protocol):
    """What ours does beside Django's own interface (``documents.storages``)."""

    def written_before(self, moment: datetime) -> Iterator[tuple[str, datetime]]:
        """The names of what lies there since then, each with when it was written."""


def new_key(now: datetime) -> str:
    """A random storage key with the year in front (settled: the year can be moved)."""
    name = secrets.token_hex(16)
    return f"{now:%Y}/{name[:2]}/{name}"


def write(key: str, sealed: bytes) -> None:
    """Store once. Raises StorageFull or StorageOut, and leaves no part behind."""
    default_storage.save(_checked(key), ContentFile(sealed))


def read(key: str) -> bytes:
    """The sealed bytes. Raises Gone when there is no such file, or StorageOut."""
    try:
        with default_storage.open(_checked(key)) as file:
            return cast("bytes", file.read())
    except FileNotFoundError:
        raise Gone from None


def remove(key: str) -> None:
    """Delete, if it is there. Raises StorageOut."""
    default_storage.delete(_checked(key))


def older_than(moment: datetime) -> Iterator[tuple[str, datetime]]:
    """The keys that lie there since before ``moment``, each with when it was written."""
    storage = cast("Storage", default_storage)
    for name, at in storage.written_before(moment):
        if _KEY.fullmatch(name):
            yield name, at


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError("not a storage key")
    return key
