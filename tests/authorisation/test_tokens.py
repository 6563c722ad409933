"""A token opens what a session of the same person opens, and never a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authorisation import matrix
from tests.authorisation.matrix import PASSWORD_ONLY, ROLES, STRANGER, Row
from tests.authorisation.test_matrix import TOKEN_ROUTES
from tests.people import KEYS
from tests.tokens import bearing

if TYPE_CHECKING:
    from tests.authorisation.world import World

#: The pages beside each operation: the office's and the agency's.
PAGES = {
    "api:me": ("account_tokens",),
    "api:cases": ("work:queue", "agency:inbox"),
    "api:actions": ("work:tracker", "agency:record"),
    "api:case": ("work:case", "agency:case"),
}
ROWS = matrix.rows()
OPERATIONS = [row for row in ROWS if row.route in PAGES]
#: What a page says, as an operation says it: the reason is asked for on a page.
SAYS = {"200": "200", "302": "403"}


def test_every_operation_stands_beside_pages() -> None:
    assert set(PAGES) == TOKEN_ROUTES
    assert {row.route for row in OPERATIONS} == TOKEN_ROUTES


def beside(row: Row, role: str) -> str:
    """What a session of this role gets of the same case, or list."""
    pages = [
        dict(page.cells)[role]
        for page in ROWS
        if page.route in PAGES[row.route]
        and (page.method, page.state) == ("GET", row.state)
    ]
    return next((SAYS[answer] for answer in pages if answer in SAYS), "404")


@pytest.mark.parametrize("row", OPERATIONS, ids=str)
def test_a_token_answers_as_the_session_would(row: Row) -> None:
    """The cells of the matrix are tried one by one; here it is held that they agree.

    Whose role no scope is for has a token that opens nothing: the 401 of an unknown one.
    """
    may = dict(next(one for one in ROWS if one.route == "api:me").cells)
    told = dict(row.cells)
    for role in ROLES:
        expected = beside(row, role) if may[role] == "200" else "401"
        assert told[role] == expected, role
    assert {role for role in ROLES if may[role] != "200"} > {STRANGER, PASSWORD_ONLY}


CLOSED = {
    row.route: row
    for row in ROWS
    if row.method == "GET" and ("stranger", "login") in row.cells
}


@pytest.mark.parametrize("row", CLOSED.values(), ids=str)
def test_a_token_opens_no_page(row: Row, world: World) -> None:
    """Whoever shows one there is a stranger."""
    client = world.client(STRANGER)
    role = next((role for role in row.granted() if role in KEYS), "head")
    answer = client.get(world.address(row), headers=bearing(world.token(role)))
    assert world.answer(answer, row.route) == "login"
    assert not client.cookies
