"""Which counts of people may be told so that nobody is found behind them.

A number under five points at somebody: who knows one of three knows two things about the
others. Leaving it out is not enough, for what is left out can be reckoned: the sum, less
what was told. So nothing small is hidden alone, in one of two ways:

*Told together* (:func:`apart`), for the parts of one sum. What is too small is told in
one number with the smallest part that is not, whose own count is not told either. Put the
counts of any two of these parts in each other's place: every number that was told stays,
and the rule would have told the same. So each of them may be the large one, and not even
who knows the rule can say of one of them that it is small.

*Hidden as a whole rectangle* (:func:`whole_rows`, :func:`open_rows`), for a table whose
sums of rows and of columns are both known. A row is told in all its cells or in none. The
cells that are not told are then rows times all columns, and of such a rectangle, if each
of its sums is at least five, every cell can be as large as the smaller of its two sums
(fill that cell first; what is left of rows and columns always comes out even). So no cell
can be shown to be under five.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints.domain.periodic import LEAST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    Row = Sequence[int]

#: The fewest kinds that a group must show: of one alone everybody in it is known.
KINDS = 2


def apart(counts: Mapping[str, int], least: int = LEAST) -> tuple[dict[str, int], int]:
    """The parts of one sum that are told each, and how many the others are together.

    Where no part is small, all are told. Parts as large as the one that hides the small
    ones are hidden with it: which of them it is must not follow from their order.
    """
    there = {code: n for code, n in counts.items() if n}
    if min(there.values(), default=least) >= least:
        return there, 0
    cover = min((n for n in there.values() if n >= least), default=None)
    told = {} if cover is None else {c: n for c, n in there.items() if n > cover}
    return told, sum(there.values()) - sum(told.values())


def is_safe(counts: Iterable[int], least: int = LEAST) -> bool:
    """Whether each is nothing, or enough."""
    return all(n == 0 or n >= least for n in counts)


def sums(rows: Iterable[Row]) -> list[int]:
    """What the columns come to; nothing where there is no row."""
    return [sum(column) for column in zip(*rows, strict=True)]


def whole_rows(table: Mapping[str, Row], least: int = LEAST) -> set[str]:
    """The rows that are told in all their cells; of the others nothing but their sums.

    A row with a small cell is not told, nor one with an empty cell beside full ones: that
    would tell by its silence. Then as many more, the smallest first, as it takes until
    what the columns hold of the untold rows is safe.
    """
    told = {code for code, row in table.items() if min(row, default=0) >= least}
    while told and not is_safe(_untold(table, told), least):
        told.remove(min(told, key=lambda code: (sum(table[code]), code)))
    return told


def open_rows(
    table: Mapping[str, Row], *, shut: Collection[str] = (), least: int = LEAST
) -> set[str] | None:
    """The rows whose kinds are told; None where not even the sums of all may be.

    Of such a row every kind is safe, and there is more than one, so that nobody learns of
    a person whom he knows to be in it which kind he is; the same of the rows that stay
    shut, together. ``shut``: rows that are not told in any case.
    """
    told = {
        code for code, row in table.items() if code not in shut and _mixed(row, least)
    }
    while len(told) < len(table) and not _mixed(_untold(table, told), least):
        if not told:
            return None
        told.remove(min(told, key=lambda code: (sum(table[code]), code)))
    return told


def _mixed(row: Row, least: int) -> bool:
    return is_safe(row, least) and sum(n > 0 for n in row) >= min(KINDS, least)


def _untold(table: Mapping[str, Row], told: Collection[str]) -> list[int]:
    return sums(row for code, row in table.items() if code not in told)
