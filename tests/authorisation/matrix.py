"""Reads ``authz_matrix.csv``: what each role gets from each route.

One row is a route, its pattern, a method and a state of the object it is about
("-" where there is none); one column is a role. A cell is what comes back:

    200, 204, 302, 400, 403, 404 ...   the status (302: sent on after it was done)
    401        the API, where no token is shown that opens anything
    login      sent to the sign-in page
    gate       sent to set up the second factor first
    stepup     sent to show the second factor once more
    door       the page that asks for number and code instead
    back       sent back to the page of the report, which is that door for others
    409        the page, with the reason why the use case refused

``*`` in a column stands for "as the column ``others`` says", which keeps a row
short: put the usual answer under ``others`` and the exceptions where they belong.

To add a route: run ``pytest tests/authorisation --show-capture=no``; the failing
test prints the rows that are missing, with what the route answers today (rows of
405 only are left out of the file). Check every cell by thinking, not by copying,
then paste them and raise ``EXPECTED_CELLS`` in ``test_matrix.py``; a route that is
open to strangers also goes into ``PUBLIC_ROUTES`` there. If the route has arguments
or needs a body, add them in ``world.py``. For an object in several states write one
row per state and let ``ARGUMENTS`` pick the object by the state's name. The state
"absent" (an id that nobody has) makes every other 404 of the route be compared with
it to the byte: give every page about an object such a row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.people import KEYS

FILE = Path(__file__).with_name("authz_matrix.csv")
OTHERS = "others"
STRANGER = "stranger"
HOLDER = "holder"  # of the number and code of the world's case
PASSWORD_ONLY = "password_only"  # an examiner who has shown no second factor
ROLES = (STRANGER, HOLDER, PASSWORD_ONLY, *KEYS)
HEAD = ("route", "pattern", "method", "state", OTHERS, *ROLES)

REFUSALS = frozenset(
    {"login", "gate", "stepup", "door", "back", "401", "403", "404", "409"}
)


#: Whether an answer that was seen once need not be asked for again. Not where the code
#: changes while the world stays (``proofs/inside/mutating.py``).
REMEMBERED = True


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file."""

    route: str
    pattern: str
    method: str
    state: str
    cells: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.method} {self.route} {self.state}"

    @property
    def key(self) -> tuple[str, str]:
        return self.route, self.pattern

    @property
    def of_api(self) -> bool:
        """Whether programs call it: no cookie counts there, so no form token either."""
        return self.route.startswith("api:")

    def granted(self) -> list[str]:
        """The roles that are let in."""
        return [role for role, answer in self.cells if answer not in REFUSALS]

    def refused(self) -> list[str]:
        """The roles that are turned away."""
        return [role for role, answer in self.cells if answer in REFUSALS]


def rows() -> list[Row]:
    """All lines, each with one answer for every role."""
    with FILE.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        assert tuple(reader.fieldnames or ()) == HEAD, "the columns are HEAD"
        return [_row(line) for line in reader]


def _row(line: dict[str, str]) -> Row:
    cells = tuple(
        (role, line[OTHERS] if line[role] == "*" else line[role]) for role in ROLES
    )
    assert all(answer for _, answer in cells), f"an empty cell in {line}"
    return Row(line["route"], line["pattern"], line["method"], line["state"], cells)


def cells() -> Iterator[tuple[Row, str, str]]:
    """Every cell: its row, its role, what must come back."""
    for row in rows():
        for role, answer in row.cells:
            yield row, role, answer
