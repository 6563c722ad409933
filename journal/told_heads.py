"""What the checkpoints told, as their verifier holds it: on disk, a million chains fit.

A file of SQLite's own in the temporary folder, without a name, gone with the object. It
holds ids, numbers and hashes.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator

Chain = tuple[str, int]
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE head (kind TEXT, pk INTEGER, n INTEGER, digest BLOB,
                   PRIMARY KEY (kind, pk)) WITHOUT ROWID;
CREATE TABLE wrong (kind TEXT, pk INTEGER, n INTEGER, file INTEGER, what TEXT);
CREATE TABLE restored (kind TEXT, pk INTEGER, file INTEGER, kept INTEGER);
CREATE INDEX wrong_chain ON wrong (kind, pk);
CREATE INDEX restored_chain ON restored (kind, pk);
-- A later restoration that kept the chain up to below such a head gives it up.
CREATE VIEW standing AS SELECT rowid AS seen, w.* FROM wrong w
 WHERE NOT EXISTS (SELECT 1 FROM restored r WHERE r.kind = w.kind AND r.pk = w.pk
                      AND r.file > w.file AND r.kept < w.n);
"""
_STANDING = """
SELECT kind, pk, what, min(seen),
       (SELECT min(o.n) FROM standing o WHERE o.kind = s.kind AND o.pk = s.pk)
  FROM standing s GROUP BY kind, pk ORDER BY 4
"""


class ToldHeads:
    """The newest head of each chain, each head that does not hold, each loss admitted."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")

    def last(self, chain: Chain) -> tuple[int, bytes]:
        """The head that was told last; (0, nothing) of a chain that is new."""
        row = self._db.execute(
            "SELECT n, digest FROM head WHERE kind = ? AND pk = ?", chain
        ).fetchone()
        return row or (0, b"")

    def tell(self, chain: Chain, n: int, digest: bytes) -> None:
        """A later head."""
        self._db.execute(
            "INSERT OR REPLACE INTO head VALUES (?, ?, ?, ?)", (*chain, n, digest)
        )

    def accuse(self, chain: Chain, n: int, file: int, what: str) -> None:
        """Head ``n`` of this chain, which a file told of, does not hold."""
        self._db.execute(
            "INSERT INTO wrong VALUES (?, ?, ?, ?, ?)", (*chain, n, file, what)
        )

    def restore(self, chain: Chain, file: int, kept: int) -> None:
        """This file admits that the chain was lost after ``kept``; it begins anew."""
        self._db.execute(
            "INSERT INTO restored VALUES (?, ?, ?, ?)", (*chain, file, kept)
        )
        self._db.execute("DELETE FROM head WHERE kind = ? AND pk = ?", chain)

    def wrong(self) -> Iterator[tuple[Chain, str, int]]:
        """Each chain that does not hold, what was seen first, and up to where it does."""
        for kind, pk, what, _seen, lowest in self._db.execute(_STANDING):
            yield (kind, pk), what, lowest - 1

    def counts(self) -> tuple[int, int]:
        """Chains, and entries in them."""
        row = self._db.execute("SELECT count(*), coalesce(sum(n), 0) FROM head")
        chains, entries = row.fetchone()
        return int(chains), int(entries)

    def root(self) -> bytes:
        """The Merkle root over all heads, by the definition of RFC 6962."""
        rows = self._db.execute("SELECT kind, pk, n, digest FROM head ORDER BY 1, 2")
        leaves = (
            json.dumps([kind, pk, n, digest.hex()], separators=(",", ":")).encode()
            for kind, pk, n, digest in rows
        )
        return root_of(leaves, self.counts()[0])


def root_of(leaves: Iterator[bytes], count: int) -> bytes:
    """The root over so many leaves: split where the left side is a whole tree."""
    if count == 0:
        return hashlib.sha256(b"").digest()
    if count == 1:
        return hashlib.sha256(b"\x00" + next(leaves)).digest()
    left = 1 << (count - 1).bit_length() - 1
    first = root_of(leaves, left)
    return hashlib.sha256(b"\x01" + first + root_of(leaves, count - left)).digest()
