"""For tests: deliver at once what use cases left behind."""

from journal import relay


def drain() -> int:
    """Run all due deliveries; returns how many. Raises what a handler raised."""
    delivered = 0
    while outcomes := relay.attempt_due(limit=100):
        for error in outcomes:
            if error is not None:
                raise error
        delivered += len(outcomes)
    return delivered
