"""The published facts, for pages that show them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.compliance.published import load_published


@pytest.fixture(scope="module")
def published_facts(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Loaded once for a module, in a transaction that is never committed."""
    with django_db_blocker.unblock():
        block = transaction.atomic()
        block.__enter__()
        load_published()
        yield
        transaction.set_rollback(True)
        block.__exit__(None, None, None)
