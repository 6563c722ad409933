"""F7: web processes are killed in the middle of requests, then replaced in order."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from proofs.ledgers import reconcile
from proofs.result import Result
from proofs.wizard import GaveUp, Visitor

if TYPE_CHECKING:
    from proofs.__main__ import Rigs
    from proofs.driver import Load
    from proofs.parts import Part
    from proofs.rig import Rig

NAME, REQUIREMENT = "F7", "R55, R56"
PROVES = (
    "web processes killed -9 (20 times) while filing under load, then rolled: accepted =="
    " stored, no draft or file lost"
)
WEBS = 2
#: Seconds between the last request that a balancer sends and SIGTERM: what was sent is
#: answered by then. With less, one line was cut in some runs, and we do not know why yet.
DRAIN = 2.0


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """Kills under load with visitors in the pages, then a rolling restart."""
    kills, pause, people = (8, 2.5, 3) if short else (20, 5.0, 8)
    result = Result()
    with make_rig(NAME, webs=WEBS) as rig:
        load = rig.load(seed=seed, threads=6)
        load.begin(rate=8)
        visitors = [Visitor(load, seed * 100 + n) for n in range(people)]
        trouble = visit_while(visitors, lambda: kill_children(rig, kills, pause))
        load.end()
        load.settle()
        rolled = roll(rig, seed)
        result.counts |= {"kills": kills, "rolled": WEBS, "visitors": people}
        result.counts["steps pressed again"] = sum(v.retries for v in visitors)
        count(result, rig, load, rolled)
        result.ledgers["visitors who gave up"] = len(trouble)
        result.ledgers["files acknowledged and cut"] = cut_files(rig, visitors)
        result.counts |= {f"gave up: {why}": 1 for why in trouble}
    return result


def visit_while(visitors: list[Visitor], fault: object) -> list[str]:
    """Everybody files while the fault goes on; why some could not."""
    trouble: list[str] = []

    def visit(visitor: Visitor) -> None:
        try:
            visitor.file()
        except GaveUp as error:
            trouble.append(str(error))

    threads = [threading.Thread(target=visit, args=(one,)) for one in visitors]
    for thread in threads:
        thread.start()
    if callable(fault):
        fault()
    for thread in threads:
        thread.join()
    return trouble


def kill_children(rig: Rig, kills: int, pause: float) -> None:
    """The serving process that has lived longest, of one server after the other.

    Never the same one within seconds: granian takes that for a crash loop and ends.
    """
    for number in range(kills):
        time.sleep(pause)
        if serving := rig.parts[f"web-{number % WEBS}"].children():
            with suppress(ProcessLookupError):
                os.kill(serving[0], signal.SIGKILL)


def roll(rig: Rig, seed: int) -> Load:
    """Replace one server after the other, taking each out of service first."""
    load = rig.load(seed=seed + 1, threads=6, name="rolled")
    load.begin(rate=8)
    for number in range(WEBS):
        old = rig.parts[f"web-{number}"]
        rig.add_web(WEBS + number)
        rig.await_url(rig.urls[-1])
        load.urls = [*load.urls[1:], rig.urls[-1]]
        time.sleep(DRAIN)
        end(old)
    load.end()
    load.settle()
    return load


def end(web: Part) -> None:
    """As a deployment does, once the server is drained: SIGTERM."""
    web.stop()


def cut_files(rig: Rig, visitors: list[Visitor]) -> int:
    """Visitors whose picture, once acknowledged, is not whole in their case."""
    rows = rig.sql(
        "SELECT c.story, f.sha256 FROM complaints_case c"
        " JOIN complaints_casefile l ON l.case_id = c.id"
        " JOIN documents_storedfile f ON f.id = l.file_id WHERE c.id > %s",
        rig.baseline["complaints_case"],
    )
    found = {(story, digest) for story, digest in rows}
    return sum((one.story, one.picture_hash) not in found for one in visitors)


def count(result: Result, rig: Rig, load: Load, rolled: Load) -> None:
    """A killed server cuts lines; a rolled one must not."""
    statuses = load.ledger.statuses()
    result.counts |= {"requests": sum(statuses.values()), "cut": statuses.get(0, 0)}
    accepted = len(load.ledger.accepted() | rolled.ledger.accepted())
    stored = rig.number(
        "SELECT count(*) FROM complaints_case WHERE id > %s",
        rig.baseline["complaints_case"],
    )
    result.counts |= {"accepted": accepted, "stored": stored}
    result.ledgers["accepted beside stored"] = abs(accepted - stored)
    result.counts["requests while rolling"] = sum(rolled.ledger.statuses().values())
    result.ledgers |= reconcile(rig, load.ledger, rolled.ledger)
    result.ledgers["lines cut while rolling"] = rolled.ledger.statuses().get(0, 0)
    result.ledgers["servers gone"] = sum(
        not rig.parts[f"web-{WEBS + n}"].alive for n in range(WEBS)
    )
