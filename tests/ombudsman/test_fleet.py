"""Many processes on a real Redis: it wakes them, and may lose everything (R22, R57, R70)."""

from __future__ import annotations

import base64
import json
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen

import pytest

from journal import heartbeats
from journal.models import Delivery, Heartbeat
from ombudsman import clock
from ombudsman.operations.subscribers import CELERY
from tests.factories.complaints import (
    CANARY_MAIL,
    CANARY_NAME,
    CANARY_NIK,
    CANARY_PHONE,
    file_one,
)
from tests.ombudsman.redis import Listener, OwnRedis
from tests.ombudsman.running import running, wait_until

pytestmark = [
    pytest.mark.long,
    pytest.mark.redis,
    pytest.mark.django_db(transaction=True),
]

Start = Callable[..., AbstractContextManager["Popen[str]"]]
REPORTS = 6
PATIENCE = 150.0  # seconds; a busy machine starts slowly
#: Only these lists, sets and counters exist: queues, and what is not yet confirmed.
KEYS = re.compile(r"celery|_kombu\.binding\..*|unacked.*|.*\.reply\.celery\.pidbox")


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[OwnRedis]:
    server = OwnRedis(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def start(redis: OwnRedis, tmp_path: Path) -> Start:
    """Start a program of ours that knows this Redis and writes letters into a folder."""

    def program(slot: str, *command: str) -> AbstractContextManager[Popen[str]]:
        return running(
            *command,
            REDIS_URL=redis.url,
            WORKER_SLOT=slot,
            EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend",
            EMAIL_FILE_PATH=str(tmp_path / "mail"),
        )

    return program


def celery(*options: str) -> tuple[str, ...]:
    return ("-m", "celery", "-A", "ombudsman", *options, "-l", "warning")


def node(slot: str, folder: Path) -> tuple[str, ...]:
    """A node with two processes, and a scheduler of its own."""
    schedule = str(folder / f"beat-{slot}")
    return celery("worker", "-B", "-s", schedule, "-c", "2", "-n", f"{slot}@test")


def beats(name: str) -> bool:
    return Heartbeat.objects.filter(name=name).exists()


def letters(tmp_path: Path) -> list[str]:
    """The Message-IDs of all letters that left."""
    folder = tmp_path / "mail"
    files = sorted(folder.iterdir()) if folder.exists() else []
    return re.findall(
        r"(?m)^Message-ID: (.+)$", "\n".join(f.read_text() for f in files)
    )


def all_sent() -> bool:
    return not Delivery.objects.exclude(state="sent").exists()


def test_two_nodes_and_two_beats_bring_every_letter_once_and_redis_hears_no_data(
    redis: OwnRedis, start: Start, tmp_path: Path
) -> None:
    heard = Listener(redis)
    with (
        start("one", *node("one", tmp_path)) as one,
        start("two", *node("two", tmp_path)) as two,
    ):
        wait_until(
            lambda: beats("celery:one") and beats("celery:two"), seconds=PATIENCE
        )
        for _ in range(REPORTS):
            file_one(now=clock.now())
        wait_until(all_sent, seconds=PATIENCE)
        wait_until(lambda: len(wakings(heard.heard)) > 2, seconds=PATIENCE)
        heard.close()
        # Who is told to end says goodbye; who is killed leaves its row, and is missed.
        two.send_signal(signal.SIGTERM)
        two.wait(timeout=PATIENCE)
        one.kill()
        one.wait(timeout=10)
    assert Delivery.objects.count() == REPORTS
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {1}
    assert len(letters(tmp_path)) == len(set(letters(tmp_path))) == REPORTS
    nothing_of_a_person(heard.heard)
    nothing_but_wakings(heard.heard)
    assert beats("celery:one")
    assert not beats("celery:two")
    Heartbeat.objects.update(at=clock.now() - 3 * heartbeats.PROCESS_EVERY)
    assert heartbeats.late(frozenset()) == ["celery:one"]


def nothing_of_a_person(heard: list[str]) -> None:
    """R22: neither what was written nor who wrote it."""
    said = "\n".join(heard)
    said += "\n".join(map(decoded, re.findall(r"[A-Za-z0-9+/]{24,}=*", said)))
    for word in (CANARY_NAME, CANARY_NIK, CANARY_MAIL, CANARY_PHONE, "kelahiran"):
        assert word.lower() not in said.lower()


def decoded(text: str) -> str:
    padded = text + "=" * (-len(text) % 4)
    return base64.b64decode(padded).decode(errors="replace")


def wakings(heard: list[str]) -> list[str]:
    """What beats put into the queue."""
    return [line for line in heard if '"LPUSH" "celery"' in line]


def nothing_but_wakings(heard: list[str]) -> None:
    """Each message is the one task without arguments, and small."""
    for line in wakings(heard):
        *_front, queue, message = json.loads(f"[{_quoted(line)}]")
        assert KEYS.fullmatch(queue)
        told = json.loads(message)
        args, kwargs, _embedded = json.loads(base64.b64decode(told["body"]))
        assert (told["headers"]["task"], args, kwargs) == ("ombudsman.wake", [], {})
        assert len(message) < 1024


def _quoted(line: str) -> str:
    """The words of a line of MONITOR, which quotes them nearly as JSON does."""
    return ",".join(re.findall(r'"(?:[^"\\]|\\.)*"', line))


def test_redis_killed_emptied_and_back_everything_arrives_only_later(
    redis: OwnRedis, start: Start, tmp_path: Path
) -> None:
    with start("one", *node("one", tmp_path)):
        wait_until(lambda: beats(CELERY), seconds=PATIENCE)

        redis.stop()
        began = time.monotonic()
        file_one(now=clock.now())
        assert time.monotonic() - began < 10  # nobody in a request waits for Redis
        with start("floor", "manage.py", "worker") as worker:
            # The worker needs PostgreSQL only; the node may have sent before it came up.
            wait_until(lambda: beats("worker:floor"), seconds=PATIENCE)
            wait_until(all_sent, seconds=PATIENCE)
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(timeout=20) == 0
        assert not beats("worker:floor")
        assert len(letters(tmp_path)) == 1

        file_one(now=clock.now())
        redis.start()  # empty: what was queued there is lost
        wait_until(all_sent, seconds=PATIENCE)

        redis.ask("FLUSHALL")
        file_one(now=clock.now())
        wait_until(all_sent, seconds=PATIENCE)
    assert len(letters(tmp_path)) == len(set(letters(tmp_path))) == 3
