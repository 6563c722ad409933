"""F11: the database and the mail server are slow; the portal stays awake."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from proofs.asking import ask
from proofs.driver import FILED
from proofs.ledgers import reconcile
from proofs.result import Result

if TYPE_CHECKING:
    from proofs.__main__ import Rigs
    from proofs.driver import Load
    from proofs.rig import Rig

NAME, REQUIREMENT = "F11", "R68, R70"
PROVES = "database +500 ms and mail +5 s at once: the probe answers, nothing is lost"
LATENCY, DELAY = 0.5, 5.0  # seconds: each word to the database, each letter
CLIENTS = 24  # more than the portal has threads
MARK = 10.0  # seconds within which the probe answers, on a busy machine too


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """More visitors than threads on slow parts, and somebody who asks if all is well."""
    lasting = 20.0 if short else 120.0
    result = Result()
    with make_rig(NAME, proxied=True) as rig:
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
    return result


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
