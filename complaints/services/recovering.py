"""Number or code lost: a link to the contact that was checked, and a new code by it.

Whoever asks reads one answer, and the same rows are written for every contact: whether
a report hides behind it is looked up later, by the relay, where nobody waits for it.
Many askings from one network cost a proof of work, as many reports do.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from accounts import work
from accounts.actor import reporter_of
from accounts.limits import allow, is_spent
from accounts.wall_clock import wall_now
from complaints import vault
from complaints.domain import events
from complaints.models import Case, Recovery
from complaints.services import codes
from complaints.services.errors import NotReady, TooManyAsked, TooManyTries
from complaints.services.gate import tell
from complaints.services.renewing import replace_code
from journal.record import record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from accounts.actor import Actor
    from complaints.domain.numbering import TrackingSecret
    from complaints.services.admitting import Proof

GOOD_FOR = timedelta(minutes=30)
HOUR, WAIT = timedelta(hours=1), timedelta(minutes=10)
#: In an hour: askings of one network that cost nothing, those that it may make at all,
#: and wrong codes that it may try.
FREE, MOST, TRIES = 5, 60, 20
#: Letters to one contact for as long as a link lives: whoever asks for them in its
#: owner's place leaves him one that lives.
PER_CONTACT = 3
REMEMBERED = timedelta(days=1)
ACTION = "recover"


@dataclass(frozen=True, slots=True)
class Given:
    """A report, and the new code for it that is shown once."""

    case: Case
    secret: TrackingSecret


def question() -> str:
    """The question to a network that asked often."""
    return work.pose(ACTION, now=wall_now())


def ask(
    *, contact: str, network: str, proof: Proof, actor: Actor, now: datetime
) -> None:
    """Write down that somebody lost number or code and is known by this contact.

    Raises :class:`TooManyAsked`. What others asked about the same contact is not told,
    not even by the time it takes: the same rows are written, and nothing is sent.
    """
    moment = wall_now()
    _admit(network, proof, moment)
    kind = vault.kind_of(contact)
    digest = vault.blind_index(kind, contact)
    heard = allow(f"recover-to:{digest.hex()}", PER_CONTACT, GOOD_FOR, moment)
    nonce = secrets.token_bytes(16)
    with transaction.atomic():
        asked = Recovery.objects.create(
            kind=kind,
            digest=digest,
            nonce=nonce,
            token_hash=codes.digest(_code(kind, nonce, digest)),
            asked_at=moment,
            expires_at=moment + GOOD_FOR,
        )
        record(
            events.RECOVERY_ASKED,
            actor=actor,
            subject=asked,
            data={"recovery": asked.pk, "heard": heard},
            now=now,
        )


def _admit(network: str, proof: Proof, moment: datetime) -> None:
    if not allow(f"recover-most:{network}", MOST, HOUR, moment):
        raise TooManyAsked(_left(HOUR, moment), payable=False)
    if allow(f"recover-net:{network}", FREE, HOUR, moment):
        return
    if work.is_done(ACTION, proof.question, proof.answer, now=moment):
        return
    if not allow(f"recover-wait:{network}", 1, WAIT, moment):
        raise TooManyAsked(_left(WAIT, moment))


def _left(window: timedelta, moment: datetime) -> int:
    span = int(window.total_seconds())
    return span - int(moment.timestamp()) % span


def code_of(asked: Recovery) -> str:
    """The code behind the #: 80 bits, derived, so that no column holds it."""
    return _code(asked.kind, bytes(asked.nonce), bytes(asked.digest))


def _code(kind: str, nonce: bytes, digest: bytes) -> str:
    return codes.link_code(f"recovery:{kind}:".encode() + nonce + digest)


def link_of(code: str) -> str:
    """Where the letter leads: a page that asks, so that who scans mail uses nothing."""
    return f"{settings.BASE_URL}/lacak/kode-baru/buka/#{code}"


def cases_of(asked: Recovery) -> QuerySet[Case]:
    """The reports that name this contact, checked by its owner, the newest first.

    An erased report has no contact any more, an imported one never had any.
    """
    found: QuerySet[Case] = Case.objects.filter(
        indexes__kind=asked.kind,
        indexes__digest=bytes(asked.digest),
        erased_at=None,
        **{f"contact_marks__{asked.kind}": "verified"},
    )
    return found.order_by("-pk")


def reports_behind(*, code: str, key: UUID | None, network: str) -> Sequence[Case]:
    """The reports that this code opens the way to; looking uses nothing up.

    Raises :class:`NotReady` for a wrong, used or old code, :class:`TooManyTries` where
    too many of these came from this network.
    """
    tries, moment = f"recover-open:{network}", wall_now()
    if is_spent(tries, TRIES, HOUR, moment):
        raise TooManyTries
    try:
        return _behind(_live(code, key))
    except NotReady:
        allow(tries, TRIES, HOUR, moment)
        raise


def _behind(asked: Recovery) -> Sequence[Case]:
    found = list(cases_of(asked))
    if not found:
        raise NotReady("wrong_link")
    return found


def _live(code: str, key: UUID | None) -> Recovery:
    """The asking of this code; one that was used, for the form that used it."""
    rows = Recovery.objects.filter(
        token_hash=codes.digest(code), expires_at__gt=wall_now()
    )
    asked = rows.first()
    if asked is None or not (asked.used_at is None or _is_of(asked, key)):
        raise NotReady("wrong_link")
    return asked


def _live_locked(code: str, key: UUID | None) -> Recovery:
    """The same, locked with its sisters in one order: each ends the others."""
    asked = _live(code, key)
    sisters = Recovery.objects.filter(kind=asked.kind, digest=bytes(asked.digest))
    list(sisters.order_by("pk").select_for_update().values_list("pk"))
    return _live(code, key)


def _is_of(asked: Recovery, key: UUID | None) -> bool:
    used_with = bytes(asked.used_with or b"")
    return key is not None and hmac.compare_digest(used_with, _form(key))


def _form(key: UUID) -> bytes:
    return hashlib.sha256(key.bytes).digest()


@transaction.atomic
def give_codes(
    *, code: str, numbers: Sequence[str], key: UUID | None, now: datetime
) -> list[Given]:
    """Replace the codes of these reports; the link is used up, and so are its sisters.

    ``key`` came with the form: the same sending again shows the same codes, for as long
    as the link would have lived. Raises :class:`NotReady`.
    """
    asked = _live_locked(code, key)
    sending = key or uuid4()
    given = [Given(case, _secret(case, sending)) for case in _locked(asked, numbers)]
    if asked.used_at is not None:
        return _still_good(given)
    _use_up(asked, sending)
    for one in given:
        actor = reporter_of(one.case.pk)
        replace_code(one.case, one.secret, actor=actor, now=now)
        tell(one.case, events.CODE_RECOVERED, actor=actor, now=now)
    return given


def _locked(asked: Recovery, numbers: Sequence[str]) -> list[Case]:
    """These reports, locked; asked for again then: a contact may be gone meanwhile."""
    rows = cases_of(asked).filter(locator__in=numbers).order_by("pk")
    waited = [case.pk for case in rows.select_for_update(of=("self",))]
    found = list(rows.filter(pk__in=waited))
    if not found:
        raise NotReady("nothing_chosen")
    return found


def _still_good(given: list[Given]) -> list[Given]:
    """The codes that open something yet; another way may have replaced them since."""
    good = [one for one in given if codes.is_in_force(one.case, one.secret)]
    if not good:
        raise NotReady("wrong_link")
    return good


def _secret(case: Case, sending: UUID) -> TrackingSecret:
    return codes.secret_of(sending.bytes + case.ref.bytes)


def _use_up(asked: Recovery, sending: UUID) -> None:
    asked.used_at, asked.used_with = wall_now(), _form(sending)
    asked.save(update_fields=["used_at", "used_with"])
    sisters = Recovery.objects.filter(kind=asked.kind, digest=bytes(asked.digest))
    sisters.filter(used_at=None).update(expires_at=asked.used_at)


def purge() -> None:
    """Forget what nobody can use any more."""
    Recovery.objects.filter(expires_at__lt=wall_now() - REMEMBERED).delete()
