"""Carrying deliveries to their subscribers: at least once, and mail at most once.

A handler whose effect stays in the database runs in the transaction that marks
its delivery sent: both or neither. One whose effect leaves the house calls
``leases.begin_sending`` right before; what fails earlier is tried again, what
fails later is tried again only when it is certain that nothing left (R57, R58).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import transaction

from journal import failpoints, leases, pace, registry
from journal.errors import LeaseLost, NoSubscriber, NotSent, Undeliverable
from journal.models import Delivery, DeliveryState

if TYPE_CHECKING:
    from collections.abc import Callable

log = structlog.stdlib.get_logger("ombudsman.relay")


def run_once(*, limit: int = 50, stop: Callable[[], bool] = lambda: False) -> int:
    """Attempt up to ``limit`` due deliveries; returns how many were claimed.

    ``stop`` is asked before each one; what was claimed and not begun is given back.
    """
    return len(attempt_due(limit=limit, stop=stop))


def attempt_due(
    *, limit: int, stop: Callable[[], bool] = lambda: False
) -> list[Exception | None]:
    """As ``run_once``; returns what went wrong with each claimed delivery, or None."""
    for lost in leases.doubt_lost():
        log.error("delivery unknown", delivery=lost, error="RelayDied")
    claimed = leases.claim(limit)
    outcomes: list[Exception | None] = []
    for position, delivery in enumerate(claimed):
        if stop():
            leases.release(claimed[position:])
            break
        outcomes.append(_attempt(delivery))
    return outcomes


def _attempt(delivery: Delivery) -> Exception | None:
    if not leases.hold(delivery):
        return None
    try:
        _deliver(delivery)
    except LeaseLost as error:
        _log("delivery taken over", delivery, error)
        return error
    except Exception as error:
        # Whatever a handler raises must not keep the other deliveries waiting.
        _after_failure(delivery, error)
        return error
    return None


def _deliver(delivery: Delivery) -> None:
    if delivery.attempts > leases.MAX_ATTEMPTS:
        # Each attempt killed its relay before it could be counted as a failure.
        raise Undeliverable
    failpoints.reach(failpoints.ATTEMPT, delivery.pk)
    subscriber = registry.subscriber(delivery.entry.kind, delivery.subscriber)
    if subscriber is None:
        raise NoSubscriber(delivery.subscriber)
    if subscriber.paced and not pace.admit(delivery):
        return
    if subscriber.outside:
        subscriber.handler(delivery, delivery.entry)
        leases.finish(delivery, DeliveryState.SENT)
        return
    with transaction.atomic():
        leases.finish(delivery, DeliveryState.SENT)
        subscriber.handler(delivery, delivery.entry)


def _after_failure(delivery: Delivery, error: Exception) -> None:
    name = type(error).__name__[:80]
    given_up = delivery.attempts >= leases.MAX_ATTEMPTS
    sending = delivery.state == DeliveryState.SENDING
    if sending and not isinstance(error, NotSent | Undeliverable):
        leases.finish(delivery, DeliveryState.UNKNOWN, name)
        _log("delivery unknown", delivery, error)
    elif given_up or isinstance(error, Undeliverable):
        leases.finish(delivery, DeliveryState.DEAD, name)
        _log("delivery dead", delivery, error)
    else:
        leases.retry(delivery, name)
        _log("delivery failed", delivery, error)


def _log(what: str, delivery: Delivery, error: Exception) -> None:
    """Ids and names only: an exception's text may carry words of a report."""
    log.error(
        what,
        delivery=delivery.pk,
        entry=delivery.entry_id,
        subscriber=delivery.subscriber,
        attempts=delivery.attempts,
        error=type(error).__name__,
    )
