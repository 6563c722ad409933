"""A new code for a reporter who lost the old one, given at an office or by telephone.

Whoever gives it has made sure who asks; the old code and its QR die at once, and so do
the pages that they opened. The reporter hears of it through the contact on record.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode
from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from accounts.policies import require_stepped_up
from complaints.domain import events, numbering
from complaints.domain.states import Party
from complaints.policies import require
from complaints.services import sending
from complaints.services.errors import NotReady
from complaints.services.filing import HASHER
from complaints.services.gate import amend, enter, tell

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.numbering import TrackingSecret
    from complaints.models import Case

#: Who may give one: those who meet reporters, and their head.
GIVERS = (Party.INTAKE, Party.EXAMINER, Party.HEAD)


class Proof(StrEnum):
    """How the giver made sure of the person."""

    CARD = "card"  # an identity card shown at the counter
    CALL_BACK = "call_back"  # called back on the number on record
    ATTORNEY = "attorney"  # a power of attorney was shown


@transaction.atomic
def renew_code(
    *, ref: UUID, proof: str, key: UUID, actor: Actor, now: datetime
) -> TrackingSecret:
    """Replace the code; returns the new one, which is shown once and not stored.

    ``key`` came with the form: the same sending again gives the same code. Needs a
    second factor of the last five minutes. Raises :class:`NotReady` for a word that is
    no proof, and for an erased case.
    """
    case = enter(ref, actor=actor)
    require(actor, case, *GIVERS)
    require_stepped_up(actor)
    if proof not in set(Proof):
        raise NotReady("proof")
    if case.erased_at is not None:
        raise NotReady("case_erased")
    secret = numbering.derive(urlsafe_b64decode(settings.TRACKING_KEY), key.bytes)
    claim = sending.claim(
        key, form="renew", words=[str(ref), proof], file_ids=[], actor=actor, now=now
    )
    if claim is not None and claim.replay is not None:
        return secret
    replace_code(case, secret, now=now)
    tell(case, events.CODE_RENEWED, actor=actor, now=now, proof=proof)
    sending.store(claim, case=ref)
    return secret


def replace_code(case: Case, secret: TrackingSecret, *, now: datetime) -> None:
    """From now on this is the code of the locked case; what the old one opened closes."""
    amend(
        case,
        now=now,
        code_hash=HASHER.hash(numbering.normalise_code(secret.code)),
        qr_hash=hashlib.sha256(secret.qr.encode()).digest(),
        code_since=now,
    )
