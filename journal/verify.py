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

_NOTHING_BEFORE = bytes(32)
_BATCH = 2_000
_ENTRIES = """
DECLARE journal_entries NO SCROLL CURSOR FOR
SELECT format, id, subject_kind, subject_id, n, at, recorded_at, actor_kind,
       actor_id, kind, data::text, prev, core, hash
  FROM journal_entry
 WHERE %(kind)s IS NULL OR (subject_kind = %(kind)s AND subject_id = %(id)s)
 ORDER BY subject_kind, subject_id, n, id
"""
_HEADS = """
SELECT subject_kind, subject_id, n, hash FROM journal_chainhead
 WHERE %(kind)s IS NULL OR (subject_kind = %(kind)s AND subject_id = %(id)s)
 ORDER BY subject_kind, subject_id
"""

Chain = tuple[str, int]


@dataclass(slots=True)
class Report:
    """What was read, and each place where it does not hold together."""

    entries: int = 0
    chains: int = 0
    breaks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Link:
    n: int
    hash: bytes


def verify(subject: Chain | None = None) -> Report:
    """Check all chains, or one subject's. In one read-only snapshot.

    Inside a transaction of the caller's (tests) it sees what that one sees. Needs
    memory for two numbers a chain, whatever its length.
    """
    report, last = Report(), dict[Chain, _Link]()
    named = {
        "kind": subject[0] if subject else None,
        "id": subject[1] if subject else 0,
    }
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute(_HEADS, named)
        heads = {(kind, pk): _Link(n, bytes(h)) for kind, pk, n, h in cursor.fetchall()}
        for row in _rows(cursor, named):
            _check(row, last, report)
    report.chains = len(last)
    for chain in sorted(last.keys() | heads.keys()):
        if last.get(chain) != heads.get(chain):
            report.breaks.append(f"{_name(chain)}: the chain does not end at its head")
    return report


def _rows(cursor: Any, named: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    cursor.execute(_ENTRIES, named)
    while True:
        cursor.execute(f"FETCH {_BATCH} FROM journal_entries")
        batch = cursor.fetchall()
        if not batch:
            cursor.execute("CLOSE journal_entries")  # the next chain needs the name
            return
        yield from batch


def _check(row: tuple[Any, ...], last: dict[Chain, _Link], report: Report) -> None:
    *columns, prev, core, digest = row
    prev, core, digest = bytes(prev), bytes(core), bytes(digest)
    chain = (columns[2], columns[3])
    before = last.get(chain, _Link(0, _NOTHING_BEFORE))
    place = f"{_name(chain)} n{columns[4]} (entry {columns[1]})"
    wrong = [
        reason
        for reason, holds in (
            ("does not follow the entry before it", columns[4] == before.n + 1),
            ("does not name the hash before it", prev == before.hash),
            ("hash does not fit", digest == hashlib.sha256(prev + core).digest()),
            ("columns differ from what was hashed", _as_hashed(columns) == _load(core)),
        )
        if not holds
    ]
    report.breaks.extend(f"{place}: {reason}" for reason in wrong)
    report.entries += 1
    last[chain] = _Link(columns[4], digest)


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
