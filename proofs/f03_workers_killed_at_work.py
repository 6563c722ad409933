"""F3: workers killed with -9, all of their group, while letters are on their way."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from proofs.ledgers import reconcile
from proofs.parts import NotReady, wait_for
from proofs.result import Result

if TYPE_CHECKING:
    from proofs.__main__ import Rigs
    from proofs.parts import Part
    from proofs.rig import Rig

NAME, REQUIREMENT = "F3", "R57, R58"
PROVES = (
    "a worker and a Celery worker killed while sending: nothing lost, nothing twice"
)
DUE, TAKES = 60, 0.4  # letters, seconds that the mail server takes for one
AT_WORK = 3.0  # seconds of sending before the kill
SENDERS = 3  # processes that may be sending: one worker, two children of Celery
GRACE = 10.0  # seconds beyond the lease: a look at the tables, and the letters
HELD = "state IN ('claimed', 'sending')"


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """Full: three rounds under the lease of production; short: one, with 12 seconds."""
    rounds, lease = (1, 12) if short else (3, 60)
    result = Result()
    for number in range(rounds):
        env = {"LEASE_SECONDS": str(lease)}
        with make_rig(NAME, workers=0, redis=True, env=env) as rig:
            result.add(one_round(rig, seed + number, lease))
    return result


def one_round(rig: Rig, seed: int, lease: int) -> Result:
    """Letters pile up, two kinds of workers begin, die, and are started again."""
    load = rig.load(seed=seed)
    load.file_all([load.report() for _ in range(DUE)])
    rig.mail(delay=TAKES)
    workers = [rig.add_worker(0), rig.add_celery(0)]
    held = work_until_killed(rig, workers)
    killed = time.monotonic()
    before = len(rig.letters())
    rig.mail()
    for worker in workers:
        worker.start()
    settled = settle(rig, held, seconds=lease + GRACE)
    took = time.monotonic() - killed
    rig.quiet(seconds=60)
    result = Result()
    result.counts |= {"due": DUE, "sent before the kill": before, "held": len(held)}
    in_doubt = rig.number(
        "SELECT count(*) FROM journal_delivery WHERE state = 'unknown'"
    )
    result.counts |= {"in doubt": in_doubt, "recovered s": round(took, 1)}
    result.ledgers |= reconcile(rig, load.ledger, unknown=SENDERS)
    result.ledgers["later than the lease"] = int(not settled)
    result.ledgers["killed too late to prove anything"] = int(not held)
    return result


def work_until_killed(rig: Rig, workers: list[Part]) -> list[int]:
    """Let both kinds send for a while, then kill; what they held at that moment."""
    wait_for(lambda: len(holders(rig)) > 1, "Both kinds of worker hold letters")
    time.sleep(AT_WORK)
    for worker in workers:
        worker.kill()
    return [pk for (pk,) in rig.sql(f"SELECT id FROM journal_delivery WHERE {HELD}")]


def holders(rig: Rig) -> set[str]:
    """The leases that are held: each relay has one for all that it claimed."""
    rows = rig.sql(f"SELECT DISTINCT lease FROM journal_delivery WHERE {HELD}")
    return {str(lease) for (lease,) in rows}


def settle(rig: Rig, held: list[int], *, seconds: float) -> bool:
    """Whether all that the dead ones held was sent, or found in doubt, in time."""
    query = (
        "SELECT count(*) FROM journal_delivery WHERE id = ANY(%s)"
        " AND state NOT IN ('sent', 'unknown')"
    )
    try:
        wait_for(lambda: rig.number(query, held) == 0, "Recovery", seconds=seconds)
    except NotReady:
        return False
    return True
