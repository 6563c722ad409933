"""Accounts of reporters: a contact is proved, then it opens one; and how they end.

Whether a contact has an account looks the same from outside: the same rows are written,
and only a letter to the contact itself says so (``accounts.reporter_letters``).
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from accounts import devices, events
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
from accounts.errors import AlreadyThere, ProofOver
from accounts.limits import allow
from accounts.models import ContactProof, ReporterAccount, StoredSession, User
from accounts.policies import require, require_stepped_up
from accounts.pseudonym import Contact, Kind, nobody, opened
from accounts.wall_clock import wall_now
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor

#: How long a proved contact waits for a password to be chosen.
CHOOSE = timedelta(minutes=30)
REMEMBERED = timedelta(days=1)


def owner_of(contact: Contact) -> User | None:
    """Whoever signs in with this contact: at work, or as a reporter."""
    names = [contact.pseudonym]
    if contact.kind is Kind.EMAIL:
        names.append(contact.value)
    return User.objects.filter(email__in=names).first()


def ask(
    *,
    contact: Contact,
    language: str,
    network: str,
    user: User | None = None,
    former: int = 0,
    actor: Actor,
    now: datetime,
) -> ContactProof:
    """Send six digits to this contact, for a new account or for the one of ``user``.

    ``former``: what this visitor asked for before; where nothing is sent now, the digits
    that are on their way still count. Raises :class:`TooManyCodes` for the network. That
    others asked for the same contact is not told.
    """
    moment, digest = wall_now(), contact.digest
    if not allow(f"account-net:{network}", PER_NETWORK, HOUR, moment):
        raise TooManyCodes
    heard = may_go("account-to", digest, network=network, moment=moment)
    with transaction.atomic():
        rows = ContactProof.objects.filter(user=user, proved_at=None, heard=True)
        same = rows.filter(pk=former, digest=digest, expires_at__gt=moment).first()
        proof = (
            same if same and not heard else _made(user, contact, language, heard=heard)
        )
        record(
            events.CONTACT_PROOF_ASKED,
            actor=actor,
            subject=proof,
            data={"proof": proof.pk, "heard": heard},
            now=now,
        )
    return proof


def _made(
    user: User | None, contact: Contact, language: str, *, heard: bool
) -> ContactProof:
    """A row whatever is known of the contact; what nobody was sent cannot be guessed."""
    if user is not None:
        user.proofs.filter(proved_at=None).delete()
    moment = wall_now()
    return ContactProof.objects.create(
        user=user,
        kind=contact.kind,
        digest=contact.digest,
        nonce=secrets.token_bytes(16),
        sealed=contact.sealed(),
        language=language,
        heard=heard,
        sent_at=moment,
        expires_at=moment + GOOD_FOR,
    )


def code_of(proof: ContactProof) -> str:
    """The six digits of this proof."""
    said = f"account:{proof.pk}:{proof.kind}:"
    return digits_of(said, bytes(proof.nonce), bytes(proof.digest))


def prove(*, pk: int, code: str) -> ContactProof:
    """Mark a contact as proved, for a new account. Raises :class:`WrongDigits`."""
    _check(pk, code)
    return _mark(pk)


def _check(pk: int, code: str) -> None:
    """A try is counted before the digits are looked at, whatever becomes of it."""
    waiting = ContactProof.objects.filter(
        pk=pk, proved_at=None, tries__lt=TRIES, expires_at__gt=wall_now()
    )
    if not waiting.update(tries=F("tries") + 1):
        raise WrongDigits
    proof = ContactProof.objects.get(pk=pk)
    if not (same_digits(code_of(proof), code) and proof.heard):
        raise WrongDigits(TRIES - proof.tries)


def _mark(pk: int) -> ContactProof:
    """Proved from now on; of two that were sent at once one is too late."""
    moment = wall_now()
    once = ContactProof.objects.filter(pk=pk, proved_at=None)
    if not once.update(proved_at=moment, expires_at=moment + CHOOSE):
        raise WrongDigits
    return ContactProof.objects.get(pk=pk)


def under_way(pk: int | None) -> ContactProof | None:
    """A proof for a new account that can still be used, or None."""
    if pk is None:
        return None
    rows = ContactProof.objects.filter(pk=pk, user=None, expires_at__gt=wall_now())
    return rows.first()


@transaction.atomic
def open_account(
    *,
    proof: int,
    ref: UUID,
    password: str | None = None,
    passkey: Authenticator | None = None,
    actor: Actor,
    now: datetime,
) -> User:
    """Open an account for the contact that was proved; opened by one or the other.

    Raises :class:`ProofOver`, and :class:`AlreadyThere` when two were opened at once.
    """
    rows = ContactProof.objects.select_for_update().filter(
        pk=proof, user=None, proved_at__isnull=False, expires_at__gt=wall_now()
    )
    found = rows.first()
    if found is None:
        raise ProofOver
    contact = opened(found.sealed)
    if owner_of(contact) is not None:
        raise AlreadyThere
    user = User(ref=ref, email=contact.pseudonym, name="")
    user.set_password(password)
    _insert(user)
    ReporterAccount.objects.create(
        user=user,
        kind=contact.kind,
        sealed=contact.sealed(),
        language=found.language,
        since=now,
    )
    if passkey is not None:
        passkey.user = user
        passkey.save(force_insert=True)
        RecoveryCodes.activate(user)
    found.delete()
    record(events.REPORTER_JOINED, actor=actor, subject=user, data={}, now=now)
    return user


def replace_contact(
    *, user: User, proof: int, code: str, actor: Actor, now: datetime
) -> None:
    """Put the proved contact in place of the old one, which is told of it.

    Raises :class:`WrongDigits`, :class:`AlreadyThere`, ``StepUpRequired``.
    """
    require_stepped_up(actor)
    if not user.proofs.filter(pk=proof).exists():
        raise WrongDigits
    _check(proof, code)
    with transaction.atomic():
        proved = _mark(proof)
        contact = opened(proved.sealed)
        account = ReporterAccount.objects.select_for_update().get(
            user=user, closed_at=None
        )
        if owner_of(contact) is not None:
            raise AlreadyThere
        former = opened(account.sealed)
        user.email = contact.pseudonym
        _insert(user, fields=["email"])
        EmailAddress.objects.filter(user=user).delete()
        account.kind, account.sealed = contact.kind, contact.sealed()
        account.save(update_fields=["kind", "sealed"])
        proved.kind, proved.sealed = former.kind, former.sealed()
        proved.digest = former.digest
        proved.save(update_fields=["kind", "sealed", "digest"])
        record(
            events.REPORTER_CONTACT_REPLACED,
            actor=actor,
            subject=user,
            data={"proof": proved.pk},
            now=now,
        )


def hold_open(user_id: int) -> None:
    """Lock a reporter's account: until this transaction ends nobody closes it.

    Raises ``NotAllowed`` when it is none, or closed already.
    """
    rows = ReporterAccount.objects.select_for_update()
    require(rows.filter(user_id=user_id, closed_at=None).exists(), "own_account")


@transaction.atomic
def close_account(*, user: User, actor: Actor, now: datetime) -> None:
    """End a reporter's account for good: nothing of its contact is left.

    Raises ``StepUpRequired``, ``ReporterAccount.DoesNotExist``.
    """
    require_stepped_up(actor)
    account = ReporterAccount.objects.select_for_update().get(user=user, closed_at=None)
    digest = opened(account.sealed).digest
    # A contact that was replaced a moment ago hears of it all the same: a thief who
    # replaces it closes the account next. Its row goes with that letter.
    untold = ContactProof.objects.filter(user=user, proved_at__isnull=False)
    mine = ContactProof.objects.filter(Q(digest=digest) | Q(user=user))
    mine.exclude(pk__in=untold).delete()
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    devices.forget_all(user)
    StoredSession.objects.filter(user=user).delete()
    user.email, user.is_active = nobody(), False
    user.set_unusable_password()
    user.save(update_fields=["email", "is_active", "password"])
    account.kind, account.sealed, account.closed_at = "", "", now
    account.save(update_fields=["kind", "sealed", "closed_at"])
    record(events.REPORTER_LEFT, actor=actor, subject=user, data={}, now=now)


def _insert(user: User, *, fields: list[str] | None = None) -> None:
    """Save a row whose pseudonym may be somebody's since a moment ago."""
    try:
        with transaction.atomic():
            user.save(force_insert=fields is None, update_fields=fields)
    except IntegrityError as error:
        raise AlreadyThere from error


def forget_over(now: datetime) -> None:
    """Delete proofs that nobody can use, and contacts of before (a sweep)."""
    ContactProof.objects.filter(expires_at__lt=now - REMEMBERED).delete()
