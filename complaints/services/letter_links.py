"""A link to the letters of one case, for an agency whose people have no account yet.

An officer names the address; who holds the link and shows the digits that went to that
address reads the letters to the agency, and does nothing else. Opening them there is
receipt: the address is the agency's, and the digits prove that its mailbox was read.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.actor import addressee_of
from accounts.digits import (
    GOOD_FOR,
    HOUR,
    PER_NETWORK,
    TooManyCodes,
    WrongDigits,
    digits_of,
    may_go,
    same_digits,
)
from accounts.limits import allow, is_spent
from accounts.wall_clock import wall_now
from agencies.domain.calendar import legal_day
from complaints import vault
from complaints.domain import events
from complaints.domain.correspondence import Addressee
from complaints.models import LetterLink, LinkCheck
from complaints.models.choices import ContactKind
from complaints.policies import WRITERS
from complaints.selectors.letter_links import ended_before, live_link, live_links
from complaints.services import codes, receipt
from complaints.services.contact_check import tried
from complaints.services.errors import NotReady, TooManyTries
from complaints.services.gate import amend, enter, require, require_words, tell
from journal.record import record

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.models import Case

LIFETIME = timedelta(days=14)
#: How long the address of a link that ended stays.
REMEMBERED = timedelta(days=30)
#: Links of one case that may live at once; digits in an hour for one link; wrong links
#: in an hour from one network.
MOST, PER_LINK, TRIES = 10, 5, 20


@transaction.atomic
def send_link(
    *, ref: UUID, version: int, email: str, actor: Actor, now: datetime
) -> LetterLink:
    """Send a link to an address of the agency; good for 14 days.

    Raises :class:`NotReady` before the agency was written to, where the case was erased,
    and where ten links live already.
    """
    case = enter(ref, actor=actor, version=version)
    require(actor, case, *WRITERS)
    require_words(case)
    agency_id = case.agency_id
    if agency_id is None or not _written_to(case):
        raise NotReady("link_no_letter")
    moment = wall_now()
    if live_links(case, moment).count() >= MOST:
        raise NotReady("links_full")
    nonce = secrets.token_bytes(16)
    link = LetterLink.objects.create(
        case=case,
        agency_id=agency_id,
        email=email.strip().lower(),
        nonce=nonce,
        token_hash=codes.digest(_code(nonce)),
        sent_by_id=actor.signed_in_id,
        sent_at=moment,
        expires_at=moment + LIFETIME,
    )
    amend(case, now=now)
    tell(case, events.LINK_SENT, actor=actor, now=now, link=link.pk)
    return link


def _written_to(case: Case) -> bool:
    mine = case.letters.filter(addressee=Addressee.AGENCY.value)
    return case.released_at is not None and mine.exists()


@transaction.atomic
def revoke_link(
    *, ref: UUID, version: int, link: UUID, actor: Actor, now: datetime
) -> LetterLink:
    """Take it back: it opens nothing from now on, in no browser."""
    case = enter(ref, actor=actor, version=version)
    require(actor, case, *WRITERS)
    moment = wall_now()
    found = live_links(case, moment).select_for_update(of=("self",)).filter(ref=link)
    row = found.first()
    if row is None:
        raise NotReady("link_ended")
    row.revoked_at, row.revoked_by_id = moment, actor.signed_in_id
    row.save(update_fields=["revoked_at", "revoked_by"])
    amend(case, now=now)
    tell(case, events.LINK_REVOKED, actor=actor, now=now, link=row.pk)
    return row


def code_of(link: LetterLink) -> str:
    """The code behind the #: 80 bits, derived, so that no column holds it."""
    return _code(bytes(link.nonce))


def _code(nonce: bytes) -> str:
    return codes.link_code(b"letter-link:" + nonce)


def found_by(*, code: str, network: str) -> LetterLink:
    """The link of this code. Using nothing up: whoever scans mail looks too.

    Raises :class:`NotReady` for a wrong, revoked or old one, :class:`TooManyTries` where
    too many of these came from this network.
    """
    tries, moment = f"letter-link:{network}", wall_now()
    if is_spent(tries, TRIES, HOUR, moment):
        raise TooManyTries
    known = LetterLink.objects.filter(token_hash=codes.digest(code)).first()
    link = live_link(known.pk if known else 0, moment)
    if link is None:
        allow(tries, TRIES, HOUR, moment)
        raise NotReady("link_over")
    return link


def ask_digits(*, link_id: int, network: str, actor: Actor, now: datetime) -> None:
    """Send six digits to the address of the link; digits that went before die.

    Raises :class:`NotReady` where the link ended, ``TooManyCodes`` where this link or
    this network asked too often. That the address was asked about too often is not told.
    """
    moment = wall_now()
    link = _live(link_id, moment)
    for key, most in (
        (f"link:{link.ref}", PER_LINK),
        (f"code-net:{network}", PER_NETWORK),
    ):
        if not allow(key, most, HOUR, moment):
            raise TooManyCodes
    heard = may_go("link-to", _digest(link), network=network, moment=moment)
    with transaction.atomic():
        locked = LetterLink.objects.select_for_update().get(pk=link.pk)
        rows = LinkCheck.objects.filter(link=locked)
        fresh = rows.filter(heard=True, expires_at__gt=moment).first()
        if heard or fresh is None:  # else the digits that are on their way count
            rows.delete()
            fresh = LinkCheck.objects.create(
                link=locked,
                nonce=secrets.token_bytes(16),
                heard=heard,
                sent_at=moment,
                expires_at=moment + GOOD_FOR,
            )
        record(
            events.LINK_CODE_ASKED,
            actor=actor,
            subject=locked,
            data={"check": fresh.pk, "heard": heard},
            now=now,
        )


def digits_for(check: LinkCheck) -> str:
    """The six digits that went to the address of a link."""
    said = f"letter-link:{check.link_id}:"
    return digits_of(said, bytes(check.nonce), _digest(check.link))


def _digest(link: LetterLink) -> bytes:
    return vault.blind_index(ContactKind.EMAIL, link.email)


def prove(*, link_id: int, code: str, now: datetime) -> LetterLink:
    """The digits were shown: whoever showed them may read the letters.

    Raises ``WrongDigits`` for wrong, old or used-up ones, :class:`NotReady` where the
    link ended meanwhile.
    """
    link = _live(link_id, wall_now())
    check = LinkCheck.objects.select_related("link").filter(link=link).first()
    if check is None:
        raise WrongDigits
    left = tried(LinkCheck.objects.filter(pk=check.pk))
    if not (same_digits(digits_for(check), code) and check.heard):
        raise WrongDigits(left)
    actor = addressee_of(link.case_id)
    with transaction.atomic():
        case = enter(link.case.ref, actor=actor)
        if not LinkCheck.objects.filter(pk=check.pk).delete()[0]:
            raise WrongDigits  # of two at once one opens it
        LetterLink.objects.filter(pk=link.pk).update(opened_at=wall_now())
        tell(case, events.LINK_OPENED, actor=actor, now=now, link=link.pk)
    return link


@transaction.atomic
def open_letters(*, link_id: int, now: datetime) -> None:
    """What lies unopened counts as received today, as in the agency's inbox."""
    link = _live(link_id, wall_now())
    actor = addressee_of(link.case_id)
    case = enter(link.case.ref, actor=actor)
    day = legal_day(now, case.office.zone)
    to = Addressee.AGENCY.value
    receipt.opened(case, addressee=to, on=day, actor=actor, now=now)


def _live(link_id: int, moment: datetime) -> LetterLink:
    link = live_link(link_id, moment)
    if link is None:
        raise NotReady("link_over")
    return link


def purge() -> None:
    """Forget the address of links that ended 30 days ago, and digits that are over."""
    moment = wall_now()
    ended_before(moment - REMEMBERED).exclude(email="").update(email="")
    LinkCheck.objects.filter(expires_at__lt=moment - GOOD_FOR).delete()
