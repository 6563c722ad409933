"""Fixtures of every test. The two database roles: settled in docs/security.md."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from argon2 import PasswordHasher
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django.plugin import DjangoDbBlocker

from complaints.services import codes, tracking
from ombudsman import clock
from tests import database, remembered

# A busy machine is no failure of a rule: properties are not timed.
hypothesis_settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("house")

LONGEST = {"test_matrix.py", "test_postgres.py", "test_on_the_record.py"}

# Nothing that is loaded or collected is garbage: see ``pytest_collection_finish``.
gc.disable()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Make and migrate the database as its owner; run the tests as the runtime role.

    Of several processes one migrates, and all take a copy of what it made.
    """
    keep: dict[str, Any] = {"keepdb": django_db_keepdb and not django_db_createdb}
    verbosity = request.config.option.verbose

    def setup() -> Any:
        return setup_databases(
            verbosity=verbosity, interactive=False, serialized_aliases=set(), **keep
        )

    with django_db_blocker.unblock(), database.owner_settings():
        if os.environ.get("PYTEST_XDIST_WORKER"):
            shared = tmp_path_factory.getbasetemp().parent
            with database.migrated_once(shared, setup):
                made = setup()
        else:
            made = setup()
        database.keep_statistics()
        database.let_rows_be_put_back()
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock(), database.owner_settings():
            teardown_databases(made, verbosity=verbosity)


@pytest.fixture(scope="session", autouse=True)
def _files_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files that tests store lie outside the repository."""
    remembered.watch_files()
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")
    settings.CHECKPOINT_DIR = str(tmp_path_factory.mktemp("checkpoints"))


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> None:
    """A hash is made slow against guessing; ``test_hashes.py`` holds the real cost."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    for cost in ("time_cost", "memory_cost", "parallelism"):
        setattr(Argon2PasswordHasher, cost, getattr(quick, cost))
    codes.HASHER = quick
    tracking.DUMMY = quick.hash("0" * 12)


@pytest.fixture(scope="session", autouse=True)
def _flush_as_owner() -> None:
    """Tests that commit are cleaned up by the owner: the runtime role may not."""

    def teardown(case: TransactionTestCase) -> None:
        database.flush()

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]  # unknown to the stubs


@pytest.fixture(scope="session", autouse=True)
def _no_demo_clock() -> None:
    """Tests run on the real clock; the demonstration's own tests put theirs in."""
    clock.use_offset(lambda: clock.NO_OFFSET)


@pytest.fixture(autouse=True)
def _nobody_yet(request: pytest.FixtureRequest) -> None:
    """Each test makes its own people, and begins where nothing was done."""
    remembered.begin(request.node)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, or one process goes on alone when the others are done."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: no collection of garbage walks it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    gc.enable()
