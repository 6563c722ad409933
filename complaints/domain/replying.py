"""What an agency says to each question of a request for explanation."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from complaints.domain.shared_draft import mark_of

if TYPE_CHECKING:
    from collections.abc import Mapping


class Stance(StrEnum):
    """Whether it is as the question says."""

    AGREE = "agree"
    PARTLY = "partly"
    DISAGREE = "disagree"
    EXPLAIN = "explain"  # to a question that no yes or no answers


@dataclass(frozen=True, slots=True)
class Said:
    """What stands at one question; in a draft perhaps only half of it."""

    stance: Stance | None
    text: str = ""

    @property
    def wants_words(self) -> bool:
        """Whoever agrees has said it; whoever does not says why."""
        return self.stance is not Stance.AGREE and not self.text.strip()


@dataclass(frozen=True, slots=True)
class AnswerText:
    """What an agency says to each question, by its number, and to all of them."""

    said: Mapping[int, Said] = field(default_factory=dict)
    more: str = ""

    def words(self) -> list[str]:
        """All of it in one order, for a hash."""
        found = [self.more]
        for n, one in sorted(self.said.items()):
            found += [str(n), one.stance or "", one.text]
        return found

    @property
    def mark(self) -> str:
        """What tells one draft from another."""
        parts = [("", self.more)]
        for n, one in self.said.items():
            parts += [(f"stance {n}", one.stance or ""), (f"text {n}", one.text)]
        return mark_of(parts)

    @property
    def is_empty(self) -> bool:
        """Nothing was chosen and nothing was written."""
        said = self.said.values()
        return not self.more.strip() and not any(
            one.stance or one.text.strip() for one in said
        )

    def unsaid(self, questions: int) -> list[int]:
        """The questions without a choice, or without the words that the choice wants."""
        missing = Said(None)
        return [
            n
            for n in range(1, questions + 1)
            if (one := self.said.get(n, missing)).stance is None or one.wants_words
        ]
