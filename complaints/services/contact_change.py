"""Another telephone or mailbox for a report that is under way, or none any more.

A new one counts when its owner has shown the six digits sent there; until then the old
one stays. The reporter's committed entry opens the sealed contact and replaces it, in
the same transaction that writes the change down; the old address is told of it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.digits import GOOD_FOR, WrongDigits, digits_of, same_digits
from accounts.wall_clock import wall_now
from agencies.domain import phone
from complaints import policies, vault
from complaints.domain import events
from complaints.domain.states import Party
from complaints.models import ContactChange
from complaints.models.choices import ContactKind, NewsChannel, VaultKind, kind_for
from complaints.selectors.merging import report_locked
from complaints.services import contact_check, kept_contacts, sealed_change
from complaints.services.errors import NotReady
from complaints.services.gate import enter, tell

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case
    from complaints.vault import Contact
    from journal.models import Entry
    from journal.record import JSON

    May = Callable[[Case], None]

KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for and not proved yet."""

    kind: ContactKind
    value: str
    channel: str


def is_open_way(marks: dict[str, str], channel: str, new: str = "") -> bool:
    """Whether news can go this way with these contacts, and a ``new`` one."""
    kind = kind_for(channel)
    if kind is None or kind == new or marks.get(kind) == "verified":
        return True
    same = kind_for(marks.get("news", "")) == kind
    return kind in marks and (kind is ContactKind.EMAIL or same)


def ask(
    *,
    ref: UUID,
    kind: ContactKind,
    value: str,
    channel: NewsChannel,
    language: str,
    network: str,
    actor: Actor,
    now: datetime,
) -> ContactChange:
    """Send six digits to the new contact; what was asked for before it is dropped.

    Raises :class:`NotReady` and :class:`TooManyCodes`.
    """
    if kind is ContactKind.PHONE and not phone.is_mobile(value):
        raise NotReady("not_reachable_so")
    with transaction.atomic():
        _check(_entered(ref, actor), channel, kind)
    digest = vault.blind_index(kind, value)
    heard = contact_check.within(ref, network=network, digest=digest, to="change-to")
    with transaction.atomic():
        case = _entered(ref, actor)
        open_one = case.contact_changes.filter(done_at=None)
        before = open_one.filter(digest=digest, heard=True, expires_at__gt=wall_now())
        asked = before.first()
        if asked is None or heard:  # else the digits that are on their way count
            open_one.delete()
            asked = _new(case, kind, channel, digest)
            asked.heard = heard
            sealed_change.put(asked, {"value": value, "language": language})
            asked.save()
        data = {"change": asked.pk, "kind": kind.value, "heard": heard}
        tell(case, events.CONTACT_CHANGE_ASKED, actor=actor, now=now, **data)
    return asked


def wish_of(asked: ContactChange) -> Wish:
    """What was asked for, as it was typed."""
    value = sealed_change.opened(asked)["value"]
    return Wish(ContactKind(asked.kind), value, asked.channel)


def code_of(asked: ContactChange) -> str:
    """The six digits that prove the new contact."""
    said = f"change:{asked.case_id}:{asked.kind}:"
    return digits_of(said, bytes(asked.nonce), bytes(asked.digest))


def confirm(*, ref: UUID, code: str, actor: Actor, now: datetime) -> None:
    """Replace the contact if these are its digits.

    Raises :class:`WrongDigits` for wrong, old or used-up ones.
    """
    with transaction.atomic():
        asked = _entered(ref, actor).contact_changes.filter(done_at=None).first()
    if asked is None:
        raise WrongDigits
    rows = ContactChange.objects.filter(pk=asked.pk, done_at=None)
    left = contact_check.tried(rows)
    if not (same_digits(code_of(asked), code) and asked.heard):
        raise WrongDigits(left)
    wish = wish_of(asked)
    given = {wish.kind.value: wish.value, f"{wish.kind}_verified": now.isoformat()}

    def with_it(contact: Contact) -> Contact:
        return replace(contact, **given, channel=wish.channel)

    def may(case: Case) -> None:
        _check(case, wish.channel, wish.kind)

    _replace(asked, with_it, may, ref=ref, actor=actor, now=now)


def remove(*, ref: UUID, kind: ContactKind, actor: Actor, now: datetime) -> None:
    """Forget the telephone or the mailbox; news goes the way that is left, or none."""

    def without(contact: Contact) -> Contact:
        left = replace(contact, **{kind.value: "", f"{kind}_verified": ""})
        ends = kind_for(left.channel) == kind
        return replace(left, channel=_way(left)) if ends else left

    def may(case: Case) -> None:
        if kind not in (case.contact_marks or {}):
            raise NotReady("no_vault")

    made = _made(ref, actor, may, kind, "")
    _replace(made, without, may, ref=ref, actor=actor, now=now)


def choose(*, ref: UUID, channel: NewsChannel, actor: Actor, now: datetime) -> None:
    """Hear of news by another way, of those that the contacts allow."""

    def may(case: Case) -> None:
        _check(case, channel, "")
        if (case.contact_marks or {}).get("news") == channel:
            raise NotReady("same_contact")

    def by(contact: Contact) -> Contact:
        return replace(contact, channel=channel)

    made = _made(ref, actor, may, "", channel)
    _replace(made, by, may, ref=ref, actor=actor, now=now)


def _way(left: Contact) -> str:
    if left.email:
        return NewsChannel.EMAIL
    return NewsChannel.SMS if phone.is_mobile(left.phone) else NewsChannel.NONE


def _entered(ref: UUID, actor: Actor) -> Case:
    case = enter(ref, actor=actor)
    policies.require(actor, case, Party.REPORTER)
    if not case.vault.filter(kind=VaultKind.CONTACT, erased_at=None).exists():
        raise NotReady("no_vault")
    return case


def _check(case: Case, channel: str, new: str) -> None:
    if not is_open_way(case.contact_marks or {}, channel, new):
        raise NotReady("not_reachable_so")


def _new(case: Case, kind: str, channel: str, digest: bytes) -> ContactChange:
    moment = wall_now()
    return ContactChange(
        case=case,
        kind=kind,
        channel=channel,
        nonce=secrets.token_bytes(16),
        digest=digest,
        sent_at=moment,
        expires_at=moment + GOOD_FOR,
    )


def _made(ref: UUID, actor: Actor, may: May, kind: str, way: str) -> ContactChange:
    """A change that needs no digits: nothing new is in it."""
    with transaction.atomic():
        case = _entered(ref, actor)
        may(case)
    return _new(case, kind, way, bytes(32))


def _replace(
    asked: ContactChange,
    edit: Callable[[Contact], Contact],
    may: May,
    *,
    ref: UUID,
    actor: Actor,
    now: datetime,
) -> None:
    with transaction.atomic():
        case = _entered(ref, actor)
        entry = tell(case, events.CONTACT_CONFIRMED, actor=actor, now=now)
    # The vault refuses an entry that is not committed yet: hence two transactions. A
    # crash between them leaves the entry, and the contact as it was. What may be is
    # asked again: another change may have come between.
    try:
        with transaction.atomic():
            report = report_locked(ref)
            case = _entered(ref, actor)
            may(case)
            _carry_out(case, asked, edit, entry, report, actor=actor, now=now)
    except vault.VaultError as error:
        with transaction.atomic():
            _entered(ref, actor)  # says so if it was erased
        raise NotReady("overtaken") from error  # a later entry came first


def _carry_out(
    case: Case,
    asked: ContactChange,
    edit: Callable[[Contact], Contact],
    entry: Entry,
    report: list[Case],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    still = case.contact_changes.filter(done_at=None)
    if asked.pk and not still.filter(pk=asked.pk).exists():
        raise WrongDigits  # sent twice at once, or asked anew
    still.delete()
    former = vault.open_contact(case.pk, entry.pk)
    contact = edit(former)
    vault.replace_contact(case.pk, entry.pk, contact)
    case.contact_marks = kept_contacts.marks(case, former, contact, asked.kind)
    case.save(update_fields=["contact_marks"])
    kept_contacts.uncheck(report, case, former=former, contact=contact)
    told = _told(asked, former, contact)
    kept = _kept(asked, former, told) if told and asked.kind else None
    data: dict[str, JSON] = {"change": kept, "told": [*told], "kind": asked.kind}
    tell(case, events.CONTACT_CHANGED, actor=actor, now=now, **data)


def _told(asked: ContactChange, former: Contact, contact: Contact) -> list[str]:
    """Who hears of it: the former contacts, also when no news comes any more."""
    if not asked.kind and contact.channel != NewsChannel.NONE:
        return []
    return [kind.value for kind in ContactKind if getattr(former, kind)]


def _kept(asked: ContactChange, former: Contact, told: list[str]) -> int:
    """Keep what the letter to them needs: the vault does not hold it any more."""
    needed = {name: getattr(former, name) for name in (*told, "language", "channel")}
    sealed_change.put(asked, needed)
    asked.pk, asked.done_at = None, wall_now()
    asked.save()
    return asked.pk


def purge() -> None:
    """Forget what was never proved, and the former contacts that were told."""
    ContactChange.objects.filter(sent_at__lt=wall_now() - KEPT).delete()
