"""The test database: made and migrated by the owner, used by the runtime role.

A test that asks for it may look at the tables as the owner does: ``as_owner``.
"""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg2
from django.conf import settings
from django.db import connection
from psycopg2 import extensions

from tests import rows

# Filled by migrations and Django itself, not by a test.
_KEPT = frozenset({"django_migrations", "django_content_type", "auth_permission"})
#: Made anew by each run of several processes, and left behind like a build.
TEMPLATE = "test_portal_template"
_state: dict[str, str] = {}
LARGE = 4_000_000  # bytes of rows, dead ones among them: nobody vacuums here


@contextmanager
def owner_settings() -> Iterator[None]:
    """Within it Django's connection signs in as the owner of the tables."""
    ours = connection.settings_dict
    owner = dj_database_url.parse(settings.DATABASE_OWNER_URL)
    runtime = {name: ours[name] for name in ("USER", "PASSWORD")}
    connection.close()
    ours.update(USER=owner["USER"], PASSWORD=owner["PASSWORD"])
    try:
        yield
    finally:
        connection.close()
        ours.update(runtime)


@contextmanager
def migrated_once(shared: Path, setup: Callable[[], object]) -> Iterator[None]:
    """Within it ``setup`` copies a database that one process has migrated.

    One process at a time: nobody may be connected to what is copied.
    """
    test = connection.settings_dict["TEST"]
    with (shared / "migrated").open("a+") as told:
        fcntl.flock(told, fcntl.LOCK_EX)
        told.seek(0)
        if not told.read():
            name, test["NAME"] = test["NAME"], TEMPLATE
            usual = connection.settings_dict["NAME"]
            setup()
            connection.close()
            test["NAME"], connection.settings_dict["NAME"] = name, usual
            told.write(TEMPLATE)
            told.flush()
        test["TEMPLATE"] = TEMPLATE
        yield


@contextmanager
def connect_as_owner() -> Iterator[extensions.connection]:
    """A connection of its own to the test database, autocommit."""
    owner: dict[str, Any] = dict(dj_database_url.parse(settings.DATABASE_OWNER_URL))
    name = connection.settings_dict["NAME"]
    if not str(name).startswith("test_"):
        raise RuntimeError(f"{name} is no test database")
    link = psycopg2.connect(
        host=owner["HOST"],
        port=owner["PORT"] or None,
        user=owner["USER"],
        password=owner["PASSWORD"],
        dbname=name,
    )
    link.autocommit = True
    try:
        yield link
    finally:
        link.close()


@contextmanager
def as_owner() -> Iterator[extensions.cursor]:
    """A cursor of the owner, each statement committed at once."""
    with connect_as_owner() as link, link.cursor() as cursor:
        yield cursor


def until_one_waits() -> None:
    """Return when somebody waits for a lock, so that a test knows where he stands."""
    with as_owner() as cursor:
        for _ in range(500):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            ((waiting,),) = cursor.fetchall()
            if waiting:
                return
            time.sleep(0.01)
    raise AssertionError("nobody waits")


def keep_statistics() -> None:
    """Forbid autovacuum in the test database, as its owner.

    Rows of a test that does not commit count as none: statistics taken meanwhile
    call a table of 90 000 rows empty, and a join over it then takes hours.
    """
    with as_owner() as cursor:
        cursor.execute(
            "SELECT string_agg(format('ALTER TABLE %I SET (autovacuum_enabled=off)',"
            " tablename), ';') FROM pg_tables WHERE schemaname = 'public'"
        )
        ((statements,),) = cursor.fetchall()
        cursor.execute(statements)


def let_rows_be_put_back() -> None:
    """Make what ``rows`` needs, where the server lets the owner pass by triggers."""
    with as_owner() as cursor:
        if _passes_triggers(cursor):
            for function in rows.FUNCTIONS:
                cursor.execute(function)
            _state["begins"] = "migrated"


def beginning() -> str | None:
    """What a test finds that has written nothing; None: no rows can be put back."""
    return _state.get("begins")


def flush() -> None:
    """Empty every table that holds rows, as the owner.

    Row by row where the server lets the owner pass by triggers and keys, as that of
    ``make test`` does: to truncate costs a file for every index of every table that
    refers to one of these, which is nearly all. A large table is worth it.
    """
    connection.close()
    if beginning():
        _state["begins"] = "emptied"
    with as_owner() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall() if name not in _KEPT]
        cursor.execute(
            " UNION ALL ".join(
                f"(SELECT '{table}', pg_relation_size('{table}') > {LARGE}"
                f' FROM "{table}" LIMIT 1)'
                for table in tables
            )
        )
        filled = dict(cursor.fetchall())
        if not filled:
            return
        if not any(filled.values()) and _passes_triggers(cursor):
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(";".join(f'DELETE FROM "{name}"' for name in filled))
        else:
            cursor.execute("SET journal.flush = 'on'")
            names = ", ".join(f'"{name}"' for name in filled)
            cursor.execute(f"TRUNCATE {names} CASCADE")


def _passes_triggers(cursor: extensions.cursor) -> bool:
    cursor.execute("SELECT has_parameter_privilege('session_replication_role', 'SET')")
    ((may,),) = cursor.fetchall()
    return bool(may)
