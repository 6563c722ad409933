"""A Redis server that a test may stop, start again, empty and listen to."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from contextlib import suppress
from pathlib import Path


class OwnRedis:
    """One server on one port, without anything on the disk: a restart loses all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._server: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        program = shutil.which("redis-server") or "redis-server"
        options = ("--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
        self._server = subprocess.Popen(
            [program, "--port", str(self.port), *options],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
        )
        for _ in range(100):
            with suppress(OSError):
                self.ask("PING")
                return
            threading.Event().wait(0.05)
        raise AssertionError("Redis does not answer")

    def stop(self) -> None:
        """At once and without a farewell, as a power cut would."""
        if self._server is not None:
            self._server.kill()
            self._server.wait(timeout=10)
            self._server = None

    def ask(self, *words: str) -> str:
        """One command, and the first line of its answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as line:
            line.sendall((" ".join(words) + "\r\n").encode())
            return line.makefile().readline().strip()


class Listener:
    """Everything that clients say to a server, by MONITOR, until it is closed."""

    def __init__(self, server: OwnRedis) -> None:
        self._line = socket.create_connection(("127.0.0.1", server.port), timeout=10)
        self._line.settimeout(None)
        self._line.sendall(b"MONITOR\r\n")
        self.heard: list[str] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        with suppress(OSError):
            for line in self._line.makefile(encoding="utf-8", errors="replace"):
                self.heard.append(line.strip())

    def close(self) -> None:
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        self._line.close()
        self._thread.join(10)
