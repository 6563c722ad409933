"""The lists whose filters are kept under a name, and that are taken along as tables.

The values are stored: never rename one.
"""

from __future__ import annotations

from enum import StrEnum


class Listing(StrEnum):
    """Which list."""

    QUEUE = "queue"
    ACTIONS = "actions"
