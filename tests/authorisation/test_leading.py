"""R1, R4: no list and no door leads anybody to what is closed to him."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.urls import reverse

from tests.authorisation import matrix
from tests.authorisation.matrix import STRANGER, Row
from tests.authorisation.world import World
from tests.people import KEYS, described

#: Each list, and the page to which its lines lead, with the method.
LISTS = {
    "agency:inbox": ("GET", "agency:case"),
    "audit:home": ("GET", "work:history"),
    "people:changes": ("GET", "people:change"),
    "people:invitations": ("POST", "people:invitation"),
    "people:list": ("GET", "people:person"),
    "work:initiatives": ("GET", "work:initiative"),
    "work:tracker": ("GET", "work:case"),
    "work:sign_off": ("GET", "work:transfer"),
    "work:members_plenaries": ("GET", "work:members_plenary"),
    "work:plenaries": ("GET", "work:plenary"),
    "work:queue": ("GET", "work:case"),
    "work:transfers": ("GET", "work:transfer"),
    "work:today": ("GET", "work:case"),
}
#: What such a page says to those who may know it: here it is, or why first, or done.
KNOWN = {"200", "302"}
#: What sends everybody of the house to a room of his own.
DOORS = {"account_login", "work_home"}
ROWS = [row for row in matrix.rows() if row.route in LISTS]
SENDING = [r for r in matrix.rows() if r.route in DOORS and r.method == "GET"]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_list_names_only_what_its_reader_may_open(row: Row, world: World) -> None:
    seen = {role: _named(row, role, world) for role in row.granted()}
    for role, pages in seen.items():
        for page in pages:
            assert world.call(page, role) in KNOWN, f"{role}: {page}"
    assert any(seen.values()), "the list is empty for everybody"


@pytest.mark.parametrize("row", SENDING, ids=str)
def test_whoever_is_sent_on_arrives_where_he_is_let_in(row: Row, world: World) -> None:
    for role, answer in row.cells:
        if answer == "302":
            there = world.respond(row, "GET", role).headers["Location"]
            arrived = world.client(role).get(there, follow=True)
            assert arrived.status_code == 200, f"{role}: {there}"
            if role in KEYS and described(role).roles:  # a room, not the street
                assert world.client(STRANGER).get(there).status_code == 302


def test_every_list_and_every_door_is_walked() -> None:
    assert {row.route for row in ROWS} == set(LISTS)
    assert {row.route for row in SENDING} == DOORS


def _named(row: Row, role: str, world: World) -> list[Row]:
    """The pages to which the answer leads."""
    said = bytes(world.respond(row, "GET", role).content).decode()  # type: ignore[attr-defined]  # no streams here
    method, route = LISTS[row.route]
    of_people: dict[str, Iterable[str]] = {
        "people:change": world.staff.changes,
        "people:invitation": world.staff.invitations,
        "people:person": world.staff.people,
    }
    states = of_people.get(route, list(world.cases.by_state))
    pages = [Row(route, "", method, state, ()) for state in states]
    return [
        page for page in pages if reverse(route, kwargs=world.arguments(page)) in said
    ]
