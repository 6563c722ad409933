"""A new code for a reporter who lost the old one, given at an office or by telephone.

Whoever gives it has made sure who asks; the old code and its QR die at once, and so do
the pages that they opened. Every contact on record hears of it, and none of them counts
as checked any more: who had the old code may have put it there, and would come back by it.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.errors import NotAllowed
from accounts.policies import require_stepped_up
from accounts.wall_clock import wall_now
from complaints.domain import events
from complaints.domain.states import Party
from complaints.models import Recovery
from complaints.models.choices import ContactKind
from complaints.policies import own_parties, stands_in
from complaints.selectors.merging import opened_alike
from complaints.services import codes, following, sending
from complaints.services.errors import NotReady
from complaints.services.filing import require_in_force
from complaints.services.gate import (
    amend,
    enter,
    require_reporter,
    require_words,
    tell,
)
from journal.models import Entry

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any
    from uuid import UUID

    from accounts.actor import Actor
    from complaints.domain.numbering import TrackingSecret
    from complaints.models import Case

#: Who may give one: those who meet reporters, and their head.
GIVERS = (Party.INTAKE, Party.EXAMINER, Party.HEAD)
#: For so long after a change the number on record proves nobody; by the real clock.
UNPROVED = timedelta(days=7)


class Proof(StrEnum):
    """How the giver made sure of the person."""

    CARD = "card"  # an identity card shown at the counter
    CALL_BACK = "call_back"  # called back on the number on record
    ATTORNEY = "attorney"  # a power of attorney was shown


def closed_to(case: Case, actor: Actor) -> str:
    """The code of why this actor gives no code here, or "". It opens what tells who
    reports: in nobody's place."""
    if not own_parties(actor, case).isdisjoint(GIVERS):
        return ""
    return "as_deputy" if stands_in(actor, case) else "party"


@transaction.atomic
def renew_code(
    *, ref: UUID, proof: str, key: UUID, actor: Actor, now: datetime
) -> TrackingSecret:
    """Replace the code; returns the new one, which is shown once and not stored.

    ``key`` came with the form: the same sending again gives the same code. Needs a
    second factor of the last five minutes. Raises :class:`NotReady` for a word that is
    no proof, for a call to a contact that was just changed, for an erased case, and for
    a code that was replaced since it was given.
    """
    case = enter(ref, actor=actor)
    if closed := closed_to(case, actor):
        raise NotAllowed(closed)
    require_reporter(case)
    require_stepped_up(actor)
    if proof not in set(Proof):
        raise NotReady("proof")
    secret = codes.secret_of(key.bytes)
    claim = sending.claim(
        key, form="renew", words=[str(ref), proof], file_ids=[], actor=actor, now=now
    )
    require_words(case)  # no code again either, where it opens nothing any more
    if claim is not None and claim.replay is not None:
        require_in_force(case, secret)
        return secret
    if proof == Proof.CALL_BACK and _has_new_contact(case):
        raise NotReady("call_back_too_soon")
    _end_other_ways(case)
    for other in opened_alike(case):
        _end_other_ways(other)
        amend(other, now=now, contact_marks=_unchecked(other))
    replace_code(case, secret, actor=actor, now=now, contact_marks=_unchecked(case))
    tell(case, events.CODE_RENEWED, actor=actor, now=now, proof=proof)
    sending.store(claim, case=ref)
    return secret


def _has_new_contact(case: Case) -> bool:
    """Whether a contact was put there or taken away in the last week."""
    changed = Entry.objects.filter(
        subject_kind=case.journal_kind,
        subject_id=case.pk,
        kind=events.CONTACT_CHANGED,
        recorded_at__gt=wall_now() - UNPROVED,
    )
    return changed.exclude(data__kind="").exists()  # only another way of hearing


def _unchecked(case: Case) -> dict[str, str] | None:
    if case.contact_marks is None:
        return None
    marks: dict[str, str] = case.contact_marks
    return {
        name: "given" if mark == "verified" else mark for name, mark in marks.items()
    }


def _end_other_ways(case: Case) -> None:
    """End what is under way with its contacts: digits, and links for a lost code.

    A link that is being used at this moment is passed over: its user waits for this
    case, and then finds no checked contact any more.
    """
    case.contact_changes.filter(done_at=None).delete()
    moment = wall_now()
    for index in case.indexes.filter(kind__in=ContactKind):
        rows = Recovery.objects.filter(kind=index.kind, digest=bytes(index.digest))
        live = rows.filter(expires_at__gt=moment).select_for_update(skip_locked=True)
        found = [row.pk for row in live.order_by("pk")]
        Recovery.objects.filter(pk__in=found).update(expires_at=moment)


def replace_code(
    case: Case, secret: TrackingSecret, *, actor: Actor, now: datetime, **more: Any
) -> None:
    """From now on this is the code of the locked case; what the old one opened closes.

    So do the accounts that it was put into with the old one. ``more``: other fields that
    change with it. What was split off opens with it too.
    """
    for other in opened_alike(case):
        following.end_all(other, actor=actor, now=now)
    following.end_all(case, actor=actor, now=now)
    amend(case, now=now, **codes.stored(secret), code_since=now, **more)
