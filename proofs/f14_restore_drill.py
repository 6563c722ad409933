"""F14: the backup of a portal at work comes back to the marker, and everything opens.

A byte flipped in it, or a piece of the log gone, fails the drill (F16 in small).
"""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ombudsman.launch import postgres
from ombudsman.launch.run import web_server
from proofs import backup as backups
from proofs import reports
from proofs.asking import ask
from proofs.driver import FILED, FILING
from proofs.inside import lines_of
from proofs.parts import wait_for
from proofs.result import Result
from proofs.rig import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ombudsman.launch.postgres import Server
    from proofs.__main__ import Rigs
    from proofs.backup import Backup
    from proofs.driver import Load
    from proofs.rig import Rig

NAME, REQUIREMENT = "F14", "R69"
PROVES = (
    "base backup and archive of a server under writes: exact, whole, readable, serving"
)
MARKERS = (
    "CREATE TABLE backup_marker (n int PRIMARY KEY);"
    " GRANT SELECT ON backup_marker TO PUBLIC"
)


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """Writes go on from before the base backup until after the marker."""
    samples, writing = (10, 2.0) if short else (100, 20.0)
    result = Result()
    with make_rig(NAME, workers=1) as rig:
        backup = backups.prepare(rig)
        backup.run(MARKERS)
        rig.await_webs()
        load = rig.load(seed=seed, threads=4)
        kept = [receipt_of(rig, load) for _ in range(3)]
        load.begin(rate=6, filing=0.9)
        lines_of(rig, "attach", str(samples))
        backup.take()
        time.sleep(writing)
        backup.switch()
        time.sleep(writing)
        marker = mark(backup)
        time.sleep(writing)
        load.end()
        backup.switch()
        began = time.monotonic()
        with restored(rig, backup) as twin:
            result.add(twin.checked(load, marker, samples, seed))
            result.add(twin.served(kept))
            result.counts["RTO s"] = round(twin.served_at - began, 1)
        result.ledgers |= spoiled(rig, backup, marker)
    return result


def receipt_of(rig: Rig, load: Load) -> dict[str, str]:
    """A report filed before everything, with the receipt that its reporter keeps."""
    told = load.report()
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(told.key)}
    answer = ask(rig.urls[0], "POST", FILING, told.body, headers)
    found: dict[str, str] = json.loads(answer.body)
    return found


@dataclass(frozen=True)
class Marker:
    """The restore point: the moments around it, and the piece of the log it is in."""

    before: float
    after: float
    piece: str


def mark(backup: Backup) -> Marker:
    """One row before the marker, one after it."""
    backup.run("INSERT INTO backup_marker VALUES (1)")
    before = time.time()
    point = backup.run(f"SELECT pg_create_restore_point('{backups.TARGET}')")
    after = time.time()
    backup.run("INSERT INTO backup_marker VALUES (2)")
    return Marker(before, after, backup.run(f"SELECT pg_walfile_name('{point}')"))


class Twin:
    """The restored portal beside the one that runs."""

    def __init__(self, rig: Rig, server: Server, files: Path) -> None:
        self.rig, self.server = rig, server
        self.port = free_port()
        self.served_at = 0.0
        self.env = {
            "DATABASE_URL": server.url(postgres.RUNTIME),
            "DATABASE_OWNER_URL": server.url(postgres.OWNER),
            "MEDIA_ROOT": str(files),
        }

    def rows(self, query: str, *values: Any) -> list[Any]:
        """From the restored database."""
        mine, self.rig.server = self.rig.server, self.server
        try:
            return self.rig.sql(query, *values)
        finally:
            self.rig.server = mine

    def start_web(self) -> None:
        """A web server on the restored data, until it says that it is ready."""
        self.rig.add("web-restored", web_server(self.port), **self.env)
        url = f"http://127.0.0.1:{self.port}"
        wait_for(
            lambda: ask(url, "GET", "/healthz/ready").status == 200,
            "The restored portal answers",
        )
        self.served_at = time.monotonic()

    def checked(self, load: Load, marker: Marker, samples: int, seed: int) -> Result:
        """Markers, receipts, chains and samples."""
        self.start_web()
        found = self.rig.manage("verify_journal", **self.env)
        opened = json.loads(
            lines_of(self.rig, "samples", str(samples), str(seed), **self.env)[-1]
        )
        markers = [n for (n,) in self.rows("SELECT n FROM backup_marker ORDER BY n")]
        result = Result()
        result.counts |= {"entries": self.entries(), "cases": self.cases()}
        result.counts |= {"samples": opened["samples"], "files": opened["files"]}
        result.ledgers |= {
            "marker missed": int(markers != [1]),
            "chains broken": int(found.returncode != 0),
            "heads that the running portal never had": self.strange_heads(),
            "samples not opened": opened["samples wrong"],
            "files not opened": opened["files wrong"],
            "samples too few": 2 * samples - opened["samples"] - opened["files"],
            **self.receipts(load, marker),
        }
        return result

    def entries(self) -> int:
        return int(self.rows("SELECT count(*) FROM journal_entry")[0][0])

    def cases(self) -> int:
        return int(self.rows("SELECT count(*) FROM complaints_case")[0][0])

    def receipts(self, load: Load, marker: Marker) -> dict[str, int]:
        """What was acknowledged before the marker is there, what began after is not."""
        there = {
            number for (number,) in self.rows("SELECT locator FROM complaints_case")
        }
        keys = self.rows("SELECT key_hash FROM journal_idempotencykey")
        known = {bytes(row[0]) for row in keys}
        lines = load.ledger.lines
        early = {
            line["number"]
            for line in lines
            if line.get("number") and line["at"] < marker.before
        }
        first_sent: dict[str, float] = {}
        for line in lines:
            if line["phase"] == "before":
                first_sent.setdefault(line["key"], line["at"])
        late = [key for key, at in first_sent.items() if at > marker.after]
        seen = sum(hashlib.sha256(key.encode()).digest() in known for key in late)
        return {
            "acknowledged before the marker and lost": len(early - there),
            "begun after the marker and there": seen,
            "nothing on one side of the marker": int(not early or not late),
        }

    def strange_heads(self) -> int:
        """Heads of restored chains that are no entry of the running portal's."""
        query = "SELECT subject_kind, subject_id, n, hash FROM "
        heads = self.rows(query + "journal_chainhead")
        ours = {
            (*names, bytes(digest))
            for *names, digest in self.rig.sql(query + "journal_entry")
        }
        added = set(self.added_by_samples())
        return sum(
            (*names, bytes(digest)) not in ours and tuple(names[:2]) not in added
            for *names, digest in heads
        )

    def added_by_samples(self) -> list[tuple[str, int]]:
        """Chains that the drill itself went on with, by opening samples."""
        return [
            (kind, pk)
            for kind, pk in self.rows(
                "SELECT subject_kind, subject_id FROM journal_entry"
                " WHERE data ->> 'purpose' = 'drill'"
            )
        ]

    def served(self, kept: list[dict[str, str]]) -> Result:
        """Public pages open, a receipt opens its report, and a new one is taken."""
        url = f"http://127.0.0.1:{self.port}"
        pages = [ask(url, "GET", path).status for path in ("/", "/rapor/", "/lacak/")]
        headers = {"Content-Type": "application/json"}
        tracked = []
        for receipt in kept:
            body = json.dumps({"number": receipt["number"], "code": receipt["code"]})
            path = "/api/v1/reports/track/"
            tracked.append(ask(url, "POST", path, body.encode(), headers).status)
        chance = random.Random(0)
        told = reports.make(chance)
        headers |= {"Idempotency-Key": str(told.key)}
        filed = ask(url, "POST", FILING, told.body, headers).status
        return Result(
            {"pages": len(pages), "receipts": len(tracked)},
            {
                "pages not served": sum(status != 200 for status in pages),
                "receipts not opened": sum(status != 200 for status in tracked),
                "new report not taken": int(filed not in FILED),
            },
        )


@contextmanager
def restored(rig: Rig, backup: Backup) -> Iterator[Twin]:
    """A second server at the marker, beside a copy of the files."""
    files = rig.private / "restored-files"
    mine = Path(rig.env["VAR_DIR"]) / "files"
    subprocess.run(["cp", "-a", str(mine), str(files)], check=True)
    server = backup.restore(rig.folder / "twin")
    try:
        yield Twin(rig, server, files)
    finally:
        if part := rig.parts.pop("web-restored", None):
            part.stop()
        server.stop()
        backups.remove(server.base)


def spoiled(rig: Rig, backup: Backup, marker: Marker) -> dict[str, int]:
    """Each damage must fail the drill; one that passes is counted."""
    piece = backup.archive / marker.piece
    aside = piece.with_suffix(".aside")
    backups.flip_a_byte(backup.base)
    flipped = passes(backup, rig.folder / "twin-flipped")
    backups.flip_a_byte(backup.base)  # and back
    piece.rename(aside)
    cut = passes(backup, rig.folder / "twin-cut")
    aside.rename(piece)
    return {
        "flipped byte not noticed": int(flipped),
        "missing log not noticed": int(cut),
    }


def passes(backup: Backup, base: Path) -> bool:
    """Whether the drill takes this backup for good."""
    try:
        backup.restore(base).stop()
    except backups.DrillFailed:
        return False
    return True
