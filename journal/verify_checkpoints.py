"""An independent check of the chains against the checkpoints outside the database.

It shares no code with ``journal.checkpoints``, which writes them: it needs the
files, the public keys and reading rights. Every head that was ever written down
must still be an entry of its chain; that a chain has grown since is life. What a
restored backup lost may be admitted in a checkpoint; then that is said each time.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import connection

from journal.told_heads import Chain, ToldHeads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

_SIGNED = b"ombudsman checkpoint\n"
_AT_ONCE = 2_000
_HASHES = """
SELECT told.place, entry.hash
  FROM unnest(%s::text[], %s::bigint[], %s::int[]) WITH ORDINALITY
       AS told (kind, id, n, place)
  LEFT JOIN journal_entry entry
    ON entry.subject_kind = told.kind AND entry.subject_id = told.id
   AND entry.n = told.n
 ORDER BY told.place
"""
_KNOWN = "SELECT number, digest FROM journal_checkpoint ORDER BY number"


@dataclass(slots=True)
class Findings:
    """What was read, and each thing that does not hold."""

    files: int = 0
    heads: int = 0
    breaks: list[str] = field(default_factory=list)
    #: Chains that do not hold, each with the number up to which it does.
    lost: dict[Chain, int] = field(default_factory=dict)
    #: Losses that two persons admitted after a restoration, one sentence each.
    admitted: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Read:
    """What the files said up to here."""

    findings: Findings = field(default_factory=Findings)
    heads: ToldHeads = field(default_factory=ToldHeads)
    digests: dict[int, bytes] = field(default_factory=dict)
    previous: str = ""
    at: str = ""


def public_keys() -> dict[str, bytes]:
    """The keys of this installation, by id: today's and the retired ones."""
    keys = dict(pair.split(":", 1) for pair in settings.SIGNING_KEYS_RETIRED)
    found = {name: base64.urlsafe_b64decode(key) for name, key in keys.items()}
    seed = base64.urlsafe_b64decode(settings.SIGNING_KEY)
    today = Ed25519PrivateKey.from_private_bytes(seed).public_key()
    found[settings.SIGNING_KEY_ID] = today.public_bytes(Encoding.Raw, PublicFormat.Raw)
    return found


def verify_checkpoints(folder: Path, keys: Mapping[str, bytes]) -> Findings:
    """Read every checkpoint of a folder in order and hold the database against it."""
    read = _Read()
    paths = {
        int(path.stem): path
        for path in (folder.glob("*.jsonl") if folder.is_dir() else ())
        if path.stem.isdecimal()
    }
    last: dict[str, Any] = {}
    for number in range(1, max(paths, default=0) + 1):
        if number in paths:
            last = _file(paths[number], number, keys, read) or last
    found = read.findings
    for chain, what, kept in read.heads.wrong():
        found.breaks.append(f"{chain[0]}:{chain[1]} {what}")
        found.lost[chain] = kept
    for number in sorted(_missing(read)):
        found.breaks.append(f"checkpoint {number:09d} is missing")
    if last and not found.breaks:
        _whole(last, read)
    return found


def _file(
    path: Path, number: int, keys: Mapping[str, bytes], read: _Read
) -> dict[str, Any] | None:
    """Check one file; what it says of itself, or None if it cannot be believed."""
    place = f"checkpoint {number:09d}"
    with path.open("rb") as file:
        digest, heads, changed, (about, seal) = _skim(file)
    read.findings.files += 1
    read.digests[number] = digest
    before, read.previous = read.previous, digest.hex()
    try:
        told = json.loads(about)
        if not _is_signed(about.rstrip(b"\n"), json.loads(seal), keys):
            read.findings.breaks.append(f"{place} is not signed by a key of ours")
            return None
        wrong = _wrong(told, number, before, read.at, (heads, changed))
        read.findings.breaks.extend(f"{place} {reason}" for reason in wrong)
        _admit(told, number, read)
        with path.open("rb") as file:
            _against_the_chains(_parsed(islice(file, changed)), number, read)
    except (ValueError, KeyError, TypeError, IndexError):
        read.findings.breaks.append(f"{place} is no checkpoint")
        return None
    read.at = told["at"]
    return dict(told)


def _skim(file: BinaryIO) -> tuple[bytes, str, int, list[bytes]]:
    """The hash of all, the hash of the heads and their number, the last two lines."""
    whole, heads, changed = hashlib.sha256(), hashlib.sha256(), 0
    waiting: list[bytes] = []
    for line in file:
        whole.update(line)
        waiting.append(line)
        if len(waiting) > 2:
            heads.update(waiting.pop(0))
            changed += 1
    ends = [b"", b"", *waiting][-2:]
    return whole.digest(), heads.hexdigest(), changed, ends


def _admit(told: dict[str, Any], number: int, read: _Read) -> None:
    """What this checkpoint says was lost when a backup was restored."""
    if (restored := told.get("restored")) is None:
        return
    for kind, pk, kept in restored["lost"]:
        read.heads.restore((str(kind), int(pk)), number, int(kept))
    by = " and ".join(f"user:{int(user)}" for user in restored["by"])
    read.findings.admitted.append(
        f"checkpoint {number:09d} of {told['at']}: {len(restored['lost'])} chains lost"
        f" entries in a restoration; {by}: {restored['reason']}"
    )


def _wrong(
    told: dict[str, Any], number: int, before: str, at: str, heads: tuple[str, int]
) -> list[str]:
    checks = (
        ("has another format", told["format"] == 1),
        (f"is the one of number {told['number']}", told["number"] == number),
        ("does not follow the one before it", told["previous"] == before),
        ("is older than the one before it", told["at"] >= at),
        ("has other heads", told["heads"] == heads[0]),
        ("has another number of heads", told["changed"] == heads[1]),
    )
    return [reason for reason, holds in checks if not holds]


def _is_signed(about: bytes, seal: dict[str, str], keys: Mapping[str, bytes]) -> bool:
    """By a key of ours, and not with a signature over something else."""
    if seal["key"] not in keys:
        return False
    key = Ed25519PublicKey.from_public_bytes(keys[seal["key"]])
    try:
        key.verify(bytes.fromhex(seal["signature"]), _SIGNED + about)
    except InvalidSignature:
        return False
    return True


def _parsed(lines: Iterable[bytes]) -> Iterator[tuple[Chain, int, bytes]]:
    for line in lines:
        kind, pk, n, digest = json.loads(line)
        yield (str(kind), int(pk)), int(n), bytes.fromhex(digest)


def _against_the_chains(
    heads: Iterator[tuple[Chain, int, bytes]], number: int, read: _Read
) -> None:
    batch: list[tuple[Chain, int, bytes]] = []
    for chain, n, digest in heads:
        before = read.heads.last(chain)
        if n < before[0] or (n == before[0] and digest != before[1]):
            what = f"n{n} (checkpoint {number:09d}): it went back from n{before[0]}"
            read.heads.accuse(chain, before[0], number, what)
        read.heads.tell(chain, n, digest)
        read.findings.heads += 1
        batch.append((chain, n, digest))
        if len(batch) == _AT_ONCE:
            _in_the_database(batch, number, read)
            batch.clear()
    if batch:
        _in_the_database(batch, number, read)


def _in_the_database(
    batch: list[tuple[Chain, int, bytes]], number: int, read: _Read
) -> None:
    """Each head is still the entry of that number in its chain."""
    kinds = [chain[0] for chain, _n, _digest in batch]
    ids = [chain[1] for chain, _n, _digest in batch]
    with connection.cursor() as cursor:
        cursor.execute(_HASHES, [kinds, ids, [n for _chain, n, _digest in batch]])
        found = [digest for _place, digest in cursor.fetchall()]
    for (chain, n, told), stored in zip(batch, found, strict=True):
        place = f"n{n} (checkpoint {number:09d})"
        if stored is None:
            read.heads.accuse(chain, n, number, f"{place}: the entry is gone")
        elif bytes(stored) != told:
            what = f"{place}: another entry stands there"
            read.heads.accuse(chain, n, number, what)


def _whole(last: dict[str, Any], read: _Read) -> None:
    """The newest root and counts fit what all files together say of the heads."""
    place = f"checkpoint {last['number']:09d}"
    if last["root"] != read.heads.root().hex():
        read.findings.breaks.append(f"{place} has another root than its heads")
    if (last["chains"], last["entries"]) != read.heads.counts():
        read.findings.breaks.append(f"{place} counts other chains or entries")


def _missing(read: _Read) -> set[int]:
    """Numbers left out, and those that the database remembers; changed ones too."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN)
        known = {number: bytes(digest) for number, digest in cursor.fetchall()}
    for number in sorted(known.keys() & read.digests.keys()):
        if read.digests[number] != known[number]:
            place = f"checkpoint {number:09d}"
            read.findings.breaks.append(f"{place} is not the one that was written")
    numbers = {*range(1, max(read.digests, default=0) + 1), *known}
    return numbers - read.digests.keys()
