"""F5: Redis is gone, emptied, frozen or full; nobody who files notices."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import redis

from proofs.asking import ask
from proofs.driver import FILED
from proofs.ledgers import reconcile
from proofs.parts import NotReady, wait_for
from proofs.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from proofs.__main__ import Rigs
    from proofs.driver import Load
    from proofs.rig import Rig

NAME, REQUIREMENT = "F5", "R70"
PROVES = "Redis down, flushed, hung and full: filing goes on, doors stay limited, nothing lost"
TRIES, ALLOWED = 8, 5
TOO_MANY = "Terlalu banyak percobaan"


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """Each fault with load; afterwards Celery alone has to carry what comes."""
    lasting = 6.0 if short else 60.0
    result = Result()
    with make_rig(NAME, workers=1, celery=1) as rig:
        faults: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
            "down": (rig.parts["redis"].kill, rig.start_redis),
            "flushed": (lambda: client(rig).flushall(), lambda: None),
            "hung": (lambda: freeze(rig), lambda: thaw(rig)),
            "full": (lambda: limit(rig, "1"), lambda: limit(rig, "0")),
        }
        load = rig.load(seed=seed, threads=4)
        under = []
        for turn, (name, (begin, end)) in enumerate(faults.items(), 1):
            one = rig.load(seed=seed + turn, threads=4, name=name)
            under.append(one.ledger)
            begin()
            one.begin(rate=4)
            result.ledgers[f"door open to guessing ({name})"] = guess(load, name)
            time.sleep(lasting)
            one.end()
            end()
            note(result, one, name)
        died = supervise(rig)
        result.counts["Celery started again"] = died
        result.ledgers["Celery did not come back"] = int(not celery_alone(rig, load))
        result.ledgers |= reconcile(rig, load.ledger, *under, unknown=died)
    return result


def note(result: Result, load: Load, name: str) -> None:
    """Every filing under this fault came through at the first try."""
    tried = [line for line in load.ledger.after() if line.get("key")]
    result.counts[f"filed while {name}"] = len(load.ledger.accepted())
    result.counts[f"p95 s while {name}"] = load.ledger.slowest(0.95, filing=True)
    failed = sum(line["status"] not in FILED for line in tried)
    result.ledgers[f"filings refused ({name})"] = failed


def client(rig: Rig) -> redis.Redis:
    """A connection to the rig's Redis."""
    return redis.Redis.from_url(rig.env["REDIS_URL"], socket_timeout=5)


def freeze(rig: Rig) -> None:
    """The Redis of this moment holds its lines and answers nothing."""
    rig.parts["redis"].freeze()


def thaw(rig: Rig) -> None:
    """It goes on."""
    rig.parts["redis"].thaw()


def limit(rig: Rig, size: str) -> None:
    """From now on each write fails ("1"), or none ("0")."""
    client(rig).config_set("maxmemory", size)


def guess(load: Load, name: str) -> int:
    """Guess at one account's password; how many guesses more than allowed were heard."""
    base = load.base()
    heard = 0
    page = ask(base, "GET", "/masuk/")
    token = page.text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[
        0
    ]
    cookies = "; ".join(f"{key}={value}" for key, value in page.cookies.items())
    typed = {"csrfmiddlewaretoken": token, "login": f"{name}@example.org"}
    body = urlencode(typed | {"password": "bukan-kata-sandinya"}).encode()
    kind = "application/x-www-form-urlencoded"
    for _ in range(TRIES):
        headers = {"Content-Type": kind, "Cookie": cookies}
        heard += TOO_MANY not in ask(base, "POST", "/masuk/", body, headers).text
    return max(0, heard - ALLOWED)


def supervise(rig: Rig) -> int:
    """Celery ends when Redis is full; whoever watches over it starts it again."""
    part = rig.parts["celery-0"]
    if part.alive:
        return 0
    part.start()
    return 1


def celery_alone(rig: Rig, load: Load) -> bool:
    """Without the plain worker a letter still goes out."""
    rig.parts["worker-0"].stop()
    before = len(rig.letters())
    load.file(load.report())
    try:
        wait_for(lambda: len(rig.letters()) > before, "A letter by Celery", seconds=90)
    except NotReady:
        return False
    return True
