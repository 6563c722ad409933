"""The report to DPR and the President (UU 37/2008 art. 42): its period and its figures.

Figures follow from inputs that are frozen with them, so that they can be reckoned again
years later. What counts people hides small numbers: fewer than five are told together
with others, and a year tells no row that one of its quarters did not tell, nor a
correction one that the version before it did not, so that nothing is found by taking one
report from another.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from complaints.domain.corrective import ActionStatus, Verified, best_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

#: The shape of the data, and the arithmetic: either goes up when it changes.
FORMAT, FORMULA = 1, "1"
#: So many reports of people, at least, stand behind a number that is told apart.
LEAST = 5
QUARTERS = (1, 2, 3, 4)
MONTHS = 3
DECEMBER = 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A quarter of a year, or with 0 the whole of it. Its days are legal days."""

    year: int
    quarter: int = 0

    @property
    def first(self) -> date:
        month = MONTHS * (self.quarter - 1) + 1 if self.quarter else 1
        return date(self.year, month, 1)

    @property
    def last(self) -> date:
        month = MONTHS * self.quarter if self.quarter else DECEMBER
        if month == DECEMBER:
            return date(self.year, month, 31)
        return date(self.year, month + 1, 1) - timedelta(days=1)

    @property
    def quarters(self) -> tuple[Period, ...]:
        """What a year is the sum of; nothing of a quarter."""
        if self.quarter:
            return ()
        return tuple(Period(self.year, quarter) for quarter in QUARTERS)

    def is_over(self, today: date) -> bool:
        """Whether its last day lies behind: before that nothing of it is final."""
        return today > self.last


class Outcome(StrEnum):
    """How an order of the period stands at its end."""

    ON_TIME = "on_time"
    LATE = "late"  # carried out, after its day
    RUNNING = "running"  # not carried out, and its day lies ahead
    OVERDUE = "overdue"
    CLIMBED = "climbed"  # an item of a recommendation took its place
    FREED = "freed"  # excused or annulled


#: Tables that count reports of people, each by its name.
OF_PEOPLE = ("by_channel", "by_kind", "by_province", "by_class", "by_reason")


def figures(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the report says, from what was frozen with it."""
    last = date.fromisoformat(inputs["last"])
    quarters = inputs.get("quarters")
    people = added(quarters) if quarters else counted(inputs)
    people = told_again(people, inputs.get("before"))
    orders = Counter(str(outcome_of(row, last)) for row in inputs["orders"])
    recommendations = list(inputs["recommendations"])
    return {
        **people,
        "orders": {
            "rows": [[str(one), orders[str(one)]] for one in Outcome],
            "total": orders.total(),
        },
        "recommendations": recommendations,
        "refused": [row for row in recommendations if row["announced_on"]],
    }


def counted(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The tables about reports of people, of a quarter."""
    received, registered, closed = (
        inputs["received"],
        inputs["registered"],
        inputs["closed"],
    )
    tables = {
        "by_channel": _sum((row["channel"], row["n"]) for row in received),
        "by_kind": _sum((row["kind"], row["n"]) for row in received),
        "by_province": _sum((row["province"], row["n"]) for row in received),
        "by_class": _sum((row["class"], row["n"]) for row in registered),
        "by_reason": _sum((row["reason"], row["n"]) for row in closed),
    }
    return {name: grouped(counts) for name, counts in tables.items()}


def _sum(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for code, n in pairs:
        found[code] += n
    return found


def grouped(counts: Mapping[str, int]) -> dict[str, Any]:
    """A table with every number from five on; smaller ones are told together.

    If together they are fewer than five, or only one, the next smallest joins them:
    nobody finds one by taking the rest from the sum.
    """
    rising = sorted((n, code) for code, n in counts.items() if n > 0)
    hidden = [pair for pair in rising if pair[0] < LEAST]
    rest = rising[len(hidden) :]
    while hidden and rest and (len(hidden) == 1 or _told(hidden) < LEAST):
        hidden.append(rest.pop(0))
    return _table([(code, n) for n, code in rest], _told(hidden))


def _told(pairs: Iterable[tuple[int, str]]) -> int:
    return sum(n for n, _code in pairs)


def _table(rows: Iterable[tuple[str, int]], others: int) -> dict[str, Any]:
    """The largest first; ``others``: those that are not told apart."""
    ordered = sorted(rows, key=lambda row: (-row[1], row[0]))
    told = sum(n for _code, n in ordered)
    return {
        "rows": [[code, n] for code, n in ordered],
        "others": others,
        "total": told + others,
    }


def added(quarters: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The same of a year: the sum of what its quarters told, and nothing that one of
    them did not."""
    return {name: _added([one[name] for one in quarters]) for name in OF_PEOPLE}


def _added(tables: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    said = [dict(map(tuple, table["rows"])) for table in tables]
    everywhere = set(said[0]).intersection(*said[1:])
    rows = [(code, sum(one[code] for one in said)) for code in everywhere]
    total = sum(table["total"] for table in tables)
    return _table(rows, total - sum(n for _code, n in rows))


def told_again(
    tables: Mapping[str, Any], before: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The same of a correction: it tells no row that the version before it did not, so
    that nothing is found by taking one from the other. ``before``: the rows of each
    table that were told; None of a first version."""
    if before is None:
        return dict(tables)
    return {name: _only(tables[name], before[name]) for name in OF_PEOPLE}


def rows_told(told: Mapping[str, Any]) -> dict[str, list[str]]:
    """Which rows figures tell apart, of every table that counts people."""
    return {name: [code for code, _n in told[name]["rows"]] for name in OF_PEOPLE}


def _only(table: Mapping[str, Any], codes: Collection[str]) -> dict[str, Any]:
    rows = [(code, n) for code, n in table["rows"] if code in codes]
    return _table(rows, table["total"] - _told((n, code) for code, n in rows))


def outcome_of(order: Mapping[str, Any], last: date) -> Outcome:
    """How one order stood on the last day of the period."""
    if _by(order["annulled_on"], last) or _by(order["excused_on"], last):
        return Outcome.FREED
    facts = [
        Verified(ActionStatus(status), date.fromisoformat(on), late)
        for status, on, late in order["facts"]
    ]
    best = best_by(facts, last)
    if best is not None and best.status is ActionStatus.DILAKSANAKAN:
        return Outcome.LATE if best.days_late else Outcome.ON_TIME
    if _by(order["climbed_on"], last):
        return Outcome.CLIMBED
    return Outcome.OVERDUE if _by(order["due_on"], last) else Outcome.RUNNING


def _by(iso: str | None, last: date) -> bool:
    """Whether this day is there, and not after the period."""
    return iso is not None and date.fromisoformat(iso) <= last


def holds(data: Mapping[str, Any]) -> bool:
    """Whether the figures still follow from what was frozen with them."""
    return bool(figures(data["inputs"]) == data["figures"])
