"""F6: one event that kills every relay, one that always fails; the others flow."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from proofs.f04_killed_after_the_yes import log_lines
from proofs.ledgers import reconcile
from proofs.result import Result

if TYPE_CHECKING:
    from proofs.__main__ import Rigs
    from proofs.parts import Part
    from proofs.rig import Rig

NAME, REQUIREMENT = "F6", "R57"
PROVES = (
    "a crash loop and a poison among two to four relays: dead after 8 tries, one alarm"
)
LEASE, TRIES = 2, 8
PATIENCE = 180.0
DEAD = "SELECT count(*) FROM journal_delivery WHERE state = 'dead' AND id = ANY(%s)"
WELL = (
    "SELECT count(*) FROM journal_delivery"
    " WHERE id > %s AND NOT id = ANY(%s) AND state <> 'sent'"
)


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """Rounds with more and more relays."""
    result = Result()
    for relays in (2,) if short else (2, 3, 4):
        with make_rig(NAME, workers=0, env={"LEASE_SECONDS": str(LEASE)}) as rig:
            result.add(one_round(rig, seed + relays, relays))
    return result


def one_round(rig: Rig, seed: int, relays: int) -> Result:
    """Two of forty events are poison; their places are the seed's."""
    load = rig.load(seed=seed)
    load.file_all([load.report() for _ in range(40)])
    first = rig.baseline["journal_delivery"]
    due = [
        pk for (pk,) in rig.sql("SELECT id FROM journal_delivery WHERE id > %s", first)
    ]
    killer, failing = random.Random(seed).sample(due, 2)
    poison = [killer, failing]
    spoil(rig, failing)
    env = {"FAIL_AFTER": f"attempt:{killer}"}
    started = [rig.add_worker(number, **env) for number in range(relays)]
    crashes, held_up = keep_alive(rig, started, poison)
    result = Result()
    result.counts |= {"relays": relays, "due": len(due), "crashes": crashes}
    result.ledgers |= {
        "others not through before the poison was dead": held_up,
        "crashes beside the tries": abs(crashes - TRIES),
        "poison not dead": len(poison) - rig.number(DEAD, poison),
        "alarms beside one each": sum(abs(alarms(rig, pk) - 1) for pk in poison),
    }
    cure(rig, started, poison)
    result.ledgers |= reconcile(rig, load.ledger)
    return result


def spoil(rig: Rig, pk: int) -> None:
    """Address a delivery to nobody: its handler raises, every time."""
    rig.sql(
        "UPDATE journal_delivery SET subscriber = 'agency_news', recipient = 'user:0'"
        " WHERE id = %s",
        pk,
    )


def keep_alive(rig: Rig, relays: list[Part], poison: list[int]) -> tuple[int, int]:
    """Start again what dies, as a supervisor would, until both poisons are dead.

    Returns the crashes, and how many others were still waiting at that time. The
    pauses between tries, up to an hour, are over at once.
    """
    first, crashes = rig.baseline["journal_delivery"], 0
    deadline = time.monotonic() + PATIENCE
    while rig.number(DEAD, poison) < len(poison) and time.monotonic() < deadline:
        for relay in relays:
            if not relay.alive:
                crashes += 1
                relay.start()
        rig.hurry()
        time.sleep(0.2)
    return crashes, rig.number(WELL, first, poison)


def alarms(rig: Rig, pk: int) -> int:
    """How often the log says that this delivery is dead."""
    return sum(line["delivery"] == pk for line in log_lines(rig, "delivery dead"))


def cure(rig: Rig, relays: list[Part], poison: list[int]) -> None:
    """The fault is mended, a person lets both try again, and they arrive."""
    rig.sql(
        "UPDATE journal_delivery SET subscriber = 'reporter_news', recipient = ''"
        " WHERE id = %s",
        poison[1],
    )
    for relay in relays:
        relay.stop()
        relay.env.pop("FAIL_AFTER")
        relay.start()
    rig.manage("deliveries", "--retry", *map(str, poison))
    rig.quiet(seconds=60)
