"""Celery only wakes the relay, with settings under which nothing hangs or is kept."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal import heartbeats
from journal.models import Heartbeat
from ombudsman.celery import VISIBILITY, app
from ombudsman.tasks import wake
from tests.ombudsman.running import running, wait_until


def test_a_killed_workers_message_comes_back_and_soon() -> None:
    conf = app.conf
    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.worker_prefetch_multiplier == 1
    assert conf.task_soft_time_limit < conf.task_time_limit < VISIBILITY
    transport = conf.broker_transport_options
    assert transport["unacked_restore_interval"] <= 10
    assert transport["unacked_restore_throttle"] == 1
    assert transport["socket_timeout"] > 0
    assert (
        transport["visibility_timeout"]
        == conf.result_backend_transport_options["visibility_timeout"]
        == conf.visibility_timeout
        == VISIBILITY
    )


def test_messages_are_json_and_results_are_not_kept() -> None:
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"
    assert app.conf.result_backend is None
    assert app.conf.task_ignore_result


def test_one_beat_entry_wakes_the_one_task_and_does_not_pile_up() -> None:
    app.loader.import_default_modules()
    ours = [name for name in app.tasks if not name.startswith("celery.")]
    (entry,) = app.conf.beat_schedule.values()
    assert ours == [entry["task"]] == [wake.name]
    assert entry["options"]["expires"] <= entry["schedule"] <= 300


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """The Redis server that ``make test`` started, else one of our own."""
    if started := os.environ.get("TEST_REDIS_URL"):
        yield started
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = shutil.which("redis-server") or "redis-server"
    server = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.mark.redis
@pytest.mark.django_db(transaction=True)
def test_beat_and_worker_on_a_real_redis_run_the_relay(
    redis_url: str, tmp_path: Path
) -> None:
    command = [
        "-m",
        "celery",
        "-A",
        "ombudsman",
        "worker",
        "-B",
        "-c",
        "1",
        "--pool",
        "solo",
        "-l",
        "warning",
        "-s",
    ]
    with running(*command, str(tmp_path / "beat"), REDIS_URL=redis_url) as celery:
        wait_until(
            lambda: Heartbeat.objects.filter(name=heartbeats.RELAY).exists(), seconds=40
        )
        assert celery.poll() is None
