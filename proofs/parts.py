"""A program of the rig: started, ended, killed or frozen by its process id."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ombudsman.launch import places
from ombudsman.launch.processes import is_alive

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LIBRARY = ctypes.CDLL(None)
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
GRACE = 20.0  # seconds between asking a program to end and ending it


class NotReady(Exception):
    """A part of the rig did not come up; the message says which."""


class Part:
    """One program in a process group of its own, with its log."""

    def __init__(
        self, name: str, command: list[str], env: Mapping[str, str], log: Path
    ) -> None:
        self.name, self.command, self.env, self.log = name, command, dict(env), log
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process that was started; its children are in its group."""
        if self.process is None:
            raise NotReady(f"{self.name} was not started")
        return self.process.pid

    @property
    def alive(self) -> bool:
        """Whether the program that was started still runs."""
        return self.process is not None and self.process.poll() is None

    def start(self, **env: str) -> None:
        """Start it, with more in its environment if a proof wants that."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=places.CHECKOUT,
                env={**self.env, **env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_us,  # noqa: PLW1509 - the child only calls prctl
            )

    def stop(self) -> int:
        """Ask it to end (SIGTERM), wait, and make sure; its exit status."""
        if self.process is None:
            return 0
        with suppress(ProcessLookupError):
            self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=GRACE)
        self.kill()
        return self.process.returncode

    def kill(self) -> None:
        """SIGKILL to the whole group, at once."""
        if self.process is None:
            return
        self._signal(signal.SIGKILL)
        self.process.wait()

    def freeze(self) -> None:
        """SIGSTOP: it holds its connections and answers nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """SIGCONT."""
        self._signal(signal.SIGCONT)

    def children(self) -> list[int]:
        """The living processes that it started, oldest first; not Python's own."""
        told = subprocess.run(
            ["ps", "-o", "pid=,args=", "--sort=start_time", "--ppid", str(self.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        lines = [
            line for line in told.stdout.splitlines() if "resource_tracker" not in line
        ]
        return [
            pid for pid in (int(line.split()[0]) for line in lines) if is_alive(pid)
        ]

    def _signal(self, number: int) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def wait_for(
    true: Callable[[], object], what: str, *, seconds: float = 60, pause: float = 0.05
) -> float:
    """Wait until ``true()``; the seconds that it took. Raises NotReady."""
    began = time.monotonic()
    while not true():
        if time.monotonic() - began > seconds:
            raise NotReady(f"{what} within {seconds:.0f} s")
        time.sleep(pause)
    return time.monotonic() - began


def _end_with_us() -> None:
    LIBRARY.prctl(DIE_WITH_PARENT, signal.SIGKILL)
