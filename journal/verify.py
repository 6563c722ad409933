"""An independent check of the chains: plain SQL in, plain hashing here.

It shares no code with what writes them: it reads the stored canonical bytes,
hashes them again, and compares every column with what the bytes say.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_START = (0, bytes(32))
_BATCH = 2_000
_ENTRIES = """
DECLARE journal_entries NO SCROLL CURSOR FOR
SELECT e.format, e.id, e.subject_kind, e.subject_id, e.n, e.at, e.recorded_at,
       e.actor_kind, e.actor_id, e.kind, e.data::text, e.prev, e.core, e.hash,
       h.n, h.hash
  FROM journal_entry e
  LEFT JOIN journal_chainhead h USING (subject_kind, subject_id)
 WHERE %(kind)s IS NULL OR (subject_kind = %(kind)s AND subject_id = %(id)s)
 ORDER BY subject_kind, subject_id, e.n, e.id
"""
_EMPTY = """
SELECT h.subject_kind, h.subject_id FROM journal_chainhead h
 WHERE (%(kind)s IS NULL OR (subject_kind = %(kind)s AND subject_id = %(id)s))
   AND NOT EXISTS (SELECT FROM journal_entry e WHERE e.subject_kind = h.subject_kind
                      AND e.subject_id = h.subject_id)
"""

Chain = tuple[str, int]


@dataclass(slots=True)
class Report:
    """What was read, and each place where it does not hold together."""

    entries: int = 0
    chains: int = 0
    breaks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """The chain that is being read, its last entry and the head that it must end at."""

    report: Report = field(default_factory=Report)
    chain: Chain = ("", 0)
    last: tuple[int, bytes] = _START
    head: tuple[int, bytes] = _START
    ends: list[Chain] = field(default_factory=list)

    def begin(self, chain: Chain) -> None:
        """Another chain: the one before it has ended."""
        if self.last != self.head:
            self.ends.append(self.chain)
        self.chain, self.last, self.head = chain, _START, _START


def verify(subject: Chain | None = None) -> Report:
    """Check all chains, or one subject's. In one read-only snapshot.

    Inside a transaction of the caller's (tests) it sees what that one sees. Holds one
    batch of entries in memory, however many there are.
    """
    walk = _Walk()
    named = {
        "kind": subject[0] if subject else None,
        "id": subject[1] if subject else 0,
    }
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for row in _rows(cursor, named):
            _check(row, walk)
        walk.begin(("", 0))
        cursor.execute(_EMPTY, named)
        walk.ends += cursor.fetchall()
    walk.report.breaks.extend(
        f"{_name(chain)}: the chain does not end at its head"
        for chain in sorted(walk.ends)
    )
    return walk.report


def _rows(cursor: Any, named: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    cursor.execute(_ENTRIES, named)
    while True:
        cursor.execute(f"FETCH {_BATCH} FROM journal_entries")
        batch = cursor.fetchall()
        if not batch:
            cursor.execute("CLOSE journal_entries")  # the next chain needs the name
            return
        yield from batch


def _check(row: tuple[Any, ...], walk: _Walk) -> None:
    *columns, prev, core, digest, head_n, head_hash = row
    prev, core, digest = bytes(prev), bytes(core), bytes(digest)
    report, chain = walk.report, (columns[2], columns[3])
    if chain != walk.chain:
        walk.begin(chain)
        walk.head = (head_n or 0, bytes(head_hash or b""))
        report.chains += 1
    place = f"{_name(chain)} n{columns[4]} (entry {columns[1]})"
    wrong = [
        reason
        for reason, holds in (
            ("does not follow the entry before it", columns[4] == walk.last[0] + 1),
            ("does not name the hash before it", prev == walk.last[1]),
            ("hash does not fit", digest == hashlib.sha256(prev + core).digest()),
            ("columns differ from what was hashed", _as_hashed(columns) == _load(core)),
        )
        if not holds
    ]
    report.breaks.extend(f"{place}: {reason}" for reason in wrong)
    report.entries += 1
    walk.last = (columns[4], digest)


def _as_hashed(columns: list[Any]) -> list[Any]:
    """The columns in the form that format 1 hashes them in."""
    *front, at, recorded_at, actor_kind, actor_id, kind, data = columns
    times = [_text(at), _text(recorded_at)]
    return [*front, *times, actor_kind, actor_id, kind, json.loads(data)]


def _text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}"


def _load(core: bytes) -> object:
    try:
        return json.loads(core)
    except ValueError:
        return None


def _name(chain: Chain) -> str:
    return f"{chain[0]}:{chain[1]}"
