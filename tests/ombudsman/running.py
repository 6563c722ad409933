"""Programs of ours as processes of their own, against the test database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

CHECKOUT = Path(__file__).resolve().parents[2]


@contextmanager
def running(*command: str, **env: str) -> Iterator[subprocess.Popen[str]]:
    """``python -m command``; at the end it and what it started are killed."""
    url = urlsplit(settings.DATABASE_URL)
    database = url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=CHECKOUT,
        env={
            **os.environ,
            "DATABASE_URL": database,
            "CHECKPOINT_DIR": settings.CHECKPOINT_DIR,
            **env,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()


def wait_until(true: Callable[[], object], *, seconds: float = 20) -> None:
    """Wait for something that another process does."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)
