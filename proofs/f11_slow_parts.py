"""F11: database and mail are slow, the scanner never answers; the portal stays awake."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from proofs.asking import ask
from proofs.driver import FILED
from proofs.inside import lines_of
from proofs.ledgers import reconcile
from proofs.parts import NotReady, wait_for
from proofs.result import Result

if TYPE_CHECKING:
    from proofs.__main__ import Rigs
    from proofs.driver import Load
    from proofs.rig import Rig

NAME, REQUIREMENT = "F11", "R68, R70"
PROVES = (
    "database +500 ms, mail +5 s and a scanner that hangs: the probe answers, nothing is"
    " lost, no file leaves quarantine, letters and terms go on"
)
LATENCY, DELAY = 0.5, 5.0  # seconds: each word to the database, each letter
CLIENTS = 24  # more than the portal has threads
MARK = 10.0  # seconds within which the probe answers, on a busy machine too


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """More visitors than threads on slow parts, and somebody who asks if all is well."""
    lasting = 20.0 if short else 120.0
    result = Result()
    scanner = Silent()
    env = {"CLAMD_ADDRESS": scanner.address}  # with the patience of every portal
    with closing(scanner), make_rig(NAME, proxied=True, env=env) as rig:
        load = rig.load(seed=seed, threads=CLIENTS)
        rig.mail(delay=DELAY)
        load.begin(rate=CLIENTS)
        time.sleep(2)
        rig.bend_database(latency=LATENCY)
        asked = Probe(rig.urls[0])
        asked.ask_for(lasting)
        rig.bend_database()
        load.end()
        load.settle()
        count(result, rig, load, asked)
        result.add(held(rig, load, scanner))
    return result


class Silent:
    """A scanner that takes every call and never answers."""

    def __init__(self) -> None:
        self.calls: list[socket.socket] = []
        self._server = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = f"127.0.0.1:{self._server.getsockname()[1]}"
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                self.calls.append(self._server.accept()[0])

    def close(self) -> None:
        """Hang up on everybody."""
        self._server.close()
        for call in self.calls:
            call.close()


def held(rig: Rig, load: Load, scanner: Silent) -> Result:
    """A file that waits for this scanner: quarantined, and nothing waits behind it."""
    free = "SELECT count(*) FROM documents_storedfile WHERE verdict = 'clean'"
    copies = "SELECT count(*) FROM documents_storedfile WHERE copying = 'made'"
    before, made = len(scanner.calls), rig.number(copies)
    lines_of(rig, "attach", "3")
    with suppress(NotReady):  # counted below
        wait_for(lambda: len(scanner.calls) > before + 2, "It was asked", seconds=120)
    asked = len(scanner.calls) - before
    letters, began = len(rig.letters()), time.monotonic()
    load.file(load.report())
    with suppress(NotReady):  # counted below
        wait_for(lambda: len(rig.letters()) > letters, "A letter", seconds=60)
    took = round(time.monotonic() - began, 1)
    late = len(
        rig.sql(
            "SELECT 1 FROM journal_alarm WHERE raised_at IS NOT NULL AND name LIKE %s",
            "late:%",
        )
    )
    return Result(
        {"calls to the silent scanner": asked, "letter beside it s": took},
        {
            "scanner never asked": int(asked == 0),
            "files released unseen": rig.number(free) + rig.number(copies) - made,
            "letters held up by the scanner": int(len(rig.letters()) == letters),
            "sweeps late beside it": late,
        },
    )


class Probe:
    """Asks once a second whether the process lives, as a balancer does."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.wrong = self.late = self.asked = 0
        self.slowest = 0.0

    def ask_for(self, seconds: float) -> None:
        """One thread a question: a late answer does not hold up the next question."""
        threads = []
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            threads.append(threading.Thread(target=self._ask))
            threads[-1].start()
            time.sleep(1)
        for thread in threads:
            thread.join()

    def _ask(self) -> None:
        answer = ask(self.url, "GET", "/healthz/live", timeout=30)
        self.asked += 1
        self.wrong += answer.status != 200
        self.late += answer.seconds > MARK
        self.slowest = max(self.slowest, answer.seconds)


def count(result: Result, rig: Rig, load: Load, asked: Probe) -> None:
    """The probe, the visitors, and letters that were only late."""
    rig.mail()
    statuses = load.ledger.statuses()
    result.counts |= {"requests": sum(statuses.values()), "probes": asked.asked}
    result.counts |= {f"status {k or 'cut'}": v for k, v in statuses.items()}
    result.counts["slowest probe s"] = asked.slowest
    result.counts["p95 s filing"] = load.ledger.slowest(0.95, filing=True)
    result.counts["filed"] = sum(statuses.get(status, 0) for status in FILED)
    result.ledgers |= {"probes refused": asked.wrong, "probes late": asked.late}
    result.ledgers |= reconcile(rig, load.ledger)
