"""Sealed bytes on disk, under names that say nothing.

A key is ``year/two letters/random``. A file appears whole or not at all: it is
written under another name, forced to the disk, and renamed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from documents.errors import Gone, StorageFull

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEY = re.compile(r"[0-9]{4}/[0-9a-f]{2}/[0-9a-f]{32}")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def new_key(now: datetime) -> str:
    """A random storage key with the year in front (settled: the year can be moved)."""
    name = secrets.token_hex(16)
    return f"{now:%Y}/{name[:2]}/{name}"


def write(key: str, sealed: bytes) -> None:
    """Store once. Raises StorageFull and leaves nothing behind when it does not fit."""
    path = _path(key)
    unfinished = path.with_suffix(".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_through(unfinished, sealed)
        unfinished.rename(path)
        _sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        if error.errno in _FULL:
            raise StorageFull from error
        raise


def read(key: str) -> bytes:
    """The sealed bytes. Raises Gone when there is no such file."""
    try:
        return _path(key).read_bytes()
    except FileNotFoundError:
        raise Gone from None


def remove(key: str) -> None:
    """Delete, if it is there."""
    _path(key).unlink(missing_ok=True)


def older_than(moment: datetime) -> Iterator[tuple[str, datetime]]:
    """The keys that lie here since before ``moment``, each with when it was written.

    Unfinished ones of that age are removed on the way: their writer is dead.
    """
    root = Path(settings.MEDIA_ROOT)
    for path in root.glob("[0-9][0-9][0-9][0-9]/??/*"):
        try:
            at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except FileNotFoundError:
            continue  # removed meanwhile
        if at >= moment:
            continue
        key = path.relative_to(root).as_posix()
        if _KEY.fullmatch(key):
            yield key, at
        elif _KEY.fullmatch(key.removesuffix(".part")):
            path.unlink(missing_ok=True)


def _path(key: str) -> Path:
    if not _KEY.fullmatch(key):
        raise ValueError("not a storage key")
    return Path(settings.MEDIA_ROOT) / key


def _write_through(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
