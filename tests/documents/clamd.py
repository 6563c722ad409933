"""Two scanners for tests: Debian's clamd with a database of ours, and one that misbehaves."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import socket
import struct
import subprocess
import tarfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from documents.scanning.clamd import EICAR

#: Small enough that a test reaches them, large enough for what people send.
LIMITS = """
StreamMaxLength 12M
MaxScanSize 30M
MaxFileSize 20M
MaxFiles 600
MaxRecursion 8
AlertExceedsMax yes
AlertEncrypted yes
"""
CONFIG = """
Foreground yes
DatabaseDirectory {folder}/db
LocalSocket {folder}/clamd.sock
LogFile {folder}/clamd.log
TemporaryDirectory {folder}
ConcurrentDatabaseReload no
ExitOnOOM yes
"""


def program() -> str:
    """Where clamd is: /usr/sbin is not on everybody's PATH."""
    found = shutil.which("clamd") or "/usr/sbin/clamd"
    assert Path(found).exists(), "clamd is not installed"
    return found


def daily(database: Path, made: datetime) -> None:
    """Daily signatures of ours in the form of the real ones: in a container without signature."""
    seconds, day = int(made.timestamp()), f"{made:%d %b %Y %H-%M +0000}"
    head = f"ClamAV-VDB:{day}:27900:1:90:{'0' * 32}:x:ours:{seconds}"
    signature = f"Daily-Test-Signature:0:*:{b'daily sample of ours'.hex()}\n".encode()
    told = f"daily.ndb:{len(signature)}:{hashlib.sha256(signature).hexdigest()}\n"
    parts = {"daily.info": f"{head}\n{told}".encode(), "daily.ndb": signature}
    with (database / "daily.cud").open("wb") as file:
        file.write(head.ljust(512).encode())
        with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as tar:
            for name, content in parts.items():
                member = tarfile.TarInfo(name)
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))


@contextmanager
def running(folder: Path, made: datetime | None = None) -> Iterator[str]:
    """A real clamd that knows the sample of the trade and nothing else: its address.

    ``made``: when its daily signatures were; without it there are none.
    """
    database = folder / "db"
    database.mkdir()
    (database / "ours.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
    if made:
        daily(database, made)
    config = folder / "clamd.conf"
    config.write_text(CONFIG.format(folder=folder) + LIMITS)
    address = folder / "clamd.sock"
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen(
            [program(), "--config-file", str(config)],
            stdout=out,
            stderr=out,
            env={**os.environ, "TZ": "UTC"},  # its days are in its own zone
        )
    try:
        _await(process, address, folder)
        yield str(address)
    finally:
        process.terminate()
        process.wait(20)


def _await(process: subprocess.Popen[bytes], address: Path, folder: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, (folder / "out").read_text()
        if address.exists():
            return
        time.sleep(0.05)
    raise AssertionError("clamd does not listen")


Talk = Callable[[socket.socket], None]


@contextmanager
def pretending(talk: Talk) -> Iterator[str]:
    """Something on a port that does to every caller what ``talk`` does: its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                try:
                    caller, _ = server.accept()
                except TimeoutError:
                    continue
                with caller:
                    caller.settimeout(5)
                    talk(caller)

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}"
        finally:
            over.set()
            thread.join(10)


def hear(caller: socket.socket) -> bytes:
    """All of one file, as clamd takes it in."""
    stream = caller.makefile("rb")
    assert stream.read(10) == b"zINSTREAM\0"
    content = b""
    while (size := struct.unpack(">I", stream.read(4))[0]) > 0:
        content += stream.read(size)
    return content


def answering(answer: bytes) -> Talk:
    """Hears the file and says this."""

    def talk(caller: socket.socket) -> None:
        hear(caller)
        caller.sendall(answer)

    return talk


def honest_but(answer: bytes | Talk) -> Talk:
    """Finds the sample, as a working scanner does, and says this of everything else."""

    def talk(caller: socket.socket) -> None:
        if hear(caller) == EICAR:
            caller.sendall(b"stream: Eicar-Test-Signature FOUND\0")
        elif isinstance(answer, bytes):
            caller.sendall(answer)
        else:
            answer(caller)

    return talk


def hang(caller: socket.socket) -> None:
    """Takes everything and says nothing, until the other side has had enough."""
    caller.settimeout(5)
    try:
        while caller.recv(1 << 16):
            pass
    except OSError:
        return


def reset(caller: socket.socket) -> None:
    """Hangs up rudely, whatever was said."""
    caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def too_large(caller: socket.socket) -> None:
    """What clamd does with a stream over its limit: says so and hangs up unread."""
    caller.recv(64)
    caller.sendall(b"INSTREAM size limit exceeded. ERROR\0")
