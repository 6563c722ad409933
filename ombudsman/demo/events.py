"""What history says about the demonstration."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from journal import registry

CLOCK_MOVED = "demo.clock_moved"


def register() -> None:
    """Declare the events; called once when the application is ready."""
    registry.register(CLOCK_MOVED, label=_("Jam peragaan dimajukan"))
