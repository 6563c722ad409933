"""What a proof hands back, and the one line that it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field

Count = int | float | str


@dataclass
class Result:
    """``counts`` say how much was tried; every number in ``ledgers`` must be 0."""

    counts: dict[str, Count] = field(default_factory=dict)
    ledgers: dict[str, int] = field(default_factory=dict)

    def add(self, other: Result, *, prefix: str = "") -> None:
        """Take another round in: numbers add up, words are replaced."""
        for name, value in other.counts.items():
            self._count(prefix + name, value)
        for name, number in other.ledgers.items():
            self.ledgers[name] = self.ledgers.get(name, 0) + number

    def _count(self, name: str, value: Count) -> None:
        before = self.counts.get(name)
        if isinstance(before, int | float) and isinstance(value, int | float):
            value = before + value
        self.counts[name] = value

    @property
    def wrong(self) -> dict[str, int]:
        """The ledgers that do not balance."""
        return {name: number for name, number in self.ledgers.items() if number}

    @property
    def holds(self) -> bool:
        """Whether something was checked, and all of it balances."""
        return bool(self.ledgers) and not self.wrong
