"""Who may free an agency of an order, and how.

The order was mistaken (annulled), or it cannot be carried out for a reason that we accept
(excused). Monitoring proposes, a commissioner decides; neither of them examined the case
or drafted its report, and they are two persons.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


class Relief(StrEnum):
    """In which way it is owed no more."""

    EXCUSE = "excuse"  # a reason that we accept
    ANNUL = "annul"  # it should not have been ordered


def is_apart(person: int | None, authors: Collection[int | None]) -> bool:
    """Whether this person neither examined the case nor drafted its report."""
    return person is not None and person not in authors
