"""From where somebody reads: a coarse network and the id of the request (R52).

The edge says it once for each request; lines about reading take it up. It is a context
and no argument, because it decides nothing: no rule and no use case may ask for it.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_here: ContextVar[Mapping[str, str] | None] = ContextVar("origin", default=None)


@contextmanager
def asked_from(*, network: str, request: str) -> Iterator[None]:
    """While this request is answered."""
    # With a letter in front: twelve digits would pass for the number of a person.
    token = _here.set({"from": network, "asked": f"r-{request}"})
    try:
        yield
    finally:
        _here.reset(token)


def here() -> Mapping[str, str]:
    """What a line about reading says of it; nothing outside a request."""
    return _here.get() or {}
