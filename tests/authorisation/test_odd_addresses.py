"""R82: whatever stands behind the question mark of an address, the answer is a page.

Which parameters a route reads is not listed anywhere: each route is looked at, and what
it asks of its address is noted; then every one of them is sent every odd text.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from complaints.views.acts import ACTS
from ombudsman import languages
from tests.authorisation import matrix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from tests.authorisation.world import World

ODD = (
    "\x00",
    "a\x00b",
    "0000",
    "0000-00-00",
    "9999-12-31",
    "-1",
    "9" * 30,
    "2026-02-31",
    "\u0662\u0660\u0662\u0666",  # digits, and no number of ours
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "x" * 5000,
    "9999-12-31,9223372036854775808",
)


class _Plain(dict[str, Any]):
    """What is asked of an address that was made a plain dictionary."""

    def __init__(self, values: dict[str, Any], read: set[str]) -> None:
        super().__init__(values)
        self.read = read

    def get(self, key: str, default: Any = None) -> Any:
        self.read.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        self.read.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.read.add(str(key))
        return super().__contains__(key)


class _Noted(QueryDict):
    """An address that remembers what it was asked; so do its copies."""

    read: ClassVar[set[str]] = set()

    def __getitem__(self, key: str) -> Any:
        self.read.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.read.add(key)
        return super().get(key, default)

    def getlist(self, key: str, default: Any = None) -> Any:
        self.read.add(key)
        return super().getlist(key, default)

    def __contains__(self, key: object) -> bool:
        self.read.add(str(key))
        return super().__contains__(key)

    def dict(self) -> Any:
        return _Plain(super().dict(), self.read)


@dataclass(frozen=True, slots=True)
class Question:
    """One page, opened by one role, and one thing that it asks of its address."""

    route: str
    role: str
    address: str
    name: str


@pytest.fixture(scope="module")
def questions(world: World) -> list[Question]:
    """What each route asks of its address, once, by the first two who are let in."""

    def noted(request: WSGIRequest) -> QueryDict:
        return _Noted(request.environ.get("QUERY_STRING", ""))

    held = cached_property(noted)
    held.__set_name__(WSGIRequest, "GET")
    known: dict[tuple[str, str], Question] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIRequest, "GET", held)
        for route, role, address in _pages(world):
            client = world.client(role)
            client.raise_request_exception = False
            _Noted.read.clear()
            if _status(client, address, {}) == 200:
                for name in _Noted.read - {languages.PARAMETER}:
                    one = Question(route, role, address, name)
                    known.setdefault((route, name), one)
    return list(known.values())


def _pages(world: World) -> Iterator[tuple[str, str, str]]:
    """Each row that can be looked at, by the first two who are let in; each act too."""
    for row in matrix.rows():
        if row.method == "GET":
            for role in row.granted()[:2]:
                yield row.route, role, reverse(row.route, kwargs=world.arguments(row))
    for state in ("exam", "corrective", "own"):
        ref = world.cases.by_state[state].ref
        for slug, role in product(ACTS, ("head", "examiner")):
            yield f"act {slug}", role, reverse("work:act", args=[ref, slug])


def _status(client: Client, address: str, told: dict[str, str]) -> int:
    with transaction.atomic():
        status: int = client.get(address, told).status_code
        transaction.set_rollback(True)
    return status


def test_the_walk_is_not_empty(questions: list[Question]) -> None:
    asked = {(one.route, one.name) for one in questions}
    assert {
        ("agency:record", "tahun"),
        ("recommendations:list", "nomor"),
        ("act gabungkan", "nomor"),
        ("act kumpulkan", "nomor"),
        ("work:queue", "q"),
    } <= asked
    print(f"parameters of addresses: {len(asked)}")  # noqa: T201 - a count for the reader


@pytest.mark.parametrize("odd", ODD)
def test_no_address_however_odd_ends_in_a_fault(
    world: World, questions: list[Question], odd: str
) -> None:
    faults = []
    for one in questions:
        client = world.client(one.role)
        client.raise_request_exception = False
        if _status(client, one.address, {one.name: odd}) >= 500:
            faults.append(f"{one.route} as {one.role}: {one.name}")
    assert faults == []


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_language_is_no_fault_either(world: World, odd: str) -> None:
    client = world.client(matrix.STRANGER)
    client.raise_request_exception = False
    assert client.get("/", {languages.PARAMETER: odd}).status_code < 500
