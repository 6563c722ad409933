"""Which pages may run a script of ours: a file under ``static/js``, never inline code.

Every page works without. A view says here what its script needs; all others load none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from csp.decorators import csp_update

if TYPE_CHECKING:
    from collections.abc import Callable

View = TypeVar("View")


def with_script(view: View) -> View:
    """Scripts of ours, which reach nobody."""
    return _allowing(view, "script-src")


def with_line(view: View) -> View:
    """Scripts of ours, which may also speak with this server: is it there, take a file."""
    return _allowing(view, "script-src", "connect-src")


def _allowing(view: View, *directives: str) -> View:
    own: dict[str, Any] = {name: ["'self'"] for name in directives}
    decorate = cast("Callable[[Any], Any]", csp_update(own))
    return cast("View", decorate(view))
