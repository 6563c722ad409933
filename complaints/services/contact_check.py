"""Whether a telephone or a mailbox is the writer's: six digits, sent there, shown here.

The code is derived and stands nowhere; what is kept is how often it was tried. Whether
a contact is known to us, or was asked about too often by others, looks the same from
outside: the page says that a code is on its way, and one may always go on without it.
"""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from accounts.actor import unnamed
from accounts.digits import (
    GOOD_FOR,
    HOUR,
    PER_NETWORK,
    TRIES,
    TooManyCodes,
    WrongDigits,
    digits_of,
    may_go,
    same_digits,
)
from accounts.limits import allow
from accounts.wall_clock import wall_now
from agencies.domain import phone
from complaints import vault
from complaints.domain import events
from complaints.models import ContactCheck
from complaints.models.choices import ContactKind
from complaints.services.drafting import keep, person_of, writable
from complaints.services.errors import NotReady
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.models import Draft
    from complaints.vault import Contact

#: Codes in an hour for one draft; for one contact and one network: ``accounts.digits``.
PER_DRAFT = 5


def value_of(contact: Contact, kind: ContactKind) -> str:
    """The address or the number of this kind, normalised; "" where no code can go."""
    value = vault.normalised(kind, getattr(contact, kind))
    return value if kind is ContactKind.EMAIL or phone.is_mobile(value) else ""


def code_of(check: ContactCheck) -> str:
    """The six digits of this check."""
    said = f"contact:{check.draft_id}:{check.kind}:"
    return digits_of(said, bytes(check.nonce), bytes(check.digest))


def is_of(check: ContactCheck, contact: Contact) -> bool:
    """Whether the contact is still the one that this code was made for."""
    value = value_of(contact, ContactKind(check.kind))
    return hmac.compare_digest(
        bytes(check.digest), vault.blind_index(check.kind, value)
    )


def ask(
    *, ref: UUID, kind: ContactKind, network: str, actor: Actor, now: datetime
) -> None:
    """Send a code to this contact of the draft; an older code dies.

    Raises :class:`TooManyCodes` when this draft or this network asked too often. That
    others asked for the same contact is not told, not even by the time it takes: the
    same rows are written, and nothing is sent.
    """
    moment = wall_now()
    with transaction.atomic():
        contact = _contact(writable(ref, now))
        value = value_of(contact, kind)
    if not value:
        raise NotReady("no_contact")
    digest = vault.blind_index(kind, value)
    heard = within(ref, network=network, digest=digest)
    with transaction.atomic():
        draft = writable(ref, now)
        rows = draft.checks.filter(kind=kind, digest=digest, heard=True)
        check = rows.filter(expires_at__gt=moment).first()
        if heard or check is None:  # else the digits that are on their way count
            draft.checks.filter(kind=kind).delete()
            check = ContactCheck.objects.create(
                draft=draft,
                kind=kind,
                nonce=secrets.token_bytes(16),
                digest=digest,
                heard=heard,
                sent_at=moment,
                expires_at=moment + GOOD_FOR,
            )
        record(
            events.CONTACT_CODE_ASKED,
            actor=unnamed(actor),
            subject=draft,
            data={"check": check.pk, "heard": heard},
            now=now,
        )


def within(ref: UUID, *, network: str, digest: bytes, to: str = "code-to") -> bool:
    """Count one asking for a code; whether it may be sent to this contact.

    ``to``: the purse of the contact that pays; who asks for one thing does not keep
    its owner from another. Raises :class:`TooManyCodes` for the draft or report of
    ``ref``, or the network.
    """
    moment = wall_now()
    for key, most in ((f"code:{ref}", PER_DRAFT), (f"code-net:{network}", PER_NETWORK)):
        if not allow(key, most, HOUR, moment):
            raise TooManyCodes
    return may_go(to, digest, network=network, moment=moment)


def prove(
    *, ref: UUID, kind: ContactKind, code: str, actor: Actor, now: datetime
) -> None:
    """Mark the contact as checked if this is its code.

    Raises :class:`WrongDigits` for a wrong, old or used-up code: one sentence for all.
    """
    with transaction.atomic():
        draft = writable(ref, now)
        check = draft.checks.filter(kind=kind).first()
    if check is None:
        raise WrongDigits
    left = tried(draft.checks.filter(pk=check.pk))
    right = same_digits(code_of(check), code) and check.heard
    if not (right and is_of(check, _contact(draft))):
        raise WrongDigits(left)
    sealed = {f"{kind}_verified": now.isoformat()}
    with transaction.atomic():
        keep(ref=ref, answers={}, sealed=sealed, actor=actor, now=now)
        check.delete()


def tried(one: QuerySet[Any]) -> int:
    """Count one try at this code, whatever becomes of it; how many are left after it.

    Raises :class:`WrongDigits` where there was none.
    """
    open_one = one.filter(tries__lt=TRIES, expires_at__gt=wall_now())
    if not open_one.update(tries=F("tries") + 1):
        raise WrongDigits
    used: int = one.values_list("tries", flat=True).get()
    return TRIES - used


def _contact(draft: Draft) -> Contact:
    person = person_of(draft)
    if person is None:
        raise NotReady("no_contact")
    return person.contact
