"""What an agency writes to show that it did what was asked, before it sends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints.domain.shared_draft import mark_of

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class EvidenceText:
    """What was done, and on which day; in a draft perhaps only half of it."""

    text: str = ""
    done_on: date | None = None

    @property
    def mark(self) -> str:
        """What tells one draft from another."""
        day = self.done_on.isoformat() if self.done_on else ""
        return mark_of([("text", self.text), ("done_on", day)])

    @property
    def is_empty(self) -> bool:
        """Nothing was written and no day was chosen."""
        return not self.mark
