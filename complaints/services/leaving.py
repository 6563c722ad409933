"""Leaving a draft with a code, and going on with it at another time or place."""

from __future__ import annotations

import hmac
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from accounts.limits import allow
from accounts.wall_clock import wall_now
from complaints.domain import events
from complaints.models import Draft
from complaints.models.choices import ContactKind
from complaints.services import codes
from complaints.services.drafting import person_of, writable
from complaints.services.errors import NotReady, TooManyTries, WrongCode
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor

TRIES = 20
WINDOW = timedelta(hours=1)
#: Letters with a link that one draft may ask for in a day.
LETTERS, A_DAY = 5, timedelta(days=1)


def code_of(draft: Draft) -> str:
    """The code of the latest leaving: 80 bits, derived, so that no column holds it."""
    return codes.link_code(f"draft:{draft.ref}:{draft.left}".encode())


def link_of(code: str) -> str:
    """Where one goes on. The code stands behind the #: no server and no log sees it."""
    return f"{settings.BASE_URL}/lapor/lanjutkan/#{code}"


def is_latest(draft: Draft, code: str) -> bool:
    """Whether no newer code was asked for since."""
    return hmac.compare_digest(bytes(draft.token_hash), codes.digest(code))


def _renew(draft: Draft) -> str:
    draft.left += 1
    code = code_of(draft)
    draft.token_hash = codes.digest(code)
    draft.save(update_fields=["left", "token_hash"])
    return code


@transaction.atomic
def leave(*, ref: UUID, actor: Actor, now: datetime) -> str:
    """A code with which the draft can be resumed elsewhere. An older code dies."""
    del actor
    return _renew(writable(ref, now))


def send_link(*, ref: UUID, kind: ContactKind, actor: Actor, now: datetime) -> None:
    """Send a new link to the contact that was checked; older links die.

    Raises :class:`NotReady` when that contact was not checked, and
    :class:`TooManyTries` for the sixth letter of a day.
    """
    if not allow(f"draft-link:{ref}", LETTERS, A_DAY, wall_now()):
        raise TooManyTries
    with transaction.atomic():
        draft = writable(ref, now)
        person = person_of(draft)
        if person is None or person.contact.marks().get(kind) != "verified":
            raise NotReady("contact_unchecked")
        _renew(draft)
        data = {"kind": kind.value, "n": draft.left}
        record(events.DRAFT_LINK_ASKED, actor=actor, subject=draft, data=data, now=now)


def resume(*, code: str, network: str, now: datetime) -> Draft:
    """The draft of this code. Raises :class:`WrongCode` and :class:`TooManyTries`."""
    if not allow(f"draft-net:{network}", TRIES, WINDOW, wall_now()):
        raise TooManyTries
    draft = Draft.objects.filter(
        token_hash=codes.digest(code), filed_at=None, expires_at__gt=now
    ).first()
    if draft is None:
        raise WrongCode
    return draft
