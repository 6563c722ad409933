"""The whole reference data, loaded once for all tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from accounts.actor import SYSTEM
from agencies.services.loading import Report, run_all
from agencies.services.reference import LOADERS

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def reports(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[list[Report]]:
    """Everything loaded, in a transaction around the tests of one module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield run_all(LOADERS, actor=SYSTEM, now=NOW)
        transaction.set_rollback(True)
