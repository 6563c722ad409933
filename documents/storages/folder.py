"""A folder of this machine. A file appears whole or not at all: it is written under
another name, forced to the disk, and renamed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from documents.errors import StorageFull

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNFINISHED = re.compile(r"[0-9a-f]{32}\.part")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class SealedFolder(FileSystemStorage):
    """``MEDIA_ROOT``, for this account only."""

    @property
    def base_location(self) -> str:
        return str(settings.MEDIA_ROOT)

    @property
    def location(self) -> str:
        return str(Path(settings.MEDIA_ROOT).absolute())

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        unfinished = path.with_suffix(".part")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_through(unfinished, content.read())
            unfinished.rename(path)
            _sync_folder(path.parent)
        except OSError as error:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
            if error.errno in _FULL:
                raise StorageFull from error
            raise
        return name

    def written_before(self, moment: datetime) -> Iterator[tuple[str, datetime]]:
        """The names of what lies here since then, each with when it was written.

        What is unfinished for so long is removed on the way: its writer is dead.
        """
        root = Path(self.location)
        for path in root.glob("[0-9][0-9][0-9][0-9]/??/*"):
            try:
                at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            except FileNotFoundError:
                continue  # removed meanwhile
            if at >= moment:
                continue
            if _UNFINISHED.fullmatch(path.name):
                path.unlink(missing_ok=True)
            else:
                yield path.relative_to(root).as_posix(), at


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
