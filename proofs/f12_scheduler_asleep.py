"""F12: the scheduler slept a week, then two of them wake; the database's clock is wrong."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from proofs.f04_killed_after_the_yes import log_lines
from proofs.inside import lines_of
from proofs.ledgers import reconcile
from proofs.parts import NotReady, wait_for
from proofs.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from proofs.__main__ import Rigs
    from proofs.rig import Rig

NAME, REQUIREMENT = "F12", "R63, R66, R67"
PROVES = "a week's terms and reminders: each once, in order, and no burst of mail"
CATCH_UP = 600.0  # seconds for everything that fell due
TURN = 75.0  # seconds for a term that ends now: two periods of the sweep, and work
DUE = (
    "SELECT id, case_id, kind, subject, due_on::text, due_at FROM complaints_deadline"
    " WHERE due_at <= now() AND met_on IS NULL AND lapsed_at IS NULL"
    " AND dropped_at IS NULL ORDER BY due_at, id"
)
#: What began while it caught up (a resolution starts the naming of who monitors) and is over.
BORN = (
    "SELECT case_id, kind, subject, due_on::text FROM complaints_deadline"
    " WHERE id > %s AND due_at <= now() AND met_on IS NULL AND dropped_at IS NULL"
)
LEFT = f"SELECT count(*) FROM ({DUE}) d"
FIRED = (
    "SELECT id, lapsed_at = due_at, noticed_at >= due_at, lapsed_at IS NULL"
    " FROM complaints_deadline WHERE id = ANY(%s)"
)
TOLD = (
    "SELECT subject_id, data ->> 'kind', data ->> 'of', data ->> 'due_on'"
    " FROM journal_entry WHERE kind = 'complaints.deadline_lapsed' AND id > %s ORDER BY id"
)
#: What the ladder of reminders left behind: a row for each term that was spoken of.
REMINDED = (
    "SELECT subject_id, data ->> 'kind', data ->> 'of', data ->> 'due_on', data ->> 'rung'"
    " FROM journal_entry WHERE kind = 'complaints.reminded' AND id > %s"
)
UNREMINDED = (
    "SELECT count(*) FROM complaints_deadline WHERE remind_on <= current_date - 1"
    " AND met_on IS NULL AND dropped_at IS NULL AND paused_since IS NULL"
)
#: Somebody who got more than one letter of reminders on a day.
OFTEN = (
    "SELECT count(*) FROM (SELECT d.recipient FROM journal_delivery d"
    " JOIN journal_entry e ON e.id = d.entry_id"
    " WHERE e.kind = 'complaints.reminded' AND e.id > %s AND d.recipient <> ''"
    " GROUP BY d.recipient, (e.at AT TIME ZONE 'Asia/Jakarta')::date"
    " HAVING count(*) > 1) often"
)
#: What time itself does when a term ends, once a case: term -> event.
ACTS = {
    "completion": "complaints.case_closed",
    "result_answer": "complaints.result_waiting_over",
    "corrective": "complaints.resmon_opened",
    "presumed_receipt": "complaints.letter_received",
}
WAITING = "SELECT count(*) FROM journal_delivery WHERE state IN ('waiting', 'claimed', 'sending')"


def run(make_rig: Rigs, seed: int, *, short: bool) -> Result:
    """Full: 5 000 open cases; short: 200."""
    count, rate = (200, 60) if short else (5000, 600)
    env = {"MAILS_PER_MINUTE": str(rate)}
    with make_rig(NAME, webs=0, workers=0, env=env) as rig:
        lines_of(rig, "sleepers", str(count), str(seed))
        result = wake(rig, rate)
        result.add(wrong_clock(rig, hours=(1, 0) if short else (1, 0, -1, 0)))
        found = reconcile(rig)
        # Factories are no doors: what was made here has no receipts.
        result.ledgers |= {
            k: v for k, v in found.items() if not k.startswith("L4 entries")
        }
    return result


def wake(rig: Rig, rate: int) -> Result:
    """Two schedulers at once, on all that fell due; one case among it is sick."""
    due = rig.sql(DUE)
    sick = next(row for row in due if row[2] == "presumed_receipt")
    rig.sql("UPDATE complaints_deadline SET subject = 'none' WHERE id = %s", sick[0])
    of_sick = sum(row[1] == sick[1] for row in due)
    mark = rig.number("SELECT max(id) FROM journal_entry")
    last = rig.number("SELECT max(id) FROM complaints_deadline")
    began = time.monotonic()
    workers = [rig.add_worker(0), rig.add_worker(1)]
    result = Result({"open cases": open_cases(rig), "due": len(due)})
    result.ledgers["not caught up in time"] = waited(
        lambda: rig.number(LEFT) <= of_sick, "Catching up", CATCH_UP
    )
    result.counts["caught up s"] = round(time.monotonic() - began, 1)
    told_of = {line.get("case") for line in log_lines(rig, "deadline failed")}
    result.ledgers["the sick case raised no alarm"] = int(told_of != {sick[1]})
    rig.sql(
        "UPDATE complaints_deadline SET subject = %s WHERE id = %s", sick[3], sick[0]
    )
    result.ledgers["the cured case stayed behind"] = waited(
        lambda: rig.number(LEFT) == 0, "The cured case", TURN
    )
    result.ledgers["mail not through"] = waited(
        lambda: rig.number(WAITING) == 0, "All mail", CATCH_UP
    )
    born = {tuple(row) for row in rig.sql(BORN, last)}
    result.ledgers |= once_and_in_order(rig, due, born, mark, late={sick[1]})
    result.add(reminded(rig, mark))
    times = [letter["at"] for letter in rig.letters()]
    minute, moment = most_within(60, times), most_within(10, times)
    result.counts |= {"letters": len(times), "in the busiest minute": minute}
    result.counts |= {"in the busiest 10 s": moment}
    result.ledgers["letters over the rate of a minute"] = max(0, minute - rate)
    # At once a tenth of the minute's, then even steps: no quarter within ten seconds.
    result.ledgers["letters in a burst"] = max(0, moment - rate // 4)
    result.ledgers["letters too few to burst"] = int(len(times) <= rate // 4)
    result.ledgers["schedulers ended"] = sum(not worker.alive for worker in workers)
    return result


def once_and_in_order(
    rig: Rig, due: list[Any], born: set[Any], mark: int, *, late: set[int]
) -> dict[str, int]:
    """L6. A term that another one of its case made void is dropped, and told of nowhere.

    What was ``born`` meanwhile has its turn as well, yet no place in the order of the rest.
    """
    rows = {pk: row for pk, *row in rig.sql(FIRED, [row[0] for row in due])}
    entries = [tuple(row) for row in rig.sql(TOLD, mark)]
    at = {(row[1], row[2], row[3], row[4]): row[5] for row in due}
    fired = {
        key for key, row in zip(at, due, strict=True) if not rows[row[0]][2]
    } | born
    order = [(entry[0], at[entry]) for entry in entries if entry in at]
    all_in_order = [moment for case, moment in order if case not in late]
    cases: dict[int, list[Any]] = {}
    for case, moment in order:
        cases.setdefault(case, []).append(moment)
    return {
        "L6 due and not told": len(fired - set(entries)),
        "L6 told and not due": len(set(entries) - fired),
        "L6 told twice": len(entries) - len(set(entries)),
        "L6 stamped with another time": sum(row[0] is False for row in rows.values()),
        "L6 noticed before it was due": sum(row[1] is False for row in rows.values()),
        "out of order in a case": sum(map(inversions, cases.values())),
        "out of order over all": inversions(all_in_order),
        **acts(rig, due, rows, mark),
    }


def reminded(rig: Rig, mark: int) -> Result:
    """A week's reminders: each once, the highest rung of a term, a letter a day."""
    late = waited(lambda: rig.number(UNREMINDED) == 0, "Reminders", TURN)
    said = [tuple(row) for row in rig.sql(REMINDED, mark)]
    terms = {row[:4] for row in said}
    result = Result({"terms reminded of": len(said)})
    result.ledgers |= {
        "reminders left behind": late,
        "reminded twice": len(said) - len(set(said)),
        "more than the highest rung": len(said) - len(terms),
        "reminded more than once a day": rig.number(OFTEN, mark),
        "reminders: none to prove it by": int(not said),
    }
    return result


def acts(rig: Rig, due: list[Any], rows: dict[int, Any], mark: int) -> dict[str, int]:
    """What follows from a term happened once in each of its cases."""
    found = {}
    for kind, event in ACTS.items():
        wanted = {row[1] for row in due if row[2] == kind and not rows[row[0]][2]}
        happened = [
            case
            for (case,) in rig.sql(
                "SELECT subject_id FROM journal_entry WHERE kind = %s AND id > %s",
                event,
                mark,
            )
        ]
        found[f"{kind}: not once a case"] = abs(len(happened) - len(wanted)) + len(
            set(happened) ^ wanted
        )
        found[f"{kind}: none to prove it by"] = int(not wanted)
    return found


def inversions(moments: list[Any]) -> int:
    """How often a later one stands before an earlier one."""
    return sum(later < sooner for sooner, later in pairwise(moments))


def most_within(seconds: float, times: list[float]) -> int:
    """The largest number within any so many seconds."""
    ordered, first, most = sorted(times), 0, 0
    for number, moment in enumerate(ordered):
        while moment - ordered[first] >= seconds:
            first += 1
        most = max(most, number - first + 1)
    return most


def open_cases(rig: Rig) -> int:
    return rig.number("SELECT count(*) FROM complaints_case WHERE state <> 'closed'")


def waited(true: Callable[[], object], what: str, seconds: float) -> int:
    """0 if it came in time, 1 if not."""
    try:
        wait_for(true, what, seconds=seconds, pause=0.5)
    except NotReady:
        return 1
    return 0


# --- the database's clock ------------------------------------------------------------
SKEW = """
CREATE SCHEMA skew;
CREATE TABLE skew.by (hours interval);
INSERT INTO skew.by VALUES ('0');
CREATE FUNCTION skew.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS
  'SELECT pg_catalog.clock_timestamp() + (SELECT hours FROM skew.by)';
CREATE FUNCTION skew.statement_timestamp() RETURNS timestamptz LANGUAGE sql AS
  'SELECT pg_catalog.statement_timestamp() + (SELECT hours FROM skew.by)';
GRANT USAGE ON SCHEMA skew TO portal_app;
GRANT SELECT ON skew.by TO portal_app;
"""


def wrong_clock(rig: Rig, *, hours: tuple[int, ...]) -> Result:
    """The clock that the portal's statements see jumps, while two workers run.

    A term that ends and news that is due still get their turn within two periods.
    """
    rig.sql(SKEW)
    role = "portal_app"
    rig.sql(f"ALTER ROLE {role} SET search_path = skew, pg_catalog, public", role=role)
    for name in ("worker-0", "worker-1"):
        rig.parts[name].stop()
        rig.parts[name].start()
    result = Result({"clock jumps": len(hours)})
    for by in hours:
        rig.sql("UPDATE skew.by SET hours = make_interval(hours => %s)", by)
        end_terms(rig)
        late = waited(lambda: rig.number(LEFT) == 0, "Terms", TURN)
        unsent = waited(lambda: rig.number(WAITING) == 0, "News", TURN)
        result.ledgers[f"clock at {by:+} h: terms late"] = late
        result.ledgers[f"clock at {by:+} h: news late"] = unsent
    return result


def end_terms(rig: Rig) -> None:
    """Let five running terms end now, and five letters of the past be due again."""
    rig.sql(
        "UPDATE complaints_deadline SET due_at = now() - interval '1 second' WHERE id IN"
        " (SELECT id FROM complaints_deadline WHERE met_on IS NULL AND lapsed_at IS NULL"
        " AND dropped_at IS NULL AND due_at > now() AND kind = 'formal_promise'"
        " ORDER BY id LIMIT 5)"
    )
    rig.sql(
        "UPDATE journal_delivery SET state = 'waiting', done_at = NULL, not_before ="
        " pg_catalog.clock_timestamp() + (SELECT hours FROM skew.by) WHERE id IN"
        " (SELECT id FROM journal_delivery WHERE state = 'cancelled' ORDER BY id LIMIT 5)"
    )
