"""R35: large, slow, lying and endless uploads; no web process grows by much.

The memory of each process is read twenty times a second, above what it held after it had
taken some files one after another.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from proofs.asking import CUT, ask
from proofs.driver import together
from proofs.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from proofs.__main__ import Rigs
    from proofs.rig import Rig

NAME, REQUIREMENT = "R35", "R35"
PROVES = (
    "files at the limit, bodies far above it, bodies that drip or never end: no web"
    " process grows beyond the bound, and none of them is left hanging"
)
BOUND = 50  # MB that one process may grow by
PATIENCE = 10.0  # seconds for a page when they are gone
SENDERS, FAR, DRIPPING = 12, 4, 40
FILE, BODY = 9_900_000, 200_000_000  # bytes: under the limit of one; above all of them
#: A body of no told length counts as none, so it lacks its token.
TAKEN, EMPTY, TOO_LARGE, BUSY = 201, 403, 413, 503
ADD, TOKEN, EDGE = "/lapor/bukti/tambah/", "proof0" * 5 + "ab", "proof-edge"
PART = f"--{EDGE}\r\nContent-Disposition: form-data; name="
HEAD = (
    f"{PART}csrfmiddlewaretoken\r\n\r\n{TOKEN}\r\n{PART}papers; filename=a.txt\r\n\r\n"
).encode()
END = f"\r\n--{EDGE}--\r\n".encode()
MB = 1_000_000
ENV = {"UPLOAD_DAY_LIMIT": str(10**12)}
LINE = b"Petugas loket meminta uang supaya cepat.".ljust(99, b".") + b"\n"
#: What may be answered to each; a line that we cut has no answer.
ALLOWED = {
    "at the limit": {TAKEN, BUSY},
    "far above": {TOO_LARGE, BUSY, CUT},
    "without end": {EMPTY, TOO_LARGE, BUSY, CUT},
}


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """Each kind of sender by itself; then a page, as soon as the slow ones hung up."""
    del seed  # nothing here is drawn
    rounds, seconds = (2, 10) if short else (10, 60)
    told: dict[str, list[int]] = {name: [] for name in ALLOWED}
    with make_rig(NAME, workers=0, env=ENV) as rig:
        for _ in range(10):
            send(rig, FILE)
        with Memory(rig) as memory:
            for _ in range(rounds):
                crowd(told["at the limit"], SENDERS, lambda: send(rig, FILE))
                crowd(told["far above"], FAR, lambda: send(rig, BODY))
                crowd(told["without end"], FAR, lambda: send(rig, BODY, lengthy=False))
            with closing(Slow(rig, DRIPPING)):
                time.sleep(seconds)
            after = ask(rig.urls[0], "GET", "/", timeout=PATIENCE).status
        return counted(memory, told, after)


def crowd(told: list[int], many: int, one: Callable[[], int]) -> None:
    """So many at once; what each was answered."""

    def send_and_note() -> None:
        told.append(one())

    together([send_and_note] * many)


def counted(memory: Memory, told: dict[str, list[int]], after: int) -> Result:
    """The figures, and what must be 0."""
    limit = told["at the limit"]
    strange = [s for name, each in told.items() for s in each if s not in ALLOWED[name]]
    return Result(
        {
            "files of 9.9 MB taken": limit.count(TAKEN),
            "asked to come again": limit.count(BUSY),
            "bodies above all limits": len(told["far above"] + told["without end"]),
            "MB that one process grew by": memory.grew,
            "senders of a few bytes a second": DRIPPING,
        },
        {
            "grew beyond the bound": int(memory.grew > BOUND),
            "processes that were replaced": memory.replaced,
            "no file taken": int(TAKEN not in limit),
            "answers that nobody expects": len(strange),
            "page after the slow ones": int(after != 200),
        },
    )


class Memory:
    """What each process of the web holds, in MB, and the most that one grew by."""

    def __init__(self, rig: Rig) -> None:
        self.web = rig.parts["web-0"]
        self.first = self._look()
        self.most = dict(self.first)
        self.over = threading.Event()
        self.watch = threading.Thread(target=self._go_on, daemon=True)

    def __enter__(self) -> Self:
        self.watch.start()
        return self

    def __exit__(self, *_told: object) -> None:
        self.over.set()
        self.watch.join()

    @property
    def grew(self) -> int:
        """The most, of any of them."""
        return max(self.most[pid] - before for pid, before in self.first.items())

    @property
    def replaced(self) -> int:
        """How many are no longer there, or new."""
        return len(set(self._look()) ^ set(self.first))

    def _go_on(self) -> None:
        while not self.over.wait(0.05):
            for pid, held in self._look().items():
                self.most[pid] = max(held, self.most.get(pid, 0))

    def _look(self) -> dict[int, int]:
        found = {}
        for pid in self.web.children():
            with suppress(OSError):
                told = Path(f"/proc/{pid}/status").read_text()
                found[pid] = int(told.partition("VmRSS:")[2].split()[0]) * 1024 // MB
        return found


def send(rig: Rig, size: int, *, lengthy: bool = True) -> int:
    """A file of that size; ``lengthy``: its length is told beforehand. The status."""
    with closing(begin(rig, len(HEAD) + size + len(END) if lengthy else None)) as line:
        try:
            for piece in body(size):
                line.sendall(piece if lengthy else chunk(piece))
            if not lengthy:
                line.sendall(chunk(b""))
        except OSError:
            pass  # refused before the end; the answer may be there all the same
        return status(line)


def begin(rig: Rig, length: int | None) -> socket.socket:
    """A line on which the head of a sending was said."""
    address = urlsplit(rig.urls[0])
    line = socket.create_connection((address.hostname, address.port), timeout=60)
    way = (
        "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    )
    line.sendall(
        f"POST {ADD} HTTP/1.1\r\nHost: {address.netloc}\r\nConnection: close\r\n"
        f"Cookie: csrf={TOKEN}\r\n{way}\r\n"
        f"Content-Type: multipart/form-data; boundary={EDGE}\r\n\r\n".encode()
    )
    return line


def body(size: int) -> Iterator[bytes]:
    """A form with one file of that many bytes."""
    yield HEAD
    block = LINE * 640
    for start in range(0, size, len(block)):
        yield block[: size - start]
    yield END


def chunk(piece: bytes) -> bytes:
    """As HTTP writes a piece of a body whose length nobody knows."""
    return f"{len(piece):x}\r\n".encode() + piece + b"\r\n"


def status(line: socket.socket) -> int:
    """What was answered; CUT where nothing was."""
    try:
        said = line.recv(64)
    except OSError:
        return CUT
    return int(said.split()[1]) if said.startswith(b"HTTP/") else CUT


class Slow:
    """So many who send a few bytes a second and never come to an end."""

    def __init__(self, rig: Rig, count: int) -> None:
        self.lines = [begin(rig, BODY) for _ in range(count)]
        self.over = threading.Event()
        self.work = threading.Thread(target=self._drip, daemon=True)
        self.work.start()

    def _drip(self) -> None:
        said: Iterable[bytes] = [HEAD, *[LINE] * 10_000]
        for piece in said:
            for line in self.lines:
                with suppress(OSError):
                    line.sendall(piece)
            if self.over.wait(0.5):
                return

    def close(self) -> None:
        """All hang up."""
        self.over.set()
        self.work.join()
        for line in self.lines:
            line.close()
