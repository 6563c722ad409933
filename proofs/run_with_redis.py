"""RUN: ``make run`` with REDIS_URL, as somebody starts it, and a letter through Celery."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

from proofs import stage as staging
from proofs.ledgers import reconcile
from proofs.parts import NotReady, wait_for
from proofs.result import Result
from proofs.rig import free_port

if TYPE_CHECKING:
    from proofs.__main__ import Rigs
    from proofs.driver import Load
    from proofs.parts import Part
    from proofs.rig import Rig

NAME, REQUIREMENT = "RUN", "R57, R70"
PROVES = (
    "make run beside a Redis: pages, a report, its letter by the worker and by Celery"
)
PROGRAMS = {"worker": "manage.py worker", "node": "ombudsman worker", "beat": " beat "}
ALONE = 90.0  # seconds for a letter when Celery alone has to carry it


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """The launcher's own processes, on a database of the rig's."""
    result = Result()
    with make_rig(NAME, webs=0, workers=0, redis=True) as rig:
        began = time.monotonic()
        part = started(rig)
        result.counts["first page s"] = round(time.monotonic() - began, 1)
        wait_for(lambda: len(found(part)) == len(PROGRAMS), "All programs", seconds=60)
        load = rig.load(seed=seed, threads=1)
        seconds = [letter(rig, load) for _ in range(1 if short else 5)]
        (worker,) = found(part)["worker"]
        os.kill(worker, signal.SIGSTOP)
        try:
            alone = [letter(rig, load) for _ in range(1 if short else 5)]
        finally:
            os.kill(worker, signal.SIGCONT)
        beats = {name for (name,) in rig.sql("SELECT name FROM journal_heartbeat")}
        result.counts |= {
            "slowest letter s": max(seconds),
            "slowest by Celery alone s": max(alone),
        }
        result.ledgers |= {
            "letters that did not leave": seconds.count(-1.0) + alone.count(-1.0),
            "wakings that did not arrive": int("celery" not in beats),
            **reconcile(rig, load.ledger),
        }
        result.ledgers["ended badly"] = int(part.stop() != 0)
    return result


def started(rig: Rig) -> Part:
    """``make run`` until its first page answers."""
    port = free_port()
    url = f"http://localhost:{port}"
    rig.urls.append(url)
    command = [staging.PYTHON, "-m", "ombudsman.launch", "run"]
    part = rig.add("make-run", command, PORT=str(port), BASE_URL=url)
    rig.await_url(url)
    return part


def found(part: Part) -> dict[str, list[int]]:
    """The programs behind the pages, by what stands on their command lines."""
    lines = {pid: _line(pid) for pid in _below(part.pid)}
    programs = {
        name: [pid for pid, line in lines.items() if words in line][:1]
        for name, words in PROGRAMS.items()
    }
    return {name: pids for name, pids in programs.items() if pids}


def letter(rig: Rig, load: Load) -> float:
    """File a report; the seconds until its letter is out, or -1."""
    before = len(rig.letters())
    load.file(load.report())
    try:
        return round(
            wait_for(lambda: len(rig.letters()) > before, "A letter", seconds=ALONE), 1
        )
    except NotReady:
        return -1.0


def _below(pid: int) -> list[int]:
    """All processes that descend from this one."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    children = [int(child) for child in text.split()]
    return [one for child in children for one in (child, *_below(child))]


def _line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
