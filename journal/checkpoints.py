"""Checkpoints: the heads of all chains, signed, outside the database (R51).

A chain does not see that its own end is gone. So every ten minutes a file is
written of the heads that moved since the last one, with the Merkle root over all
of them. ``journal.verify_checkpoints`` reads them with code of its own.

A file, one JSON value a line: a head ``["case",12,30,"hash"]`` for each chain that
moved; one object with number, time, counts, root, the hash of the head lines and
the hash of the file before; the key's id and its signature over that object.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from journal.errors import CheckpointsMissing
from journal.models import Checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping
    from typing import BinaryIO, TypeAlias

    #: Key id and signature of some bytes; the floor that keeps the key gives it.
    Sign: TypeAlias = Callable[[bytes], tuple[str, bytes]]

FORMAT = 1
#: In front of what is signed: no other signature of ours fits.
PURPOSE = b"ombudsman checkpoint\n"
_FILE = re.compile(r"[0-9]{9}\.jsonl")
_BATCH = 5_000
_HEADS = """
DECLARE journal_heads NO SCROLL CURSOR FOR
SELECT h.subject_kind, h.subject_id, h.n, encode(h.hash, 'hex'),
       a.n IS DISTINCT FROM h.n OR a.hash IS DISTINCT FROM h.hash
  FROM journal_chainhead h
  LEFT JOIN journal_anchoredhead a USING (subject_kind, subject_id)
 ORDER BY h.subject_kind COLLATE "C", h.subject_id
"""
_BACK = """
SELECT a.subject_kind, a.subject_id, a.n, h.n
  FROM journal_anchoredhead a
  LEFT JOIN journal_chainhead h USING (subject_kind, subject_id)
 WHERE h.n IS NULL OR h.n < a.n OR (h.n = a.n AND h.hash <> a.hash)
 ORDER BY 1, 2
"""
_ANCHOR = """
INSERT INTO journal_anchoredhead AS anchored (subject_kind, subject_id, n, hash)
SELECT h.subject_kind, h.subject_id, h.n, h.hash
  FROM journal_chainhead h
  LEFT JOIN journal_anchoredhead a USING (subject_kind, subject_id)
 WHERE a.n IS DISTINCT FROM h.n OR a.hash IS DISTINCT FROM h.hash
 ORDER BY 1, 2
    ON CONFLICT (subject_kind, subject_id)
    DO UPDATE SET n = EXCLUDED.n, hash = EXCLUDED.hash
"""


@dataclass(slots=True)
class Merkle:
    """The root over leaves that come one by one (RFC 6962); holds a few hashes."""

    _peaks: list[tuple[int, bytes]] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        size, node = 1, hashlib.sha256(b"\x00" + leaf).digest()
        while self._peaks and self._peaks[-1][0] == size:
            size, node = 2 * size, _join(self._peaks.pop()[1], node)
        self._peaks.append((size, node))

    def root(self) -> bytes:
        if not self._peaks:
            return hashlib.sha256().digest()
        node = self._peaks[-1][1]
        for _size, left in reversed(self._peaks[:-1]):
            node = _join(left, node)
        return node


@dataclass(frozen=True, slots=True)
class Restored:
    """What two persons admit was lost when a backup was restored (``lost``: kept up to).

    ``reason`` are words: they stand in the file, outside the database, and nowhere else.
    """

    reason: str
    by: tuple[int, int]
    lost: Mapping[tuple[str, int], int]


def write(
    folder: Path, *, sign: Sign, restored: Restored | None = None
) -> tuple[Checkpoint, list[str]]:
    """Write the next checkpoint; returns it, and the chains that went back (none).

    One that admits a loss tells the heads of all chains that lost something anew.

    A chain that is shorter than it was, gone, or another one at the same length is
    what no use case can do. Raises CheckpointsMissing when the folder lacks what
    the database knows, FileExistsError when somebody else writes: nothing is
    written then.
    """
    with _snapshot() as cursor:
        number, previous = _continue(folder)
        cursor.execute(_BACK)
        back = [_went_back(*row) for row in cursor.fetchall()]
        name = f"{number:09d}.jsonl"
        with _new_file(folder / name) as file:
            about = _heads(cursor, file, restored.lost if restored else ())
            # Not now(), the begin of the transaction: a writer who began earlier may come
            # after one who began later, and read what that one left.
            cursor.execute(_MOMENT, [_TIME])
            (about["at"],) = cursor.fetchone()
            about |= {"format": FORMAT, "number": number, "previous": previous}
            if restored:
                about["restored"] = _admitted(restored)
            _finish(file, about, sign)
        row = Checkpoint.objects.create(
            number=number,
            chains=about["chains"],
            entries=about["entries"],
            changed=about["changed"],
            root=bytes.fromhex(about["root"]),
            digest=_digest(folder / name),
        )
        cursor.execute(_ANCHOR)
    return row, back


_MOMENT = "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', %s)"
_TIME = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'


@contextmanager
def _snapshot() -> Iterator[Any]:
    """All heads at one moment; within a transaction of the caller's (tests) as it is."""
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield cursor


def _continue(folder: Path) -> tuple[int, str]:
    """The next number and the hash of the file before it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = sorted(path.name for path in folder.iterdir() if _FILE.fullmatch(path.name))
    known = Checkpoint.objects.order_by("-number").first()
    if known is not None:
        last = folder / f"{known.number:09d}.jsonl"
        if last.name not in names or _digest(last) != bytes(known.digest):
            raise CheckpointsMissing(last.name)
    if not names:
        return 1, ""
    return int(names[-1][:9]) + 1, _digest(folder / names[-1]).hex()


def _admitted(restored: Restored) -> dict[str, Any]:
    lost = [[*chain, kept] for chain, kept in sorted(restored.lost.items())]
    return {"reason": restored.reason, "by": [*restored.by], "lost": lost}


def _heads(
    cursor: Any, file: BinaryIO, anew: Container[tuple[str, int]]
) -> dict[str, Any]:
    """Write the heads that moved, and those to be told anew; count them all."""
    tree, lines = Merkle(), hashlib.sha256()
    about = {"chains": 0, "entries": 0, "changed": 0}
    cursor.execute(_HEADS)
    while batch := _fetch(cursor):
        for kind, pk, n, digest, moved in batch:
            line = _line([kind, pk, n, digest])
            tree.add(line)
            about["chains"] += 1
            about["entries"] += n
            if moved or (kind, pk) in anew:
                about["changed"] += 1
                lines.update(line + b"\n")
                file.write(line + b"\n")
    cursor.execute("CLOSE journal_heads")
    return {**about, "root": tree.root().hex(), "heads": lines.hexdigest()}


def _fetch(cursor: Any) -> list[tuple[str, int, int, str, bool]]:
    cursor.execute(f"FETCH {_BATCH} FROM journal_heads")
    rows: list[tuple[str, int, int, str, bool]] = cursor.fetchall()
    return rows


def _finish(file: BinaryIO, about: dict[str, Any], sign: Sign) -> None:
    told = _line(dict(sorted(about.items())))
    key, signature = sign(PURPOSE + told)
    file.write(told + b"\n" + _line({"key": key, "signature": signature.hex()}) + b"\n")


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that appears whole, once, and is never written again; or not at all."""
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    try:
        with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fchmod(file.fileno(), 0o444)
            os.fsync(file.fileno())
        os.link(part, path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _join(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _line(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _went_back(kind: str, pk: int, before: int, today: int | None) -> str:
    now = "gone" if today is None else f"at n{today}"
    return f"{kind}:{pk}: was at n{before}, is {now}"
