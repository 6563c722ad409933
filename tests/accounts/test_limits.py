"""A limit is a limit: over processes, windows and keys."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection

from accounts.limits import allow, is_spent, sweep
from accounts.models import RateCounter
from tests import proof

HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
class TestOneProcess:
    def test_the_limit_is_allowed_and_one_more_is_not(self) -> None:
        answers = [allow("locator:AB", 10, HOUR, NOON) for _ in range(12)]
        assert answers == [True] * 10 + [False] * 2

    def test_a_heavy_try_counts_as_many(self) -> None:
        answers = [allow("net:x", 10, HOUR, NOON, weight=4) for _ in range(3)]
        assert answers == [True, True, False]
        assert not allow("net:x", 10, HOUR, NOON)

    def test_another_key_has_its_own_count(self) -> None:
        for _ in range(10):
            allow("locator:AB", 10, HOUR, NOON)
        assert allow("locator:CD", 10, HOUR, NOON)

    def test_the_next_window_starts_anew(self) -> None:
        for _ in range(10):
            allow("locator:AB", 10, HOUR, NOON)
        assert not allow("locator:AB", 10, HOUR, NOON + timedelta(minutes=59))
        assert allow("locator:AB", 10, HOUR, NOON + HOUR)

    def test_the_same_key_in_windows_of_two_lengths_counts_twice(self) -> None:
        allow("locator:AB", 1, HOUR, NOON)
        assert allow("locator:AB", 1, timedelta(days=1), NOON)

    def test_asking_whether_it_is_spent_counts_nothing(self) -> None:
        assert not is_spent("net:x", 2, HOUR, NOON)
        allow("net:x", 2, HOUR, NOON)
        assert not is_spent("net:x", 2, HOUR, NOON)
        allow("net:x", 2, HOUR, NOON)
        assert is_spent("net:x", 2, HOUR, NOON)

    def test_the_table_does_not_say_which_key_was_tried(self) -> None:
        allow("locator:ABCD2345", 10, HOUR, NOON)
        row = RateCounter.objects.get()
        assert "ABCD2345" not in row.key_hash
        assert "ABCD2345" not in str(row)

    def test_counters_whose_window_is_over_are_swept(self) -> None:
        allow("old", 1, HOUR, NOON)
        allow("new", 1, HOUR, NOON + HOUR)
        assert sweep(NOON + HOUR + timedelta(minutes=1)) == 1
        assert RateCounter.objects.count() == 1


PROCESSES = 16
#: Sixteen processes that share nothing but the database, and start together.
PROGRAM = """
import os, sys, django
django.setup()
from datetime import datetime, timedelta
from django.db import connection
from accounts.limits import allow
processes, tries = int(sys.argv[1]), int(sys.argv[2])
now = datetime.fromisoformat(sys.argv[3])
gate, start = os.pipe()
told, tell = os.pipe()
for _ in range(processes):
    if os.fork() == 0:
        os.close(start)
        connection.ensure_connection()
        os.write(tell, b"r")
        os.read(gate, 1)
        allowed = sum(
            allow("locator:AB", 10, timedelta(hours=1), now) for _ in range(tries)
        )
        os.write(tell, bytes([allowed]))
        os._exit(0)
os.close(gate)
ready = b""
while len(ready) < processes:
    ready += os.read(told, processes)
os.close(start)
codes = [os.wait()[1] for _ in range(processes)]
print(sum(os.read(told, processes)), sum(codes))
"""


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_exactly_the_limit() -> None:
    """R25: check-then-act would let more through; one statement does not."""
    tries = proof.sized(10, 125)
    own = connection.settings_dict
    url = (
        f"postgres://{own['USER']}:{own['PASSWORD']}@/{own['NAME']}"
        f"?host={own['HOST']}&port={own['PORT'] or 5432}"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            PROGRAM,
            *map(str, (PROCESSES, tries, NOON.isoformat())),
        ],
        env={**os.environ, "DATABASE_URL": url},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    assert done.stdout.split() == ["10", "0"], done.stderr
    assert RateCounter.objects.get().count == PROCESSES * tries
