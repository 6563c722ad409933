"""F1: the database is restarted under load, politely and not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from proofs.driver import FILED
from proofs.ledgers import reconcile
from proofs.result import Result

if TYPE_CHECKING:
    from proofs.__main__ import Rigs
    from proofs.driver import Load
    from proofs.rig import Rig

NAME, REQUIREMENT = "F1", "R68"
PROVES = (
    "PostgreSQL restarted fast and immediately under load: 503, then on, nothing lost"
)
WAYS = ("fast", "immediate")
MARK = 5.0  # seconds from the database's first answer to the first report filed
DOWN = 1.5  # seconds without a database


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """Each way in turn, with load before, meanwhile and after."""
    rounds, steady = (1, 4.0) if short else (3, 10.0)
    result = Result()
    with make_rig(NAME) as rig:
        load = rig.load(seed=seed, threads=8)
        load.begin(rate=10)
        for way in WAYS * rounds:
            time.sleep(steady)
            back = restart(rig, load, way)
            slowest = max(back, float(result.counts.get("slowest return s", 0.0)))
            result.counts["slowest return s"] = slowest
            result.ledgers[f"back after {MARK:.0f} s ({way})"] = int(back > MARK)
        time.sleep(steady)
        load.end()
        load.settle()
        count(result, rig, load, restarts=rounds * len(WAYS))
    return result


def restart(rig: Rig, load: Load, way: str) -> float:
    """Stop, wait, start; the seconds from its first answer to the first success."""
    rig.stop_postgres(way)
    time.sleep(DOWN)
    rig.start_postgres()
    return first_filed(load)


def first_filed(load: Load, *, patience: float = 30) -> float:
    """Seconds until a visitor who tries ten times a second has a receipt."""
    began = time.monotonic()
    told = load.report()
    while time.monotonic() - began < patience:
        if load.file_once(told).status in FILED:
            return time.monotonic() - began
        time.sleep(0.1)
    return patience


def count(result: Result, rig: Rig, load: Load, *, restarts: int) -> None:
    """What happened to requests, and the ledgers."""
    statuses = load.ledger.statuses()
    result.counts |= {"restarts": restarts, "requests": sum(statuses.values())}
    result.counts |= {f"status {k or 'cut'}": v for k, v in statuses.items()}
    result.counts["reports"] = len(load.ledger.accepted())
    # A restart may cut the line between the mail server's yes and the note of it.
    result.ledgers |= reconcile(rig, load.ledger, unknown=restarts)
    result.ledgers["lines cut"] = statuses.get(0, 0)
