"""The refusals of this floor; views and the API turn each into one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class NotAllowed(Exception):
    """This actor may not do this. ``reason`` is a sentence for the person."""

    def __init__(self, reason: str | _StrPromise) -> None:
        super().__init__(reason)
        self.reason = reason


class StepUpRequired(NotAllowed):
    """The act needs a second factor shown within the last five minutes."""


class StaffAndLiaison(Exception):
    """Nobody is staff and liaison, or staff of two offices, at the same time."""
