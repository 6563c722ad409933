"""Files reports under load and writes down what it was told, before and after."""

from __future__ import annotations

import hashlib
import json
import os
import random
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from proofs import reports
from proofs.asking import CUT, Answer, ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from proofs.reports import Told

FILING = "/api/v1/reports/"
#: Of ten requests four file a report; the others read.
READING = ("/", "/rapor/", "/lacak/", "/api/v1/agencies/?q=dinas", "/healthz/ready")
#: A receipt: of a report filed now, or of one that was filed before with this key.
FILED = frozenset({200, 201})
PATIENCE = 60.0  # seconds that a client goes on asking with one key


@dataclass
class ClientLedger:
    """A line before and one after each request, on the disk before going on."""

    path: Path
    lines: list[dict[str, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def write(self, **line: Any) -> None:
        """Append one line."""
        line["at"] = time.time()
        with self.lock:
            self.lines.append(line)
            with self.path.open("a") as file:
                file.write(json.dumps(line) + "\n")
                file.flush()
                os.fsync(file.fileno())

    def after(self) -> list[dict[str, Any]]:
        """The lines of answers, and of answers that never came."""
        with self.lock:
            return [line for line in self.lines if line["phase"] == "after"]

    def accepted(self) -> dict[str, set[tuple[str, str]]]:
        """Key -> the receipts (number, hash of the code) that its sender was given."""
        found: dict[str, set[tuple[str, str]]] = {}
        for line in self.after():
            if line.get("number"):
                receipt = (line["number"], line["code"])
                found.setdefault(line["key"], set()).add(receipt)
        return found

    def unresolved(self) -> set[str]:
        """Keys that were sent and never got a receipt."""
        with self.lock:
            sent = {line["key"] for line in self.lines if line.get("key")}
        return sent - set(self.accepted())

    def statuses(self) -> dict[int, int]:
        """Status -> how often; 0 is a line that broke."""
        found: dict[int, int] = {}
        for line in self.after():
            found[line["status"]] = found.get(line["status"], 0) + 1
        return dict(sorted(found.items()))

    def slowest(self, share: float, *, filing: bool) -> float:
        """The quantile of the seconds that answers took."""
        took = sorted(
            line["seconds"] for line in self.after() if bool(line.get("key")) == filing
        )
        return took[min(len(took) - 1, int(len(took) * share))] if took else 0.0


class Load:
    """Threads that file and read at a rate, against several web servers in turn."""

    def __init__(self, urls: list[str], path: Path, seed: int, threads: int) -> None:
        self.urls, self.threads = list(urls), threads
        self.ledger = ClientLedger(path)
        self.chance = random.Random(seed)
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self.running: list[threading.Thread] = []
        self.turn = 0
        self.on_their_way: Counter[str] = Counter()
        self._known: dict[str, Told] = {}

    # --- steady load -----------------------------------------------------------
    def begin(self, *, rate: float, filing: float = 0.4) -> None:
        """So many requests a second, of which this share files."""
        pause = self.threads / rate
        for _ in range(self.threads):
            thread = threading.Thread(target=self._go_on, args=(pause, filing))
            thread.start()
            self.running.append(thread)

    def end(self) -> None:
        """No new requests; those on their way are still taken to an answer."""
        self.stopping.set()
        for thread in self.running:
            thread.join()
        self.running.clear()

    def settle(self, *, patience: float = PATIENCE) -> None:
        """Take every key without a receipt to its answer, as a phone would later."""
        waiting = [self._known[key] for key in sorted(self.ledger.unresolved())]
        self.file_all(waiting, patience=patience)

    # --- reports one by one ---------------------------------------------------------
    def report(self) -> Told:
        """The next report of this seed."""
        with self.lock:
            told = reports.make(self.chance)
            self._known[str(told.key)] = told
            return told

    def file(self, told: Told, *, patience: float = PATIENCE) -> bool:
        """Send one report until its receipt comes; whether it came."""
        deadline = time.monotonic() + patience
        tries = 0
        while True:
            tries += 1
            answer = self.file_once(told, tries)
            if answer.status in FILED:
                return True
            if time.monotonic() > deadline:
                return False
            time.sleep(min(2.0, 0.1 * 2**tries) * (0.5 + random.random()))

    def file_once(self, told: Told, tries: int = 1, *, pause: float = 0) -> Answer:
        """Send one report once; ``pause``: seconds in the middle of its body."""
        key, body = str(told.key), hashlib.sha256(told.body).hexdigest()
        self.ledger.write(phase="before", key=key, body=body, tries=tries)
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        with self.sent() as base:
            answer = ask(base, "POST", FILING, told.body, headers, pause=pause)
        self.note(answer, key=key, to=base, **_receipt(answer))
        return answer

    def file_all(self, many: list[Told], *, patience: float = PATIENCE) -> None:
        """Send these reports, each to its receipt, in parallel."""
        left = list(many)

        def work() -> None:
            while True:
                with self.lock:
                    if not left:
                        return
                    told = left.pop()
                self.file(told, patience=patience)

        together([work] * self.threads)

    def read(self, path: str) -> Answer:
        """Fetch one page."""
        with self.sent() as base:
            answer = ask(base, "GET", path)
        self.note(answer, path=path, to=base)
        return answer

    # --- inside ---------------------------------------------------------------------
    def _go_on(self, pause: float, filing: float) -> None:
        while not self.stopping.is_set():
            began = time.monotonic()
            with self.lock:
                files = self.chance.random() < filing
                path = self.chance.choice(READING)
            if files:
                self.file(self.report())
            else:
                self.read(path)
            self.stopping.wait(max(0.0, pause - (time.monotonic() - began)))

    def base(self) -> str:
        """The next web server in turn."""
        with self.lock:
            return self._next()

    def _next(self) -> str:
        self.turn += 1
        return self.urls[self.turn % len(self.urls)]

    @contextmanager
    def sent(self) -> Iterator[str]:
        """The next web server in turn, which a request is on its way to meanwhile."""
        with self.lock:
            base = self._next()
            self.on_their_way[base] += 1
        try:
            yield base
        finally:
            with self.lock:
                self.on_their_way[base] -= 1

    def drained(self, base: str) -> bool:
        """Whether no request is on its way to this server."""
        with self.lock:
            return not self.on_their_way[base]

    def note(self, answer: Answer, **more: Any) -> None:
        """Write an answer down."""
        if answer.status >= 500:
            more["request_id"] = answer.request_id
            more["traceback"] = b"Traceback" in answer.body
        if answer.why:
            more["why"] = answer.why
        self.ledger.write(
            phase="after", status=answer.status, seconds=answer.seconds, **more
        )


def together(work: list[Callable[[], object]]) -> None:
    """Run these at the same time and wait for all of them."""
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _receipt(answer: Answer) -> dict[str, str]:
    """Number and hash of the code; the code itself is written nowhere."""
    if answer.status not in FILED:
        return {}
    told = json.loads(answer.body)
    return {
        "number": told["number"],
        "code": hashlib.sha256(told["code"].encode()).hexdigest(),
    }


__all__ = ["CUT", "FILED", "ClientLedger", "Load", "together"]
