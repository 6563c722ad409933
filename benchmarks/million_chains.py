"""Checkpoints and checks of a journal with a million chains: seconds and megabytes.

    python benchmarks/million_chains.py [CHAINS]

Needs DATABASE_URL and DATABASE_OWNER_URL (docs/architecture.md); the database is made
for this run and dropped after it. Each step runs in a process of its own, whose largest
memory is told beside that of a process that does nothing.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["OMBUDSMAN_DB_ROLE"] = "owner"
os.environ.setdefault("OMBUDSMAN_ENV", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman.settings")
os.environ.setdefault("TEST_DB_NAME", "test_million_chains")
django.setup()

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from documents.signing import sign
from journal import checkpoints
from journal.verify import verify
from journal.verify_checkpoints import public_keys, verify_checkpoints

#: Rows as the trigger would have made them, a hundred times as fast.
MADE = """
ALTER TABLE journal_entry DISABLE TRIGGER USER;
INSERT INTO journal_entry (format, subject_kind, subject_id, n, at, recorded_at,
                           actor_kind, actor_id, kind, data, prev, core, hash)
SELECT 1, 'case', i, 1, now(), now(), 'system', NULL, 'complaints.case_filed', '{}',
       decode(repeat('00', 32), 'hex'), '', '' FROM generate_series(1, %s) i;
UPDATE journal_entry e SET core = journal_core(e), hash = sha256(prev || journal_core(e));
ALTER TABLE journal_entry ENABLE TRIGGER USER;
INSERT INTO journal_chainhead (subject_kind, subject_id, n, hash)
SELECT subject_kind, subject_id, n, hash FROM journal_entry;
"""
MOVED = """
INSERT INTO journal_entry (format, subject_kind, subject_id, at, actor_kind, kind, data)
SELECT 1, 'case', i, now(), 'system', 'complaints.case_filed', '{}'
  FROM generate_series(1, 1000) i;
"""


def main(chains: int) -> int:
    """Print one line per step; 1 when something does not hold."""
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    try:
        run(MADE, chains)
        run("ANALYZE")
        with tempfile.TemporaryDirectory() as name:
            return _steps(Path(name))
    finally:
        teardown_databases(made, verbosity=0)


def run(statements: str, *values: Any) -> None:
    """As the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute(statements, values or None)


def _steps(folder: Path) -> int:
    def write() -> bool:
        return not checkpoints.write(folder, sign=sign)[1]

    def check() -> bool:
        return not verify_checkpoints(folder, public_keys()).breaks

    wrong = not step("nothing", lambda: True)
    wrong |= not step("first checkpoint, all heads", write)
    wrong |= not step("checkpoint, nothing moved", write)
    run(MOVED)
    wrong |= not step("checkpoint, 1 000 moved", write)
    wrong |= not step("check of the chains", lambda: not verify().breaks)
    wrong |= not step("check against the checkpoints", check)
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"the three files: {size / 1e6:.0f} MB")
    return int(wrong)


def step(name: str, act: Callable[[], bool]) -> bool:
    """Run it in a child; print its seconds and its largest memory."""
    connection.close()
    began = time.monotonic()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        good = False
        try:
            good = act()
        finally:
            os._exit(0 if good else 1)
    _pid, status, used = os.wait4(child, 0)
    took, peak = time.monotonic() - began, used.ru_maxrss / 1024
    print(f"{name}: {took:.1f} s, {peak:.0f} MB, {'wrong' if status else 'right'}")
    return status == 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
