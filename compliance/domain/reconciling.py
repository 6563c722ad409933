"""Two assessors saw the same place, each without the other's sheet: where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.domain.places import Seen


@dataclass(frozen=True, slots=True)
class Difference:
    """One indicator that two people answered differently; None: one did not answer."""

    code: str
    first: Seen | None
    second: Seen | None


def differences(
    first: Mapping[str, Seen], second: Mapping[str, Seen], both: frozenset[str]
) -> tuple[Difference, ...]:
    """What has to be agreed on, in the order of the codes.

    ``both`` are the indicators that two people answer. Interviews are not among them:
    a second set of people says other things, and no error is in that.
    """
    return tuple(
        Difference(code, first.get(code), second.get(code))
        for code in sorted(both)
        if _of(first.get(code)) != _of(second.get(code))
    )


def agreed(
    first: Mapping[str, Seen],
    second: Mapping[str, Seen],
    both: frozenset[str],
    settled: Mapping[str, Seen],
) -> dict[str, Seen] | None:
    """What counts: what both said, what was settled; None while something is open."""
    open_ones = {one.code for one in differences(first, second, both)}
    if open_ones - settled.keys():
        return None
    return {**first, **{code: settled[code] for code in open_ones}}


def _of(seen: Seen | None) -> tuple[bool, tuple[object, ...]] | None:
    """Products are numbered alike on both sheets: the order counts."""
    if seen is None:
        return None
    return seen.absent, tuple((one.value, one.of or 0) for one in seen.told)
