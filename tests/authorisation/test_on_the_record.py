"""R53: what cannot be put on record does not happen, on every route that writes.

Each POST of the matrix is made as it is granted; then again for each entry that it
wrote, with that entry refused by the database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.authorisation import matrix
from tests.ombudsman.test_on_the_record import RECIPES
from tests.refused import COUNTERS, counted, differing, every_row, refused

if TYPE_CHECKING:
    from tests.authorisation.matrix import Row
    from tests.authorisation.world import World

POSTS = [row for row in matrix.rows() if row.method != "GET" and row.granted()]
#: Routes that leave no entry, whatever is posted. Adding one is a decision.
NO_ENTRY = {
    "account_login": "sessions are rows of their own, failures are counted",
    "account_logout": "ends a session",
    "assess:evidence_remove": "a photograph of a sheet that is not handed in is dropped",
    "assess:indicator": "a sheet is a draft until it is handed in",
    "assess:person": "a sheet is a draft until it is handed in",
    "scored:self_unit": "what an agency says of itself is a draft until it hands it in",
    "api:track": "reads what its holder may read",
    "citizen:file_add": "a file joins a draft",
    "citizen:file_drop": "a file of a draft is destroyed",
    "citizen:file_forget": "a draft nobody knows of is destroyed",
    "citizen:file_leave_code": "a draft gets a code",
    "citizen:file_resume": "a draft is taken up again",
    "citizen:file_step": "a draft is written",
    "citizen:verify_receipt": "is read, not written to",
    "demo:move_clock": "moves the clock of a demonstration",
    "work:saved": "a filter is kept under a name",
    "work:tracker_saved": "a filter is kept under a name",
    "work:saved_change": "a kept filter is renamed, shared or deleted",
    "work:bulk_page": "begins; each case has its entry in its own transaction (R53: "
    "complaints/services/test_bulk)",
    "work:tracker_import": "a file waits to be looked at, and is forgotten in a week",
    "work:tracker_import_file": "begins; each case has its entry in its own transaction "
    "(complaints/services/test_former_cases)",
    "work:queue_look": "how somebody likes his own queue",
    "demo:sign_in": "a session of a demonstration",
    "mfa_authenticate": "a session gets its second factor",
    "work:taking": "a draft of somebody's report begins",
    "work:taking_on": "a draft is taken up again",
    "policy_report": "a line of the log, and a count",
    "step_up": "a session is stepped up",
    "theme": "a cookie",
    "tracking:add_file": "a file waits for a form, which puts it on record",
    "tracking:case": "the door of one report",
    "tracking:enter": "the door of reports",
    "verify:enter": "looks a letter up",
    "verify:letter": "looks a letter up",
}


def who_writes(world: World, row: Row) -> tuple[str, int]:
    """The first of some roles whose call leaves entries, and how many."""
    for role in row.granted()[:4]:
        with counted() as entries:
            world.respond(row, row.method, role, look=lambda: None)
        if entries.seen:
            return role, entries.seen
    return "", 0


def without(world: World, row: Row, role: str, refuse: int) -> tuple[int, int, Any]:
    """The answer when one entry is refused, the entries tried, the tables changed."""
    looks: list[dict[str, str]] = []
    with refused(refuse) as entries:
        answer = world.respond(
            row, row.method, role, look=lambda: looks.append(every_row())
        )
    return answer.status_code, entries.seen, differing(*looks) - COUNTERS


@pytest.fixture(scope="module")
def writers(world: World) -> dict[str, tuple[Row, str, int]]:
    """Each row that leaves entries, by whom, and how many."""
    found = {str(row): (row, *who_writes(world, row)) for row in POSTS}
    return {name: one for name, one in found.items() if one[2]}


def test_every_route_that_posts_is_tried_or_leaves_no_entry(
    writers: dict[str, tuple[Row, str, int]],
) -> None:
    here = {row.route for row, _role, _n in writers.values()}
    posts = {row.route for row in matrix.rows() if row.method != "GET"}
    assert posts - here - set(RECIPES) == set(NO_ENTRY)
    assert not set(NO_ENTRY) & (here | set(RECIPES))


def test_what_cannot_be_put_on_record_does_not_happen(
    world: World, writers: dict[str, tuple[Row, str, int]]
) -> None:
    tried, wrong = 0, []
    for name, (row, role, number) in writers.items():
        for refuse in range(1, number + 1):
            told = without(world, row, role, refuse)
            tried += 1
            if told != (503, refuse, set()):
                wrong.append((name, role, refuse, told))
    assert wrong == []
    assert tried >= len(writers) > 25
    print(f"routes and states that write: {len(writers)}, refusals: {tried}")  # noqa: T201 - a count for the reader
