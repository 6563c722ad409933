"""F7: web processes are killed in the middle of requests, then replaced in order."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from ombudsman.launch.run import WORKERS
from proofs.asking import CUT, ask
from proofs.ledgers import reconcile
from proofs.parts import wait_for
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
OK = 200
#: Seconds in which the kernel closes the lines of a process that was killed.
GONE = 2.0
#: Seconds that the report halfway has to be taken by the server before SIGTERM: a line
#: that the kernel took and the server did not yet is refused then.
TAKEN = 0.5
#: Seconds that a sender rests in the middle of a body: longer than TAKEN, so that the
#: server is told to end while it reads.
HALFWAY = 2.0


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
        # A process that was killed last cuts lines while the kernel takes it away, and
        # the next is on its way: rolling begins with servers that are whole.
        wait_for(partial(whole, rig), "the killed ones replaced")
        time.sleep(GONE)
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


def whole(rig: Rig) -> bool:
    """Whether every server has all its processes, and answers."""
    webs = [rig.parts[f"web-{number}"] for number in range(WEBS)]
    if any(len(web.children()) < WORKERS for web in webs):
        return False
    return all(ask(url, "GET", "/healthz/live").status == OK for url in rig.urls)


def roll(rig: Rig, seed: int) -> list[Load]:
    """Replace one server after the other, taking each out of service first.

    A balancer sends it nothing new and waits for what is on its way. Each is told to
    end while it reads the second half of a report. What was sent meanwhile, steadily
    and halfway.
    """
    load = rig.load(seed=seed + 1, threads=6, name="rolled")
    load.begin(rate=8)
    halves = [
        rig.load(seed=seed + 2 + number, threads=1, name=f"halfway-{number}")
        for number in range(WEBS)
    ]
    for number, half in enumerate(halves):
        old = rig.parts[f"web-{number}"]
        rig.add_web(WEBS + number)
        rig.await_url(rig.urls[-1])
        half.urls, load.urls = load.urls[:1], [*load.urls[1:], rig.urls[-1]]
        wait_for(partial(load.drained, half.urls[0]), "drained")
        told = half.report()
        sender = threading.Thread(
            target=half.file_once, args=(told,), kwargs={"pause": HALFWAY}
        )
        sender.start()
        time.sleep(TAKEN)
        end(old)
        sender.join()
    load.end()
    load.settle()
    return [load, *halves]


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


def count(result: Result, rig: Rig, load: Load, rolled: list[Load]) -> None:
    """A killed server cuts lines; a rolled one must not."""
    statuses = load.ledger.statuses()
    result.counts |= {"requests": sum(statuses.values()), "cut": statuses.get(0, 0)}
    ledgers = [one.ledger for one in (load, *rolled)]
    accepted = len(set().union(*(ledger.accepted() for ledger in ledgers)))
    stored = rig.number(
        "SELECT count(*) FROM complaints_case WHERE id > %s",
        rig.baseline["complaints_case"],
    )
    result.counts |= {"accepted": accepted, "stored": stored}
    result.ledgers["accepted beside stored"] = abs(accepted - stored)
    answers = [line for ledger in ledgers[1:] for line in ledger.after()]
    cut = [line for line in answers if line["status"] == CUT]
    result.counts["requests while rolling"] = len(answers)
    where = {base: f"web-{number}" for number, base in enumerate(rig.urls)}
    result.counts |= {
        f"cut while rolling: {line['why']} after {line['seconds']:.2f} s by"
        f" {where.get(line['to'], line['to'])}, {line.get('path', 'a report')}": 1
        for line in cut
    }
    halfway = sum(len(one.ledger.accepted()) for one in rolled[1:])
    result.counts["told to end in the middle of a report"] = halfway
    result.ledgers["reports lost halfway"] = WEBS - halfway
    result.ledgers |= reconcile(rig, *ledgers)
    result.ledgers["lines cut while rolling"] = len(cut)
    result.ledgers["servers gone"] = sum(
        not rig.parts[f"web-{WEBS + n}"].alive for n in range(WEBS)
    )
