"""The secret address of a calendar: made, made anew, taken away, read.

Whoever knows it reads it, as calendar programs cannot sign in. So it tells next to
nothing, is shown once, lies here as its SHA-256, and dies with the rights of its owner.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actor import STRANGER
from accounts.actor_of import member
from accounts.errors import NotAllowed
from accounts.limits import allow
from accounts.models import User
from accounts.policies import require_stepped_up
from accounts.wall_clock import wall_now
from complaints.domain import events
from complaints.domain.calendar_feed import READS, WINDOW, WRONG
from complaints.models import CalendarFeed
from complaints.policies import has_duties
from complaints.services.errors import TooManyTries
from journal.record import record

if TYPE_CHECKING:
    from datetime import date, datetime

    from accounts.actor import Actor
    from journal.models import Delivery, Entry

#: 256 bits, 43 signs in an address.
SECRET_BYTES = 32


@transaction.atomic
def make(*, language: str, actor: Actor, now: datetime) -> str:
    """A new secret for this person; the one before is dead. It is told this once."""
    _require(actor)
    # Two that he asks for at once wait for each other: one of them is dead after.
    User.objects.select_for_update(no_key=True).get(pk=actor.signed_in_id)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    _feed, made = CalendarFeed.objects.update_or_create(
        user_id=actor.signed_in_id,
        defaults={
            "digest": digest_of(secret),
            "language": language,
            "made_at": now,
            "told": b"",
            "changed_at": now,
            "read_on": None,
        },
    )
    kind = events.CALENDAR_MADE if made else events.CALENDAR_RENEWED
    _note(kind, actor, now)
    return secret


@transaction.atomic
def revoke(*, actor: Actor, now: datetime) -> None:
    """Nobody reads it any more; without one it stays so."""
    _require(actor)
    gone, _ = CalendarFeed.objects.filter(user_id=actor.signed_in_id).delete()
    if gone:
        _note(events.CALENDAR_REVOKED, actor, now)


def digest_of(secret: str) -> bytes:
    """What the database keeps of an address."""
    return hashlib.sha256(secret.encode()).digest()


def opened(*, secret: str, network: str, now: datetime) -> tuple[CalendarFeed, Actor]:
    """Whose calendar this is, with the rights that he has now.

    Raises ``CalendarFeed.DoesNotExist`` for every secret that opens none, and
    :class:`TooManyTries` when the network guessed too often, or it is read too often.
    A right one is opened whatever others of the same network tried: nobody shuts the
    calendars of an office by guessing there.
    """
    counted, guesses = wall_now(), f"calendar-net:{network}"
    rows = CalendarFeed.objects.select_related("user")
    feed: CalendarFeed | None = rows.filter(digest=digest_of(secret)).first()
    actor = STRANGER if feed is None else member(feed.user, now=now)
    if feed is None or not has_duties(actor):
        if not allow(guesses, WRONG, WINDOW, counted):
            raise TooManyTries
        if feed is not None:
            feed.delete()  # his rights may come back, his address does not
        raise CalendarFeed.DoesNotExist
    if not allow(f"calendar:{feed.pk}", READS, WINDOW, counted):
        raise TooManyTries
    return feed, actor


def read(feed: CalendarFeed, content: bytes, *, day: date, now: datetime) -> datetime:
    """Note that it was read; returns since when it reads so."""
    told = hashlib.sha256(content).digest()
    if bytes(feed.told) != told:
        feed.told, feed.changed_at = told, now.replace(microsecond=0)
    elif feed.read_on == day:
        return feed.changed_at
    # Not saved: it may have been revoked or made anew since it was opened.
    CalendarFeed.objects.filter(pk=feed.pk, digest=feed.digest).update(
        told=feed.told, changed_at=feed.changed_at, read_on=day
    )
    return feed.changed_at


def forget(delivery: Delivery, entry: Entry) -> None:
    """Somebody was suspended, or lost a role: without duties his address is dead."""
    owner = User.objects.filter(pk=entry.subject_id).first()
    if owner is not None and not has_duties(member(owner, now=entry.at)):
        CalendarFeed.objects.filter(user=owner).delete()


def _require(actor: Actor) -> None:
    if not has_duties(actor):
        raise NotAllowed("has_duties")
    require_stepped_up(actor)


def _note(kind: str, actor: Actor, now: datetime) -> None:
    record(kind, actor=actor, subject=User(pk=actor.signed_in_id), data={}, now=now)
