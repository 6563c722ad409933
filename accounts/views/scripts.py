"""Pages with a script of ours: a file under ``static/js``, and no inline code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from csp.decorators import csp_update

View = TypeVar("View", bound=Callable[..., Any])


def with_our_script(view: View) -> View:
    """Let the page of this view load our own scripts; every other page loads none."""
    return cast("View", csp_update({"script-src": ["'self'"]})(view))
