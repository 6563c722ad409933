"""The programs that a command starts and stops again."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType

from ombudsman.launch.refusal import Refusal

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
GRACE = 10.0  # seconds between asking a program to end and ending it
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class Interrupted(BaseException):
    """Somebody pressed Ctrl-C, or asked us to end."""


def listen() -> None:
    """Turn the signals that end a program into one exception, once."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        ignore()
        raise Interrupted

    for number in SIGNALS:
        # nohup asked to outlive the terminal.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, stop)


def ignore() -> None:
    """While we clean up: `make` and `timeout` may pass the same signal on again."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


class Children:
    """Programs in process groups of their own, ended in the reverse order."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self.folder, self.env = folder, env
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: list[str]) -> None:
        """Start a program; should we be killed outright, it is told to end."""
        self.running[name] = subprocess.Popen(
            command,
            cwd=self.folder,
            env=dict(self.env),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_us(os.getpid()),  # noqa: PLW1509 - we have no threads
        )

    def require_alive(self) -> None:
        """Refuse to go on once one of them has ended by itself."""
        for name, child in self.running.items():
            if (status := child.poll()) is not None:
                raise Refusal(f"The {name} ended by itself with status {status}.")

    def watch(self) -> None:
        """Wait until one of them ends by itself or a signal interrupts."""
        while True:
            self.require_alive()
            time.sleep(0.2)

    def stop(self) -> None:
        """End them all and whatever they started."""
        for child in reversed(self.running.values()):
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for child in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            _signal_group(child, signal.SIGKILL)
            child.wait()
        self.running.clear()


def _signal_group(child: "subprocess.Popen[bytes]", number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _end_with_us(parent: int) -> Callable[[], None]:
    library = ctypes.CDLL(None)

    def prepare() -> None:
        # The signals that we ignore or handle would be inherited as ignored.
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        if hasattr(library, "prctl"):
            library.prctl(DIE_WITH_PARENT, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

    return prepare
