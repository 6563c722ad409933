"""Who acts. The journal only needs to name him; ``accounts.actor`` builds him."""

from enum import StrEnum
from typing import Protocol


class ActorKind(StrEnum):
    """What stands behind an act."""

    STRANGER = "stranger"  # nobody we know
    REPORTER = "reporter"  # the holder of one report's number and code
    USER = "user"  # somebody signed in
    SYSTEM = "system"  # the clock, or a loader
    ADDRESSEE = "addressee"  # who showed the link to an agency's letters of one case


class Actor(Protocol):
    """What the journal writes down of an actor: a kind and an id, never a name."""

    @property
    def kind(self) -> ActorKind: ...

    @property
    def journal_id(self) -> int | None:
        """The user's id, or the case's id for the holder of a code or of a link."""
