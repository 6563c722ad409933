"""What the journal refuses, by name."""

from django.db import OperationalError


class JournalError(Exception):
    """Base of all refusals of the journal."""


class UnknownKind(JournalError):
    """An event that nobody registered: its text would be missing on the page."""


class AlreadyRegistered(JournalError):
    """A kind, subscriber or sweep of this name exists already."""


class WordsInEntry(JournalError):
    """Entry data must be ids, codes, dates and hashes; words live in erasable rows."""


class OutsideTransaction(JournalError):
    """History belongs into the transaction of the change that it tells of."""


class TooManySubjects(JournalError):
    """A transaction records at most a thousand subjects."""


class NotRecorded(JournalError, OperationalError):
    """The database takes no entry, so what it was to tell of does not happen (503)."""


class KeyReused(JournalError):
    """An idempotency key came back with another body (HTTP 409)."""


class InFlight(JournalError):
    """The first request with this idempotency key is still at work (HTTP 409)."""


class OutsideEffect(JournalError):
    """Base of what a handler knows about an effect that it could not bring about."""


class NotSent(OutsideEffect):
    """It certainly did not leave the house; trying again is safe."""


class Undeliverable(OutsideEffect):
    """It did not and never will; trying again is useless."""


class NobodyThere(Undeliverable):
    """The other side takes nothing for this address or number, and never will."""


class LeaseLost(JournalError):
    """Another relay took the delivery over."""


class NoSubscriber(JournalError):
    """The code no longer has the subscriber that a stored delivery names."""


class CheckpointsMissing(JournalError):
    """The folder lacks a checkpoint that the database knows; nothing is built on it."""


class DraftRefused(JournalError):
    """A draft is not kept, or does not count yet; ``code`` chooses the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
