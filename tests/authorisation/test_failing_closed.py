"""R81: a middleware or a rule on rights that breaks lets nobody in and writes nothing."""

from __future__ import annotations

import inspect
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from types import FunctionType, ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from pytest_django import Settings

import accounts.policies
import complaints.policies
import compliance.policies
from tests.architecture.sources import PACKAGES
from tests.authorisation import looking, matrix
from tests.authorisation.matrix import Row
from tests.authorisation.world import World

POLICIES: tuple[ModuleType, ...] = (
    accounts.policies,
    complaints.policies,
    compliance.policies,
)
#: What a request leaves behind before anybody asked for a right.
OF_THE_SESSION = {"accounts_session", "django_session"}
#: Asked by no page that a person opens; each with who asks.
ASKED_ELSEWHERE = {
    "complaints.policies.can_see": "its twin visible_q, which stands in the queries",
    "complaints.policies.require_own_account": "the last step of keeping a report",
}


def rules() -> dict[str, FunctionType]:
    """Every public rule, by module and name."""
    return {
        f"{module.__name__}.{name}": rule
        for module in POLICIES
        for name, rule in inspect.getmembers(module, inspect.isfunction)
        if rule.__module__ == module.__name__ and not name.startswith("_")
    }


@contextmanager
def in_its_place(rule: FunctionType, other: Callable[..., Any]) -> Iterator[None]:
    """``other`` wherever the house knows the rule by name."""
    with ExitStack() as stack:
        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").partition(".")[0] not in PACKAGES:
                continue
            for name, value in list(vars(module).items()):
                if value is rule:
                    stack.enter_context(patch.object(module, name, other))
        yield


def broken(*args: object, **named: object) -> object:
    raise RuntimeError("the rule broke")


def called(world: World, row: Row, role: str) -> tuple[int, set[str]]:
    """The status, and the tables that were written."""
    seen: list[dict[str, int]] = []
    response = world.respond(
        row, row.method, role, look=lambda: seen.append(looking.counts())
    )
    before, after = seen
    wrote = {table for table, rows in after.items() if rows > before.get(table, 0)}
    return response.status_code, wrote - OF_THE_SESSION


def one_of_each_route() -> Iterator[tuple[Row, str]]:
    """The first row of each route and method in which a person is let in."""
    met = set()
    for row in matrix.rows():
        persons = [role for role in row.granted() if role not in looking.NO_PERSON]
        if persons and (row.route, row.method) not in met:
            met.add((row.route, row.method))
            yield row, persons[0]


@pytest.fixture(scope="module")
def asked(world: World) -> dict[str, list[tuple[Row, str]]]:
    """Which rules are asked on the way to which answer."""
    found: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    asking: set[str] = set()

    def noting(name: str, rule: FunctionType) -> Callable[..., Any]:
        @wraps(rule)
        def note(*args: object, **named: object) -> object:
            asking.add(name)
            return rule(*args, **named)

        return note

    with ExitStack() as stack:
        for name, rule in rules().items():
            stack.enter_context(in_its_place(rule, noting(name, rule)))
        for row, role in one_of_each_route():
            asking.clear()
            called(world, row, role)
            for name in asking:
                found[name].append((row, role))
    return found


def test_every_rule_is_asked_on_the_way_to_some_answer(
    asked: dict[str, list[tuple[Row, str]]],
) -> None:
    assert set(rules()) - set(asked) == set(ASKED_ELSEWHERE)


@pytest.mark.parametrize("name", sorted(set(rules()) - set(ASKED_ELSEWHERE)))
def test_a_rule_that_breaks_lets_nobody_in(
    world: World, asked: dict[str, list[tuple[Row, str]]], name: str
) -> None:
    by_method = {row.method: (row, role) for row, role in asked[name]}
    with in_its_place(rules()[name], broken):
        for row, role in by_method.values():
            assert called(world, row, role) == (500, set()), f"{row} as {role}"


def breaking(get_response: object) -> Callable[..., Any]:
    """A middleware that breaks, in the place of one of ours."""
    return broken


@pytest.mark.parametrize("name", settings.MIDDLEWARE)
def test_a_middleware_that_breaks_lets_nobody_in(
    world: World, name: str, settings: Settings
) -> None:
    settings.MIDDLEWARE = [
        f"{__name__}.breaking" if one == name else one for one in settings.MIDDLEWARE
    ]
    rows = {(row.route, row.method): (row, role) for row, role in one_of_each_route()}
    for row, role in (rows["work:queue", "GET"], rows["work:act", "POST"]):
        assert called(world, row, role) == (500, set()), f"{row} as {role}"
