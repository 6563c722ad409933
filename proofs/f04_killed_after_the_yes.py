"""F4: a relay dies after the mail server said 250 and before our row says sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from proofs.ledgers import reconcile
from proofs.parts import wait_for
from proofs.result import Result

if TYPE_CHECKING:
    from proofs.__main__ import Rigs
    from proofs.rig import Rig

NAME, REQUIREMENT = "F4", "R58"
PROVES = "killed between the mail server's 250 and our row: no second letter, one alarm"
LEASE = 2


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """As many kills as letters less two; then two relays find what is in doubt."""
    kills = 4 if short else 20
    result = Result()
    with make_rig(NAME, workers=0, env={"LEASE_SECONDS": str(LEASE)}) as rig:
        load = rig.load(seed=seed)
        load.file_all([load.report() for _ in range(kills + 2)])
        for number in range(kills):
            die_after_a_letter(rig, number)
        relays = [rig.add_worker(kills), rig.add_worker(kills + 1)]
        rig.quiet(seconds=60)
        alive = sum(relay.alive for relay in relays)
        result.counts |= {"kills": kills, "letters": len(rig.letters())}
        result.ledgers |= reconcile(rig, load.ledger, unknown=kills)
        result.ledgers |= doubts(rig, kills)
        result.ledgers["relays that died of it"] = len(relays) - alive
    return result


def die_after_a_letter(rig: Rig, number: int) -> None:
    """One relay with the failpoint: one letter goes out, and the relay with it."""
    relay = rig.add_worker(number, FAIL_AFTER="smtp_250")
    wait_for(lambda: not relay.alive, "The failpoint kills its relay")
    wait_for(lambda: len(rig.letters()) == number + 1, "The letter arrived")


def doubts(rig: Rig, kills: int) -> dict[str, int]:
    """Each letter in doubt is marked, told to the log once, and listed for a person."""
    rows = rig.sql("SELECT id FROM journal_delivery WHERE state = 'unknown'")
    unknown = {pk for (pk,) in rows}
    alarms = [line["delivery"] for line in log_lines(rig, "delivery unknown")]
    listed = rig.manage("deliveries").stdout
    return {
        "kills without a doubt": abs(kills - len(unknown)),
        "doubts without an alarm": len(unknown - set(alarms)),
        "alarms more than one": len(alarms) - len(set(alarms)),
        "doubts not listed": sum(f"{pk}: unknown" not in listed for pk in unknown),
    }


def log_lines(rig: Rig, event: str) -> list[dict[str, int]]:
    """What the workers' logs say of one event."""
    return [
        json.loads(line)
        for path in rig.logs.glob("worker-*.log")
        for line in path.read_text(errors="replace").splitlines()
        if f'"event": "{event}"' in line
    ]
