"""Time is asked for at the edge and handed down (R66)."""

import ast
from collections.abc import Iterator

from tests.architecture import sources

# Whatever reads the machine's clock or its zone.
READERS = frozenset(
    {
        "date.today",
        "datetime.now",
        "datetime.today",
        "datetime.utcnow",
        "time.localtime",
        "time.time",
        "timezone.localdate",
        "timezone.now",
    }
)
#: The edges: who may ask, and why.
EDGES = {
    "ombudsman/clock.py",  # the one now of a request, a turn of the worker
    "accounts/wall_clock.py",  # the real time, for sessions and second factors
}
#: Commands take their now where a view takes request.now.
COMMANDS = "management/commands/"


def askers() -> Iterator[str]:
    for path in sources.product():
        for node in ast.walk(sources.tree(path)):
            if isinstance(node, ast.Call) and reads_the_clock(node):
                yield sources.name(path)


def reads_the_clock(call: ast.Call) -> bool:
    """``timezone.localdate(moment)`` reads none: it is told the moment."""
    last_two = ".".join(sources.dotted(call.func).split(".")[-2:])
    return last_two in READERS and not (call.args and "local" in last_two)


def test_nobody_but_the_edges_asks_what_time_it_is() -> None:
    asking = {name for name in askers() if COMMANDS not in name}
    assert asking == EDGES


def test_rules_and_use_cases_do_not_know_django_s_clock() -> None:
    inner = {"domain", "services", "policies", "selectors", "models", "querysets"}
    knowing = {name for name in askers() if not inner.isdisjoint(name.split("/"))}
    assert knowing == set()
