"""Who might take a case on: the one with the least to do whom nothing keeps from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


class Passed(StrEnum):
    """Why somebody with as little or less to do is passed over."""

    CONFLICT = "conflict"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who holds the role that the case needs, and how much is in his hands."""

    user_id: int
    open: int
    away: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who it is, with how many open cases, and who had no more and was passed over."""

    user_id: int
    open: int
    passed: tuple[tuple[int, Passed], ...] = ()


def suggest(
    candidates: Iterable[Candidate],
    *,
    conflicts: Collection[int] = (),
    holder: int | None = None,
) -> Suggestion | None:
    """The candidate with the fewest open cases; the smaller id where several are equal.

    Never who holds the case already, who may not (``conflicts``), or who is away. None
    where nobody is left.
    """
    passed: list[tuple[int, Passed]] = []
    for one in sorted(candidates, key=lambda one: (one.open, one.user_id)):
        if one.user_id == holder:
            continue
        if one.user_id in conflicts:
            passed.append((one.user_id, Passed.CONFLICT))
        elif one.away:
            passed.append((one.user_id, Passed.AWAY))
        else:
            return Suggestion(one.user_id, one.open, tuple(passed))
    return None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A case that needs somebody: who holds it, who may not, out of which people."""

    case_id: int
    people: tuple[int, ...]
    holder: int | None = None
    conflicts: frozenset[int] = frozenset()


def spread(
    cases: Iterable[Wanted], candidates: Mapping[int, Candidate]
) -> dict[int, Suggestion | None]:
    """A suggestion for each case, as if those before it were taken already."""
    now = dict(candidates)
    found: dict[int, Suggestion | None] = {}
    for one in cases:
        chosen = suggest(
            (now[pk] for pk in one.people),
            conflicts=one.conflicts,
            holder=one.holder,
        )
        found[one.case_id] = chosen
        if chosen is not None:
            before = now[chosen.user_id]
            now[chosen.user_id] = replace(before, open=before.open + 1)
    return found
