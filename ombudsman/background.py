"""What runs behind the pages: deliveries and the work that time makes due.

The worker calls ``turn`` again and again; with Redis the Celery task does too.
Both may run anywhere, any number of times, at once: the database decides. A
schedule is a question to the rows ("what is due?"), so a scheduler that slept for a
week, or two at once, bring about exactly what one that never slept would have.
"""

from collections.abc import Callable

from journal import heartbeats, relay, sweeps
from ombudsman import clock


def turn(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Run due sweeps and one batch of deliveries; returns how many were claimed."""
    sweeps.run_due(clock.now())
    handled = relay.run_once(stop=stop)
    if heartbeats.is_due(heartbeats.RELAY, heartbeats.RELAY_EVERY):
        heartbeats.beat(heartbeats.RELAY, heartbeats.RELAY_EVERY)
    return handled


def until_idle(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Take turns until nothing is due; returns how many deliveries that were."""
    handled = 0
    while not stop() and (batch := turn(stop=stop)):
        handled += batch
    return handled
