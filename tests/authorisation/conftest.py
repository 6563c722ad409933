"""One world for all cells of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tests.authorisation.looking import Look, everything
from tests.authorisation.world import World

#: Walks beside that of the matrix: every form sent three times, every page looked at.
#: Each process that walks builds the world first, so they are left out file by file.
LONG = {
    "test_failing_closed.py",
    "test_leading.py",
    "test_looking.py",
    "test_mass_assignment.py",
    "test_odd_addresses.py",
    "test_on_the_record.py",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is covered is shown by tests that aim at it, not by walks through all."""
    for item in items:
        if "tests/authorisation/" in item.path.as_posix():
            item.add_marker(pytest.mark.no_cover)
            if item.path.name in LONG:
                item.add_marker(pytest.mark.long)


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Built once, inside a transaction that is never committed.

    The clock stands still: a minute that passes changes the page that shows it, and
    the note of when a session was last used.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        built, moment = World(), timezone.now()
        with patch("django.utils.timezone.now", lambda: moment):
            yield built
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def looks(world: World) -> list[Look]:
    """Every route that can be looked at, by several people."""
    return everything(world)
