"""Public ids."""

import threading
import time

import pytest

from journal import ids
from journal.ids import uuid7


def test_an_id_is_a_uuid_of_version_seven_with_its_millisecond(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Another test of this process may have travelled ahead of time.
    monkeypatch.setattr(ids, "_last", 0)
    before = time.time_ns() // 1_000_000
    made = uuid7()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert 0 <= (made.int >> 80) - before < 5_000


def test_ids_of_one_process_only_grow() -> None:
    made = [uuid7() for _ in range(10_000)]
    assert made == sorted(set(made))


def test_threads_never_get_the_same_id() -> None:
    made: list[object] = []
    threads = [
        threading.Thread(target=lambda: made.extend(uuid7() for _ in range(2_000)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == len(made) == 8_000
