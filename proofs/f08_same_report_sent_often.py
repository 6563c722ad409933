"""F8: a double click, a storm of retries, a phone that comes back online."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs.driver import FILED, together
from proofs.ledgers import reconcile
from proofs.result import Result

if TYPE_CHECKING:
    from proofs.__main__ import Rigs
    from proofs.driver import Load
    from proofs.rig import Rig

NAME, REQUIREMENT = "F8", "R56"
PROVES = (
    "32 identical submissions at once, and drafts replayed three times: one row each"
)
AT_ONCE, REPLAYS = 32, 3


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """Rounds of identical submissions, then the offline replay."""
    rounds, drafts = (12, 60) if short else (50, 200)
    result = Result()
    with make_rig(NAME) as rig:
        load = rig.load(seed=seed, threads=8)
        for _ in range(rounds):
            storm(load)
        many = [load.report() for _ in range(drafts)]
        for _ in range(REPLAYS):
            load.file_all(many)
        result.counts |= {"at once": AT_ONCE, "rounds": rounds}
        count(result, rig, load, rounds + drafts)
    return result


def storm(load: Load) -> None:
    """The same report 32 times at the same moment, then once more for its receipt."""
    told = load.report()
    together([lambda: load.file_once(told)] * AT_ONCE)
    load.file(told)


def count(result: Result, rig: Rig, load: Load, keys: int) -> None:
    """One row, one letter, one code for a key; receipts, 409, or 503 when all is busy."""
    rig.quiet(seconds=300)
    statuses = load.ledger.statuses()
    rows = rig.number(
        "SELECT count(*) FROM complaints_case WHERE id > %s",
        rig.baseline["complaints_case"],
    )
    # Beside them an administrator may hear that something runs late.
    mails = sum(
        any(one.endswith("@example.org") for one in letter["to"])
        for letter in rig.letters()
    )
    result.counts |= {"requests": sum(statuses.values()), "keys": keys, "rows": rows}
    result.counts |= {"letters": mails, "409": statuses.get(409, 0)}
    result.counts["503"] = statuses.get(503, 0)
    result.ledgers |= reconcile(rig, load.ledger)
    result.ledgers["rows beside keys"] = abs(rows - keys)
    result.ledgers["letters beside keys"] = abs(mails - keys)
    result.ledgers["answers but 200, 201, 409, 503"] = sum(
        number
        for status, number in statuses.items()
        if status not in FILED | {409, 503}
    )
