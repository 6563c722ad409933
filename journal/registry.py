"""What can happen, who wants to hear of it, and what has to run by the clock.

Filled once, when the applications are ready. Subscribers and sweeps are stored in
the database by name, so a name never changes its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.utils.functional import Promise

from journal.errors import AlreadyRegistered, UnknownKind

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from journal.models import Delivery, Entry

    Handler: TypeAlias = Callable[[Delivery, Entry], None]
    Recipients: TypeAlias = Callable[[Entry], Iterable[str]]
    SweepFunction: TypeAlias = Callable[[datetime], None]
    Wait: TypeAlias = Callable[[Entry], timedelta]

_KIND = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody who is told of one kind of event.

    ``outside``: the effect leaves the database (a mail), so it is never silently
    repeated; a handler without it runs in the transaction that marks it done.
    ``paced``: it is news, which leaves at a rate that mail servers accept; a letter
    that somebody sits waiting for is not. ``wait(entry)``: so long its deliveries wait.
    """

    name: str
    handler: Handler
    recipients: Recipients | None
    outside: bool
    paced: bool
    wait: Wait | None = None


@dataclass(frozen=True, slots=True)
class Sweep:
    """Work that rows in the database make due; ``fn`` gets the use cases' now.

    ``real``: it is about the machines, not about the law, so a jump of the
    demonstration clock is no reason to run it. ``first``: before the others.
    """

    name: str
    fn: SweepFunction
    every: timedelta
    real: bool = False
    first: bool = False


_labels: dict[str, str | Promise] = {}
_reading: set[str] = set()
_subscribers: dict[str, dict[str, Subscriber]] = {}
_sweeps: dict[str, Sweep] = {}
_expected: dict[str, timedelta] = {}


def register(kind: str, *, label: str | Promise, reading: bool = False) -> str:
    """Declare an event ("complaints.case_filed") and its text; returns the kind.

    ``reading``: somebody read, or was refused; its lines say from where
    (``journal.origin``).
    Raises AlreadyRegistered when another text stands for it, ValueError on a bad name.
    """
    if not _KIND.fullmatch(kind):
        raise ValueError(f"Not a kind: {kind!r}")
    if kind in _labels:
        raise AlreadyRegistered(kind)
    _labels[kind] = label
    if reading:
        _reading.add(kind)
    return kind


def is_reading(kind: str) -> bool:
    """Whether its lines say from where somebody read."""
    return kind in _reading


def reading_kinds() -> frozenset[str]:
    """All of those."""
    return frozenset(_reading)


def subscribe(
    kind: str,
    name: str,
    handler: Handler,
    recipients: Recipients | None = None,
    *,
    outside: bool = False,
    paced: bool = False,
    wait: Wait | None = None,
) -> None:
    """Have ``handler(delivery, entry)`` run once per recipient after the commit.

    ``recipients(entry)`` runs inside the use case's transaction and names rows
    ("user:5"), never addresses. Without it there is one delivery, to "". ``wait`` is
    asked there too.
    Raises UnknownKind, AlreadyRegistered.
    """
    label_of(kind)
    named = _subscribers.setdefault(kind, {})
    if name in named:
        raise AlreadyRegistered(name)
    named[name] = Subscriber(name, handler, recipients, outside, paced, wait)


def sweep(
    name: str,
    fn: SweepFunction,
    every: timedelta,
    *,
    real: bool = False,
    first: bool = False,
) -> None:
    """Have ``fn(now)`` run at least this often. Raises AlreadyRegistered."""
    if name in _sweeps:
        raise AlreadyRegistered(name)
    _sweeps[name] = Sweep(name, fn, every, real, first)


def expect(name: str, every: timedelta) -> None:
    """Miss the heartbeat of this name when it does not come, beside the sweeps'."""
    _expected[name] = every


def label_of(kind: str) -> str | Promise:
    """The text of an event. Raises UnknownKind."""
    try:
        return _labels[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def kinds() -> frozenset[str]:
    """All registered events."""
    return frozenset(_labels)


def subscribers_of(kind: str) -> tuple[Subscriber, ...]:
    """Who is told of this event."""
    return tuple(_subscribers.get(kind, {}).values())


def subscriber(kind: str, name: str) -> Subscriber | None:
    """The subscriber of a stored delivery, or None when the code no longer has it."""
    return _subscribers.get(kind, {}).get(name)


def sweeps() -> tuple[Sweep, ...]:
    """All work by the clock, in the order in which it runs."""
    return tuple(sorted(_sweeps.values(), key=lambda one: not one.first))


def expected() -> dict[str, timedelta]:
    """Every heartbeat that must come, and how often."""
    return {**_expected, **{sweep.name: sweep.every for sweep in sweeps()}}
