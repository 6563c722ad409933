"""Ranks: like with like, ties share a rank, and only where nobody is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

K = TypeVar("K")


def ranks(scores: Mapping[K, Decimal | None], assessed: int) -> dict[K, int] | None:
    """The rank of every agency of one category and year, 1 for the highest.

    ``assessed`` is how many agencies were assessed. None where a score is
    missing: a rank among those we happen to know would be an invention. The
    rank after a tie leaves room (1, 1, 3).
    """
    known = [score for score in scores.values() if score is not None]
    if not known or len(known) != len(scores) or len(known) != assessed:
        return None
    order = sorted(known, reverse=True)
    first = {score: order.index(score) + 1 for score in order}
    return {key: first[score] for key, score in scores.items() if score is not None}
