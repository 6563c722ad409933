"""Which pages of filing may run a script of ours, and what it may reach.

All of them work without. With it a form notices that the line is gone before what was
typed is lost, and a copy of the story may stay on the device for whoever ticks that.
"""

from __future__ import annotations

from typing import Any, TypeVar, cast

from csp.decorators import csp_update

View = TypeVar("View")


def with_line(view: View) -> View:
    """Scripts of ours, which may ask this server whether it is there."""
    own = {"script-src": ["'self'"], "connect-src": ["'self'"]}
    return cast("View", csp_update(own)(cast("Any", view)))
