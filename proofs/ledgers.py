"""L1 to L10: what must be 0 after every fault, counted by queries of its own.

Nothing here is shared with the portal: plain SQL, plain files, and the chain verifier
as the operator runs it. What was there before the fault does not count.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ombudsman.launch import postgres
from proofs import reports

if TYPE_CHECKING:
    from proofs.driver import ClientLedger
    from proofs.rig import Rig

UNAVAILABLE = 503
BROKEN = 500

_NEW = "SELECT c.id FROM complaints_case c WHERE c.id > %s AND "
WITHOUT = {
    # What the office began itself, or brought from another register, has no reporter to
    # seal, and nobody to tell; of the latter no term need run.
    "L2 without vault": "(SELECT count(*) FROM complaints_vaultrow v"
    " WHERE v.case_id = c.id)"
    " <> CASE WHEN c.channel IN ('prakarsa', 'daftar') THEN 0 ELSE 2 END",
    "L2 without deadlines": "(SELECT count(*) FROM complaints_deadline d"
    " WHERE d.case_id = c.id) < 2 AND c.channel <> 'daftar'",
    "L2 without history": "NOT EXISTS (SELECT FROM journal_entry e"
    " WHERE e.subject_kind = 'case' AND e.subject_id = c.id AND e.kind IN ('complaints.case_filed', 'complaints.split_off',"
    " 'complaints.own_begun', 'complaints.brought_in'))",
    "L2 without outbox": "NOT EXISTS (SELECT FROM journal_delivery d JOIN journal_entry e"
    " ON e.id = d.entry_id WHERE e.subject_kind = 'case' AND e.subject_id = c.id"
    " AND e.kind = 'complaints.case_filed') AND c.channel NOT IN ('prakarsa', 'daftar')"
    " AND NOT EXISTS"  # told by what it was part of
    " (SELECT FROM complaints_split s WHERE s.made_id = c.id)",
}


def reconcile(
    rig: Rig, *ledgers: ClientLedger, unknown: int = 0, only_503: bool = True
) -> dict[str, int]:
    """All ledgers that apply. ``unknown``: as many letters may be in doubt as were cut.

    ``only_503``: an error of the portal may say 503 and nothing else.
    """
    found = quiet(rig)  # first: the others count what is over and done
    if ledgers:
        found |= filed(rig, *ledgers)
        found |= answers(rig, *ledgers, only_503=only_503)
    found |= whole(rig)
    found |= letters(rig, *ledgers, unknown=unknown)
    found |= history(rig)
    found |= files(rig)
    found["L9 words in logs"] = words_in_logs(rig)
    return found


def filed(rig: Rig, *ledgers: ClientLedger) -> dict[str, int]:
    """L1: what was acknowledged is there, once, and under one code."""
    accepted: dict[str, set[tuple[str, str]]] = {}
    unresolved: set[str] = set()
    for ledger in ledgers:
        for key, receipts in ledger.accepted().items():
            accepted.setdefault(key, set()).update(receipts)
        unresolved |= ledger.unresolved()
    unresolved -= set(accepted)
    rows = rig.sql(
        "SELECT locator, substring(story from %s) FROM complaints_case WHERE id > %s",
        f"{reports.CANARY}[0-9a-f]+",
        rig.baseline["complaints_case"],
    )
    stored = [locator for locator, _ in rows]
    words = [word for _, word in rows if word]
    told = {number for receipts in accepted.values() for number, _ in receipts}
    keys = {hashlib.sha256(key.encode()).digest() for key in accepted}
    known = {
        bytes(row[0]) for row in rig.sql("SELECT key_hash FROM journal_idempotencykey")
    }
    return {
        "L1 lost": len(told - set(stored)),
        "L1 duplicates": len(words) - len(set(words)),
        "L1 two receipts for a key": sum(len(r) > 1 for r in accepted.values()),
        "L1 keys forgotten": len(keys - known),
        "L1 never answered": len(unresolved),
    }


def whole(rig: Rig) -> dict[str, int]:
    """L2: each case has its vault, deadlines, history and outbox, or is not there."""
    first = rig.baseline["complaints_case"]
    return {
        name: rig.number(f"SELECT count(*) FROM ({_NEW} {missing}) x", first)
        for name, missing in WITHOUT.items()
    }


def letters(rig: Rig, *ledgers: ClientLedger, unknown: int = 0) -> dict[str, int]:
    """L3: what was due was delivered once; what is in doubt is no more than was cut."""
    rows = rig.sql(
        "SELECT d.id, d.state, d.subscriber, d.recipient, e.id, e.hash, c.locator"
        " FROM journal_delivery d JOIN journal_entry e ON e.id = d.entry_id"
        " LEFT JOIN complaints_case c ON e.subject_kind = 'case' AND c.id = e.subject_id"
        " ORDER BY d.id"
    )
    ours = {
        number
        for ledger in ledgers
        for receipts in ledger.accepted().values()
        for number, _ in receipts
    }
    arrived = [letter["id"].strip("<>").partition("@")[0] for letter in rig.letters()]
    # A letter of the demonstration may leave after the baseline was taken.
    by_id = {_message_id(row): row for row in rows}
    states = [row[1] for row in rows if row[0] > rig.baseline["journal_delivery"]]
    promised = {
        name
        for name, row in by_id.items()
        if row[1] == "sent" and row[2] == "reporter_news" and row[6] in ours
    }
    return {
        "L3 undelivered": sum(
            s not in {"sent", "cancelled", "unknown"} for s in states
        ),
        "L3 sent but never arrived": len(promised - set(arrived)),
        "L3 arrived twice": len(arrived) - len(set(arrived)),
        "L3 of no delivery": len(set(arrived) - set(by_id)),
        "L3 more in doubt than cut": max(0, states.count("unknown") - unknown),
    }


def _message_id(row: tuple[Any, ...]) -> str:
    parts = f"{row[4]}/{row[2]}/{row[3]}".encode()
    return hashlib.sha256(bytes(row[5]) + parts).hexdigest()[:32]


def history(rig: Rig) -> dict[str, int]:
    """L4: every chain verifies, and there are as many beginnings as cases."""
    done = rig.manage("verify_journal")
    first = rig.baseline["complaints_case"]
    cases = rig.number("SELECT count(*) FROM complaints_case WHERE id > %s", first)
    begun = rig.number(
        "SELECT count(*) FROM journal_entry WHERE id > %s AND kind IN"
        " ('complaints.case_filed', 'complaints.consultation_asked',"
        " 'complaints.split_off', 'complaints.own_begun')",
        rig.baseline["journal_entry"],
    )
    return {
        "L4 chains broken": int(done.returncode != 0),
        "L4 entries without case": abs(begun - cases),
    }


def files(rig: Rig) -> dict[str, int]:
    """L5: every file that a row calls stored is on the disk, whole or not at all."""
    folder = Path(rig.env["VAR_DIR"]) / "files"
    rows = rig.sql("SELECT key, size FROM documents_storedfile WHERE state = 'stored'")
    sizes = {name: _size(folder / name) for name, _ in rows}
    return {
        "L5 files missing": sum(size == 0 for size in sizes.values()),
        # Sealed bytes are a little longer than the bytes as they came.
        "L5 files cut": sum(0 < sizes[name] < size for name, size in rows),
    }


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def answers(rig: Rig, *ledgers: ClientLedger, only_503: bool) -> dict[str, int]:
    """L7: an error says who it was and nothing about the inside, and stands in the log."""
    logged = _request_ids(rig)
    errors = [
        line for one in ledgers for line in one.after() if line["status"] >= BROKEN
    ]
    other = sum(line["status"] != UNAVAILABLE for line in errors)
    return {
        "L7 5xx without request id": sum(not line["request_id"] for line in errors),
        "L7 5xx not in the log": sum(
            bool(line["request_id"]) and line["request_id"] not in logged
            for line in errors
        ),
        "L7 tracebacks shown": sum(line["traceback"] for line in errors),
        **({"L7 errors other than 503": other} if only_503 else {}),
    }


def _request_ids(rig: Rig) -> set[str]:
    found = set()
    for path in rig.logs.glob("web-*.log"):
        for line in path.read_text(errors="replace").splitlines():
            if line.startswith("{"):
                try:
                    found.add(json.loads(line).get("request", ""))
                except ValueError:  # cut by kill -9
                    continue
    return found


def quiet(rig: Rig) -> dict[str, int]:
    """L8: nothing hangs in the database, and what was due went out within a minute.

    The minute begins when the pauses between tries are over.
    """
    rig.hurry()
    behind = rig.quiet(seconds=60) < 0
    asked = {
        "L8 idle in transaction": "SELECT count(*) FROM pg_stat_activity"
        " WHERE state LIKE 'idle in transaction%%'"
        " AND state_change < clock_timestamp() - interval '5 seconds'",
        "L8 waiting for locks": "SELECT count(*) FROM pg_locks WHERE NOT granted",
        "L8 prepared": "SELECT count(*) FROM pg_prepared_xacts",
    }
    found = {
        name: rig.number(query.replace("%%", "%"), role=postgres.RUNTIME)
        for name, query in asked.items()
    }
    return {**found, "L8 outbox behind": int(behind)}


def words_in_logs(rig: Rig) -> int:
    """L9: lines of any log that hold a word of a report."""
    word = reports.CANARY.encode()
    count = 0
    for path in (*rig.logs.iterdir(), rig.server.log):
        count += sum(word in line for line in path.read_bytes().splitlines())
    return count
