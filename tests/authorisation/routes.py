"""Every leaf of the live URL configuration, keyed by name *and* pattern.

Names alone would hide unnamed views and the twins that routers add under one name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

Key = tuple[str, str]


def routes(
    patterns: list[URLPattern | URLResolver] | None = None,
    before: str = "",
    namespaces: tuple[str, ...] = (),
) -> Iterator[tuple[Key, Callable[..., Any]]]:
    """``((name, pattern), view)`` of each route, includes and routers opened up."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, *filter(None, [entry.namespace]))
            yield from routes(entry.url_patterns, pattern, inner)
        else:
            yield (":".join((*namespaces, entry.name or "")), pattern), entry.callback


def all_routes() -> dict[Key, Callable[..., Any]]:
    """The same as a dictionary."""
    return dict(routes())
