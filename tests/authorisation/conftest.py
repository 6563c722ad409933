"""One world for all cells of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.authorisation.looking import Look, everything
from tests.authorisation.world import World


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Built once, inside a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def looks(world: World) -> list[Look]:
    """Every route that can be looked at, by several people."""
    return everything(world)
