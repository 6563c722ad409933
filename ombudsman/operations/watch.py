"""The dead man's alarm: who watches, what is wrong, and who is told (R67).

Every worker looks, whichever comes first; the rows of ``journal.alarms`` see to it
that an outage is said once. Who died cannot tell: another worker does, and if none
is left the monitor outside that asks ``/healthz/punctual``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import transaction

from accounts.actor import SYSTEM
from accounts.models import OfficeMembership, User
from accounts.roles import Role
from accounts.wall_clock import wall_now
from agencies.models import Office
from complaints.services.tracking import is_guessed_at
from documents.services.signatures import Age, signatures
from journal import alarms, heartbeats, selectors
from journal.mail import News, send_news
from journal.record import record
from ombudsman.operations import events

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from journal.models import Delivery, Entry

log = structlog.stdlib.get_logger("ombudsman.operations")

NAME = "operations.watch"
EVERY = timedelta(seconds=15)
#: A machine that has been silent for so long is gone, not late.
FORGOTTEN = timedelta(days=1)
#: New dead deliveries are told of again at most this often.
PAUSE = timedelta(hours=1)
AT_ONCE = timedelta(0)

LATE = "late:"
DELIVERIES = "deliveries"
HISTORY = "history"
#: The scanner's signatures are old; it has none; it does not answer for so long.
SIGNATURES = {Age.OLD: "signatures:old", Age.NONE: "signatures:none"}
SCANNER, SCANNER_SILENT = "scanner", timedelta(minutes=10)
GUESSING = "guessing"
#: The alarm's own mail; when it dies it must not raise the next alarm.
SUBSCRIBER = "operations.alarm"


def look(now: datetime) -> None:
    """Find what is wrong; write down and tell what began and what ended."""
    heartbeats.forget_processes(FORGOTTEN)
    faults = _faults(now)
    with transaction.atomic():
        began = alarms.raised(faults)
        if DELIVERIES not in began and _more_deliveries():
            began.append(DELIVERIES)
        over = alarms.ended(faults.keys())
        _write_down(events.FAULT_FOUND, began, now)
        _write_down(events.FAULT_OVER, over, now)


def administrators(entry: Entry) -> Iterable[str]:
    """Who keeps the service running, as "user:5"."""
    members = OfficeMembership.objects.filter(
        role=Role.SYSTEM_ADMIN.value, user__is_active=True
    )
    for user in members.valid_at(entry.at).values_list("user_id", flat=True):
        yield f"user:{user}"


def tell(delivery: Delivery, entry: Entry) -> None:
    """Send an administrator the news that something is wrong, and where to look."""
    user = User.objects.get(pk=int(delivery.recipient.removeprefix("user:")))
    send_news(delivery=delivery, to=user.email, path="/kerja/layanan/", news=News.WORK)


def _faults(now: datetime) -> dict[str, timedelta]:
    """What is wrong, and how long it may last before that is an alarm."""
    expected = selectors.expected_heartbeats()
    names = frozenset(expected)
    faults = {LATE + name: 2 * expected[name] for name in heartbeats.never_ran(names)}
    faults |= {LATE + name: AT_ONCE for name in heartbeats.overdue(names)}
    if selectors.trouble():
        faults[DELIVERIES] = AT_ONCE
    check = selectors.last_verification()
    if check is not None and check.breaks:
        faults[HISTORY] = AT_ONCE
    if is_guessed_at(now):
        faults[GUESSING] = AT_ONCE
    return faults | _scanner()


def _scanner() -> dict[str, timedelta]:
    found = signatures(wall_now())
    if found is None or found.age is Age.FRESH:
        return {}
    if found.age is Age.SILENT:
        return {SCANNER: SCANNER_SILENT}
    return {SIGNATURES[found.age]: AT_ONCE}


def _more_deliveries() -> bool:
    others = selectors.in_trouble().exclude(subscriber=SUBSCRIBER)
    newest = others.order_by("done_at").values_list("done_at", flat=True).last()
    return newest is not None and alarms.repeated(
        DELIVERIES, newest=newest, pause=PAUSE
    )


def _write_down(kind: str, names: list[str], now: datetime) -> None:
    """On the chain of the centre, which answers for the service."""
    if not names:
        return
    log.error(kind, names=names)
    centre = Office.objects.filter(central=True).first()
    if centre is not None:
        waiting = sum(selectors.trouble().values())
        record(
            kind,
            actor=SYSTEM,
            subject=centre,
            data={"names": [*names], "deliveries": waiting},
            now=now,
        )
