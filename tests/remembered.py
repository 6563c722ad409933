"""A story that many tests tell is told in full twice; from then on its rows are put back.

Most tests begin with the same steps: a report is filed, verified, examined. Where
nothing but such steps has happened in a test, what one of them does follows from the
steps before it. So the rows that it leaves are kept, and the next test that comes the
same way gets them without walking it. The first time a step is told as it is, the second
time its rows are noted, and only then they are put back.

It is told in full wherever that does not hold: after a write of the test's own, where
something was put in the place of another thing, where settings are changed, statements
counted, or committed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy, deepcopy
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import pytest
from django.conf import UserSettingsHolder, settings
from django.core import mail
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.utils.translation import get_language

from documents import store
from ombudsman import clock
from tests import database, rows

P = ParamSpec("P")
R = TypeVar("R")

_PLAIN = (bool, int, float, str, bytes, Decimal, date, time, timedelta, UUID)
#: Statements that leave every row as it is.
_HARMLESS = ("SELECT ", "(SELECT ", "SAVEPOINT ", "RELEASE SAVEPOINT ")
_SEEING = clock.now


class _Strange(Exception):
    """An argument that cannot be told from others like it."""


@dataclass
class _Told:
    """What a step left: rows, files, mails, people, and what it gave back."""

    script: str
    files: dict[str, bytes]
    mails: list[Any]
    made: dict[str, int]
    calls: list[Any]
    stories: list[Any]
    given: Any


@dataclass
class _Way:
    """Where the test at hand stands, if it is a place where others have stood."""

    item: pytest.Item | None = None
    place: Any = None
    order: dict[tuple[str, Any], int] = field(default_factory=dict)
    dirty: bool = False


#: Who of the cast was made in this test, by name: the key of his row.
made: dict[str, int] = {}
_way = _Way()
_told: dict[Any, _Told] = {}
_once: set[Any] = set()
_changing: set[Any] = set()  # what cannot be noted
_written: list[dict[str, bytes]] = []


def begin(item: pytest.Item) -> None:
    """Another test begins: nothing has happened in it, and nobody is there."""
    made.clear()
    _way.item, _way.dirty, _way.order = item, False, {}
    _way.place = None if _commits(item) or _shares(item) else database.beginning()
    if _notice not in connection.execute_wrappers:
        connection.execute_wrappers.append(_notice)


def _commits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    asked = set(getattr(item, "fixturenames", ()))
    commits = asked & {"transactional_db", "live_server", "django_db_reset_sequences"}
    return mark is None or bool(mark.kwargs.get("transaction") or mark.args or commits)


def _shares(item: pytest.Item) -> bool:
    """It finds rows that were made for several tests."""
    known = getattr(item, "_fixtureinfo").name2fixturedefs  # noqa: B009 - pytest's own
    return any(
        found[-1].scope != "function"
        and "django_db_blocker" in found[-1].argnames
        and found[-1].func.__module__.startswith("tests.")
        and name != "django_db_setup"
        for name, found in known.items()
    )


def step(tell: Callable[P, R]) -> Callable[P, R]:
    """Remember what this function does to the database, by where it began."""

    @functools.wraps(tell)
    def told(*args: P.args, **named: P.kwargs) -> R:
        key = _key(tell, args, named)
        if key is None:
            return tell(*args, **named)
        if key in _told:
            given: R = _put_back(_told[key], args)
            _way.place, _way.dirty = hash(key), False
            return given
        given = _note(key, tell, args, named) if key in _once else tell(*args, **named)
        _once.add(key)
        _way.place = None if key in _changing else hash(key)
        _way.dirty = _way.place is None
        return given

    return told


def _key(tell: Callable[..., Any], args: Any, named: Any) -> Any:
    """Place, step and arguments; None where what is told here is this test's alone."""
    if _way.place is None or _way.dirty or not connection.in_atomic_block:
        return None
    changed = isinstance(settings._wrapped, UserSettingsHolder)  # type: ignore[misc]  # unknown to the stubs
    if connection.force_debug_cursor or changed:
        return None
    try:
        at = _time()
        what = (tell.__module__, tell.__qualname__)
        return (_way.place, what, at, get_language(), _named(args), _named(named))
    except _Strange:
        return None


def _time() -> Any:
    """When it is, where a test has set the clock; nothing else may have been replaced."""
    patch = getattr(_way.item, "funcargs", {}).get("monkeypatch")
    if patch is None:
        return None
    for target, name, _value in patch._setattr:
        if (target, name) != (clock, "now"):
            raise _Strange
    if patch._setitem or patch._savesyspath is not None or patch._cwd is not None:
        raise _Strange
    return None if clock.now is _SEEING else clock.now()


def _named(value: Any) -> Any:
    """A value as another test would have it too; rows by the order of their coming."""
    if value is None or isinstance(value, (*_PLAIN, Enum)):
        return (type(value).__name__, value)
    if isinstance(value, models.Model):
        label = value._meta.label
        there = _way.order.setdefault((label, value.pk), len(_way.order))
        return (label, there, getattr(value, "version", None))
    if isinstance(value, dict):
        return tuple((_named(key), _named(one)) for key, one in value.items())
    if isinstance(value, list | tuple):
        return (type(value).__name__, *map(_named, value))
    if isinstance(value, set | frozenset):
        return frozenset(map(_named, value))
    return _named_by_parts(value)


def _named_by_parts(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        parts = [(one.name, _named(getattr(value, one.name))) for one in fields(value)]
        return (type(value).__qualname__, *parts)
    if _is_story(value):
        return (type(value).__qualname__, _named(vars(value)))
    name = f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', '<>')}"
    if callable(value) and "<" not in name and not hasattr(value, "__self__"):
        return name
    raise _Strange


def _note(key: Any, tell: Callable[P, R], args: Any, named: Any) -> R:
    before, calls, mails = rows.written(), len(connection.run_on_commit), len(_outbox())
    _written.append({})
    try:
        given = tell(*args, **named)
    finally:
        files = _written.pop()
        for outer in _written:
            outer.update(files)
    try:
        stories, result = deepcopy((_stories(args), given))
        _told[key] = _Told(
            script=rows.since(before),
            files=files,
            mails=deepcopy(_outbox()[mails:]),
            made=dict(made),
            calls=[call for _sids, *call in connection.run_on_commit[calls:]],
            stories=stories,
            given=result,
        )
    except TypeError:
        _changing.add(key)
    return given


def _put_back(told: _Told, args: Any) -> Any:
    with transaction.atomic():
        rows.put(told.script)
    for name, content in told.files.items():
        _keep_file(name, content)
    for outer in _written:
        outer.update(told.files)
    _outbox().extend(copy(one) for one in told.mails)
    made.clear()
    made.update(told.made)
    for call in told.calls:
        connection.run_on_commit.append((set(connection.savepoint_ids), *call))
    pairs = list(zip(told.stories, _stories(args), strict=True))
    same: dict[int, Any] = {id(kept): ours for kept, ours in pairs}
    for kept, ours in pairs:
        vars(ours).clear()
        vars(ours).update(deepcopy(vars(kept), same))
    return deepcopy(told.given, same)


def _stories(args: Any) -> list[Any]:
    """What a step changes of its arguments: the stories among them."""
    return [one for one in args if _is_story(one)]


def _is_story(value: Any) -> bool:
    return getattr(type(value), "is_story", False)


def _keep_file(name: str, content: bytes) -> None:
    if not default_storage.exists(name):
        store.write(name, content)


def _outbox() -> list[Any]:
    return getattr(mail, "outbox", [])


@contextmanager
def aside() -> Iterator[None]:
    """Within it a test writes what no story reads, such as who is signed in where."""
    before = _way.dirty
    yield
    _way.dirty = before


def _notice(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """After any other statement than these the test has gone a way of its own."""
    head = sql.lstrip()[:20].upper() if isinstance(sql, str) else ""
    if not head.startswith(_HARMLESS) or "vault_" in sql:
        _way.dirty = True
    return execute(sql, params, many, context)


def watch_files() -> None:
    """Note what is stored while a step is told."""
    write = store.write

    def noted(key: str, sealed: bytes) -> None:
        write(key, sealed)
        if _written:
            _written[-1][key] = sealed

    store.write = noted
