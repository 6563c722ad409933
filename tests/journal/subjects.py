"""Stand-ins for the aggregates and people of the floors above."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from journal.actor import ActorKind

NOW = datetime(2026, 3, 2, 3, 4, 5, 678901, tzinfo=UTC)


@dataclass(frozen=True)
class Someone:
    """An actor."""

    kind: ActorKind = ActorKind.USER
    journal_id: int | None = 7


@dataclass(frozen=True)
class Dossier:
    """A subject."""

    pk: int
    journal_kind: ClassVar[str] = "case"


@dataclass(frozen=True)
class Office:
    """Another subject."""

    pk: int
    journal_kind: ClassVar[str] = "office"


OFFICER = Someone()
SYSTEM = Someone(ActorKind.SYSTEM, None)
