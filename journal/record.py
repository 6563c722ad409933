"""Writing history: one call inside the transaction of the change itself."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol, TypeAlias, cast

from django.db import ProgrammingError, models, transaction
from django.db.models import ExpressionWrapper, Value
from django.db.models.functions import Now

from journal import origin, registry
from journal.actor import Actor, ActorKind
from journal.errors import (
    NotRecorded,
    OutsideTransaction,
    TooManySubjects,
    WordsInEntry,
)
from journal.models import Delivery, DeliveryState, Entry

JSON: TypeAlias = (
    "str | int | bool | list[JSON] | tuple[JSON, ...] | Mapping[str, JSON] | None"
)

MAX_SUBJECTS = 1000
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
# Codes, references, ISO dates and times, base64 and hex. No space, no "@".
_CODE = re.compile(r"[A-Za-z0-9_.:/+=-]{0,80}")
# A NIK, a telephone number, a card: never an id of ours.
_NUMBER_OF_A_PERSON = re.compile(r"\+?[0-9]{9,}")
_LARGEST_ID = 10**12
_NONE = timedelta(0)


class Subject(Protocol):
    """An aggregate root that has a history: case, user, agency, office, round ..."""

    journal_kind: ClassVar[str]

    @property
    def pk(self) -> int: ...


def record(
    kind: str,
    *,
    actor: Actor,
    subject: Subject,
    data: Mapping[str, JSON],
    now: datetime,
    not_before: datetime | None = None,
) -> Entry:
    """Append one event to its subject's chain, and a delivery for each recipient.

    ``now`` and ``not_before`` are on the use case's clock; the deliveries wait as
    long by the real clock. Raises UnknownKind, WordsInEntry, OutsideTransaction,
    NotRecorded.
    """
    return record_many(
        kind, actor=actor, items=[(subject, data)], now=now, not_before=not_before
    )[0]


def record_many(
    kind: str,
    *,
    actor: Actor,
    items: Iterable[tuple[Subject, Mapping[str, JSON]]],
    now: datetime,
    not_before: datetime | None = None,
) -> list[Entry]:
    """Append one event to the chains of up to 1 000 subjects, in the order of ids.

    That order keeps two such transactions from waiting for each other in a ring.
    Raises TooManySubjects beside what ``record`` raises.
    """
    registry.label_of(kind)
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(kind)
    ordered = sorted(items, key=lambda item: (item[0].journal_kind, item[0].pk))
    if len(ordered) > MAX_SUBJECTS:
        raise TooManySubjects(len(ordered))
    entries = [
        Entry(
            kind=kind,
            subject_kind=subject.journal_kind,
            subject_id=subject.pk,
            at=now,
            actor_kind=actor.kind.value,
            actor_id=actor.journal_id,
            data=_checked({**data, **_origin(kind, actor)}),
        )
        for subject, data in ordered
    ]
    try:
        Entry.objects.bulk_create(entries)
        _deliver_later(entries, wait=not_before - now if not_before else _NONE)
    except ProgrammingError as error:  # the right or the table is gone
        raise NotRecorded(*error.args) from error
    return entries


def cancel(entry: Entry) -> int:
    """Take back what has not gone out yet; returns how many deliveries that were."""
    return entry.deliveries.filter(state=DeliveryState.WAITING.value).update(
        state=DeliveryState.CANCELLED.value, done_at=Now()
    )


def text_hash(text: str, salt: bytes) -> str:
    """HMAC-SHA-256 of a text, hex: proves later which words they were, tells none.

    The salt lives in the row of the text and dies with it; 16 bytes or more.
    """
    if len(salt) < 16:
        raise ValueError("A salt has 16 bytes or more")
    return hmac.digest(salt, text.encode(), "sha256").hex()


def _deliver_later(entries: list[Entry], *, wait: timedelta) -> None:
    Delivery.objects.bulk_create(
        Delivery(
            entry=entry,
            subscriber=subscriber.name,
            recipient=recipient,
            not_before=_in(
                wait + (subscriber.wait(entry) if subscriber.wait else _NONE)
            ),
        )
        for entry in entries
        for subscriber in registry.subscribers_of(entry.kind)
        for recipient in _recipients(subscriber, entry)
    )


def _in(wait: timedelta) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(Now() + Value(wait), models.DateTimeField())


def _recipients(subscriber: registry.Subscriber, entry: Entry) -> Iterable[str]:
    if subscriber.recipients is None:
        return [""]
    named = dict.fromkeys(subscriber.recipients(entry))
    for recipient in named:
        _check_text(recipient)
    return named


def _origin(kind: str, actor: Actor) -> Mapping[str, str]:
    """From where: of those who work with cases, never of a reporter."""
    at_work = actor.kind is ActorKind.USER and registry.is_reading(kind)
    return origin.here() if at_work else {}


def _checked(data: Mapping[str, JSON]) -> dict[str, JSON]:
    return cast("dict[str, JSON]", _clean(data))


def _clean(value: JSON) -> JSON:
    match value:
        case None | bool():
            return value
        case int():
            if abs(value) >= _LARGEST_ID:
                raise WordsInEntry("a number too large for an id of ours")
            return value
        case str():
            return _check_text(value)
        case list() | tuple():
            return [_clean(part) for part in value]
        case Mapping():
            return {_check_key(key): _clean(part) for key, part in value.items()}
        case _:
            raise WordsInEntry(f"{type(value).__name__} is no id, code, date or hash")


def _check_text(text: str) -> str:
    if not _CODE.fullmatch(text) or _NUMBER_OF_A_PERSON.fullmatch(text):
        raise WordsInEntry("a text that is no id, code, date or hash")
    return text


def _check_key(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise WordsInEntry("a key that is no code")
    return key
